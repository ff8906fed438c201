"""`--config`: every option from a file, the command line wins, faults name file, key and fix."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from letopis.cli import main

TEXT = "Губернатор Павел Светлов 5 июля посетил Елабугу с рабочим визитом, сообщила пресс-служба."
CONFIG = """
inputs = ["{folder}/2024-07-06.jsonl"]
output = "{folder}/out"
published-from = "%Y-%m-%d"
model = "none"
no_text = true
timezone = "Asia/Bishkek"
max-characters = 80
[fields]
text = "статья"
"""


@pytest.fixture
def config(tmp_path: Path) -> Callable[[str], Path]:
    (tmp_path / "2024-07-06.jsonl").write_text(json.dumps({"статья": TEXT, "body": "Иное."}), encoding="utf-8")

    def write(told: str) -> Path:
        path = tmp_path / "letopis.toml"
        path.write_text(told.format(folder=tmp_path), encoding="utf-8")
        return path

    return write


def letopis(*arguments: str | Path) -> int:
    with pytest.raises(SystemExit) as exit_:
        main(["extract", *map(str, arguments)])
    return int(exit_.value.code or 0)


def record(folder: Path) -> dict[str, dict[str, object]]:
    told: dict[str, dict[str, object]] = json.loads((folder / "records.jsonl").read_bytes())
    return told


def test_everything_from_the_file(config: Callable[[str], Path], tmp_path: Path) -> None:
    assert letopis("--config", config(CONFIG)) == 0
    told = record(tmp_path / "out")
    assert told["article"]["published"] == "2024-07-06"
    assert told["article"]["published_from"] == "metadata"
    assert "text" not in told["article"]
    assert told["produced_by"]["model"] == "none"
    assert "truncated" in str(told["warnings"])


def test_the_command_line_wins(config: Callable[[str], Path], tmp_path: Path) -> None:
    told = config(CONFIG)
    assert letopis("--config", told, "-o", tmp_path / "other", "--max-characters", "1000") == 0
    assert "truncated" not in str(record(tmp_path / "other")["warnings"])
    assert not (tmp_path / "out").exists()


WRONG = [
    ("wokrers = 2", "letopis.toml: there is no setting 'wokrers'; did you mean 'workers'?"),
    ("field = ['text=a']", "did you mean 'fields'?"),
    ("workers = [1]", "workers takes one value"),
    ("workers = 'many'", "--workers"),
    ("workers = ", "letopis.toml: not TOML"),
    ("since = 'вчера'", "--since: "),
    ("published-from = '%Y'", "--published-from: "),
]


@pytest.mark.parametrize(("told", "fix"), WRONG, ids=[told for told, _ in WRONG])
def test_faults_name_the_fix(
    told: str, fix: str, config: Callable[[str], Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert letopis("--config", config(told), tmp_path, "-o", tmp_path / "out") == 2
    assert fix in capsys.readouterr().err


def test_a_missing_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert letopis("--config", tmp_path / "none.toml") == 2
    assert "none.toml: " in capsys.readouterr().err


def test_json_log(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "b.txt").write_bytes(b"")
    options = ("--log-json", "--model", "none", "--published", "2024-07-06")
    assert letopis(tmp_path, "-o", tmp_path / ".out", *options) == 1
    told = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    assert {"failure", "progress", "end"} <= {line["event"] for line in told}
    failure = next(line for line in told if line["event"] == "failure")
    assert (failure["code"], failure["path"]) == ("empty", f"{tmp_path.name}/b.txt")
    progress = next(line for line in told if line["event"] == "progress")
    assert progress["processed"] == 1
    assert 0 <= progress["share"] <= 1
    end = told[-1]
    assert (end["event"], end["counts"]["articles"], end["failures"]) == ("end", 1, {"empty": 1})
