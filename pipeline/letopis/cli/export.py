"""`letopis export`."""

import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from letopis.errors import InputError
    from letopis.record import Record


def export(
    records: Annotated[list[Path], typer.Argument(metavar="RECORDS", help="records.jsonl or records.json files.")],
    output: Annotated[Path, typer.Option("--output", "-o", metavar="DIR", help="A new or an empty folder.")],
    format_: Annotated[
        str, typer.Option("--format", metavar="csv|parquet|parquet-nested", help="What to write.")
    ] = "csv",
) -> None:
    """Write records as flat tables: events, participants, places, mentions.

    CSV: one file a table. Parquet (needs letopis[parquet]): one folder a table, partitioned by month of
    publication; parquet-nested: one folder, `records`, a row a record with its structs and lists. A bad
    line, or an article that came before, is reported and the rest goes on. Exit code 0: all well; 1: some
    record failed; 2: wrong usage.

    Example: letopis export output/records.jsonl -o output/tables --format parquet
    """
    from letopis.export import export as write

    source = _Source(records)
    write(source.records(), output, format_)
    print(f"letopis: {len(source.seen)} articles in {output}, {source.failed} failed", file=sys.stderr)
    if source.failed:
        raise typer.Exit(1)


@dataclass(slots=True)
class _Source:
    """The records of the files, each article once; what fails is told of and counted."""

    paths: list[Path]
    seen: set[str] = field(default_factory=set)
    failed: int = 0

    def records(self) -> "Iterator[Record]":
        from letopis.errors import InputError
        from letopis.record import read_records

        for path in self.paths:
            for record in read_records(path):
                if isinstance(record, InputError):
                    self._fail(record)
                elif record.article.id in self.seen:
                    self._fail(InputError(f"{path}: {record.article.id}", "not-a-record", "the article came before"))
                else:
                    self.seen.add(record.article.id)
                    yield record

    def _fail(self, failure: "InputError") -> None:
        print(f"letopis: {failure}", file=sys.stderr)
        self.failed += 1
