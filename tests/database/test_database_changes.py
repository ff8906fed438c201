"""The journal: what consumers hear, and that it adds up; older databases join in."""

import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from own_records import contents, own, renamed, rows
from sqlalchemy import text

from letopis.cli import main
from letopis.database import Change, Database
from letopis.database.engine import open_engine
from letopis.database.timeline import Query
from letopis.errors import UsageError
from letopis.record import Record

OWN_EVENTS = ["ev_6cb69a474c652513", "ev_a305f4b11bfcb98d", "ev_c7a163b2e7cd52e3"]
OWN_ARTICLE = "path:fc0877b97ebe6477"


def changed(**values: Any) -> Record:
    """Our record with another last event."""
    record = own()
    record["events"][2] |= values
    return Record.model_validate(record)


def told(database: Database, since: int = 0) -> list[tuple[int, str, str]]:
    return [(change.revision, change.change, change.event) for change in database.changes(since)]


def test_changes_of_events_are_told(database: Database) -> None:
    database.put(Record.model_validate(own()))
    database.put(Record.model_validate(own()))
    database.put(changed(confidence=0.4))
    database.put(changed(id="ev_new"))
    database.withdraw(OWN_ARTICLE)
    assert told(database, since=1) == [
        (2, "updated", OWN_EVENTS[1]),
        (3, "withdrawn", OWN_EVENTS[1]),
        (3, "inserted", "ev_new"),
        *[(4, "withdrawn", event) for event in (OWN_EVENTS[0], OWN_EVENTS[2], "ev_new")],
    ]
    assert told(database)[:3] == [(1, "inserted", event) for event in OWN_EVENTS]
    assert database.revision() == 4


def test_a_new_title_is_no_new_event(database: Database) -> None:
    database.put(Record.model_validate(own()))
    assert database.put(Record.model_validate(own(title="Иначе"))) == "replaced"
    assert database.revision() == 1


def test_what_is_withdrawn_leaves_nothing(database: Database, url: str) -> None:
    database.put(renamed("b"))
    database.put(Record.model_validate(own()))
    database.link()
    assert database.withdraw("b") == 3
    database.link()
    kept = contents(url)
    assert [name for name, found in kept.items() if name != "changes" and "'b'" in str(found)] == []
    assert rows(url, "SELECT id FROM articles") == [(OWN_ARTICLE,)]
    with pytest.raises(UsageError, match="no article 'b'"):
        database.withdraw("b")


@settings(max_examples=15, deadline=None)
@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from([0.1, 0.2, None])), max_size=8))
def test_replaying_the_journal_gives_what_is_there(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, float | None]]
) -> None:
    url = f"sqlite:///{tmp_path_factory.mktemp('journal') / 'events.db'}"
    with Database(url) as database:
        there: set[str] = set()
        for name, confidence in steps:
            if confidence is not None:
                text = renamed(name).to_json().decode().replace('"confidence":0.5', f'"confidence":{confidence}')
                database.put(Record.model_validate_json(text))
                there.add(name)
            elif name in there:
                database.withdraw(name)
                there.remove(name)
        replayed: set[str] = set()
        for change in database.changes(0):
            replay(change, replayed)
    assert replayed == {id_ for (id_,) in rows(url, "SELECT id FROM events")}


def replay(change: Change, events: set[str]) -> None:
    assert (change.event in events) == (change.change != "inserted")
    if change.change == "withdrawn":
        events.remove(change.event)
    else:
        events.add(change.event)


@pytest.fixture
def old(tmp_path: Path) -> str:
    """A database as version 1 wrote it, our record in it."""
    script = (Path(__file__).parent / "version_1.sql").read_text(encoding="utf-8")
    connection = sqlite3.connect(tmp_path / "old.db")
    connection.executescript(script)
    connection.close()
    return f"sqlite:///{tmp_path / 'old.db'}"


def test_an_old_database_is_upgraded(old: str, sqlite: str) -> None:
    with Database(old) as database:
        assert told(database) == [(1, "inserted", event) for event in OWN_EVENTS]
        # The events' digests were not kept: a changed article tells of all its events.
        database.put(changed(confidence=0.4))
        assert told(database, since=1) == [(2, "updated", event) for event in OWN_EVENTS]
    with Database(sqlite) as database:
        database.put(Record.model_validate(own()))
        database.put(changed(confidence=0.4))
        database.link()
    with Database(old) as database:
        assert database.unlinked() == 1
        database.link()
    upgraded, fresh = contents(old), contents(sqlite)
    assert [name for name in fresh if upgraded[name] != fresh[name]] == ["changes"]
    indexes = "SELECT name FROM sqlite_master WHERE type = 'index' ORDER BY name"
    assert rows(old, indexes) == rows(sqlite, indexes)
    with Database(old) as database:
        assert len(database.timeline(Query())) == 3
    assert rows(old, "SELECT count(*) FROM event_flat") == [(3,)]


def test_stories_of_version_7_are_made_anew_under_their_ids(url: str) -> None:
    """It kept no pairs, but the component of each event and what it is compared by with its story."""
    older = """
        DROP TABLE compared_events; DROP TABLE event_edges; DROP TABLE event_queue; DROP TABLE event_keys;
        CREATE TABLE event_keys ("key" TEXT NOT NULL, event_id VARCHAR(255) NOT NULL, PRIMARY KEY ("key", event_id));
        ALTER TABLE story_events ADD COLUMN component VARCHAR(255);
        ALTER TABLE story_events ADD COLUMN features TEXT;
        CREATE INDEX ix_story_events_component ON story_events (component);
        DROP TABLE link_queue;
        CREATE TABLE link_queue (article_id VARCHAR(255) NOT NULL, PRIMARY KEY (article_id));
        INSERT INTO link_queue VALUES ('d');
        UPDATE schema_version SET version = 7
    """
    with Database(url) as database:
        list(database.load([renamed("b"), renamed("c"), renamed("d")]))
        database.link()
        before = contents(url)
        database.withdraw("d")
    engine = open_engine(url)
    with engine.begin() as connection:
        for statement in older.split(";"):
            connection.execute(text(statement))
    engine.dispose()
    with Database(url) as database:
        assert database.unlinked() == 3
        database.link()
        database.put(renamed("d"))
        database.link()
    after = contents(url)
    assert [name for name in after if after[name] != before[name]] == ["changes"]


def test_keys_of_version_8_are_written_anew(url: str) -> None:
    keys = "SELECT key, event_id FROM event_keys ORDER BY key, event_id"
    with Database(url) as database:
        list(database.load(renamed(name, published="2024-07-06") for name in "bc"))
        database.link()
    before = rows(url, keys)
    assert before
    engine = open_engine(url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE event_keys SET key = -key"))
        connection.execute(text("UPDATE schema_version SET version = 8"))
    engine.dispose()
    Database(url).close()
    assert rows(url, keys) == before


def test_the_commands(tmp_path: Path, url: str, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "records.jsonl").write_bytes(renamed("b").to_json() + b"\n")
    for arguments in (["load", str(tmp_path / "records.jsonl")], ["db", "withdraw", "b"], ["changes", "--since", "1"]):
        with pytest.raises(SystemExit):
            main([*arguments, "--db", url])
    said = capsys.readouterr()
    assert "1 added, 0 replaced, 0 unchanged, 0 failed; revision 1" in said.err
    assert "b: withdrawn, with 3 events; revision 2" in said.err
    assert json.loads(said.out.splitlines()[0]) == {
        "revision": 2,
        "change": "withdrawn",
        "event": "ev_b6cb69a474c652513",
        "article": "b",
    }
