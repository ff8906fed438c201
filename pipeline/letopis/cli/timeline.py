"""`letopis timeline`."""

import csv
import sys
from collections.abc import Sequence
from dataclasses import asdict
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from letopis.cli.asking import check_status, check_type, day
from letopis.cli.db import DatabaseUrl, say_unknown, say_unlinked
from letopis.errors import UsageError

if TYPE_CHECKING:
    from letopis.database.timeline import Entry, Query

_COLUMNS = (
    *("id", "from", "to", "planned_from", "planned_to", "type", "kind", "status", "who", "where"),
    *("sources", "titles", "urls"),
)


Who = Annotated[str | None, typer.Option(metavar="NAME", help="Took part; a surname is enough.")]
With = Annotated[list[str] | None, typer.Option("--with", metavar="NAME", help="Took part too; repeatable.")]
Where = Annotated[str | None, typer.Option(metavar="PLACE", help="A place, or a country and all in it.")]
OfType = Annotated[str | None, typer.Option("--type", metavar="TYPE", help="Such as visit or meeting.")]
From = Annotated[str | None, typer.Option("--from", metavar="DATE", help="Not over before: 2025-11-25.")]
To = Annotated[str | None, typer.Option(metavar="DATE", help="Begun by then.")]
OfStatus = Annotated[str | None, typer.Option(metavar="STATUS", help="Such as occurred or planned.")]
IncludeOther = Annotated[bool, typer.Option("--include-other", help="Also events of no known type.")]
AsJson = Annotated[bool, typer.Option("--json", help="A JSON array, with every source.")]
AsCsv = Annotated[bool, typer.Option("--csv", help="Comma-separated, one row an event.")]
Picture = Annotated[Path | None, typer.Option(metavar="FILE", help="Draw it into a .svg or .html file.")]


def timeline(
    *,
    db: DatabaseUrl,
    who: Who = None,
    with_: With = None,
    where: Where = None,
    type_: OfType = None,
    from_: From = None,
    to: To = None,
    status: OfStatus = None,
    include_other: IncludeOther = False,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    picture: Picture = None,
) -> None:
    """Print the events of a database in order of time, each once, with all the articles that tell of it.

    Names are compared without case, ё as е; the id of a canonical entity is good too, also one that was
    joined with another. What was planned and took place is one event, with both dates.

    Examples:

    letopis timeline --db sqlite:///events.db --who Жапаров --with Путин --type meeting

    letopis timeline --db sqlite:///events.db --where Казань --from 2024-01-01 --picture kazan.svg
    """
    from letopis.database.timeline import Query

    if as_json and as_csv:
        raise UsageError("--json and --csv: choose one")
    check_type(type_)
    check_status(status)
    names = [name for name in (who, *(with_ or ())) if name is not None]
    period = {"from_": day("--from", from_), "to": day("--to", to)}
    asked = Query(who=names, where=where, type=type_, status=status, include_other=include_other, **period)
    entries = _ask(db, asked)
    if picture is not None:
        from letopis.report.chronicle import write_picture

        write_picture(entries, picture)
        return
    (_print_json if as_json else _print_csv if as_csv else _print_table)(entries)


def _ask(url: str, query: "Query") -> "Sequence[Entry]":
    from letopis.database import Database

    with Database(url) as database:
        say_unlinked(database)
        say_unknown(database, [*query.who, *filter(None, [query.where])])
        return database.timeline(query)


def _print_json(entries: "Sequence[Entry]") -> None:
    import orjson

    print(orjson.dumps([asdict(entry) for entry in entries], option=orjson.OPT_INDENT_2).decode())


def _print_csv(entries: "Sequence[Entry]") -> None:
    table = csv.writer(sys.stdout, lineterminator="\n")
    table.writerow(_COLUMNS)
    for entry in entries:
        sources = entry.sources
        dates = (entry.id, entry.time_from, entry.time_to, entry.planned_from, entry.planned_to)
        said = ["; ".join(words) for words in (entry.who, entry.where)]
        lists = ["; ".join(filter(None, (getattr(one, name) for one in sources))) for name in ("title", "url")]
        table.writerow([*dates, entry.type, entry.kind, entry.status, *said, len(sources), *lists])


def _print_table(entries: "Sequence[Entry]") -> None:
    """One table, a line under each year."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table("when", "what", "status", "who", "where", "sources")
    for entry, following in zip_longest(entries, entries[1:]):
        what = f"{entry.type} ({entry.kind})" if entry.kind else entry.type
        cells = (_when(entry), what, _status(entry), "; ".join(entry.who), "; ".join(entry.where), _sources(entry))
        table.add_row(*map(Text, cells), end_section=following is not None and _year(entry) != _year(following))
    console = Console()
    console.width = console.width if console.is_terminal else 180
    console.print(table)


def _year(entry: "Entry") -> str:
    return (entry.time_from or entry.time_to or "")[:4]


def _when(entry: "Entry") -> str:
    return _span(entry.time_from, entry.time_to)


def _span(low: str | None, high: str | None) -> str:
    return (low or "") if low == high else f"{low or ''}..{high or ''}"


def _status(entry: "Entry") -> str:
    """With the dates foreseen, where they are others than those that came."""
    planned = (entry.planned_from, entry.planned_to)
    if planned in ((None, None), (entry.time_from, entry.time_to)):
        return entry.status if planned == (None, None) else f"{entry.status}, as planned"
    return f"{entry.status}, planned {_span(*planned)}"


def _sources(entry: "Entry") -> str:
    """Their number, then each by its title and address, or its file."""
    told = [" ".join(filter(None, (one.title, one.url))) or one.path or one.article for one in entry.sources]
    return "\n".join([f"{len(told)}:", *told] if len(told) > 1 else told)
