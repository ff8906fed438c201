"""The tables in words, as Markdown."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from sqlalchemy import Column, Table

from letopis.database import schema
from letopis.database.views import STORY_VIEW, VIEWS


def describe() -> str:
    """Every table with its columns, what they mean and refer to, then the views."""
    parts = [
        f"# Tables of the events database, version {schema.SCHEMA_VERSION}",
        *map(_table, schema.metadata.sorted_tables),
    ]
    views = [f"`{name}`: one row an event{', but for type other' if where else ''}" for name, where in VIEWS.items()]
    return "\n\n".join(
        [*parts, "## Views", "; ".join([*views, f"`{STORY_VIEW}`: one row an event across articles"]) + "."]
    )


def datasette_metadata(database: str) -> dict[str, Any]:
    """What datasette shows beside the tables of the database so named; linking's own tables are hidden."""
    tables: dict[str, Any] = {
        str(table.name): {
            "description": table.comment,
            "columns": {str(column.name): column.comment for column in table.columns},
            "hidden": table.name in _HIDDEN,
        }
        for table in schema.metadata.sorted_tables
    }
    for name, facets in _FACETS.items():
        tables[name] = tables.get(name, {}) | {"facets": facets}
    about = "Russian news as event records: `story_flat` has one row an event across articles."
    return {"title": "Letopis", "description": about, "databases": {database: {"tables": tables}}}


_FACETS: Final[Mapping[str, list[str]]] = {
    "stories": ["type", "status", "sources"],
    "story_flat": ["type", "status", "sources"],
    "events": ["type", "status"],
    "event_flat": ["type", "status", "source"],
    "canonical_entities": ["type", "country"],
}
_HIDDEN: Final = frozenset({"link_queue", "entity_profiles", "profile_keys", "event_keys", "schema_version"})


def _table(table: Table) -> str:
    head = ["| column | type | key | meaning |", "|---|---|---|---|"]
    rows = ["| " + " | ".join(_cells(table, column)) + " |" for column in table.columns]
    return "\n".join([f"## {table.name}", "", str(table.comment), "", *head, *rows])


def _cells(table: Table, column: Column[object]) -> Iterator[str]:
    yield column.name
    yield f"{column.type}".lower() + ("" if column.nullable else " not null")
    targets = sorted({key.target_fullname for key in column.foreign_keys})
    yield ", ".join([*(["primary"] if column.name in table.primary_key.columns else []), *targets])
    yield str(column.comment)
