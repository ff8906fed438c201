"""Statements over many values, in portions that every database takes as parameters."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any, Final, TypeVar

from sqlalchemy import Column, Connection, Select, Table, delete, insert

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
    """Insert the rows."""
    for portion in portions(rows):
        connection.execute(insert(table), portion)
