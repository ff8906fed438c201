"""Records as rows of four flat tables: the database's own columns, with the article beside each event.

Offsets are code points, half-open, into the article's text; `position` keeps the record's order, from 0.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final

import orjson
from sqlalchemy import JSON, Table

from letopis.database import schema
from letopis.database.journal import Digested
from letopis.database.rows import add_record, no_rows
from letopis.record import Record

Row = dict[str, Any]
_ARTICLE: Final = ("title", "url", "source", "published")
_SOURCES: Final = {
    "events": schema.events,
    "participants": schema.participants,
    "places": schema.places,
    "mentions": schema.event_mentions,
}
_NAMES: Final = {table: name for name, table in _SOURCES.items()}


def _types(table: Table) -> dict[str, type]:
    """Python types of the columns; what the database keeps as JSON is text here, and its digests stay there."""
    columns = [column for column in table.columns if column.name != "sha256"]
    return {one.name: str if isinstance(one.type, JSON) else one.type.python_type for one in columns}


TABLES: Final[Mapping[str, Mapping[str, type]]] = {
    name: _types(table) | (dict.fromkeys((*_ARTICLE, "who", "where"), str) if name == "events" else {})
    for name, table in _SOURCES.items()
}


def flat_rows(record: Record) -> Iterator[tuple[str, Row]]:
    """The record's rows with their table's name, every column filled or None."""
    beside, found = _beside(record), no_rows()
    add_record(found, Digested.of(record))
    for columns, rows in found.items():
        if (name := _NAMES.get(columns.table)) is not None:
            for values in rows:
                row = dict(zip(columns.names, values, strict=True))
                full = row | beside[row["id"]] if name == "events" else row
                yield name, {column: _plain(full.get(column)) for column in TABLES[name]}


def _beside(record: Record) -> dict[str, Row]:
    """By event: its article, and who took part and where in words."""
    article = record.article.model_dump(include=set(_ARTICLE))
    return {
        event.id: article
        | {
            "who": "; ".join(one.name or one.text for one in event.participants),
            "where": "; ".join(place.name for place in event.places),
        }
        for event in record.events
    }


def _plain(value: Any) -> Any:
    return orjson.dumps(value).decode() if isinstance(value, list | dict) else value
