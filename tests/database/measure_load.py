"""Records per second into a database: python tests/database/measure_load.py RECORDS [URL] [COUNT]

RECORDS: a records.jsonl of articles. Those with 5 to 8 events, 10 mentions and 8 KB are told again and again, each time
as other articles of other days, until there are COUNT (2,000). The file is read and checked as `letopis load` does.
"""

import hashlib
import re
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import count, islice
from pathlib import Path
from typing import Final

from letopis.cli import main
from letopis.record import Record, read_records

_APART: Final = 30  # days
_IDS: Final = re.compile(r'"ev_[0-9a-f]{16}"')
_DAYS: Final = re.compile(r'"([12]\d{3}-\d\d-\d\d)')


def chosen(path: Path) -> list[Record]:
    """The records of the file that are as large as the rate is asked for."""
    return [record for record in read_records(path) if isinstance(record, Record) and _is_large(record)]


def _is_large(record: Record) -> bool:
    mentions = sum(len(part.mentions) for part in (*record.events, *record.entities))
    return 5 <= len(record.events) <= 8 and mentions >= 10 and len(record.to_json()) >= 8192


def retold(records: list[Record], wanted: int) -> Iterator[bytes]:
    """So many lines; each round of the records is of other articles, a month earlier."""
    lines = [(f'"{record.article.id}"', record.to_json().decode()) for record in records]
    rounds = ((number, *line) for number in count() for line in lines)
    return (_renamed(number, article, line) for number, article, line in islice(rounds, wanted))


def _renamed(number: int, article: str, line: str) -> bytes:
    def event(found: re.Match[str]) -> str:
        return f'"ev_{hashlib.sha256(f"{number} {found[0]}".encode()).hexdigest()[:16]}"'

    def day(found: re.Match[str]) -> str:
        return f'"{date.fromisoformat(found[1]) - timedelta(number * _APART)}'

    named = line.replace(article, f'"{number} {article[1:]}', 1)
    return _DAYS.sub(day, _IDS.sub(event, named)).encode() + b"\n"


def measure(source: Path, url: str, wanted: int, folder: Path) -> None:
    """Prints what came of it by the clock, and by the CPU of this process."""
    records, made = chosen(source), folder / "records.jsonl"
    with made.open("wb") as stream:
        stream.writelines(retold(records, wanted))
    print(f"{wanted} of {len(records)} records, {made.stat().st_size / wanted / 1024:.1f} KB each")
    steps = {
        "first load": ["load", str(made), "--no-link"],
        "linking across articles": ["db", "link"],
        "second load": ["load", str(made)],
    }
    for name, arguments in steps.items():
        wall, cpu = time.perf_counter(), time.process_time()
        try:
            main([*arguments, "--db", url])
        except SystemExit:
            wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
        print(f"{name}: {wanted / wall:.0f} records/s, {wanted / cpu:.0f} a second of this process's CPU", flush=True)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as made:
        given = sys.argv[2] if len(sys.argv) > 2 else f"sqlite:///{made}/events.db"
        measure(Path(sys.argv[1]), given, int(sys.argv[3]) if len(sys.argv) > 3 else 2000, Path(made))
