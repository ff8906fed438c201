"""Events as a table on the terminal: when, what, status, who, where, from which article."""

from collections.abc import Iterable
from dataclasses import dataclass

from rich.console import Console
from rich.table import Table
from rich.text import Text

from letopis.record import Record
from letopis.record.parts import Article, Event

_PIPE_WIDTH = 160  # where the output is no terminal there is no width to fit
_UNDATED = "9999"


@dataclass(frozen=True, slots=True)
class Row:
    """One event in words; `order` sorts by time, the undated last, then by place in the input."""

    order: str
    when: str
    what: str
    status: str
    who: str
    where: str
    article: str


def rows_of(record: Record, *, include_other: bool = False) -> list[Row]:
    """The record's events in its own order; `other` only when asked for."""
    article = article_name(record.article)
    return [_row(event, article) for event in record.events if include_other or event.type != "other"]


def article_name(article: Article) -> str:
    """What a reader knows the article by: its file, else its address, else its id."""
    return article.path or article.url or article.id


def _row(event: Event, article: str) -> Row:
    time = event.time
    return Row(
        order=(time.from_ or time.to or _UNDATED) if time else _UNDATED,
        when=when(event),
        what=event.type if event.kind is None else f"{event.type} ({event.kind})",
        status=event.status,
        who=", ".join(who.name or who.text for who in event.participants),
        where=", ".join(place.name for place in event.places),
        article=article,
    )


def when(event: Event) -> str:
    """The event's time in EDTF, else its bounds, else a dash."""
    time = event.time
    if time is None:
        return "—"
    return time.edtf or f"{time.from_ or '..'}/{time.to or '..'}"


def print_table(rows: Iterable[Row], console: Console | None = None) -> None:
    """Print the rows sorted by time."""
    console = console or Console()
    if not console.is_terminal:
        console = Console(file=console.file, width=_PIPE_WIDTH)
    table = Table(title_justify="left", row_styles=["", "dim"])
    for name, ratio in (("when", 2), ("what", 2), ("status", 1), ("who", 4), ("where", 2), ("article", 3)):
        table.add_column(name, ratio=ratio, overflow="fold")
    for row in sorted(rows, key=lambda row: row.order):
        # Text, as a name in square brackets would be read as markup.
        cells = (row.when, row.what, row.status, row.who, row.where, row.article)
        table.add_row(*(Text(cell) for cell in cells))
    console.print(table)
