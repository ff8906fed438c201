"""What a person decides holds: through loads, re-runs and upgrades, in stories, timelines and gold."""

import json
from pathlib import Path

import pytest
from own_meetings import meeting, on
from own_records import own, write

from letopis.cli import main
from letopis.database import Database
from letopis.database.timeline import Query
from letopis.evaluation.formats import own as own_gold
from letopis.record import Record


def run(url: str, *arguments: str) -> int:
    with pytest.raises(SystemExit) as exit_:
        main([*arguments, "--db", url])
    return int(exit_.value.code or 0)


def told(url: str) -> list[tuple[str | None, str, list[str]]]:
    with Database(url) as database:
        database.link()
        entries = database.timeline(Query())
    return [(entry.time_from, entry.status, sorted(one.article for one in entry.sources)) for entry in entries]


@pytest.fixture
def loaded(url: str) -> str:
    with Database(url) as database:
        list(database.load([meeting("a"), meeting("b"), meeting("c", **on("2024-09-01"))]))
        database.link()
    return url


ALL = [("2024-07-05", "occurred", ["a", "b"]), ("2024-09-01", "occurred", ["c"])]


def test_rejected_events_leave_and_stay_out(loaded: str) -> None:
    assert told(loaded) == ALL
    assert run(loaded, "review", "reject", "ev_b", "--note", "a joke") == 0
    assert told(loaded) == [("2024-07-05", "occurred", ["a"]), ALL[1]]
    with Database(loaded) as database:
        assert database.put(meeting("b", published="2024-07-06")) == "replaced"
    assert told(loaded) == [("2024-07-05", "occurred", ["a"]), ALL[1]]
    assert run(loaded, "review", "undo", "ev_b") == 0
    assert told(loaded) == ALL


def test_amended_events_are_linked_as_amended(loaded: str) -> None:
    assert run(loaded, "review", "amend", "ev_c", "--from", "2024-07-05") == 0
    assert told(loaded) == [("2024-07-05", "occurred", ["a", "b", "c"])]
    assert run(loaded, "review", "amend", "ev_c", "--status", "negated") == 0
    apart = [("2024-07-05", "negated", ["c"]), ("2024-07-05", "occurred", ["a", "b"])]
    assert sorted(told(loaded)) == apart


def test_stories_are_joined_and_split(loaded: str) -> None:
    with Database(loaded) as database:
        first, second = (entry.id for entry in database.timeline(Query()))
    assert run(loaded, "review", "join", first, second) == 0
    assert told(loaded) == [("2024-07-05", "occurred", ["a", "b", "c"])]
    with Database(loaded) as database:
        assert database.story(second) == database.story(first)
        database.put(meeting("d"))
    assert told(loaded) == [("2024-07-05", "occurred", ["a", "b", "c", "d"])]
    assert run(loaded, "review", "split", "ev_c") == 0
    assert told(loaded) == [("2024-07-05", "occurred", ["a", "b", "d"]), ALL[1]]
    assert run(loaded, "review", "split", "ev_b") == 0
    assert sorted(sources for _, _, sources in told(loaded)) == [["a", "d"], ["b"], ["c"]]
    assert run(loaded, "review", "undo", "ev_b") == 0
    assert run(loaded, "review", "undo", "ev_c") == 0
    assert told(loaded) == [("2024-07-05", "occurred", ["a", "b", "d"]), ALL[1]]


def test_decisions_are_listed(loaded: str, capsys: pytest.CaptureFixture[str]) -> None:
    run(loaded, "review", "confirm", "ev_a")
    run(loaded, "review", "split", "ev_b")
    capsys.readouterr()
    run(loaded, "review", "list")
    listed = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(one["event"], one["field"], one["value"]) for one in listed] == [
        ("ev_a", "verdict", "confirmed"),
        ("ev_a", "apart", "ev_b"),
    ]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["reject", "ev_none"], "no such event or story"),
        (["amend", "ev_a"], "say what to amend"),
        (["amend", "ev_a", "--type", "party"], "choose one of"),
        (["amend", "ev_a", "--from", "вчера"], "write a day"),
        (["split", "ev_c"], "no other event"),
    ],
)
def test_wrong_decisions_are_refused(
    loaded: str, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    assert run(loaded, "review", *arguments) == 2
    assert said in capsys.readouterr().err
    assert told(loaded) == ALL


def test_what_was_reviewed_becomes_gold(url: str, tmp_path: Path) -> None:
    record = Record.model_validate(own())
    records = write(tmp_path / "records.jsonl", [record])
    with Database(url) as database:
        database.put(record)
        database.link()
    first, second, third = (event.id for event in record.events)
    run(url, "review", "amend", first, "--from", "2024-07-05")
    run(url, "review", "reject", second)
    assert run(url, "review", "export", str(records), "-o", str(tmp_path / "gold")) == 0
    (gold,) = own_gold.load(tmp_path / "gold")
    assert gold.covers.types == {event.type for event in record.events if event.id != third}
    (event,) = gold.record.events
    assert (event.type, event.time and event.time.from_, event.mentions[0].trigger.text) == (
        record.events[0].type,
        "2024-07-05",
        record.events[0].mentions[0].trigger.text,
    )
