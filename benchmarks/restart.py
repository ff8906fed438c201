"""Runs that are killed, runs that find nothing new, and the memory of long runs.

usage: python benchmarks/restart.py kill [--articles 2000] [--moments 20] [--workers 1 2]
       python benchmarks/restart.py again [--articles 10000]
       python benchmarks/restart.py memory [--articles 20000]

`kill`: an uninterrupted run, then for each number of workers one that is killed with SIGKILL, all its processes,
at moments spread over its progress, and begun again each time. The output must be the uninterrupted one's, byte
for byte. `again`: wall and CPU seconds of runs over a folder in which nothing changed since the first. `memory`:
the most that the largest process of a run with one worker ever held, for a tenth of the articles and for all (where
the system counts it in KiB, as Linux does). Articles are short, made of sentences of corpus/articles; exit code 1 when
bytes differ.
"""

import argparse
import hashlib
import itertools
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

ARTICLES = Path(__file__).parents[1] / "corpus" / "articles"


def sentences() -> Iterator[str]:
    """Lines of the corpus that are long enough to tell of something."""
    for path in sorted(ARTICLES.glob("*.txt")):
        body = path.read_text(encoding="utf-8").split("---\n")[-1]
        yield from (line for line in body.split("\n") if 80 < len(line) < 300)


def write_articles(folder: Path, number: int) -> None:
    """So many different articles of two lines, every hundredth empty."""
    folder.mkdir()
    pairs = itertools.permutations(sentences(), 2)
    for position, (first, second) in zip(range(number), pairs, strict=False):
        text = "" if position % 100 == 99 else f"---\npublished: 2024-07-06\n---\n{first}\n\n{second}\n"
        (folder / f"{position:05}.txt").write_text(text, encoding="utf-8")


def command(news: Path, out: Path, *options: str) -> list[str]:
    """The command, its log as JSON."""
    return [sys.executable, "-m", "letopis", "extract", str(news), "-o", str(out), "--log-json", *options]


def run(news: Path, out: Path, *options: str) -> float:
    """Seconds of a whole run; the exit code is 1, for the empty articles."""
    start = time.perf_counter()
    done = subprocess.run(command(news, out, *options), stderr=subprocess.PIPE, check=False)
    if done.returncode != 1:
        raise SystemExit(done.stderr.decode())
    return time.perf_counter() - start


def digest(out: Path) -> str:
    """Of all that does not tell of the run itself."""
    told = json.loads((out / "run.json").read_bytes())
    told.pop("run")
    parts = [(out / name).read_bytes() for name in ("records.jsonl", "errors.jsonl")]
    return hashlib.sha256(b"\0".join([*parts, json.dumps(told).encode()])).hexdigest()


def kill_at(news: Path, out: Path, goal: int, *options: str) -> int:
    """Begin a run and kill it when so many articles are done since the first run; how many there were."""
    started = subprocess.Popen(command(news, out, *options), stderr=subprocess.PIPE, start_new_session=True)
    done = 0
    for line in started.stderr or ():
        told = json.loads(line)
        if told["event"] == "progress":
            done = told["processed"] + told["unchanged"]
            if done >= goal:
                break
        elif told["event"] == "end":
            done = goal
    os.killpg(started.pid, signal.SIGKILL)
    started.wait()
    return done


def kill(options: argparse.Namespace, folder: Path) -> int:
    """0 when the output is always the same."""
    news, whole = folder / "news", folder / "whole"
    write_articles(news, options.articles)
    seconds = run(news, whole, "--workers", "1", "--model", options.model)
    print(f"{options.articles} articles, uninterrupted: {seconds:.0f} s")
    same = True
    for workers in options.workers:
        out = folder / f"killed-{workers}"
        given = ("--workers", str(workers), "--model", options.model)
        goals = [options.articles * moment // (options.moments + 1) for moment in range(1, options.moments + 1)]
        moments = [kill_at(news, out, goal, *given) for goal in goals]
        # There is none before the end; the last kill may come after it.
        records = out / "records.jsonl"
        left = not records.exists() or records.read_bytes() == (whole / "records.jsonl").read_bytes()
        run(news, out, *given)
        equal = digest(out) == digest(whole)
        same = same and equal and left
        print(f"{workers} workers, killed after {moments}; nothing half written: {left}; same bytes: {equal}")
    return int(not same)


def again(options: argparse.Namespace, folder: Path) -> int:
    """Print the seconds of the first and of three more runs."""
    news, out = folder / "news", folder / "out"
    write_articles(news, options.articles)
    first = run(news, out, "--model", options.model)
    more = [run(news, out, "--model", options.model) for _ in range(3)]
    print(f"{options.articles} articles: first run {first:.0f} s, then {', '.join(f'{one:.2f}' for one in more)} s")
    return 0


def peak(news: Path, out: Path, *options: str) -> float:
    """MB that the largest process of a run held at its worst."""
    with open(os.devnull, "wb") as nowhere:
        started = subprocess.Popen(command(news, out, *options), stderr=nowhere)
        _, _, usage = os.wait4(started.pid, 0)
    return usage.ru_maxrss / 1024


def memory(options: argparse.Namespace, folder: Path) -> int:
    """Print the peak of a run over a tenth of the articles and over all."""
    for number in (options.articles // 10, options.articles):
        news = folder / f"news-{number}"
        write_articles(news, number)
        held = peak(news, folder / f"out-{number}", "--workers", "1", "--model", options.model)
        print(f"{number} articles: {held:.0f} MB at the peak")
    return 0


def main() -> int:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["kill", "again", "memory"])
    parser.add_argument("--articles", type=int)
    parser.add_argument("--moments", type=int, default=20)
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--model", default="default")
    options = parser.parse_args()
    options.articles = options.articles or {"kill": 2000, "again": 10_000, "memory": 20_000}[options.what]
    with tempfile.TemporaryDirectory() as folder:
        return {"kill": kill, "again": again, "memory": memory}[options.what](options, Path(folder))


if __name__ == "__main__":
    sys.exit(main())
