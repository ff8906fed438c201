"""The chronicle of a database: events in order of time, each with the articles that tell of it.

Events are not yet joined across articles by what they mean. Here those count as one that have the
same type, status, dates, surnames of participants (all of them) and countries of places, and stand
in different articles; an event without a date or without a named participant stays alone.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, exists, func, null, or_, select

from letopis.database import schema
from letopis.database.names import Names, find_names, surname

_EVENT, _ARTICLE, _ENTITY = schema.events.c, schema.articles.c, schema.entities.c
_WHO, _WHERE = schema.participants.c, schema.places.c
_UNDATED = "9999"


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What to tell of; None asks for nothing. `who`: all of them took part. Dates bound inclusively."""

    who: Sequence[str] = ()
    where: str | None = None
    type: str | None = None
    status: str | None = None
    from_: date | None = None
    to: date | None = None
    include_other: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """An article that tells of the event."""

    article: str
    event: str
    title: str | None
    url: str | None


@dataclass(frozen=True, slots=True)
class Entry:
    """One event of the chronicle; dates are ISO 8601, inclusive, None where open or unknown."""

    time_from: str | None
    time_to: str | None
    type: str
    kind: str | None
    status: str
    who: list[str]
    where: list[str]
    sources: list[Source]


@dataclass(frozen=True, slots=True)
class _Part:
    """A participant or a place: as shown, and as compared (None: unnamed)."""

    shown: str
    compared: str | None


def timeline(connection: Connection, query: Query) -> list[Entry]:
    """The events asked for, by time, the undated last."""
    wanted = _wanted(connection, query)
    who, where = _parts(connection, _people(wanted)), _parts(connection, _places(wanted))
    columns = select(schema.events, _ARTICLE.title, _ARTICLE.url).join(schema.articles).where(_EVENT.id.in_(wanted))
    entries: dict[object, Entry] = {}
    seen: Counter[object] = Counter()
    for row in connection.execute(columns.order_by(_EVENT.article_id, _EVENT.position)):
        people, places = who.get(row.id, []), where.get(row.id, [])
        key = _key(row, people, places)
        seen[row.article_id, key] += 1  # the second such event of one article is another event
        entry = entries.setdefault((key, seen[row.article_id, key]), _entry(row, people, places))
        entry.sources.append(Source(row.article_id, row.id, row.title, row.url))
    return sorted(entries.values(), key=_order)


def _key(row: Row[Any], people: Iterable[_Part], places: Iterable[_Part]) -> object:
    known = frozenset(part.compared for part in people)
    if row.time_from is None or not known - {None}:
        return row.id
    days = (row.time_from[:10], row.time_to and row.time_to[:10])
    return row.type, row.status, days, known, frozenset(part.compared for part in places)


def _entry(row: Row[Any], people: Iterable[_Part], places: Iterable[_Part]) -> Entry:
    who, where = ([part.shown for part in parts] for parts in (people, places))
    return Entry(row.time_from, row.time_to, row.type, row.kind, row.status, who, where, [])


def _order(entry: Entry) -> tuple[str, str, str, str]:
    start = entry.time_from or entry.time_to or _UNDATED
    return start, entry.time_to or _UNDATED, entry.sources[0].article, entry.sources[0].event


def _parts(connection: Connection, chosen: Select[Any]) -> dict[str, list[_Part]]:
    """By event, in the record's order. Rows: event, text, then the entity's type, name, last, and a country."""
    parts: dict[str, list[_Part]] = {}
    for event, text, type_, name, last, country in connection.execute(chosen):
        compared = country or (surname(type_, name, last) if name else None)
        parts.setdefault(event, []).append(_Part(text, compared))
    return parts


def _people(wanted: Select[Any]) -> Select[Any]:
    shown = func.coalesce(_WHO.name, _WHO.text)
    columns = select(_WHO.event_id, shown, _ENTITY.type, _ENTITY.name, _ENTITY.last, null())
    return (
        columns.outerjoin_from(schema.participants, schema.entities)
        .where(_WHO.event_id.in_(wanted))
        .order_by(_WHO.event_id, _WHO.position)
    )


def _places(wanted: Select[Any]) -> Select[Any]:
    columns = select(_WHERE.event_id, _WHERE.name, _ENTITY.type, _ENTITY.name, _ENTITY.last, _WHERE.country)
    return (
        columns.outerjoin_from(schema.places, schema.entities)
        .where(_WHERE.event_id.in_(wanted))
        .order_by(_WHERE.event_id, _WHERE.position)
    )


def _wanted(connection: Connection, query: Query) -> Select[Any]:
    """Ids of the events."""
    return select(_EVENT.id).where(*_conditions(connection, query))


def _conditions(connection: Connection, query: Query) -> Iterator[ColumnElement[bool]]:
    if query.type is not None:
        yield _EVENT.type == query.type
    elif not query.include_other:
        yield _EVENT.type != "other"
    if query.status is not None:
        yield _EVENT.status == query.status
    for name in query.who:
        yield _takes_part(find_names(connection, name))
    if query.where is not None:
        yield _is_there(find_names(connection, query.where))
    yield from _dates(query)


def _takes_part(names: Names) -> ColumnElement[bool]:
    same = and_(_WHO.article_id == _ENTITY.article_id, _WHO.entity_id == _ENTITY.id)
    return exists().where(_WHO.event_id == _EVENT.id, same, _ENTITY.name_folded.in_(names.folded))


def _is_there(names: Names) -> ColumnElement[bool]:
    same = and_(_WHERE.article_id == _ENTITY.article_id, _WHERE.entity_id == _ENTITY.id)
    named = and_(same, _ENTITY.name_folded.in_(names.folded))
    return or_(
        exists().where(_WHERE.event_id == _EVENT.id, named),
        exists().where(_WHERE.event_id == _EVENT.id, _WHERE.country.in_(names.countries)),
    )


def _dates(query: Query) -> Iterator[ColumnElement[bool]]:
    """The event's interval, whose open end knows no bound, meets the one asked for."""
    if query.from_ is None and query.to is None:
        return
    yield or_(_EVENT.time_from.is_not(None), _EVENT.time_to.is_not(None))
    if query.from_ is not None:
        yield or_(_EVENT.time_to.is_(None), func.substr(_EVENT.time_to, 1, 10) >= query.from_.isoformat())
    if query.to is not None:
        yield or_(_EVENT.time_from.is_(None), func.substr(_EVENT.time_from, 1, 10) <= query.to.isoformat())
