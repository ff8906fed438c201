"""The tables in words, as Markdown."""

from collections.abc import Iterator

from sqlalchemy import Column, Table

from letopis.database import schema
from letopis.database.views import VIEWS


def describe() -> str:
    """Every table with its columns, what they mean and refer to, then the views."""
    parts = [
        f"# Tables of the events database, version {schema.SCHEMA_VERSION}",
        *map(_table, schema.metadata.sorted_tables),
    ]
    views = [f"`{name}`: one row an event{', but for type other' if where else ''}" for name, where in VIEWS.items()]
    return "\n\n".join([*parts, "## Views", "; ".join(views) + "."])


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
