"""Records into a database: each article in one transaction, and only when it changed."""

import hashlib
from collections.abc import Sequence
from typing import Any, Final, Literal, Self

from sqlalchemy import Connection, Engine, Table, create_engine, delete, event, insert, select
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, IntegrityError, NoSuchModuleError, OperationalError

from letopis.database import schema
from letopis.database.rows import Row, record_rows, run_id, run_row
from letopis.database.views import create_views
from letopis.errors import InputError, UsageError
from letopis.record import Record

Outcome = Literal["added", "replaced", "unchanged"]
_EXAMPLE: Final = "sqlite:///events.db"


class Database:
    """An open database; a context manager. Made from an SQLAlchemy URL, tables included.

    Raises UsageError when the URL is none, cannot be opened, or holds another version's tables.
    """

    def __init__(self, url: str) -> None:
        self._engine = _open(url)
        try:
            with self._engine.begin() as connection:
                _prepare(connection, url)
        except OperationalError as error:
            raise UsageError(f"--db {url}: cannot be opened: {error.orig}") from error

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        self.close()

    def close(self) -> None:
        """Close all connections."""
        self._engine.dispose()

    def put(self, record: Record) -> Outcome:
        """Make the database say what the record says; an article whose record is the same is not touched.

        Raises InputError when the record clashes with another article's ids.
        """
        digest = hashlib.sha256(record.to_json()).hexdigest()
        try:
            with self._engine.begin() as connection:
                return _put(connection, record, digest)
        except IntegrityError as error:
            reason = f"its ids are taken by another article: {error.orig}"
            raise InputError(record.article.id, "not-a-record", reason) from error


def _open(url: str) -> Engine:
    try:
        engine = create_engine(make_url(url))
    except (ArgumentError, NoSuchModuleError, ModuleNotFoundError) as error:
        raise UsageError(f"--db {url}: {error}; write an SQLAlchemy URL such as {_EXAMPLE}") from error
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _configure_sqlite)
        event.listen(engine, "begin", _begin_immediate)
    return engine


def _configure_sqlite(connection: Any, _record: object) -> None:
    """One writer beside readers, references kept; transactions are begun by `_begin_immediate` alone."""
    connection.isolation_level = None
    for pragma in ("journal_mode = WAL", "foreign_keys = ON", "busy_timeout = 30000"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_immediate(connection: Connection) -> None:
    """Take the write lock at once: a lock taken later cannot wait for another writer's."""
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _prepare(connection: Connection, url: str) -> None:
    schema.metadata.create_all(connection)
    create_views(connection)
    found = connection.scalar(select(schema.schema_version.c.version))
    if found is None:
        connection.execute(insert(schema.schema_version).values(version=schema.SCHEMA_VERSION))
    elif found != schema.SCHEMA_VERSION:
        raise UsageError(
            f"--db {url}: its tables have version {found}, this letopis writes {schema.SCHEMA_VERSION}: "
            "load the records into a new database"
        )


def _put(connection: Connection, record: Record, digest: str) -> Outcome:
    known = schema.articles.c
    stored = connection.scalar(select(known.record_sha256).where(known.id == record.article.id))
    if stored == digest:
        return "unchanged"
    runs = schema.runs.c.id
    if connection.scalar(select(runs).where(runs == run_id(record))) is None:
        connection.execute(insert(schema.runs).values(run_row(record)))
    if stored is not None:
        # What hangs on the article goes with it.
        connection.execute(delete(schema.articles).where(known.id == record.article.id))
    for table, rows in _grouped(record, digest):
        connection.execute(insert(table), rows)
    return "added" if stored is None else "replaced"


def _grouped(record: Record, digest: str) -> Sequence[tuple[Table, list[Row]]]:
    """Rows by table, the tables in the order in which they refer to each other."""
    rows: dict[Table, list[Row]] = {table: [] for table in schema.metadata.sorted_tables}
    for table, row in record_rows(record, digest):
        rows[table].append({column.name: row.get(column.name) for column in table.columns})
    return [(table, found) for table, found in rows.items() if found]
