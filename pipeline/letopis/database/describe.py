"""The tables in words, as Markdown."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from sqlalchemy import Column, Table

from letopis.database import schema
from letopis.database.search import SEARCH_TABLES
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
    for name, shown in _SHOWN.items():
        tables[name] = tables.get(name, {}) | shown
    tables |= {name: {"hidden": True} for name in SEARCH_TABLES}
    start = _START.format(database=database)
    return {
        "title": "Letopis",
        "description": "Russian news as event records.",
        "databases": {database: {"description_html": start, "queries": _QUERIES, "tables": tables}},
    }


_START: Final = (
    '<p><a href="/{database}/story_flat">Events across articles</a>, the latest first; '
    '<a href="/{database}/event_flat">events as each article tells them</a>; '
    '<a href="/{database}/chronicle?who=&amp;with=">the chronicle of one or two</a>.</p>'
)
_LATEST: Final = {"sort_desc": "time_from"}
_SHOWN: Final[Mapping[str, Mapping[str, Any]]] = {
    "stories": {"facets": ["type", "status", "sources"], **_LATEST},
    "story_flat": {
        "description": "One row an event across articles, with all that tell of it.",
        "facets": ["type", "status", "sources"],
        **_LATEST,
    },
    "events": {"facets": ["type", "status"], **_LATEST},
    "event_flat": {
        "description": "One row an event of an article.",
        "facets": ["type", "status", "source"],
        **_LATEST,
    },
    "canonical_entities": {"facets": ["type", "country"], "sort": "name"},
}
# SQLite folds no Cyrillic case: names are written as they stand.
_QUERIES: Final = {
    "chronicle": {
        "title": "The chronicle of one or two",
        "description": "Names as they stand, in full or in part: «Жапаров»; also visits of one in which both talked.",
        "sql": (
            "SELECT time_from, time_to, type, kind, status, who, who_in_parts, place, sources, articles "
            "FROM story_flat WHERE who || '; ' || COALESCE(who_in_parts, '') LIKE '%' || :who || '%' "
            "AND who || '; ' || COALESCE(who_in_parts, '') LIKE '%' || :with || '%' "
            "AND (who LIKE '%' || :who || '%' AND :who <> '' OR who LIKE '%' || :with || '%' AND :with <> '' "
            "OR :who || :with = '') ORDER BY time_from IS NULL, time_from"
        ),
    }
}
_HIDDEN: Final = frozenset(
    {"link_queue", "entity_profiles", "profile_keys", "schema_version"}
    | {"compared_events", "event_keys", "event_edges", "event_queue"}
)


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
