"""Records into a database: every part arrives, and loading again changes nothing."""

import multiprocessing
import sqlite3
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from own_records import contents, digest, large, own, renamed, rows

from letopis.database import Database, Outcome, story_schema
from letopis.database.load import BATCH
from letopis.errors import InputError, LetopisError, UsageError
from letopis.record import Record, RecordLine

# Filled by linking.
LINKED = {table.name for table in story_schema.TABLES} - {"link_queue"}
DESIGN = Path(__file__).parents[3] / "shared" / "design" / "example" / "record.json"


def test_every_part_arrives(database: Database, url: str) -> None:
    record = Record.model_validate(own())
    assert database.put(record) == "added"
    counts = {name: len(found) for name, found in contents(url).items() if name not in LINKED}
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
        "changes": 3,
        "link_queue": 1,
    }


def test_the_design_example_arrives(database: Database, url: str) -> None:
    if not DESIGN.exists():
        pytest.skip("the design example is not here")
    database.put(Record.model_validate_json(DESIGN.read_bytes()))
    assert rows(url, "SELECT type, kind, who, place, edtf FROM event_flat WHERE type = 'negotiation'") == [
        ("negotiation", "bilateral", "Ержан Абишев; Азиз Туратов", "Ош", "2023-05-16")
    ]
    assert rows(url, "SELECT count(*) FROM conflict_values") == [(2,)]
    assert rows(url, "SELECT count(*) FROM claims") == [(1,)]


def test_loading_again_changes_nothing(database: Database, url: str) -> None:
    records = [Record.model_validate(own()), renamed("b"), renamed("c")]
    assert [database.put(record) for record in records] == ["added"] * 3
    before = digest(url)
    assert [database.put(record) for record in records] == ["unchanged"] * 3
    assert digest(url) == before


def test_a_changed_article_is_replaced_whole(database: Database, url: str) -> None:
    database.put(renamed("b"))
    first = digest(url)
    changed = own()
    changed["events"] = changed["events"][:1]
    database.put(Record.model_validate(own()))
    assert database.put(Record.model_validate(changed)) == "replaced"
    assert rows(url, "SELECT count(*) FROM events") == [(4,)]
    assert rows(url, "SELECT count(*) FROM event_mentions") == [(4,)]
    assert digest(url) != first
    assert database.put(Record.model_validate(own())) == "replaced"
    assert rows(url, "SELECT count(*) FROM events") == [(6,)]


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
    assert digest(f"sqlite:///{folder / 'all'}") == digest(f"sqlite:///{folder / 'last'}")


def test_a_clash_of_ids_is_refused_and_leaves_nothing(database: Database, url: str) -> None:
    database.put(Record.model_validate(own()))
    before = digest(url)
    with pytest.raises(InputError, match="taken by another article"):
        database.put(Record.model_validate(own(id="other")))
    assert digest(url) == before


def test_other_is_seen_only_by_those_who_ask(database: Database, url: str) -> None:
    record = own()
    record["events"][2]["type"] = "other"
    database.put(Record.model_validate(record))
    assert len(rows(url, "SELECT * FROM event_flat")) == 2
    assert len(rows(url, "SELECT * FROM event_flat_with_other")) == 3


def test_unnamed_participants_are_in_the_flat_view(database: Database, url: str) -> None:
    database.put(Record.model_validate(own()))
    assert rows(url, "SELECT who FROM event_flat WHERE type = 'protest'") == [("более 20 человек",)]


def test_names_are_found_without_case_and_dots(database: Database, url: str) -> None:
    record = own()
    record["entities"][1]["name"] = "Пётр Ёлкин"
    database.put(Record.model_validate(record))
    assert rows(url, "SELECT name FROM entities WHERE name_folded = 'петр елкин'") == [("Пётр Ёлкин",)]


def test_references_hold_and_readers_may_read_beside_the_writer(sqlite: str) -> None:
    with Database(sqlite) as database:
        database.put(Record.model_validate(own()))
    assert rows(sqlite, "PRAGMA foreign_key_check") == []
    assert rows(sqlite, "PRAGMA journal_mode") == [("wal",)]


def test_tables_of_another_version_are_refused(tmp_path: Path, sqlite: str) -> None:
    Database(sqlite).close()
    connection = sqlite3.connect(tmp_path / "events.db")
    connection.execute("UPDATE schema_version SET version = 99")
    connection.commit()
    connection.close()
    with pytest.raises(UsageError, match="version 99"):
        Database(sqlite)


def test_both_engines_say_the_same(sqlite: str, postgresql: str) -> None:
    for url in (sqlite, postgresql):
        with Database(url) as database:
            list(database.load([renamed("b"), large(1), renamed("b", published="2024-01-02"), large(2)]))
    assert contents(sqlite) == contents(postgresql)
    flat = "SELECT * FROM event_flat ORDER BY event_id"
    assert rows(sqlite, flat) == rows(postgresql, flat)


