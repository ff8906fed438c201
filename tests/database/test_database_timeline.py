"""The chronicle: who is meant by a name, what counts as one event, what is printed."""

import csv
import io
import json
import sqlite3
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from own_meetings import meeting, on
from own_records import own, write

from letopis.cli import main
from letopis.database import Database
from letopis.database.describe import datasette_metadata
from letopis.database.timeline import Entry, Query
from letopis.record import Record


def asked(url: str, records: list[Record], query: Query) -> list[Entry]:
    with Database(url) as database:
        list(database.load(records))
        database.link()
        return database.timeline(query)


def sources(entries: list[Entry]) -> list[list[str]]:
    return [[source.article for source in entry.sources] for entry in entries]


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Ганзориг", True),
        ("ганзориг", True),
        ("Батсух Ганзориг", True),
        ("Дорж Ганзориг", False),
        ("Батсух", False),
        ("Лёхтонён", True),
        ("Дархан", False),
        ("", False),
        ("%", False),
        ("' OR 1=1 --", False),
    ],
)
def test_people_are_found_by_name(url: str, name: str, found: bool) -> None:
    assert sources(asked(url, [meeting("a")], Query(who=[name]))) == ([["a"]] if found else [])


def test_a_visit_is_of_those_who_talk_in_it(url: str) -> None:
    record = own()
    visit, talks = record["events"][:2]
    visit |= {"type": "visit", "participants": visit["participants"][:1]}
    record["events"] = [visit, talks]
    found = asked(url, [Record.model_validate(record)], Query(who=["Ганзориг", "Лехтонен"]))
    assert {one.type for one in found} == {"visit", "negotiation"}
    with Database(url) as database:
        alone = database.timeline(Query(who=["Лехтонен"]))
        assert [one.type for one in alone] == ["negotiation"]
        assert database.timeline(Query(who=["Лехтонен", "Светлов"])) == []


@pytest.mark.parametrize(
    ("who", "other", "found"),
    [
        ("Ганзориг", "Лехтонен", ["negotiation", "visit"]),
        ("Лехтонен", "Ганзориг", ["negotiation", "visit"]),
        ("Лехтонен", "", ["negotiation"]),
        ("Ганзориг", "", ["negotiation", "visit"]),
        ("Лехтонен", "Светлов", []),
        ("", "", ["negotiation", "visit"]),
    ],
)
def test_datasettes_chronicle_has_visits_in_which_both_talked(
    sqlite: str, who: str, other: str, found: list[str]
) -> None:
    record = own()
    visit, talks = record["events"][:2]
    visit |= {"type": "visit", "participants": visit["participants"][:1]}
    record["events"] = [visit, talks]
    asked(sqlite, [Record.model_validate(record)], Query())
    sql = datasette_metadata("events")["databases"]["events"]["queries"]["chronicle"]["sql"]
    with sqlite3.connect(sqlite.removeprefix("sqlite:///")) as connection:
        told = connection.execute(f"SELECT type FROM ({sql})", {"who": who, "with": other}).fetchall()  # noqa: S608  a query of ours
    assert sorted(type_ for (type_,) in told) == found


@pytest.mark.parametrize(
    ("query", "found"),
    [
        (Query(), ["early", "a", "undated"]),
        (Query(who=["Ганзориг", "Лехтонен"]), ["early", "a", "undated"]),
        (Query(who=["Ганзориг", "Светлов"]), []),
        (Query(where="дархан"), ["early", "a", "undated"]),
        (Query(where="Монголия"), ["early", "a", "undated"]),
        (Query(where="Ош"), []),
        (Query(type="visit"), []),
        (Query(type="meeting", status="planned"), ["early"]),
        (Query(from_=date(2024, 7, 5)), ["a"]),
        (Query(to=date(2024, 7, 4)), ["early"]),
        (Query(from_=date(2024, 1, 1), to=date(2024, 7, 5)), ["early", "a"]),
    ],
)
def test_what_is_asked_for_is_told_in_order(url: str, query: Query, found: list[str]) -> None:
    early = meeting("early", status="planned", **on("2024-05-01"))
    records = [meeting("undated", **on(None)), meeting("a"), early]
    assert sources(asked(url, records, query)) == [[article] for article in found]


