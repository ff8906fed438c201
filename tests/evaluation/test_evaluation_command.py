"""The command: tables, JSON, exit codes."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from letopis.evaluation.formats.own import load

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
    assert "miss: 7" in run.stdout
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
