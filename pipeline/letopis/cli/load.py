"""`letopis load`."""

import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from letopis.errors import InputError
    from letopis.record import RecordLine


def load(
    records: Annotated[list[Path], typer.Argument(metavar="RECORDS", help="records.jsonl or records.json files.")],
    db: Annotated[str, typer.Option("--db", metavar="URL", help="The database: sqlite:///events.db")],
    no_link: Annotated[
        bool, typer.Option("--no-link", help="Leave linking across articles to letopis db link.")
    ] = False,
) -> None:
    """Load records into a database. An article already there is replaced when its record changed.

    Loading the same file twice changes nothing. A bad line is reported with its file and number, and
    the rest goes on. Then entities and events are linked across articles. Exit code 0: all well; 1: some
    record failed; 2: wrong usage.

    Example: letopis load output/records.jsonl --db sqlite:///events.db
    """
    from letopis.database import Database
    from letopis.record import read_lines

    outcomes: Counter[str] = Counter()
    with Database(db) as database:
        for path in records:
            for outcome in database.load_lines(_readable(read_lines(path), outcomes)):
                _count(outcome, outcomes)
        revision = database.revision()
        if not no_link:
            database.link()
    said = ", ".join(f"{outcomes[name]} {name}" for name in ("added", "replaced", "unchanged", "failed"))
    print(f"letopis: {said}; revision {revision}", file=sys.stderr)
    if outcomes["failed"]:
        raise typer.Exit(1)


def _readable(read: "Iterable[RecordLine | InputError]", outcomes: Counter[str]) -> "Iterator[RecordLine]":
    """The lines; a file that cannot be read is told of and counted."""
    from letopis.errors import InputError

    for one in read:
        if isinstance(one, InputError):
            _count(one, outcomes)
        else:
            yield one


def _count(outcome: "str | InputError", outcomes: Counter[str]) -> None:
    if isinstance(outcome, str):
        outcomes[outcome] += 1
    else:
        print(f"letopis: {outcome}", file=sys.stderr)
        outcomes["failed"] += 1
