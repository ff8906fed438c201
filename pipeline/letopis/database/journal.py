"""What a consumer downstream has to hear: events inserted, updated and withdrawn, in order.

Every transaction that changes an event is one revision, numbered from 1 in the order of commits
(there is one writer at a time). Replaying the journal gives the events that are there.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, Self

import orjson
from sqlalchemy import Connection, func, insert, select

from letopis.database import schema
from letopis.record import Record

ChangeKind = Literal["inserted", "updated", "withdrawn"]
# The digests of events, by (article, event); None where an older version kept none.
Digests = Mapping[tuple[str, str], str | None]


@dataclass(frozen=True, slots=True)
class Change:
    """One event changed in one revision."""

    revision: int
    change: ChangeKind
    event: str
    article: str


@dataclass(frozen=True, slots=True)
class Digested:
    """A record with the SHA-256 of the whole and of each of its events, as it is written."""

    record: Record
    sha256: str
    events: list[str]

    @classmethod
    def of(cls, record: Record) -> Self:
        written = record.to_dict()
        return cls(record, _sha256(written), [_sha256(event) for event in written["events"]])


def _sha256(written: dict[str, Any]) -> str:
    return hashlib.sha256(orjson.dumps(written)).hexdigest()


def digests_of(connection: Connection, articles: Sequence[str]) -> Digests:
    """Of the events that these articles have in the database."""
    event = schema.events.c
    found = connection.execute(select(event.article_id, event.id, event.sha256).where(event.article_id.in_(articles)))
    return {(row.article_id, row.id): row.sha256 for row in found}


def write_changes(connection: Connection, before: Digests, after: Digests) -> None:
    """One revision that leads from the events before to those after; none when they are the same."""
    changed = [(key, kind) for key in sorted({**before, **after}) if (kind := _kind(key, before, after))]
    if changed:
        revision = last_revision(connection) + 1
        rows = [
            {"revision": revision, "article_id": article, "event_id": event, "change": kind}
            for (article, event), kind in changed
        ]
        connection.execute(insert(schema.changes), rows)


def _kind(key: tuple[str, str], before: Digests, after: Digests) -> ChangeKind | None:
    if key not in before:
        return "inserted"
    if key not in after:
        return "withdrawn"
    return None if before[key] == after[key] else "updated"


def last_revision(connection: Connection) -> int:
    """0 where nothing was loaded yet."""
    return connection.scalar(select(func.max(schema.changes.c.revision))) or 0


def read_changes(connection: Connection, since: int) -> Iterator[Change]:
    """Changes of the revisions after `since`, withdrawals first within each."""
    change = schema.changes.c
    wanted = select(change.revision, change.change, change.event_id, change.article_id)
    ordered = wanted.where(change.revision > since).order_by(
        change.revision, change.change != "withdrawn", change.article_id, change.event_id
    )
    for row in connection.execute(ordered):
        yield Change(*row)
