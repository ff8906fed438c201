"""Statements over many values, in portions that every database takes as parameters."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import islice
from json import dumps
from typing import Any, Final, TypeVar

from sqlalchemy import JSON, Column, Connection, Dialect, Select, Table, delete, insert

_T = TypeVar("_T")
PORTION: Final = 5000


def portions(values: Iterable[_T], size: int = PORTION) -> Iterator[list[_T]]:
    """Lists of at most `size` values."""
    stream = iter(values)
    while portion := list(islice(stream, size)):
        yield portion


def rows_where(connection: Connection, query: Select[Any], column: Column[Any], values: Iterable[str]) -> Iterator[Any]:
    """The query's rows whose column has one of the values."""
    for portion in portions(sorted(set(values))):
        yield from connection.execute(query.where(column.in_(portion)))


def delete_where(connection: Connection, column: Column[Any], values: Iterable[str]) -> None:
    """Delete the rows whose column has one of the values."""
    for portion in portions(sorted(set(values))):
        connection.execute(delete(column.table).where(column.in_(portion)))


def insert_rows(connection: Connection, table: Table, rows: Iterable[Mapping[str, Any]]) -> None:
    """Insert the rows; what a row lacks is null.

    The statement goes to the driver as it is: SQLAlchemy's own way costs more than the database.
    """
    statement, positional = _insert(table, connection.dialect)
    names = _columns(table)
    for portion in portions(rows):
        filled = (tuple(dumps(row.get(name)) if json else row.get(name) for name, json in names) for row in portion)
        if positional:
            connection.exec_driver_sql(statement, list(filled))
        else:
            keys = [name for name, _ in names]
            connection.exec_driver_sql(statement, [dict(zip(keys, row, strict=True)) for row in filled])


@cache
def _insert(table: Table, dialect: Dialect) -> tuple[str, bool]:
    """The statement for all columns in order, and whether it takes them by position rather than by name."""
    compiled = insert(table).compile(dialect=dialect, column_keys=table.columns.keys())
    return str(compiled), compiled.positional


@cache
def _columns(table: Table) -> tuple[tuple[str, bool], ...]:
    """Names, and which hold JSON."""
    return tuple((column.name, isinstance(column.type, JSON)) for column in table.columns)
