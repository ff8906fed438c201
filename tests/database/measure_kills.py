"""Loads COUNT records into SQLite, killed ten times: python tests/database/measure_kills.py RECORDS COUNT [--no-link]

The records are those of `measure_load.py`. One clean `letopis load` is timed, then another into a new database is
killed (SIGKILL) at ten moments drawn from that time and finished: both have to say the same, to the digest over all
tables. Exit 1 where they do not. Linking takes most of the time: with --no-link all moments are of the loading.
"""

import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Final

import numpy as np
from measure_load import chosen, retold
from own_records import digest, rows

_KILLS: Final = 10
# Over what part of the clean load's time they fall: the other may be faster.
_SPREAD: Final = 0.75


def loader(records: Path, url: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "letopis", "load", records, "--db", url, *sys.argv[3:]]
    return subprocess.Popen(command, stderr=subprocess.DEVNULL)


def timed(records: Path, url: str) -> float:
    """Seconds of a load that nothing disturbs."""
    began = time.perf_counter()
    if loader(records, url).wait() != 0:
        raise SystemExit(f"{records} could not be loaded into {url}")
    return time.perf_counter() - began


def disturbed(records: Path, url: str, clean: float, again: float) -> None:
    """Kills one loader after the other, each so long after it has read again what is there; the last one finishes."""
    moments = sorted(np.random.default_rng(2026).uniform(0, clean * _SPREAD, _KILLS))
    for moment, before in zip(moments, [0.0, *moments], strict=False):
        process = loader(records, url)
        time.sleep(moment - before + (again if before else 0))
        process.send_signal(signal.SIGKILL)
        if process.wait() != -signal.SIGKILL:
            raise SystemExit("a load had ended before it was to be killed")
        print(f"killed at {moment / clean:.0%} of the time: {state(url)}", flush=True)
    print(f"finished in {timed(records, url):.0f} s: {state(url)}", flush=True)


def state(url: str) -> str:
    counts = rows(url, "SELECT (SELECT count(*) FROM articles), count(*) FROM link_queue")[0]
    return f"{counts[0]} articles, {counts[1]} steps of linking ahead"


def measure(source: Path, wanted: int, folder: Path) -> bool:
    made, whole, killed = folder / "records.jsonl", f"sqlite:///{folder}/whole.db", f"sqlite:///{folder}/killed.db"
    with made.open("wb") as stream:
        stream.writelines(retold(chosen(source), wanted))
    clean = timed(made, whole)
    print(f"{wanted} records loaded in {clean:.0f} s: {state(whole)}", flush=True)
    before = digest(whole)
    again = timed(made, whole)
    kept = before == digest(whole)
    print(f"loaded again in {again:.0f} s, {'no' if kept else 'SOME'} row changed", flush=True)
    disturbed(made, killed, clean, again)
    alike = digest(killed) == before
    print("the same to the digest" if alike else "NOT the same")
    return kept and alike


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as made:
        sys.exit(0 if measure(Path(sys.argv[1]), int(sys.argv[2]), Path(made)) else 1)