@pytest.mark.parametrize(
    ("records", "outcomes"),
    [
        ([large(1), large(2)], ["added", "added"]),
        ([large(1), renamed("b"), large(1)], ["added", "added", "unchanged"]),
        ([renamed("b"), renamed("b", title="Иначе")], ["added", "replaced"]),
        ([large(number) for number in range(BATCH + 1)], ["added"] * (BATCH + 1)),
        ([], []),
    ],
)
def test_many_are_loaded_together(database: Database, url: str, records: list[Record], outcomes: list[Outcome]) -> None:
    assert list(database.load(records)) == outcomes
    last = {record.article.id: record.article.title for record in records}
    assert dict(rows(url, "SELECT id, title FROM articles")) == last


def lines_of(records: Iterable[Record]) -> list[RecordLine]:
    return [RecordLine(record.to_json(), f"records.jsonl:{number}") for number, record in enumerate(records, 1)]


def test_lines_come_to_the_same_as_records(sqlite: str, postgresql: str) -> None:
    records = [large(1), renamed("b"), large(1), renamed("b", title="Иначе"), renamed("b"), large(2)]
    with Database(sqlite) as database, Database(postgresql) as other:
        assert list(other.load_lines(lines_of(records))) == list(database.load(records))
    assert contents(sqlite) == contents(postgresql)


def test_of_lines_under_way_the_last_counts(database: Database, url: str) -> None:
    assert list(database.load_lines(lines_of([renamed("b")]))) == ["added"]
    assert list(database.load_lines(lines_of([renamed("b", title="Иначе"), renamed("b")]))) == ["replaced"] * 2
    assert rows(url, "SELECT title FROM articles") == [(renamed("b").article.title,)]


def test_lines_read_ahead_come_to_the_same(sqlite: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("letopis.database.load.BATCH", 2)
    records, wrong = [large(number) for number in range(7)], RecordLine(b"{", "records.jsonl:9")
    with Database(sqlite) as database, Database(f"sqlite:///{tmp_path}/other.db") as other:
        *outcomes, failure, last = other.load_lines([*lines_of(records), wrong])
        assert [*outcomes, last] == list(database.load(records))
    assert isinstance(failure, InputError)
    assert (failure.where, failure.code) == ("records.jsonl:9", "broken-json")
    assert contents(sqlite) == contents(f"sqlite:///{tmp_path}/other.db")


def test_who_reads_ahead_is_killed(sqlite: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("letopis.database.load.BATCH", 1)
    records = [large(number) for number in range(6)]
    with Database(sqlite) as database:
        outcomes = database.load_lines(lines_of(records))
        assert next(outcomes) == "added"
        for process in multiprocessing.active_children():
            process.kill()
        with pytest.raises(LetopisError, match="load again"):
            list(outcomes)
        assert multiprocessing.active_children() == []
        list(database.load_lines(lines_of(records)))
        assert database.revision() > 0
    assert len(rows(sqlite, "SELECT id FROM articles")) == len(records)


def test_a_line_that_is_there_is_not_parsed(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = lines_of([large(1), renamed("b")])
    assert list(database.load_lines(lines)) == ["added", "added"]
    monkeypatch.setattr(RecordLine, "parse", lambda line: pytest.fail(f"{line.where} is parsed"))
    assert list(database.load_lines(lines)) == ["unchanged", "unchanged"]


@pytest.mark.parametrize("wrong", [b"{", b"[]", b"7", b'{"article": {"id": 7}}', b'{"article": {"id": "b"}}'])
def test_a_line_that_is_no_record_is_named(database: Database, wrong: bytes) -> None:
    good, other = lines_of([renamed("b"), large(2)])
    list(database.load_lines([good]))
    *same, failure, added = database.load_lines([good, RecordLine(wrong, "records.jsonl:7"), other])
    assert (same, added) == (["unchanged"], "added")
    assert isinstance(failure, InputError)
    assert failure.where == "records.jsonl:7"


def test_a_bad_record_keeps_nobody_else_out(database: Database, url: str) -> None:
    stolen = Record.model_validate(own(id="other"))
    added, refused, late = database.load([Record.model_validate(own()), stolen, large(1)])
    assert (added, late) == ("added", "added")
    assert isinstance(refused, InputError)
    assert "taken by another article" in str(refused)
    assert rows(url, "SELECT count(*) FROM articles") == [(2,)]


def test_what_postgresql_cannot_hold_is_named(postgresql: str) -> None:
    with Database(postgresql) as database, pytest.raises(InputError, match="cannot hold it"):
        database.put(renamed("b", title="Новость\x00"))


def test_counts_may_be_large(database: Database, url: str) -> None:
    record = own()
    record["events"][2]["counts"] = {"participants": {"value": 8_000_000_000}}
    database.put(Record.model_validate(record))
    assert rows(url, "SELECT value FROM event_counts") == [(8_000_000_000,)]


@pytest.mark.parametrize(
    "wrong",
    [
        "events.db",
        "nosuch://x",
        "sqlite:////no/such/folder/x.db",
        "postgresql+nodriver://x",
        "postgresql://u:secret@localhost:1/x",
    ],
)
def test_a_wrong_url_is_named_with_the_fix(wrong: str) -> None:
    with pytest.raises(UsageError, match="--db") as told:
        Database(wrong)
    assert "secret" not in str(told.value)
