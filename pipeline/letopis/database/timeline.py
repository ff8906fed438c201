"""The chronicle of a database: events across articles in order of time, each once, with all that tell of it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, Row, Table, exists, or_, select

from letopis.database import schema
from letopis.database.batches import rows_where
from letopis.database.names import Names, find_names
from letopis.database.redirecting import current
from letopis.database.story_schema import canonical_entities, stories, story_events, story_participants, story_places

_STORY, _TOLD, _ARTICLE, _ENTITY = stories.c, story_events.c, schema.articles.c, canonical_entities.c
_UNDATED = "9999"


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What to tell of; None asks for nothing. `who`: all of them took part, all but one perhaps in a part of it (the
    talks of a visit). Dates bound inclusively.
    """

    who: Sequence[str] = ()
    where: str | None = None
    type: str | None = None
    status: str | None = None
    from_: date | None = None
    to: date | None = None
    include_other: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """An article that tells of the event, and its own event; `published` ISO 8601."""

    article: str
    event: str
    title: str | None
    url: str | None
    path: str | None
    source: str | None
    published: str | None


@dataclass(frozen=True, slots=True)
class Entry:
    """One event of the chronicle; dates are ISO 8601, inclusive, None where open or unknown.

    `planned_from` and `planned_to`: as it was foreseen, where it was. Sources in order of publication.
    """

    id: str
    time_from: str | None
    time_to: str | None
    planned_from: str | None
    planned_to: str | None
    type: str
    kind: str | None
    status: str
    who: list[str]
    where: list[str]
    sources: list[Source]


def timeline(connection: Connection, query: Query) -> list[Entry]:
    """The events asked for, by time, the undated last."""
    return _entries(connection, _conditions(connection, query))


def story(connection: Connection, id_: str) -> Entry | None:
    """The event of this id, or of the one that took its place; None where nothing did."""
    return next(iter(_entries(connection, [_STORY.id == current(connection, id_)])), None)


def _entries(connection: Connection, conditions: Iterable[ColumnElement[bool]]) -> list[Entry]:
    rows = list(connection.execute(select(stories).where(*conditions)))
    ids = [row.id for row in rows]
    who, where = _named(connection, story_participants, ids), _named(connection, story_places, ids)
    sources = _sources(connection, ids)
    told = (row for row in rows if row.id in sources)
    entries = [_entry(row, who.get(row.id, []), where.get(row.id, []), sources[row.id]) for row in told]
    return sorted(entries, key=_order)


def _entry(row: Row[Any], who: list[str], where: list[str], sources: list[Source]) -> Entry:
    times = (row.time_from, row.time_to, row.planned_from, row.planned_to)
    return Entry(row.id, *times, row.type, row.kind, row.status, [*who, *row.unnamed], where, sources)


def _order(entry: Entry) -> tuple[str, str, str]:
    start = entry.time_from or entry.time_to or _UNDATED
    return start, entry.time_to or _UNDATED, entry.id


def _named(connection: Connection, table: Table, ids: Sequence[str]) -> dict[str, list[str]]:
    """Names by story, in order."""
    part = table.c
    columns = select(part.story_id, _ENTITY.name).join_from(table, canonical_entities, part.canonical_id == _ENTITY.id)
    found: dict[str, list[str]] = {}
    for story, name in rows_where(connection, columns.order_by(part.story_id, part.position), part.story_id, ids):
        found.setdefault(story, []).append(name)
    return found


def _sources(connection: Connection, ids: Sequence[str]) -> dict[str, list[Source]]:
    """By story; articles that are no more, and events that they no longer tell of, are none."""
    shown = (_ARTICLE.title, _ARTICLE.url, _ARTICLE.path, _ARTICLE.source, _ARTICLE.published)
    columns = select(_TOLD.story_id, _ARTICLE.id, _TOLD.event_id, *shown)
    present = columns.join_from(story_events, schema.events, _TOLD.event_id == schema.events.c.id).join(
        schema.articles, schema.events.c.article_id == _ARTICLE.id
    )
    found: dict[str, list[Source]] = {}
    for story, *source in rows_where(connection, present, _TOLD.story_id, ids):
        found.setdefault(story, []).append(Source(*source))
    for sources in found.values():
        sources.sort(key=lambda one: (one.published or _UNDATED, one.article, one.event))
    return found


def _conditions(connection: Connection, query: Query) -> Iterator[ColumnElement[bool]]:
    if query.type is not None:
        yield _STORY.type == query.type
    elif not query.include_other:
        yield _STORY.type != "other"
    if query.status is not None:
        yield _STORY.status == query.status
    yield from _together([find_names(connection, name).ids for name in query.who])
    if query.where is not None:
        yield _is_there(find_names(connection, query.where))
    yield from _dates(query)


def _together(people: Sequence[Sequence[str]]) -> Iterator[ColumnElement[bool]]:
    """Each took part in it or in a part of it, one in itself: a visit is of both whose talks are part of it."""
    if people:
        yield or_(*(_takes_part(ids, _STORY.id) for ids in people))
    for ids in people:
        yield or_(_takes_part(ids, _STORY.id), _takes_part_in_a_part(ids))


def _takes_part(ids: Sequence[str], story: Column[Any]) -> ColumnElement[bool]:
    part = story_participants.c
    return exists().where(part.story_id == story, part.canonical_id.in_(ids))


def _takes_part_in_a_part(ids: Sequence[str]) -> ColumnElement[bool]:
    whole, part, event = story_events.alias(), story_events.alias(), schema.events.c
    parts = select(part.c.event_id).join_from(schema.events, part, event.id == part.c.event_id)
    parts = parts.join(whole, event.part_of == whole.c.event_id).where(whole.c.story_id == _STORY.id)
    return parts.where(_takes_part(ids, part.c.story_id)).correlate(stories).exists()


def _has(story: Column[Any], condition: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists().where(story == _STORY.id, condition)


def _is_there(names: Names) -> ColumnElement[bool]:
    """At the place itself, or anywhere in the country."""
    place = story_places.c
    inside = select(_ENTITY.id).where(_ENTITY.type == "place", _ENTITY.country.in_(names.countries))
    return _has(place.story_id, or_(place.canonical_id.in_(names.ids), place.canonical_id.in_(inside)))


def _dates(query: Query) -> Iterator[ColumnElement[bool]]:
    """The event's interval, whose open end knows no bound, meets the one asked for."""
    if query.from_ is None and query.to is None:
        return
    yield or_(_STORY.time_from.is_not(None), _STORY.time_to.is_not(None))
    if query.from_ is not None:
        yield or_(_STORY.time_to.is_(None), _STORY.time_to >= query.from_.isoformat())
    if query.to is not None:
        yield or_(_STORY.time_from.is_(None), _STORY.time_from <= query.to.isoformat())
