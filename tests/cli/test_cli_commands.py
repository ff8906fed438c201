"""The commands as a user meets them: outputs, exit codes, what is said and where."""

import io
import json
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from types import SimpleNamespace

import pytest

from letopis.cli import app, main
from letopis.record import Record, read_records, record_schema

TEXT = (
    "Губернатор Павел Светлов 5 июля посетил Елабугу с рабочим визитом.\n\n"
    "Он встретился с министром Олегом Рюминым, сообщила пресс-служба.\n"
)
COMMANDS = [
    "extract", "explain", "evaluate", "compare", "convert", "export", "load", "changes", "schema", "timeline", "train",
    "version",
]  # fmt: skip


def letopis(*arguments: str | Path) -> int:
    """Exit code of the command."""
    with pytest.raises(SystemExit) as exit_:
        main([str(argument) for argument in arguments])
    return int(exit_.value.code or 0)


@pytest.fixture
def news(tmp_path: Path) -> Path:
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "a.txt").write_text(f"---\npublished: 2024-07-06\n---\n{TEXT}", encoding="utf-8")
    (folder / "b.jsonl").write_text(json.dumps({"text": TEXT, "id": "b"}) + "\n", encoding="utf-8")
    return folder


def test_extract_writes_records_and_run(news: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert letopis("extract", news, "-o", tmp_path / "out", "--published", "2024-07-07") == 0
    records = list(read_records(tmp_path / "out" / "records.jsonl"))
    assert [record.article.published for record in records if isinstance(record, Record)] == [
        "2024-07-06",
        "2024-07-07",
    ]
    run = json.loads((tmp_path / "out" / "run.json").read_bytes())
    assert run["counts"]["articles"] == 2
    assert not (tmp_path / "out" / "errors.jsonl").exists()
    printed, told = capsys.readouterr()
    assert printed == ""
    assert "2 articles, " in told


def test_same_input_same_bytes(news: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        letopis("extract", news, "-o", tmp_path / name)
    one, two = ((tmp_path / name / "records.jsonl").read_bytes() for name in ("one", "two"))
    assert one == two


def test_a_bad_input_is_told_and_the_rest_goes_on(
    news: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (news / "0.txt").write_bytes(b"")
    assert letopis("extract", news, "-o", tmp_path / "out") == 1
    assert len(list(read_records(tmp_path / "out" / "records.jsonl"))) == 2
    (line,) = (tmp_path / "out" / "errors.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(line)["path"] == "news/0.txt"
    assert json.loads(line)["code"] == "empty"
    assert "news/0.txt: the file is empty" in capsys.readouterr().err


def test_json_output(news: Path, tmp_path: Path) -> None:
    assert letopis("extract", news, "-o", tmp_path / "out", "--format", "json") == 0
    assert len(json.loads((tmp_path / "out" / "records.json").read_bytes())) == 2


def test_standard_output_is_json_lines_alone(news: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert letopis("extract", news, "-o", "-", "--no-text", "--layers") == 0
    lines = capsysbinary.readouterr().out.split(b"\n")[:-1]
    assert len(lines) == 2
    record = json.loads(lines[0])
    assert "text" not in record["article"]
    assert record["layers"]["tokens"]


def test_standard_input(monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(TEXT.encode())))
    assert letopis("extract", "-", "-o", "-", "--published", "2024-07-06") == 0
    assert json.loads(capsysbinary.readouterr().out)["article"]["text"] == TEXT


def test_named_fields(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"статья": TEXT}), encoding="utf-8")
    assert letopis("extract", path, "-o", "-", "--field", "text=статья") == 0
    assert json.loads(capsysbinary.readouterr().out)["article"]["text"] == TEXT


def test_min_confidence_leaves_events_out(news: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert letopis("extract", news / "a.txt", "-o", "-", "--min-confidence", "1") == 0
    assert json.loads(capsysbinary.readouterr().out)["events"] == []


def test_table(news: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert letopis("extract", news / "a.txt", "-o", tmp_path / "out", "--table") == 0
    printed = capsys.readouterr().out
    for word in ("when", "2024-07-05", "visit (working)", "occurred", "Павел Светлов", "Елабуга", "news/a.txt"):
        assert word in printed


def test_extract_loads_a_database(news: Path, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'events.db'}"
    assert letopis("extract", news, "-o", tmp_path / "out", "--db", url) == 0
    connection = sqlite3.connect(tmp_path / "events.db")
    assert connection.execute("SELECT count(*) FROM articles").fetchone() == (2,)
    connection.close()


def test_load_twice_and_with_a_bad_line(news: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    records, url = tmp_path / "out" / "records.jsonl", f"sqlite:///{tmp_path / 'events.db'}"
    letopis("extract", news, "-o", tmp_path / "out")
    assert letopis("load", records, "--db", url) == 0
    assert "2 added, 0 replaced, 0 unchanged, 0 failed" in capsys.readouterr().err
    records.write_bytes(records.read_bytes() + b"{}\n")
    assert letopis("load", records, "--db", url) == 1
    told = capsys.readouterr().err
    assert "0 added, 0 replaced, 2 unchanged, 1 failed" in told
    assert f"{records}:3: " in told


def test_explain_names_rules_of_each_event(news: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert letopis("explain", news / "a.txt") == 0
    told = capsys.readouterr().out
    for word in (
        "visit (working)",
        "[events.trigger]",
        "[events.status]",
        "[times]",
        "visitor",
        "«5 июля» = 2024-07-05",
    ):
        assert word in told
    event = next(line.split()[0] for line in told.splitlines() if line.startswith("ev_"))
    assert letopis("explain", news / "a.txt", "--event", event) == 0
    one = capsys.readouterr().out
    assert one.count("ev_") >= 1
    assert len(one) < len(told)


def test_explain_of_an_unknown_event_lists_the_known(news: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert letopis("explain", news / "a.txt", "--event", "ev_0") == 2
    assert "its events: ev_" in capsys.readouterr().err


def test_explain_of_a_bad_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert letopis("explain", tmp_path / "none.txt") == 1
    assert "there is no such file" in capsys.readouterr().err


def test_schema(capsys: pytest.CaptureFixture[str]) -> None:
    assert letopis("schema") == 0
    assert json.loads(capsys.readouterr().out) == record_schema()


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert letopis("version") == 0
    assert capsys.readouterr().out.count(".") == 2


WRONG = [
    (["extract", "a", "--published", "25.11.2025"], "write 2025-01-31"),
    (["extract", "a", "--published", "2025-11-25T10:00"], "has no zone"),
    (["extract", "a", "--min-confidence", "2"], "--min-confidence: "),
    (["extract", "a", "--field", "text"], "write NAME=KEY"),
    (["extract", "a", "--field", "author=x"], "one of id, url"),
    (["extract", "a", "-o", "-", "--table"], "leave one out"),
    (["extract", "a", "-o", "-", "--fresh"], "leave --fresh"),
    (["extract", "a", "--workers", "0"], "--workers"),
    (["extract", "a", "--timeout-per-article", "0"], "--timeout-per-article"),
    (["extract", "a", "--format", "xml"], "jsonl"),
    (["extract"], "Missing argument"),
    (["extract", "a", "--nosuch"], "No such option"),
    (["extract", "a", "-o", "/proc/none"], "another folder"),
    (["extract", "a", "-o", "-", "--db", "events.db"], "sqlite:///events.db"),
    (["extract", "-", "--watch"], "leave - out"),
    (["extract", "a", "--format", "parquet"], "letopis export"),
    (["extract", "a", "--engine", "dask"], "--scheduler tcp://host:8786"),
    (["extract", "a", "--engine", "dask", "--workers", "2"], "leave it out"),
    (["load", "a"], "--db"),
]


@pytest.mark.parametrize(("arguments", "fix"), WRONG, ids=[" ".join(arguments) for arguments, _ in WRONG])
def test_wrong_usage_exits_2_with_the_fix(arguments: list[str], fix: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert letopis(*arguments) == 2
    assert fix in capsys.readouterr().err


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_and_an_example(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert letopis(command, "--help") == 0
    assert f"letopis {command}" in capsys.readouterr().out.split("Example")[1]


def test_all_commands_are_tested_here() -> None:
    assert sorted(COMMANDS) == sorted(
        command.name or getattr(command.callback, "__name__", "") for command in app.registered_commands
    )


def test_help_does_not_wait_for_models() -> None:
    program = (
        "import sys, letopis.cli\n"
        "heavy = {'natasha', 'numpy', 'trafilatura', 'dateparser', 'sqlalchemy', 'pydantic'} & sys.modules.keys()\n"
        "sys.exit(f'imported at once: {sorted(heavy)}' if heavy else 0)"
    )
    started = time.perf_counter()
    subprocess.run([sys.executable, "-c", program], check=True)
    assert time.perf_counter() - started < 3
