"""Events of articles linked into stories: those that came or changed, with all that could be one with them."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from letopis.database.batches import delete_where, insert_rows, rows_where
from letopis.database.redirecting import redirect
from letopis.database.story_schema import (
    event_keys,
    stories,
    story_events,
    story_participants,
    story_places,
    story_verdicts,
)
from letopis.database.tellings import read_tellings
from letopis.linkage.features import Telling
from letopis.linkage.keys import Keys, keys_of
from letopis.linkage.stories import ByHand, Member, Story
from letopis.linkage.stories import stories as partition
from letopis.linkage.summary import summarise

_LINKED = story_events.c


@dataclass(frozen=True, slots=True)
class _Changes:
    """Events that came or differ, those that went (or differ), and the components of what was there of them."""

    came: dict[str, Telling]
    went: set[str]
    components: set[str]


def link_events(connection: Connection, articles: Iterable[str]) -> None:
    """Bring the stories up to date with the events of these articles; articles that are no more lose theirs."""
    changes = _changes(connection, set(articles))
    if not changes.came and not changes.went:
        return
    by_hand = _by_hand(connection)
    keys = {id_: keys_of(telling) for id_, telling in changes.came.items()}
    touched = changes.components | _found(connection, keys.values()) | _judged(connection, changes, by_hand)
    before = {row.event_id: row for row in rows_where(connection, select(story_events), _LINKED.component, touched)}
    there = [Telling.from_json(row.features) for id_, row in before.items() if id_ not in changes.went]
    found = partition([*there, *changes.came.values()], by_hand)
    _write_keys(connection, changes.went, keys)
    _write_members(connection, before, found)
    _write_stories(connection, {id_: row.story_id for id_, row in before.items()}, found, changes)


def _changes(connection: Connection, articles: set[str]) -> _Changes:
    fresh = read_tellings(connection, articles)
    stored = {row.event_id: row for row in rows_where(connection, select(story_events), _LINKED.article_id, articles)}
    same = {id_ for id_, row in stored.items() if id_ in fresh and fresh[id_].to_json() == row.features}
    went = stored.keys() - same
    came = {id_: telling for id_, telling in fresh.items() if id_ not in same}
    return _Changes(came, went, {stored[id_].component for id_ in went})


def _found(connection: Connection, came: Iterable[Keys]) -> set[str]:
    """The components of the events that one of these could be compared with."""
    keys = {key for its in came for key in its.sought}
    columns = select(_LINKED.component).join_from(event_keys, story_events, event_keys.c.event_id == _LINKED.event_id)
    return {row[0] for row in rows_where(connection, columns, event_keys.c.key, keys)}


def _by_hand(connection: Connection) -> ByHand:
    pairs = {(row.event_id, row.other_id): row.together for row in connection.execute(select(story_verdicts))}
    together = [pair for pair, joined in pairs.items() if joined]
    return ByHand(together, [pair for pair, joined in pairs.items() if not joined])


def _judged(connection: Connection, changes: _Changes, by_hand: ByHand) -> set[str]:
    """The components of events that a person joined with one of these."""
    partners = {id_ for pair in by_hand.together if changes.came.keys() & set(pair) for id_ in pair}
    columns = select(_LINKED.component)
    return {row[0] for row in rows_where(connection, columns, _LINKED.event_id, partners)}


def _write_keys(connection: Connection, went: Iterable[str], came: Mapping[str, Keys]) -> None:
    delete_where(connection, event_keys.c.event_id, went)
    rows = ({"key": key, "event_id": id_} for id_, its in came.items() for key in sorted(its.stored))
    insert_rows(connection, event_keys, rows)


def _write_members(connection: Connection, before: Mapping[str, Any], found: Iterable[Story]) -> None:
    """Only rows that differ are written."""
    rows = {member.telling.id: _member_row(story, member) for story in found for member in story.members}
    old = {id_: dict(row._mapping) for id_, row in before.items()}
    delete_where(connection, _LINKED.event_id, (id_ for id_, row in old.items() if rows.get(id_) != row))
    insert_rows(connection, story_events, (row for id_, row in rows.items() if old.get(id_) != row))


def _member_row(story: Story, member: Member) -> dict[str, Any]:
    return {
        "event_id": member.telling.id,
        "article_id": member.telling.article,
        "story_id": story.id,
        "component": story.component,
        "score": member.score,
        "why": member.reason,
        "nearest": member.nearest,
        "features": member.telling.to_json(),
    }


def _write_stories(connection: Connection, home: Mapping[str, str], found: Iterable[Story], changes: _Changes) -> None:
    """Stories that lost, got or changed a telling are written anew; `home`: the story of each telling before."""
    old: dict[str, set[str]] = {}
    for event, story in home.items():
        old.setdefault(story, set()).add(event)
    now = {story.id: {member.telling.id for member in story.members} for story in found}
    stale = {id_ for id_, members in old.items() if now.get(id_) != members or members & changes.went}
    delete_where(connection, stories.c.id, stale)
    _insert_stories(connection, [story for story in found if story.id in stale or story.id not in old])
    moved = {member: id_ for id_, members in now.items() for member in members}
    redirect(connection, {id_: _heir(old[id_], moved) for id_ in old.keys() - now.keys()}, set(now))


def _heir(members: Iterable[str], home: Mapping[str, str]) -> str | None:
    """The story that has most of the members now; None where all went."""
    shared = Counter(home[member] for member in members if member in home)
    return min(shared, key=lambda id_: (-shared[id_], id_)) if shared else None


def _insert_stories(connection: Connection, found: Iterable[Story]) -> None:
    own, who, where = [], [], []
    for story in found:
        row = summarise(story)
        names = {"id", "type", "kind", "status", "time_from", "time_to", "planned_from", "planned_to", "first_told"}
        own.append({name: getattr(row, name) for name in sorted(names | {"sources", "unnamed"})})
        for position, (entity, role) in enumerate(row.participants):
            who.append({"story_id": row.id, "position": position, "canonical_id": entity, "role": role})
        where += [{"story_id": row.id, "position": n, "canonical_id": id_} for n, id_ in enumerate(row.places)]
    insert_rows(connection, stories, own)
    insert_rows(connection, story_participants, who)
    insert_rows(connection, story_places, where)
