"""Records into SQLite: every part arrives, and loading again changes nothing."""

import hashlib
import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Table, create_engine, select
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateTable

from letopis.database import Database
from letopis.database import schema as tables
from letopis.errors import InputError, UsageError
from letopis.record import Record

OWN = Path(__file__).parents[1] / "data" / "own_record.json"
DESIGN = Path(__file__).parents[3] / "shared" / "design" / "example" / "record.json"


def own(**article: Any) -> Any:
    record = json.loads(OWN.read_bytes())
    record["article"] |= article
    return record


def renamed(name: str, **article: Any) -> Record:
    """Our record as another article's: event ids hang on the article's id."""
    source = json.dumps(own(id=name, **article), ensure_ascii=False)
    return Record.model_validate_json(source.replace('"ev_', f'"ev_{name}'))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "events.db"


@pytest.fixture
def database(path: Path) -> Iterator[Database]:
    with Database(f"sqlite:///{path}") as opened:
        yield opened


def rows(path: Path, query: str) -> list[tuple[Any, ...]]:
    connection = sqlite3.connect(path)
    try:
        return connection.execute(query).fetchall()
    finally:
        connection.close()


def contents(path: Path) -> dict[str, list[str]]:
    """All rows of all tables, sorted."""
    engine = create_engine(f"sqlite:///{path}")
    with engine.connect() as connection:
        found = {
            name: sorted(repr(row) for row in connection.execute(select(table)))
            for name, table in tables.metadata.tables.items()
        }
    engine.dispose()
    return found


def digest(path: Path) -> str:
    """SHA-256 over all rows of all tables."""
    return hashlib.sha256(repr(contents(path)).encode()).hexdigest()


def test_every_part_arrives(database: Database, path: Path) -> None:
    record = Record.model_validate(own())
    assert database.put(record) == "added"
    counts = {name: len(found) for name, found in contents(path).items()}
    assert counts == {
        "schema_version": 1,
        "runs": 1,
        "articles": 1,
        "warnings": 1,
        "entities": 5,
        "offices": 2,
        "entity_mentions": 7,
        "times": 1,
        "events": 3,
        "event_times": 0,
        "event_counts": 1,
        "participants": 5,
        "places": 1,
        "event_mentions": 3,
        "event_mention_arguments": 7,
        "conflicts": 0,
        "conflict_values": 0,
        "claims": 0,
    }


def test_the_design_example_arrives(database: Database, path: Path) -> None:
    if not DESIGN.exists():
        pytest.skip("the design example is not here")
    database.put(Record.model_validate_json(DESIGN.read_bytes()))
    assert rows(path, "SELECT type, kind, who, place, edtf FROM event_flat WHERE type = 'negotiation'") == [
        ("negotiation", "bilateral", "Ержан Абишев; Азиз Туратов", "Ош", "2023-05-16")
    ]
    assert rows(path, "SELECT count(*) FROM conflict_values") == [(2,)]
    assert rows(path, "SELECT count(*) FROM claims") == [(1,)]


def test_loading_again_changes_nothing(database: Database, path: Path) -> None:
    records = [Record.model_validate(own()), renamed("b"), renamed("c")]
    assert [database.put(record) for record in records] == ["added"] * 3
    before = digest(path)
    assert [database.put(record) for record in records] == ["unchanged"] * 3
    assert digest(path) == before


def test_a_changed_article_is_replaced_whole(database: Database, path: Path) -> None:
    database.put(renamed("b"))
    first = digest(path)
    changed = own()
    changed["events"] = changed["events"][:1]
    database.put(Record.model_validate(own()))
    assert database.put(Record.model_validate(changed)) == "replaced"
    assert rows(path, "SELECT count(*) FROM events") == [(4,)]
    assert rows(path, "SELECT count(*) FROM event_mentions") == [(4,)]
    assert digest(path) != first
    assert database.put(Record.model_validate(own())) == "replaced"
    assert rows(path, "SELECT count(*) FROM events") == [(6,)]


@settings(max_examples=15, deadline=None)
@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from(["2024-01-02", "2024-01-03"])), max_size=8))
def test_the_last_record_of_an_article_is_what_stays(
    tmp_path_factory: pytest.TempPathFactory, puts: list[tuple[str, str]]
) -> None:
    folder = tmp_path_factory.mktemp("db")
    for name, sequence in (("all", puts), ("last", list(dict(puts).items()))):
        with Database(f"sqlite:///{folder / name}") as database:
            for article, day in sequence:
                database.put(renamed(article, published=day))
    assert digest(folder / "all") == digest(folder / "last")


def test_a_clash_of_ids_is_refused_and_leaves_nothing(database: Database, path: Path) -> None:
    database.put(Record.model_validate(own()))
    before = digest(path)
    with pytest.raises(InputError, match="taken by another article"):
        database.put(Record.model_validate(own(id="other")))
    assert digest(path) == before


def test_other_is_seen_only_by_those_who_ask(database: Database, path: Path) -> None:
    record = own()
    record["events"][2]["type"] = "other"
    database.put(Record.model_validate(record))
    assert len(rows(path, "SELECT * FROM event_flat")) == 2
    assert len(rows(path, "SELECT * FROM event_flat_with_other")) == 3


def test_unnamed_participants_are_in_the_flat_view(database: Database, path: Path) -> None:
    database.put(Record.model_validate(own()))
    assert rows(path, "SELECT who FROM event_flat WHERE type = 'protest'") == [("более 20 человек",)]


def test_names_are_found_without_case_and_dots(database: Database, path: Path) -> None:
    record = own()
    record["entities"][1]["name"] = "Пётр Ёлкин"
    database.put(Record.model_validate(record))
    assert rows(path, "SELECT name FROM entities WHERE name_folded = 'петр елкин'") == [("Пётр Ёлкин",)]


def test_references_hold_and_readers_may_read_beside_the_writer(database: Database, path: Path) -> None:
    database.put(Record.model_validate(own()))
    assert rows(path, "PRAGMA foreign_key_check") == []
    assert rows(path, "PRAGMA journal_mode") == [("wal",)]


def test_tables_of_another_version_are_refused(path: Path) -> None:
    Database(f"sqlite:///{path}").close()
    connection = sqlite3.connect(path)
    connection.execute("UPDATE schema_version SET version = 99")
    connection.commit()
    connection.close()
    with pytest.raises(UsageError, match="version 99"):
        Database(f"sqlite:///{path}")


@pytest.mark.parametrize("table", tables.metadata.sorted_tables, ids=str)
def test_tables_can_be_made_on_postgresql(table: Table) -> None:
    assert "CREATE TABLE" in str(CreateTable(table).compile(dialect=postgresql.dialect()))


@pytest.mark.parametrize(
    "url", ["events.db", "nosuch://x", "sqlite:////no/such/folder/x.db", "postgresql+nodriver://x"]
)
def test_a_wrong_url_is_named_with_the_fix(url: str) -> None:
    with pytest.raises(UsageError, match="--db"):
        Database(url)
