"""SQLite and PostgreSQL behind one door: opening them, and letting one writer in at a time."""

from collections.abc import Iterator
from contextlib import contextmanager
from sqlite3 import OperationalError as Locked
from time import monotonic, sleep
from typing import Any, Final

from sqlalchemy import Connection, Engine, create_engine, event, func, select
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, OperationalError

from letopis.errors import LetopisError, UsageError

_EXAMPLE: Final = "sqlite:///events.db or postgresql://user@host/name"
_DRIVERS: Final = {"sqlite": "sqlite", "postgresql": "postgresql+psycopg"}
# Whoever writes holds this lock of the PostgreSQL database until the transaction ends.
_WRITER_LOCK: Final = int.from_bytes(b"letopis", "big")
_WRITES: Final = "letopis_writes"
_PATIENCE: Final = 60  # seconds that one waits for another to let go
_PAUSE: Final = 0.01


def open_engine(url: str) -> Engine:
    """An engine for an SQLAlchemy URL of SQLite or PostgreSQL; connects to nothing yet.

    Raises UsageError when the URL is none, is another database's, or its driver is not installed.
    """
    try:
        parsed = make_url(url)
        engine = create_engine(parsed.set(drivername=_DRIVERS.get(parsed.drivername, parsed.drivername)))
    except (ArgumentError, NoSuchModuleError) as error:
        raise UsageError(f"--db {url}: {error}; write an SQLAlchemy URL such as {_EXAMPLE}") from error
    except ModuleNotFoundError as error:
        raise UsageError(f"--db {url}: {error}; for PostgreSQL install letopis[postgres]") from error
    if engine.dialect.name not in _DRIVERS:
        raise UsageError(f"--db {shown(engine)}: neither SQLite nor PostgreSQL; write {_EXAMPLE}")
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _configure_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    return engine


def shown(engine: Engine) -> str:
    """The engine's URL without its password, for messages."""
    return engine.url.render_as_string(hide_password=True)


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction that writes; any other waits until it ends, so that two never meet halfway.

    Raises LetopisError when the database cannot be reached or written.
    """
    try:
        with engine.execution_options(**{_WRITES: True}).begin() as connection:
            if engine.dialect.name == "postgresql":
                connection.execute(select(func.pg_advisory_xact_lock(_WRITER_LOCK)))
            yield connection
    except OperationalError as error:
        raise LetopisError(f"--db {shown(engine)}: {error.orig}") from error


def _configure_sqlite(connection: Any, _record: object) -> None:
    """One writer beside readers, references kept; transactions are begun by `_begin_sqlite` alone."""
    connection.isolation_level = None
    connection.execute(f"PRAGMA busy_timeout = {_PATIENCE * 1000}")
    _switch_to_wal(connection)
    for pragma in ("synchronous = NORMAL", "foreign_keys = ON", "cache_size = -65536"):
        connection.execute(f"PRAGMA {pragma}")


def _switch_to_wal(connection: Any) -> None:
    """Of two that open a new database at once SQLite turns one away here, and does not wait as it does elsewhere."""
    late = monotonic() + _PATIENCE
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except Locked:
            if monotonic() > late:
                raise
            sleep(_PAUSE)
        else:
            return


def _begin_sqlite(connection: Connection) -> None:
    """A writer takes the write lock at once: a lock taken later cannot wait for another writer's."""
    writes = connection.get_execution_options().get(_WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
