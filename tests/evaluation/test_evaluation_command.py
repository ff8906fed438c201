"""The command: tables, JSON, exit codes."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from letopis.evaluation.formats.own import load
from letopis.evaluation.loading import load_gold

CORPUS = Path(__file__).parents[2] / "corpus"


def evaluate(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "letopis.evaluation", *arguments], capture_output=True, text=True, check=False
    )


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Gold itself, as records."""
    path = tmp_path_factory.mktemp("records") / "records.jsonl"
    lines = [article.record.to_json() for article in load(CORPUS / "gold" / "dev")]
    path.write_bytes(b"\n".join(lines) + b"\n")
    return path


def test_json_has_every_figure(records: Path) -> None:
    run = evaluate(str(CORPUS / "gold" / "dev"), str(records), "--json")
    figures = json.loads(run.stdout)
    assert run.returncode == 0
    assert figures["tallies"]["events"]["f1"] == 1.0
    assert figures["differences"] == []


def test_tables_for_people(records: Path) -> None:
    run = evaluate(str(CORPUS / "gold" / "dev"), str(records), "--by-type")
    assert run.returncode == 0
    assert "events, every field right" in run.stdout
    assert "visit" in run.stdout


def test_misses_are_listed_with_their_sentence(tmp_path: Path) -> None:
    empty = tmp_path / "records.jsonl"
    empty.write_bytes(b"")
    run = evaluate(str(CORPUS / "gold" / "dev" / "visit-cancelled.yaml"), str(empty), "--verbose")
    assert run.returncode == 0
    assert "miss: " in run.stdout
    assert "→приедет←" in run.stdout
    assert "no record, counted as missed: visit-cancelled" in run.stderr


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["nowhere"], 2, "no gold there"),
        ([str(CORPUS / "gold" / "dev"), "nowhere.jsonl"], 2, "no such file"),
    ],
)
def test_wrong_usage(arguments: list[str], code: int, message: str) -> None:
    run = evaluate(*arguments)
    assert run.returncode == code
    assert message in run.stderr


TIMES = """\
# gold of times
- published: 2024-05-01
  text: |
    Суд прошёл [5 мая 2020 года](2020-05-05 full), работы идут [два года](D duration).
- published: 2024-05-01
  text: Справку выдали [10 мая 2022 года](2022-05-10 full).
"""


@pytest.fixture
def times(tmp_path: Path) -> Path:
    path = tmp_path / "times.yaml"
    path.write_text(TIMES, encoding="utf-8")
    return path


def test_gold_of_times_is_told_by_its_format_and_scored_beside_baselines(times: Path) -> None:
    run = evaluate(str(times), "--baselines")
    rows = {line.split()[0]: line.split()[1:] for line in run.stdout.splitlines() if line}
    assert run.returncode == 0, run.stderr
    assert rows["letopis"] == ["3", "3", "100.0", "100.0", "100.0", "100.0", "100.0"]
    assert rows["natasha"][:2] == ["3", "2"]
    assert "dateparser" in rows
    assert rows["full"][:3] == ["2", "2/2/2", "2/2/2"]
    assert rows["duration"][:3] == ["1", "1/1/1", "0/0/0"]


def test_times_as_json(times: Path) -> None:
    figures = json.loads(evaluate(str(times.parent), "--json").stdout)
    assert list(figures) == ["letopis"]
    assert figures["letopis"]["total"]["accuracy"] == 1.0
    assert figures["letopis"]["by_tag"]["full"]["gold"] == 2


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["records.jsonl"], "leave RECORDS out"),
        (["--by-type"], "no event types"),
        (["--model", "none"], "no model reads"),
    ],
)
def test_options_that_say_nothing_about_times_are_refused(times: Path, options: list[str], message: str) -> None:
    run = evaluate(str(times), *options)
    assert (run.returncode, message in run.stderr) == (2, True)


