"""Whole runs of the command: any number of workers, killed, interrupted, repeated, with changed inputs."""

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from letopis.cli import main

ROOT = Path(__file__).parents[2]
# Distinct, as exact duplicates are processed once; more than are done by the time of the kills, batch by batch.
ARTICLES = 200


def paragraphs() -> Iterator[str]:
    """Different small articles: the longer paragraphs of the corpus."""
    for path in sorted((ROOT / "corpus" / "articles").glob("*.txt")):
        body = path.read_text(encoding="utf-8").split("---\n")[-1]
        yield from (part for part in body.split("\n\n") if len(part) > 120)


def write_news(folder: Path, number: int) -> Path:
    folder.mkdir()
    for position, text in zip(range(number), paragraphs(), strict=False):
        front = f"---\npublished: 2024-07-06\nsource: Вестник {position % 3}\n---\n"
        (folder / f"{position:03}.txt").write_text(front + text, encoding="utf-8")
    return folder


@pytest.fixture
def news(tmp_path: Path) -> Path:
    return write_news(tmp_path / "news", 3)


def extract(*arguments: str | Path) -> int:
    with pytest.raises(SystemExit) as exit_:
        main(["extract", *map(str, arguments)])
    return int(exit_.value.code or 0)


def outputs(folder: Path) -> tuple[bytes, dict[str, object]]:
    """Records, and run.json but for what differs from run to run."""
    told = json.loads((folder / "run.json").read_bytes())
    told.pop("run")
    return (folder / "records.jsonl").read_bytes(), told


def work(folder: Path) -> tuple[int, int]:
    told = json.loads((folder / "run.json").read_bytes())["run"]
    return told["processed"], told["unchanged"]


def paths(folder: Path) -> list[str]:
    lines = (folder / "records.jsonl").read_bytes().split(b"\n")[:-1]
    return [json.loads(line)["article"]["path"] for line in lines]


