"""Flat tables as CSV files: UTF-8, comma, a header line, lines end at \\n; null is an empty cell."""

import csv
from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path

from letopis.export.flat import TABLES, flat_rows
from letopis.record import Record


def write_csv(records: Iterable[Record], folder: Path) -> None:
    """`events.csv` and so on, one file a table, into an empty folder."""
    with ExitStack() as stack:
        writers = {}
        for name, columns in TABLES.items():
            stream = stack.enter_context((folder / f"{name}.csv").open("w", encoding="utf-8", newline=""))
            writers[name] = csv.DictWriter(stream, columns.keys(), lineterminator="\n")
            writers[name].writeheader()
        for record in records:
            for name, row in flat_rows(record):
                writers[name].writerow(row)
