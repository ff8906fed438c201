"""`letopis load`."""

import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from letopis.database import Database
    from letopis.errors import InputError
    from letopis.record import Record


def load(
    records: Annotated[list[Path], typer.Argument(metavar="RECORDS", help="records.jsonl or records.json files.")],
    db: Annotated[str, typer.Option("--db", metavar="URL", help="The database: sqlite:///events.db")],
) -> None:
    """Load records into a database. An article already there is replaced when its record changed.

    Loading the same file twice changes nothing. A bad line is reported with its file and number, and
    the rest goes on. Exit code 0: all well; 1: some record failed; 2: wrong usage.

    Example: letopis load output/records.jsonl --db sqlite:///events.db
    """
    from letopis.database import Database
    from letopis.record import read_records

    outcomes: Counter[str] = Counter()
    with Database(db) as database:
        for path in records:
            for record in read_records(path):
                outcomes[_put(database, record)] += 1
    said = ", ".join(f"{outcomes[name]} {name}" for name in ("added", "replaced", "unchanged", "failed"))
    print(f"letopis: {said}", file=sys.stderr)
    if outcomes["failed"]:
        raise typer.Exit(1)


def _put(database: "Database", record: "Record | InputError") -> str:
    """What became of the record: added, replaced, unchanged or failed."""
    from letopis.errors import InputError

    try:
        if isinstance(record, InputError):
            raise record
        return database.put(record)
    except InputError as error:
        print(f"letopis: {error}", file=sys.stderr)
        return "failed"
