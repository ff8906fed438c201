"""`letopis changes` and `letopis db`: what a loaded database tells consumers, and its upkeep."""

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from letopis.database import Database

DatabaseUrl = Annotated[
    str, typer.Option("--db", metavar="URL", help="The database: sqlite:///events.db, postgresql://user@host/name")
]
db = typer.Typer(name="db", help="Upkeep of a database.", no_args_is_help=True, rich_markup_mode=None)


def changes(
    url: DatabaseUrl,
    since: Annotated[int, typer.Option(min=0, metavar="RUN", help="The last revision that you have seen.")] = 0,
) -> None:
    """Print the events inserted, updated and withdrawn since a revision, one JSON object a line, in order.

    Every transaction that changes an event is a revision, numbered from 1; `letopis load` says the
    last one. Keep the greatest that you have read, and ask from there the next time.

    Example: letopis changes --since 12 --db sqlite:///events.db
    """
    import orjson

    from letopis.database import Database

    with Database(url) as database:
        for change in database.changes(since):
            print(orjson.dumps(change).decode())


def say_unlinked(database: "Database") -> None:
    """Tell of articles that the stories do not know yet."""
    if waiting := database.unlinked():
        print(f"letopis: {waiting} articles are not linked yet: run letopis db link", file=sys.stderr)


def say_unknown(database: "Database", names: Iterable[str]) -> None:
    """Tell of names that nobody and nothing bears."""
    from letopis.database.names import find_names

    asked = list(names)
    unknown = database.ask(lambda connection: [name for name in asked if not find_names(connection, name).ids])
    for name in unknown:
        known = "a surname, a full name, a place or an id"
        print(f"letopis: nobody and nothing in this database is called {name}: give {known}", file=sys.stderr)


@db.command()
def link(url: DatabaseUrl) -> None:
    """Link articles that changed with all others: the same person, place, body or event is one row.

    `letopis load` and `extract --db` do so at their end; this finishes what was interrupted or put off.

    Example: letopis db link --db sqlite:///events.db
    """
    from letopis.database import Database

    with Database(url) as database:
        print(f"letopis: {database.link()} articles linked", file=sys.stderr)


@db.command()
def measure(
    gold: Annotated[Path, typer.Argument(metavar="GOLD", help="A file of what is one across articles.")],
    url: DatabaseUrl,
) -> None:
    """Compare what was joined across articles with gold: pairwise precision, recall and F1, beside trivial ways.

    Only what was extracted is compared; tellings of the gold that were not are counted and listed.

    Example: letopis db measure corpus/gold/links/dev.yaml --db sqlite:///events.db
    """
    from letopis.database import Database
    from letopis.database.measuring import TRIVIAL
    from letopis.linkage.gold import LinkGold

    with Database(url) as database:
        measured = database.measure(LinkGold.read(gold))
    for kind, one in measured.items():
        ours, trivial = one.ours, one.trivial
        print(
            f"{kind}: F1 {ours.f1:.1%} (P {ours.precision:.1%}, R {ours.recall:.1%}; {ours.right} of {ours.made} pairs"
            f" right, {ours.gold} in gold); {TRIVIAL[kind]}: F1 {trivial.f1:.1%}; all apart: F1 0.0%"
        )
        print(f"{kind}: {len(one.missing)} tellings of the gold were not extracted")
        for place in one.missing:
            print(f"  {place}")


@db.command()
def withdraw(
    articles: Annotated[list[str], typer.Argument(metavar="ARTICLE_ID", help="article.id of a record.")],
    url: DatabaseUrl,
) -> None:
    """Take articles out of the database with all that hangs on them; consumers see it in `letopis changes`.

    Example: letopis db withdraw url:0f3a9c2b7d614e58 --db sqlite:///events.db
    """
    from letopis.database import Database

    with Database(url) as database:
        for article in articles:
            events = database.withdraw(article)
            print(
                f"letopis: {article}: withdrawn, with {events} events; revision {database.revision()}", file=sys.stderr
            )
        database.link()


@db.command()
def datasette(
    database: Annotated[str, typer.Argument(metavar="NAME", help="The database file's name without .db.")] = "events",
) -> None:
    """Print metadata for datasette: what tables and columns mean, facets. Datasette is installed by itself.

    Example: letopis db datasette events > metadata.json; datasette events.db --metadata metadata.json
    """
    import orjson

    from letopis.database.describe import datasette_metadata

    print(orjson.dumps(datasette_metadata(database), option=orjson.OPT_INDENT_2).decode())


@db.command()
def schema() -> None:
    """Print the tables and their columns, with what they mean, as Markdown.

    Example: letopis db schema
    """
    from letopis.database.describe import describe

    print(describe())