class TestIncremental:
    def test_a_second_run_does_nothing_and_says_so(
        self, news: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        out = tmp_path / "out"
        assert extract(news, "-o", out) == 0
        first, written = outputs(out), (out / "records.jsonl").stat().st_mtime_ns
        capsys.readouterr()
        assert extract(news, "-o", out) == 0
        assert "nothing to do: 3 articles unchanged" in capsys.readouterr().err
        assert (outputs(out), (out / "records.jsonl").stat().st_mtime_ns) == (first, written)

    def test_new_changed_and_deleted_inputs(self, news: Path, tmp_path: Path) -> None:
        out = tmp_path / "out"
        extract(news, "-o", out)
        (news / "000.txt").unlink()
        (news / "001.txt").write_text("Министр Олег Рюмин 5 июля прибыл в Казань.", encoding="utf-8")
        (news / "0.txt").write_text("Министр Олег Рюмин 6 июля прибыл в Рязань.", encoding="utf-8")
        extract(news, "-o", out)
        assert work(out) == (2, 1)
        assert paths(out) == ["news/0.txt", "news/001.txt", "news/002.txt"]
        extract(news, "-o", tmp_path / "fresh")
        assert outputs(out) == outputs(tmp_path / "fresh")

    @pytest.mark.parametrize("option", [["--published", "2024-01-01"], ["--min-confidence", "0.5"], ["--fresh"]])
    def test_other_settings_process_again(self, option: list[str], news: Path, tmp_path: Path) -> None:
        extract(news, "-o", tmp_path / "out")
        extract(news, "-o", tmp_path / "out", *option)
        assert work(tmp_path / "out") == (3, 0)

    def test_what_comes_later_is_written_behind_what_is_there(
        self, news: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        extract(news, "-o", tmp_path / "out")
        (news / "zz.txt").write_text(next(paragraphs()) + " И ещё одна новость.", encoding="utf-8")
        copied = []
        monkeypatch.setattr("letopis.writers.atomic.copyfile", lambda *both: copied.append(shutil.copyfile(*both)))
        extract(news, "-o", tmp_path / "out")
        extract(news, "-o", tmp_path / "whole")
        assert outputs(tmp_path / "out")[0] == outputs(tmp_path / "whole")[0]
        assert len(copied) == 1

    def test_a_damaged_output_is_written_again(self, news: Path, tmp_path: Path) -> None:
        out = tmp_path / "out"
        extract(news, "-o", out)
        before = outputs(out)
        (out / "records.jsonl").write_bytes(before[0][:100])
        extract(news, "-o", out)
        assert (outputs(out), work(out)) == (before, (0, 3))

    def test_exact_duplicates_are_processed_once_and_listed(self, news: Path, tmp_path: Path) -> None:
        (news / "again.txt").write_bytes((news / "001.txt").read_bytes())
        extract(news, "-o", tmp_path / "out")
        told = json.loads((tmp_path / "out" / "run.json").read_bytes())
        assert [duplicate["path"] for duplicate in told["duplicates"]] == ["news/again.txt"]
        assert paths(tmp_path / "out") == ["news/000.txt", "news/001.txt", "news/002.txt"]

    def test_unchanged_files_are_not_opened_again(
        self, news: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("letopis.readers.files._SETTLED", -1.0)
        (news / "bad.txt").write_bytes(b"")
        (news / "same.txt").write_bytes((news / "001.txt").read_bytes())
        extract(news, "-o", tmp_path / "out")
        before = outputs(tmp_path / "out")
        opened: list[Path] = []
        monkeypatch.setattr("letopis.readers.files._open", lambda path: opened.append(path) or path.open("rb"))
        extract(news, "-o", tmp_path / "out")
        assert (outputs(tmp_path / "out"), opened) == (before, [])
        (news / "bad.txt").write_text("Министр Олег Рюмин 5 июля прибыл в Казань.", encoding="utf-8")
        (news / "001.txt").unlink()
        extract(news, "-o", tmp_path / "out")
        assert opened == [news / "bad.txt", news / "same.txt"]
        assert paths(tmp_path / "out") == ["news/000.txt", "news/002.txt", "news/bad.txt", "news/same.txt"]

    def test_since_leaves_older_articles_out_and_keeps_their_work(self, news: Path, tmp_path: Path) -> None:
        out = tmp_path / "out"
        (news / "new.txt").write_text("---\npublished: 2024-08-01\n---\nРюмин прибыл в Казань.", encoding="utf-8")
        extract(news, "-o", out)
        assert extract(news, "-o", out, "--since", "2024-07-07") == 0
        assert paths(out) == ["news/new.txt"]
        assert json.loads((out / "run.json").read_bytes())["run"]["left_out"] == 3
        extract(news, "-o", out)
        assert work(out) == (0, 4)

    def test_deleted_inputs_leave_the_database_too(self, news: Path, tmp_path: Path) -> None:
        out, other = tmp_path / "out", write_news(tmp_path / "other", 4)
        url = f"sqlite:///{tmp_path / 'events.db'}"

        def stored() -> list[str]:
            with closing(sqlite3.connect(tmp_path / "events.db")) as connection:
                return [path for (path,) in connection.execute("SELECT path FROM articles ORDER BY path")]

        everything = ["news/000.txt", "news/001.txt", "news/002.txt", "other/003.txt"]
        extract(news, other / "003.txt", "-o", out, "--db", url)
        assert stored() == everything
        extract(news, "-o", out, "--db", url, "--since", "2025-01-01")
        assert stored() == everything, "neither what is too old nor what was not asked for is gone"
        (news / "001.txt").write_bytes(b"")
        extract(news, "-o", out, "--db", url)
        assert stored() == everything, "what cannot be read is not gone"
        (news / "000.txt").unlink()
        (news / "001.txt").unlink()
        extract(news, "-o", out, "--db", url)
        assert stored() == ["news/002.txt", "other/003.txt"]
        assert json.loads((out / "run.json").read_bytes())["run"]["withdrawn"] == 2

    def test_other_formats_come_from_the_same_state(self, news: Path, tmp_path: Path) -> None:
        out = tmp_path / "out"
        extract(news, "-o", out)
        extract(news, "-o", out, "--format", "json")
        assert work(out) == (0, 3)
        assert len(json.loads((out / "records.json").read_bytes())) == 3

    @pytest.mark.slow
    def test_what_failed_is_taken_again_when_asked_for(self, news: Path, tmp_path: Path) -> None:
        out = tmp_path / "out"
        assert extract(news, "-o", out, "--timeout-per-article", "0.001") == 1
        errors = [json.loads(line) for line in (out / "errors.jsonl").read_bytes().splitlines()]
        assert [error["code"] for error in errors] == ["timeout"] * 3
        assert extract(news, "-o", out) == 1
        assert work(out) == (0, 3)
        assert extract(news, "-o", out, "--retry-failed") == 0
        assert work(out) == (3, 0)
        assert not (out / "errors.jsonl").exists()


def command(*arguments: str | Path) -> list[str]:
    return [sys.executable, "-m", "letopis", "extract", *map(str, arguments)]


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_news(tmp_path_factory.mktemp("many") / "news", ARTICLES)


@pytest.fixture(scope="module")
def whole(many: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output of an uninterrupted run in one worker."""
    out = tmp_path_factory.mktemp("whole") / "out"
    subprocess.run(command(many, "-o", out, "--workers", "1"), check=True, capture_output=True)
    return out


def start(*arguments: str | Path) -> "subprocess.Popen[str]":
    """A run, begun and left when its first article is done."""
    whole = command(*arguments, "--log-json")
    run = subprocess.Popen(whole, stderr=subprocess.PIPE, text=True, start_new_session=True)
    assert run.stderr is not None
    assert any(json.loads(line)["event"] == "progress" for line in run.stderr), "it ended without an article"
    return run


@pytest.mark.slow
@pytest.mark.parametrize("workers", ["2", "3"])
def test_any_number_of_workers_gives_the_same_bytes(workers: str, many: Path, whole: Path, tmp_path: Path) -> None:
    subprocess.run(command(many, "-o", tmp_path / "out", "--workers", workers), check=True, capture_output=True)
    assert outputs(tmp_path / "out") == outputs(whole)


@pytest.mark.slow
@pytest.mark.parametrize("workers", ["1", "2"])
def test_killed_at_several_moments_the_next_run_finishes(workers: str, many: Path, whole: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    for seconds in (0.0, 0.1, 0.05, 0.2):
        run = start(many, "-o", out, "--workers", workers)
        time.sleep(seconds)
        os.killpg(run.pid, signal.SIGKILL)
        run.communicate()
        assert not (out / "records.jsonl").exists()
    subprocess.run(command(many, "-o", out, "--workers", workers), check=True, capture_output=True)
    assert outputs(out) == outputs(whole)
    assert work(out)[1] > 0
    assert sorted(path.name for path in out.iterdir()) == [".letopis-state.db", "records.jsonl", "run.json"]


@pytest.mark.slow
@pytest.mark.usefixtures("ctrl_c")
def test_interrupted_it_writes_what_is_done(many: Path, whole: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run = start(many, "-o", out, "--workers", "2")
    os.killpg(run.pid, signal.SIGINT)
    _, told = run.communicate(timeout=60)
    assert run.returncode == 130
    *_, last = told.splitlines()
    assert json.loads(last)["run"]["interrupted"]
    done = (out / "records.jsonl").read_bytes().splitlines()
    everything = (whole / "records.jsonl").read_bytes().splitlines()
    assert 0 < len(done) < len(everything)
    assert set(done) <= set(everything)
    subprocess.run(command(many, "-o", out), check=True, capture_output=True)
    assert outputs(out) == outputs(whole)
    assert work(out) == (ARTICLES - len(done), len(done))


@pytest.mark.slow
def test_standard_output_has_the_same_bytes(many: Path, whole: Path) -> None:
    run = subprocess.run(command(many, "-o", "-", "--workers", "2"), check=True, capture_output=True)
    assert run.stdout == (whole / "records.jsonl").read_bytes()
