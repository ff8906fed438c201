"""`letopis review`: what a person decides about events and stories."""

import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from letopis.cli.db import DatabaseUrl

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from letopis.database.review_gold import Decided
    from letopis.evaluation.gold import GoldArticle

review = typer.Typer(
    name="review",
    help="Confirm, reject, amend events; join, split stories. Decisions outlive loads and re-runs.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
Named = Annotated[str, typer.Argument(metavar="ID", help="An event (ev_...), or a story (st_...) with all its events.")]
Note = Annotated[str | None, typer.Option(metavar="TEXT", help="Why, in your words.")]


@review.command()
def confirm(named: Named, url: DatabaseUrl, note: Note = None) -> None:
    """The event is right as it stands.

    Example: letopis review confirm ev_0123456789abcdef --db sqlite:///events.db
    """
    _decide(url, named, {"verdict": "confirmed"}, note)


@review.command()
def reject(named: Named, url: DatabaseUrl, note: Note = None) -> None:
    """There was no such event: it leaves stories and timelines, not its article.

    Example: letopis review reject ev_0123456789abcdef --note "a metaphor" --db sqlite:///events.db
    """
    _decide(url, named, {"verdict": "rejected"}, note)


@review.command()
def amend(
    named: Named,
    *,
    url: DatabaseUrl,
    type_: Annotated[str | None, typer.Option("--type", metavar="TYPE", help="Such as visit.")] = None,
    kind: Annotated[str | None, typer.Option(metavar="KIND", help="Such as official.")] = None,
    status: Annotated[str | None, typer.Option(metavar="STATUS", help="Such as planned.")] = None,
    from_: Annotated[str | None, typer.Option("--from", metavar="DATE", help="First day.")] = None,
    to: Annotated[str | None, typer.Option(metavar="DATE", help="Last day; without it the first.")] = None,
    note: Note = None,
) -> None:
    """The event is right but for what is given here.

    Example: letopis review amend ev_0123456789abcdef --from 2024-07-05 --db sqlite:///events.db
    """
    from letopis.cli.asking import check_status, check_type, day
    from letopis.errors import UsageError

    check_type(type_)
    check_status(status)
    days = {"time_from": day("--from", from_), "time_to": day("--to", to or from_)}
    values = {name: value for name, value in (("type", type_), ("kind", kind), ("status", status)) if value is not None}
    values |= {name: value.isoformat() for name, value in days.items() if value is not None}
    if not values:
        raise UsageError("say what to amend: --type, --kind, --status, --from, --to")
    _decide(url, named, {"verdict": "confirmed", **values}, note)


@review.command()
def join(one: Named, other: Named, url: DatabaseUrl) -> None:
    """The two are one story.

    Example: letopis review join st_0123456789abcdef st_fedcba9876543210 --db sqlite:///events.db
    """
    from letopis.database.review import join as write

    _write(url, lambda connection: write(connection, one, other), "joined")


@review.command()
def split(event: Annotated[str, typer.Argument(metavar="EVENT_ID")], url: DatabaseUrl) -> None:
    """The event is not of the story that it is in.

    Example: letopis review split ev_0123456789abcdef --db sqlite:///events.db
    """
    from letopis.database.review import split as write

    _write(url, lambda connection: write(connection, event), "split off")


@review.command()
def undo(named: Named, url: DatabaseUrl) -> None:
    """Forget all decisions about it.

    Example: letopis review undo ev_0123456789abcdef --db sqlite:///events.db
    """
    from letopis.database.review import undo as write

    _write(url, lambda connection: write(connection, named), "undone")


@review.command("list")
def list_(url: DatabaseUrl) -> None:
    """Print all decisions, one JSON object a line.

    Example: letopis review list --db sqlite:///events.db
    """
    import orjson

    from letopis.database import Database

    with Database(url) as database:
        for verdict in database.verdicts():
            print(orjson.dumps(asdict(verdict)).decode())


@review.command()
def export(
    records: Annotated[list[Path], typer.Argument(metavar="RECORDS", help="The records that were reviewed.")],
    url: DatabaseUrl,
    output: Annotated[Path, typer.Option("--output", "-o", metavar="DIR", help="Where gold goes.")],
) -> None:
    """Write what was reviewed as gold: a YAML file and its text an article.

    Gold covers the types all of whose events in the article were judged. What was never extracted it does not know.

    Example: letopis review export output/records.jsonl --db sqlite:///events.db -o gold
    """
    from letopis.database import Database
    from letopis.evaluation.formats.own_writing import write

    with Database(url) as database:
        found = list(_gold(records, database.decided))
    write(found, output)
    print(f"letopis: {len(found)} articles in {output}", file=sys.stderr)


def _gold(paths: list[Path], decided: "Callable[[list[str]], Decided]") -> "Iterator[GoldArticle]":
    from letopis.database.review_gold import reviewed
    from letopis.errors import InputError
    from letopis.record import read_records

    for path in paths:
        for record in read_records(path):
            if isinstance(record, InputError):
                raise record
            gold = reviewed(record, decided([event.id for event in record.events]))
            if gold is not None:
                yield gold


def _decide(url: str, named: str, values: dict[str, str | None], note: str | None) -> None:
    from letopis.database.review import decide

    _write(url, lambda connection: decide(connection, named, values, note), values["verdict"] or "")


def _write(url: str, decision: "Callable[[Connection], list[str]]", done: str) -> None:
    from letopis.database import Database

    with Database(url) as database:
        events = database.review(decision)
        database.link()
    print(f"letopis: {done}: {', '.join(events)}", file=sys.stderr)
