"""What a person decides: events confirmed, rejected, amended; stories joined and split. Kept by event id.

Decisions outlive loads, and are applied whenever the events are linked.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import product

from sqlalchemy import Connection, delete, insert, or_, select, update

from letopis.database import schema
from letopis.database.batches import rows_where
from letopis.database.link import enqueue
from letopis.database.redirecting import current
from letopis.database.story_schema import compared_events, story_events, story_verdicts, verdicts
from letopis.errors import UsageError

_EVENT = schema.events.c


@dataclass(frozen=True, slots=True)
class Verdict:
    """One decision. `field`: `verdict` (confirmed, rejected), an amended one, `together` or `apart` (another event)."""

    event: str
    field: str
    value: str | None
    note: str | None
    decided_at: str


def decide(connection: Connection, named: str, values: Mapping[str, str | None], note: str | None) -> list[str]:
    """Keep these values for an event, or for all events of a story; the ids of the events.

    A later decision takes the place of an earlier one. Raises UsageError when nothing has this id.
    """
    events = events_of(connection, named)
    for event in events:
        kept = verdicts.c
        connection.execute(delete(verdicts).where(kept.event_id == event, kept.field.in_(values)))
        now = _now()
        rows = [
            {"event_id": event, "field": name, "value": value, "note": note, "decided_at": now}
            for name, value in values.items()
        ]
        connection.execute(insert(verdicts), rows)
    _relink(connection, events)
    return events


def join(connection: Connection, one: str, other: str) -> list[str]:
    """Make one story of two, each named by its id or by one of its events; the ids of the events concerned."""
    first, second = (_whole(connection, named) for named in (one, other))
    _forget(connection, product(first, second))
    _keep(connection, [(first[0], second[0])], together=True)
    return [*first, *second]


def split(connection: Connection, event: str) -> list[str]:
    """Take an event out of its story; the ids of the events that it is kept apart from."""
    if event not in events_of(connection, event):
        raise UsageError(f"{event}: name one event, not a story: its id begins with ev_")
    others = [id_ for id_ in _whole(connection, event) if id_ != event]
    if not others:
        raise UsageError(f"{event}: its story has no other event to be split from")
    pairs = [(event, id_) for id_ in others]
    _forget(connection, pairs)
    _keep(connection, pairs, together=False)
    return others


def undo(connection: Connection, named: str) -> list[str]:
    """Forget all decisions about an event, or the events of a story."""
    events = events_of(connection, named)
    pair = story_verdicts.c
    concerned = or_(pair.event_id.in_(events), pair.other_id.in_(events))
    partners = {id_ for row in connection.execute(select(pair.event_id, pair.other_id).where(concerned)) for id_ in row}
    connection.execute(delete(verdicts).where(verdicts.c.event_id.in_(events)))
    connection.execute(delete(story_verdicts).where(concerned))
    _relink(connection, {*events, *partners})
    return events


def read_verdicts(connection: Connection) -> Iterator[Verdict]:
    """All decisions, by event."""
    kept = select(verdicts).order_by(verdicts.c.event_id, verdicts.c.field)
    for row in connection.execute(kept):
        yield Verdict(row.event_id, row.field, row.value, row.note, row.decided_at)
    pairs = select(story_verdicts).order_by(story_verdicts.c.event_id, story_verdicts.c.other_id)
    for row in connection.execute(pairs):
        yield Verdict(row.event_id, "together" if row.together else "apart", row.other_id, None, row.decided_at)


def events_of(connection: Connection, named: str) -> list[str]:
    """The event of this id, or the events of the story of this id, old ids included; UsageError when there is none."""
    if connection.scalar(select(_EVENT.id).where(_EVENT.id == named)) is not None:
        return [named]
    story = story_events.c
    told = select(story.event_id).where(story.story_id == current(connection, named)).order_by(story.event_id)
    if not (events := list(connection.scalars(told))):
        raise UsageError(f"{named}: there is no such event or story; `letopis timeline --json` has their ids")
    return events


def _whole(connection: Connection, named: str) -> list[str]:
    """All events of the story that this is, or is of."""
    events = events_of(connection, named)
    told = story_events.c
    home = select(told.story_id).where(told.event_id == events[0]).scalar_subquery()
    return (
        list(connection.scalars(select(told.event_id).where(told.story_id == home).order_by(told.event_id))) or events
    )


def _forget(connection: Connection, pairs: Iterable[tuple[str, str]]) -> None:
    kept = story_verdicts.c
    for one, other in pairs:
        pair = sorted((one, other))
        connection.execute(delete(story_verdicts).where(kept.event_id == pair[0], kept.other_id == pair[1]))


def _keep(connection: Connection, pairs: Iterable[tuple[str, str]], *, together: bool) -> None:
    now, ordered = _now(), [sorted(pair) for pair in pairs]
    rows = [{"event_id": a, "other_id": b, "together": together, "decided_at": now} for a, b in ordered]
    connection.execute(insert(story_verdicts), rows)
    _relink(connection, {id_ for pair in ordered for id_ in pair})


def _relink(connection: Connection, events: Iterable[str]) -> None:
    """Have these compared anew: a blank makes what is kept of them differ, and hurts no reader."""
    ids = sorted(set(events))
    linked = compared_events.c
    connection.execute(update(compared_events).where(linked.event_id.in_(ids)).values(features=linked.features + " "))
    enqueue(connection, {row[0] for row in rows_where(connection, select(_EVENT.article_id), _EVENT.id, ids)})


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
