"""Floors: what falls below one fails, what changes the gold is told, and nothing is lowered by accident."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from letopis.cli import main
from letopis.evaluation.formats.own import load
from letopis.evaluation.gate import MARGIN, Gate, GateError, figures, gold_digest
from letopis.evaluation.report import Report
from letopis.evaluation.scores import Score, score_all
from letopis.record import Record

DEV = Path(__file__).parents[2] / "corpus" / "gold" / "dev"


def total(*, without: int = 0) -> Score:
    """The score of gold against itself, less the last events of every article."""
    gold = load(DEV)
    found = {}
    for article in gold:
        values = article.record.to_dict()
        values["events"] = values["events"][: len(values["events"]) - without]
        known = {event["id"] for event in values["events"]}
        for event in values["events"]:
            event["part_of"] = event["part_of"] if event["part_of"] in known else None
        found[article.name] = Record.model_validate(values)
    return Report.of(score_all(gold, found)).total


@pytest.fixture
def gate(tmp_path: Path) -> Callable[[], Gate]:
    return lambda: Gate(tmp_path / "floors.json", DEV, load(DEV))


def test_pinned_floors_stand_a_little_below(gate: Callable[[], Gate], tmp_path: Path) -> None:
    gate().pin(total(), lower=False)
    (known,) = json.loads((tmp_path / "floors.json").read_text(encoding="utf-8"))["gold"].values()
    assert set(known["floors"].values()) == {1 - MARGIN}
    assert known["floors"].keys() == figures(total()).keys()
    assert "at their floors or above" in gate().check(total())


def test_a_figure_under_its_floor_fails(gate: Callable[[], Gate]) -> None:
    gate().pin(total(), lower=False)
    with pytest.raises(GateError, match=r"events: 9\d\.\d is under its floor 98\.5"):
        gate().check(total(without=1))


def test_no_floor_is_lowered_by_accident(gate: Callable[[], Gate], tmp_path: Path) -> None:
    gate().pin(total(), lower=False)
    before = (tmp_path / "floors.json").read_bytes()
    with pytest.raises(GateError, match="--lower says that it is meant"):
        gate().pin(total(without=1), lower=False)
    assert (tmp_path / "floors.json").read_bytes() == before
    gate().pin(total(without=1), lower=True)
    assert "at their floors or above" in gate().check(total(without=1))


def test_a_smaller_gain_than_the_margin_does_not_lower_the_floor(gate: Callable[[], Gate], tmp_path: Path) -> None:
    gate().pin(total(), lower=False)
    gate().pin(total(), lower=False)
    (known,) = json.loads((tmp_path / "floors.json").read_text(encoding="utf-8"))["gold"].values()
    assert set(known["floors"].values()) == {1 - MARGIN}


def test_floors_are_for_the_gold_that_they_were_measured_on(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Орлов уехал.\n", encoding="utf-8")
    gold = tmp_path / "a.yaml"
    entities = "entities: {orlov: {person: Орлов, names: [Орлов]}}\n"
    gold.write_text(f"article: a\nannotators: [a]\n{entities}", encoding="utf-8")
    floors = tmp_path / "floors.json"

    def gate() -> Gate:
        return Gate(floors, gold, load(gold))

    score = Report.of(score_all(load(gold), {"a": load(gold)[0].record})).total
    with pytest.raises(GateError, match=r"has no floors for a\.yaml; measure them with --pin"):
        gate().check(score)
    gate().pin(score, lower=False)
    (tmp_path / "a.txt").write_text("Орлов приехал.\n", encoding="utf-8")
    with pytest.raises(GateError, match=r"a\.yaml has changed since its floors were pinned"):
        gate().check(score)


def test_the_digest_hangs_on_names_and_content() -> None:
    gold = load(DEV)
    assert gold_digest(DEV, gold) == gold_digest(DEV, gold[::-1])
    assert gold_digest(DEV, gold) != gold_digest(DEV, gold[1:])


def test_exit_codes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    records, floors = tmp_path / "r.jsonl", tmp_path / "floors.json"
    records.write_bytes(b"\n".join(article.record.to_json() for article in load(DEV)))

    def run(*options: str) -> int:
        with pytest.raises(SystemExit) as exit_:
            main(["evaluate", str(DEV), str(records), *options])
        return int(exit_.value.code or 0)

    assert run("--gate", str(floors)) == 1
    assert run("--gate", str(floors), "--pin") == 0
    assert run("--gate", str(floors)) == 0
    records.write_bytes(b"")
    assert run("--gate", str(floors)) == 1
    assert "under its floor" in capsys.readouterr().err
    assert run("--pin") == 2
    assert run("--gate", str(floors), "--lower") == 2
    floors.write_text("{}}", encoding="utf-8")
    assert run("--gate", str(floors)) == 2
