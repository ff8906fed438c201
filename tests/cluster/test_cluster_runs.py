"""`--engine dask` on a real cluster of processes on this machine, one of them killed in the middle."""

import json
import os
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from distributed import Client, LocalCluster

from letopis.cli import main

TEXT = (
    "Министр Олег Рюмин {day} июля прибыл в Казань с рабочим визитом, сообщила пресс-служба. Его встретил губернатор."
)
ARTICLES = 120
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    with LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None) as started:
        yield started


@pytest.fixture(autouse=True)
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("letopis.cluster.parts._LARGEST", 2500)
    monkeypatch.setattr("letopis.cluster.parts._SMALLEST", 1000)
    monkeypatch.setattr("letopis.cluster.parts._SHARED", 10_000)


@pytest.fixture
def news(tmp_path: Path) -> Path:
    folder = tmp_path / "news"
    folder.mkdir()
    for number in range(ARTICLES):
        text = f"{TEXT.format(day=number % 28 + 1)} Это {number}-й приезд за год."
        (folder / f"{number:03}.txt").write_text(text, encoding="utf-8")
    lines = [json.dumps({"text": f"{TEXT.format(day=5)} Номер {number}."}, ensure_ascii=False) for number in range(90)]
    (folder / "many.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (folder / "empty.txt").write_bytes(b"")
    return folder


def letopis(*arguments: str | Path) -> int:
    with pytest.raises(SystemExit) as exit_:
        main(["extract", "--model", "none", "--published", "2024-07-30", *map(str, arguments)])
    return int(exit_.value.code or 0)


def on(cluster: Any) -> tuple[str, str, str, str]:
    return ("--engine", "dask", "--scheduler", cluster.scheduler_address)


def records(folder: Path) -> list[bytes]:
    files = sorted(folder.glob("records*")) if folder.name == "local" else sorted((folder / "records").glob("part-*"))
    return sorted(line for file in files for line in file.read_bytes().split(b"\n")[:-1])


def told(folder: Path) -> Any:
    return json.loads((folder / "run.json").read_bytes())


def kill_one_worker(cluster: Any, out: Path) -> int:
    """Wait for the first parts, then SIGKILL a dask worker; its process id."""
    deadline = time.monotonic() + 120
    while not list((out / "parts").glob("*.json")):
        assert time.monotonic() < deadline
        time.sleep(0.05)
    with Client(cluster) as client:
        pid = next(iter(client.run(os.getpid).values()))
    os.kill(pid, signal.SIGKILL)
    return int(pid)


def test_the_same_records_though_a_worker_dies(cluster: Any, news: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert letopis(news, "-o", tmp_path / "local") == 1
    killed: list[int] = []
    killer = threading.Thread(target=lambda: killed.append(kill_one_worker(cluster, out)))
    killer.start()
    assert letopis(news, "-o", out, *on(cluster)) == 1
    killer.join()
    assert killed
    assert records(out) == records(tmp_path / "local")
    run, local = told(out), told(tmp_path / "local")
    for name in ("counts", "events", "warnings", "failures", "sources", "settings"):
        assert run[name] == local[name]
    (error,) = (out / "errors.jsonl").read_bytes().splitlines()
    assert json.loads(error)["path"] == "news/empty.txt"
    assert run["run"]["parts"] > 8
    assert not list(out.rglob("*.partial"))


def test_only_what_is_new_is_processed_and_what_is_gone_leaves(cluster: Any, news: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    (news / "empty.txt").unlink()
    assert letopis(news, "-o", out, *on(cluster)) == 0
    first = told(out)["run"]
    assert letopis(news, "-o", out, *on(cluster)) == 0
    assert (told(out)["run"]["parts_processed"], told(out)["run"]["unchanged"]) == (0, first["processed"])
    (news / "007.txt").write_text(TEXT.format(day=9) + " Заново.", encoding="utf-8")
    (news / "050.txt").unlink()
    assert letopis(news, "-o", out, *on(cluster)) == 0
    assert 0 < told(out)["run"]["parts_processed"] <= 6
    letopis(news, "-o", tmp_path / "local")
    assert records(out) == records(tmp_path / "local")


def test_tables(cluster: Any, news: Path, tmp_path: Path) -> None:
    import pyarrow.dataset as ds

    out = tmp_path / "out"
    letopis(news, "-o", out, "--format", "parquet", *on(cluster))
    table = ds.dataset(out / "tables" / "events", partitioning="hive").to_table()
    assert table.num_rows == told(out)["counts"]["events"] > 0
    assert set(table["month"].to_pylist()) == {"2024-07"}
