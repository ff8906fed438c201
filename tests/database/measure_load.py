"""Records per second into a database: python tests/database/measure_load.py [URL] [COUNT]

Reads and checks the file as `letopis load` does. Records have 6 events, 12 mentions and 8 KB of text.
"""

import sys
import tempfile
import time
from pathlib import Path

from own_records import large, write

from letopis.cli import main


def measure(url: str, count: int, folder: Path) -> None:
    records = write(folder / "records.jsonl", (large(number) for number in range(count)))
    steps = {
        "first load": ["load", str(records), "--no-link"],
        "linking across articles": ["db", "link"],
        "second load": ["load", str(records)],
    }
    for name, arguments in steps.items():
        wall, cpu = time.perf_counter(), time.process_time()
        try:
            main([*arguments, "--db", url])
        except SystemExit:
            wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
        print(f"{name}: {count / wall:.0f} records/s, {count / cpu:.0f} a second of this process's CPU")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as made:
        wanted = sys.argv[1] if len(sys.argv) > 1 else f"sqlite:///{made}/events.db"
        measure(wanted, int(sys.argv[2]) if len(sys.argv) > 2 else 2000, Path(made))
