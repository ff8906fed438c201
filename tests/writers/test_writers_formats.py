"""The contract that every writer keeps: what goes in comes back, and a file is whole or absent."""

import json
from io import BytesIO
from pathlib import Path

import orjson
import pytest

from letopis.batch.outcome import Tally
from letopis.errors import InputError
from letopis.record import Record, read_records
from letopis.settings import Settings
from letopis.writers import WRITERS, RunReport, atomic_write, summary
from letopis.writers.run import Work

OWN = Path(__file__).parents[1] / "data" / "own_record.json"
TALLY = Tally(
    source="Вестник",
    tokens=50,
    counts={"events": 3, "entities": 5, "times": 1, "claims": 0},
    events={"meeting": 1, "negotiation": 1, "protest": 1},
    warnings={"no-publication-date": 1},
    undated=1,
    unplaced=3,
)
RECORD = Record.model_validate_json(OWN.read_bytes())


def written(name: str, count: int) -> bytes:
    stream = BytesIO()
    sink = WRITERS[name](stream)
    for _ in range(count):
        sink.write(RECORD.to_json())
    sink.finish()
    return stream.getvalue()


@pytest.mark.parametrize("count", [0, 1, 3])
@pytest.mark.parametrize("name", sorted(WRITERS))
class TestContract:
    def test_what_goes_in_comes_back(self, name: str, count: int, tmp_path: Path) -> None:
        path = tmp_path / f"records.{name}"
        path.write_bytes(written(name, count))
        assert list(read_records(path)) == [RECORD] * count

    def test_same_records_same_bytes(self, name: str, count: int) -> None:
        assert written(name, count) == written(name, count)

    def test_letters_are_not_escaped(self, name: str, count: int) -> None:
        assert written(name, count).count("Ганзориг встретился".encode()) == count


def test_jsonl_is_one_line_a_record() -> None:
    lines = written("jsonl", 3).split(b"\n")
    assert [bool(line) for line in lines] == [True, True, True, False]


def test_json_is_one_array() -> None:
    assert len(json.loads(written("json", 2))) == 2
    assert json.loads(written("json", 0)) == []


def test_a_file_appears_whole(tmp_path: Path) -> None:
    path = tmp_path / "a"
    with atomic_write(path) as stream:
        stream.write(b"new")
        assert not path.exists()
    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]


def _break_off(path: Path) -> None:
    with atomic_write(path) as stream:
        stream.write(b"half")
        raise InputError("x", "failed", "broke off")


def test_a_file_stays_as_it_was_when_writing_breaks_off(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")
    with pytest.raises(InputError):
        _break_off(path)
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


class TestRunReport:
    def report(self) -> RunReport:
        report = RunReport(Settings())
        report.add(TALLY)
        report.add(TALLY)
        report.failures = [InputError("a.txt", "empty", "the file is empty"), InputError("b", "odd", "?")]
        return report

    def test_counts(self, tmp_path: Path) -> None:
        self.report().write(tmp_path)
        told = orjson.loads((tmp_path / "run.json").read_bytes())
        assert set(told.pop("run")) == {
            "processed", "unchanged", "left_out", "withdrawn", "parts", "parts_processed", "tokens", "workers",
            "interrupted", "seconds", "tokens_per_second",
        }  # fmt: skip
        assert told.pop("version")
        assert told == {
            "model": Settings().model,
            "settings": Settings().digest(),
            "counts": {"articles": 2, "events": 6, "entities": 10, "times": 2, "claims": 0},
            "events": {"meeting": 2, "negotiation": 2, "protest": 2},
            "warnings": {"no-publication-date": 2},
            "failed": 2,
            "failures": {"empty": 1, "odd": 1},
            "duplicates": [],
            "sources": {
                "Вестник": {
                    "articles": 2,
                    "events": 6,
                    "events_per_article": 3.0,
                    "without_date": 0.333,
                    "without_place": 1.0,
                }
            },
        }

    def test_summary(self) -> None:
        report = self.report()
        report.work = Work(processed=2, unchanged=1, tokens=100, seconds=4.0)
        assert list(summary(report)) == [
            "2 articles, 6 events",
            "processed 2 in 4.0 s (25 tokens/s), 1 unchanged since an earlier run",
            "2 failed: 1 empty, 1 odd",
            "  Вестник: 2 articles, 3.0 events each, 33% without date, 100% without place",
        ]

    def test_failures_with_their_fix(self, tmp_path: Path) -> None:
        self.report().write(tmp_path)
        lines = [orjson.loads(line) for line in (tmp_path / "errors.jsonl").read_bytes().splitlines()]
        assert [list(line) for line in lines] == [["path", "code", "reason", "fix"]] * 2
        assert lines[0]["path"] == "a.txt"
        assert "leave it out" in lines[0]["fix"]
        assert "fault of letopis" in lines[1]["fix"]

    def test_an_earlier_runs_errors_do_not_stay(self, tmp_path: Path) -> None:
        self.report().write(tmp_path)
        RunReport(Settings()).write(tmp_path)
        assert not (tmp_path / "errors.jsonl").exists()
