"""`letopis query`: the usual questions to a database."""

from collections.abc import Callable, Iterable
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from letopis.cli.db import DatabaseUrl, say_unknown, say_unlinked

if TYPE_CHECKING:
    from sqlalchemy import Connection

query = typer.Typer(
    name="query",
    help="The usual questions to a database; answers are JSON objects, one a line.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
Name = Annotated[str, typer.Argument(metavar="NAME", help="A name, a surname, or the id of a canonical entity.")]
Limit = Annotated[int, typer.Option(min=1, metavar="N", help="At most so many.")]


@query.command()
def search(
    words: Annotated[str, typer.Argument(metavar="WORDS", help="In any form; all have to be there.")],
    url: DatabaseUrl,
    limit: Limit = 20,
) -> None:
    """Articles that have the words, the best first.

    Example: letopis query search "встречи в Казани" --db sqlite:///events.db
    """
    from letopis.database.search import search as ask

    _answer(url, lambda connection: ask(connection, words, limit))


@query.command()
def who(name: Name, url: DatabaseUrl) -> None:
    """Whom the name may mean, with the number of articles: namesakes are told apart.

    Example: letopis query who Белов --db sqlite:///events.db
    """
    from letopis.database.questions import who as ask

    _answer(url, lambda connection: ask(connection, name), name)


@query.command()
def partners(name: Name, url: DatabaseUrl, limit: Limit = 20) -> None:
    """With whom they share most events.

    Example: letopis query partners Жапаров --db sqlite:///events.db
    """
    from letopis.database.questions import partners as ask

    _answer(url, lambda connection: ask(connection, name, limit), name)


@query.command()
def why(story: Annotated[str, typer.Argument(metavar="STORY_ID")], url: DatabaseUrl) -> None:
    """Why the events of a story are one: each with the event that it fits best, score and reasons.

    `letopis timeline --json` and --csv tell the ids of stories; an id that a story once had is good, too.

    Example: letopis query why st_0123456789abcdef --db sqlite:///events.db
    """
    from letopis.database.questions import why as ask

    _answer(url, lambda connection: ask(connection, story))


def _answer(url: str, question: "Callable[[Connection], Iterable[Any]]", *names: str) -> None:
    """Print what is found; the names in the question are told of where nobody bears them."""
    import orjson

    from letopis.database import Database

    with Database(url) as database:
        say_unlinked(database)
        say_unknown(database, names)
        for found in database.ask(question):
            print(orjson.dumps(asdict(found)).decode())
