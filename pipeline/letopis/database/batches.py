"""Statements over many values, in portions that every database takes as parameters."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import islice
from json import dumps
from typing import Any, Final, TypeVar

from sqlalchemy import (
    ARRAY,
    JSON,
    Column,
    ColumnElement,
    Connection,
    Select,
    Table,
    any_,
    bindparam,
    delete,
    func,
    select,
)
from sqlalchemy.exc import DBAPIError

_T = TypeVar("_T")
PORTION: Final = 5000


def portions(values: Iterable[_T], size: int = PORTION) -> Iterator[list[_T]]:
    """Lists of at most `size` values."""
    stream = iter(values)
    while portion := list(islice(stream, size)):
        yield portion


def rows_where(connection: Connection, query: Select[Any], column: Column[Any], values: Iterable[Any]) -> Iterator[Any]:
    """The query's rows whose column has one of the values."""
    asked = query.where(_among(connection, column))
    for portion in portions(sorted(set(values))):
        yield from connection.execute(asked, _values(connection, portion)).all()


def delete_where(connection: Connection, column: Column[Any], values: Iterable[str]) -> None:
    """Delete the rows whose column has one of the values."""
    gone = delete(column.table).where(_among(connection, column))
    for portion in portions(sorted(set(values))):
        connection.execute(gone, _values(connection, portion))


def _among(connection: Connection, column: Column[Any]) -> ColumnElement[bool]:
    """The portion as one parameter: thousands cost more to bind than to look up."""
    if connection.dialect.name == "postgresql":
        return column == any_(bindparam("values", type_=ARRAY(column.type)))
    return column.in_(select(func.json_each(bindparam("values")).table_valued("value").c.value))


def _values(connection: Connection, portion: list[Any]) -> dict[str, Any]:
    return {"values": portion if connection.dialect.name == "postgresql" else dumps(portion)}


@dataclass(frozen=True, eq=False)
class Columns:
    """Columns of a table, by their names in one string; rows for them are tuples in this order, the others are null."""

    table: Table
    spelt: str

    @cached_property
    def names(self) -> tuple[str, ...]:
        return tuple(self.spelt.split())

    @cached_property
    def _json(self) -> list[int]:
        return [place for place, name in enumerate(self.names) if isinstance(self.table.c[name].type, JSON)]

    def written(self, rows: Iterable[Sequence[Any]]) -> Iterable[Sequence[Any]]:
        """The rows with JSON as text."""
        return map(self._row_written, rows) if self._json else rows

    def _row_written(self, row: Sequence[Any]) -> list[Any]:
        values = list(row)
        for place in self._json:
            values[place] = "null" if values[place] is None else dumps(values[place])
        return values


def insert_tuples(connection: Connection, columns: Columns, rows: Iterable[Sequence[Any]]) -> None:
    """Insert the rows.

    They go to the driver as they are: SQLAlchemy's own way costs more than the database.
    """
    names = ", ".join(map(connection.dialect.identifier_preparer.quote, columns.names))
    written = columns.written(rows)
    if connection.dialect.name == "postgresql":
        _copy(connection, f"COPY {columns.table.name} ({names}) FROM STDIN", written)
        return
    marks = ", ".join("?" for _ in columns.names)
    statement = f"INSERT INTO {columns.table.name} ({names}) VALUES ({marks})"  # noqa: S608  names of our tables
    for portion in portions(written):
        connection.exec_driver_sql(statement, [tuple(row) for row in portion])


def _copy(connection: Connection, statement: str, rows: Iterable[Sequence[Any]]) -> None:
    """PostgreSQL's way to take many rows; raises SQLAlchemy's errors like any other statement."""
    driver: Any = connection.dialect.dbapi
    cursor: Any = connection.connection.cursor()
    try:
        with cursor, cursor.copy(statement) as copy:
            for row in rows:
                copy.write_row(row)
    except driver.Error as error:
        raise DBAPIError.instance(statement, None, error, driver.Error, dialect=connection.dialect) from error


def insert_rows(connection: Connection, table: Table, rows: Iterable[Mapping[str, Any]]) -> None:
    """Insert the rows; what a row lacks is null."""
    columns = _all_columns(table)
    insert_tuples(connection, columns, ([row.get(name) for name in columns.names] for row in rows))


@cache
def _all_columns(table: Table) -> Columns:
    return Columns(table, " ".join(table.columns.keys()))
