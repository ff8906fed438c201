"""Loaders beside each other, and loaders that are killed."""

import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from own_records import digest, large, rows, write

from letopis.database import Database
from letopis.database.engine import open_engine


def loader(records: Path, url: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-m", "letopis", "load", records, "--db", url], stderr=subprocess.PIPE)


def clean(folder: Path, count: int) -> str:
    """The digest after one undisturbed load."""
    url = f"sqlite:///{folder / 'clean.db'}"
    with Database(url) as database:
        list(database.load(large(number) for number in range(count)))
        database.link()
    return digest(url)


def test_a_new_database_may_be_opened_by_many_at_once(tmp_path: Path) -> None:
    """Where SQLite's switch to its log meets another's it fails at once: of some ten such openings one did."""

    def opened(url: str) -> str:
        with open_engine(url).connect() as connection:
            return str(connection.exec_driver_sql("PRAGMA journal_mode").scalar())

    urls = [f"sqlite:///{tmp_path / f'{number}.db'}" for number in range(30)]
    with ThreadPoolExecutor(4) as pool:
        assert set(pool.map(opened, [url for url in urls for _ in range(4)])) == {"wal"}


@pytest.mark.slow
def test_two_loaders_at_once(tmp_path: Path, url: str) -> None:
    count = 450
    records = [large(number) for number in range(count)]
    files = [write(tmp_path / "up", records), write(tmp_path / "down", reversed(records))]
    running = [loader(file, url) for file in files]
    told = [process.communicate()[1].decode() for process in running]
    assert [process.returncode for process in running] == [0, 0], told
    assert digest(url) == clean(tmp_path, count)


def progress(url: str) -> list[int]:
    """What grows or shrinks with every transaction of loading and linking."""
    told = (
        "SELECT count(*) FROM articles",
        "SELECT count(*) FROM event_queue",
        "SELECT count(*) FROM link_queue WHERE stage = 1",
        "SELECT count(*) FROM link_queue WHERE stage = 2",
    )
    return [int(rows(url, query)[0][0]) for query in told]


@pytest.mark.slow
def test_killed_loads_are_finished_by_another(tmp_path: Path, url: str) -> None:
    count = 5000
    records = write(tmp_path / "records.jsonl", (large(number) for number in range(count)))
    Database(url).close()
    stops = []
    for moment in range(10):
        process = loader(records, url)
        for _ in range(1 + moment % 2):
            before = progress(url)
            while progress(url) == before and process.poll() is None:
                time.sleep(0.02)
        time.sleep(moment * 0.03)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        stops.append(progress(url))
    # some while loading, some while linking
    assert 0 < stops[0][0] < count == stops[-1][0]
    assert any(sum(stop[1:]) for stop in stops)
    assert loader(records, url).wait() == 0
    assert digest(url) == clean(tmp_path, count)