@pytest.mark.parametrize(
    ("other", "together"),
    [
        (meeting("b"), True),
        (meeting("b", "Ганзориг"), True),
        (meeting("b", "Дорж Очир"), True),  # in the very same words: one of the two names was misread
        (meeting("b", status="planned"), True),
        (meeting("b", status="negated"), False),
        (meeting("b", status="hypothetical"), False),
        (meeting("b", **on("2024-07-01", "2024-07-31")), True),
        (meeting("b", type="visit"), False),
        (meeting("b", places=[]), True),
        (meeting("b", **on("2024-07-06")), True),  # the only one that each tells of: a day may be a mistake
        (meeting("b", **on("2024-07-07")), False),
        (meeting("b", **on(None)), False),
    ],
)
def test_one_event_in_two_articles(url: str, other: Record, together: bool) -> None:
    found = sources(asked(url, [meeting("a"), other], Query()))
    assert sorted(found) == ([["a", "b"]] if together else [["a"], ["b"]])


def test_planned_and_took_place_is_one_event_with_both_dates(url: str) -> None:
    foreseen = meeting("a", status="planned", **on("2024-07-01", "2024-07-31"))
    (entry,) = asked(url, [foreseen, meeting("b")], Query())
    assert (entry.status, entry.time_from, entry.time_to) == ("occurred", "2024-07-05", "2024-07-05")
    assert (entry.planned_from, entry.planned_to) == ("2024-07-01", "2024-07-31")


def test_two_events_of_one_article_stay_two(url: str) -> None:
    record = json.loads(meeting("a").to_json())
    record["events"].append(record["events"][0] | {"id": "ev_again"})
    found = asked(url, [Record.model_validate_json(json.dumps(record)), meeting("b")], Query())
    assert sorted(sources(found)) == [["a"], ["a", "b"]]


def test_other_is_told_to_those_who_ask(sqlite: str) -> None:
    records = [meeting("a", type="other")]
    assert asked(sqlite, records, Query()) == []
    assert len(asked(sqlite, records, Query(include_other=True))) == 1


@pytest.fixture
def printed(tmp_path: Path, sqlite: str, capsys: pytest.CaptureFixture[str]) -> Any:
    records = write(tmp_path / "records.jsonl", [meeting("a"), meeting("b", "Ганзориг")])

    def command(*options: str) -> tuple[str, str]:
        for arguments in (["load", str(records)], ["timeline", *options]):
            with pytest.raises(SystemExit):
                main([*arguments, "--db", sqlite])
        said = capsys.readouterr()
        return said.out, said.err

    return command


def test_json_names_every_source(printed: Any) -> None:
    (entry,) = json.loads(printed("--json")[0])
    assert (entry["time_from"], entry["where"]) == ("2024-07-05", ["Дархан"])
    assert [source["url"] for source in entry["sources"]] == ["https://example.org/a", "https://example.org/b"]


def test_csv_counts_sources(printed: Any) -> None:
    (row,) = csv.DictReader(io.StringIO(printed("--csv", "--who", "Ганзориг", "--with", "Лехтонен")[0]))
    assert (row["sources"], row["who"]) == ("2", "Батсух Ганзориг; Ханна Лехтонен")
    assert row["titles"] == "Заголовок a; Заголовок b"


def test_the_table_tells_all(printed: Any) -> None:
    said = printed()[0]
    for word in ("2024-07-05", "meeting (bilateral)", "occurred", "Ханна Лехтонен", "Дархан", "2:", "Заголовок b"):
        assert word in said


@pytest.mark.parametrize(
    "wrong",
    [["--type", "party"], ["--status", "maybe"], ["--from", "вчера"], ["--json", "--csv"]],
)
def test_wrong_questions_are_named(printed: Any, wrong: list[str]) -> None:
    assert wrong[0] in printed(*wrong)[1]