@pytest.mark.parametrize("by", ["type", "block", "tag", "calibration"])
def test_breakdowns(by: str, records: Path) -> None:
    run = evaluate(str(CORPUS / "gold" / "dev"), str(records), "--by", by)
    assert run.returncode == 0, run.stderr
    titles = {"type": "events by type", "block": "triggers by block", "tag": "hard about", "calibration": "confidence"}
    assert titles[by] in run.stdout


def test_an_unknown_breakdown_is_refused(records: Path) -> None:
    run = evaluate(str(CORPUS / "gold" / "dev"), str(records), "--by", "moon")
    assert (run.returncode, "--by moon: choose among type, block, tag, calibration" in run.stderr) == (2, True)


def test_kinds_of_gold_are_not_mixed(times: Path) -> None:
    (times.parent / "events.yaml").write_text("article: a\n", encoding="utf-8")
    run = evaluate(str(times.parent))
    assert run.returncode == 2
    assert "one kind at a time" in run.stderr


FIRST = """article: calls
annotators: [a]
entities:
  orlov: {person: Егор Орлов, names: [Орлов]}
times: {5 мая: 2024-05-05}
events:
  - type: phone_call
    time: 2024-05-05
    mentions: [{trigger: позвонил, participant: {orlov: Орлов}, times: [5 мая]}]
"""
SECOND = FIRST.replace("phone_call", "message").replace("[a]", "[b]").replace("participant", "agent")


def a_pass(folder: Path, gold: str, more: str = "") -> Path:
    folder.mkdir()
    (folder / "calls.txt").write_text("Орлов 5 мая позвонил в Ош.\n", encoding="utf-8")
    (folder / "calls.yaml").write_text(gold, encoding="utf-8")
    if more:
        (folder / f"{more}.txt").write_text("Пусто.\n", encoding="utf-8")
        (folder / f"{more}.yaml").write_text(f"article: {more}\nannotators: [b]\n", encoding="utf-8")
    return folder


def test_a_second_pass_of_gold_stands_in_for_records(tmp_path: Path) -> None:
    first, second = a_pass(tmp_path / "first", FIRST), a_pass(tmp_path / "second", SECOND, "alone")
    run = evaluate(str(first), str(second), "--json")
    figures = json.loads(run.stdout)
    assert run.returncode == 0, run.stderr
    assert "only in one of the two, not compared: alone" in run.stderr
    assert figures["articles"] == 1
    assert (figures["tallies"]["events"]["f1"], figures["tallies"]["times_whole"]["f1"]) == (0.0, 1.0)
    assert sorted(one["kind"] for one in figures["differences"]) == ["false alarm", "miss"]
    swapped = json.loads(evaluate(str(second), str(first), "--json").stdout)
    for name, tally in figures["tallies"].items():
        assert swapped["tallies"][name]["f1"] == tally["f1"]


def test_agreement_is_about_what_both_passes_cover(tmp_path: Path) -> None:
    first = a_pass(tmp_path / "first", FIRST + "covers: {types: [phone_call, visit], fields: [events]}\n")
    second = a_pass(tmp_path / "second", SECOND + "covers: {types: [visit, message], fields: [events, time]}\n")
    figures = json.loads(evaluate(str(first), str(second), "--json").stdout)
    assert set(figures["tallies"]) == {"events", "events_lenient", "events_whole"}
    assert figures["tallies"]["events"]["missed"] == figures["tallies"]["events"]["false"] == 0


def test_records_without_layers_are_named(tmp_path: Path) -> None:
    (tmp_path / "a.conll").write_text("Орлов B-person\nуехал O\n", encoding="utf-8")
    gold = load_gold(tmp_path / "a.conll", "conll", "letopis")
    (tmp_path / "r.jsonl").write_bytes(gold[0].record.to_json())
    run = evaluate(str(tmp_path / "a.conll"), str(tmp_path / "r.jsonl"), "--format", "conll", "--json")
    assert "not scored, extract with --layers: 1 records without layers" in run.stderr
    assert "tokens" not in json.loads(run.stdout)["tallies"]
