"""`--watch`: files are read once they are whole, and gone when they are gone."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from letopis.cli.watch import Scan
from letopis.readers import InputFile

TEXT = "Министр Олег Рюмин 5 июля прибыл в Казань с рабочим визитом."
EARLIER = "Мэр Иван Лукин 2 июля открыл мост через Каму."


def whole(scan: Scan) -> list[str]:
    return [one.name.split("/")[1] for one in scan.files() if isinstance(one, InputFile) and not one.growing]


def growing(scan: Scan) -> list[str]:
    return [one.name.split("/")[1] for one in scan.files() if isinstance(one, InputFile) and one.growing]


@pytest.fixture
def settled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("letopis.readers.files._SETTLED", -1.0)


@pytest.mark.usefixtures("settled")
class TestScan:
    def test_a_file_is_whole_when_it_stays_the_same(self, tmp_path: Path) -> None:
        scan = Scan([str(tmp_path)])
        assert not scan.look()
        (tmp_path / "a.txt").write_text("Половина")
        assert not scan.look()
        (tmp_path / "a.txt").write_text("Половина и ещё половина")
        assert not scan.look()
        assert (whole(scan), growing(scan)) == ([], ["a.txt"])
        assert scan.look()
        assert (whole(scan), growing(scan)) == (["a.txt"], [])
        assert not scan.look()

    def test_a_file_that_is_written_again_stays_what_it_was(self, tmp_path: Path) -> None:
        (tmp_path / "a.txt").write_text("Одно")
        scan = Scan([str(tmp_path)])
        assert [scan.look(), scan.look()] == [False, True]
        (tmp_path / "a.txt").write_text("Другое")
        assert not scan.look()
        assert growing(scan) == ["a.txt"]
        assert scan.look()
        assert whole(scan) == ["a.txt"]

    def test_a_file_that_is_gone_is_a_change(self, tmp_path: Path) -> None:
        (tmp_path / "a.txt").write_text("Одно")
        scan = Scan([str(tmp_path)])
        assert [scan.look(), scan.look()] == [False, True]
        (tmp_path / "a.txt").unlink()
        assert scan.look()
        assert whole(scan) == []


def test_a_file_written_a_moment_ago_has_no_stamp(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Одно")
    scan = Scan([str(tmp_path)])
    assert [scan.look(), scan.look()] == [False, False]


def wait_for(condition: Callable[[], bool], run: "subprocess.Popen[str]") -> None:
    deadline = time.monotonic() + 120
    while not condition():
        assert run.poll() is None, "the watch ended"
        assert time.monotonic() < deadline
        time.sleep(0.05)


@pytest.mark.slow
@pytest.mark.usefixtures("ctrl_c")
@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM])
def test_files_come_grow_and_go(ending: signal.Signals, tmp_path: Path) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    options = ["--poll", "0.3", "--model", "none", "--published", "2024-07-06"]
    command = [sys.executable, "-m", "letopis", "extract", "--watch", str(folder), "-o", str(out), *options]
    run = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)

    def records() -> list[str]:
        path = out / "records.jsonl"
        lines = path.read_bytes().split(b"\n")[:-1] if path.exists() else []
        return [json.loads(line)["article"]["text"] for line in lines]

    def work() -> tuple[int, int]:
        told = json.loads((out / "run.json").read_bytes())["run"]
        return told["processed"], told["unchanged"]

    try:
        with (folder / "a.txt").open("w", encoding="utf-8") as stream:
            for part in (TEXT, " ", TEXT):
                stream.write(part)
                stream.flush()
                os.fsync(stream.fileno())
                time.sleep(0.7)
                assert records() == []
        wait_for(lambda: records() == [f"{TEXT} {TEXT}"], run)
        (folder / "b.txt").write_text(TEXT, encoding="utf-8")
        wait_for(lambda: records() == [f"{TEXT} {TEXT}", TEXT], run)
        (folder / "0.txt").write_text(EARLIER, encoding="utf-8")
        wait_for(lambda: records() == [EARLIER, f"{TEXT} {TEXT}", TEXT], run)
        wait_for(lambda: work() == (1, 2), run)
        (folder / "0.txt").unlink()
        (folder / "a.txt").unlink()
        wait_for(lambda: records() == [TEXT], run)
    finally:
        run.send_signal(ending)
    _, told = run.communicate(timeout=60)
    assert (run.returncode, "no longer watching" in told, "Traceback" in told) == (0, True, False)
