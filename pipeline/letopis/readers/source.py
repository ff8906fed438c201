"""What readers take and give: options in, articles with their notices out."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import BinaryIO, Final, Literal, Self

from letopis.document import Article, Notice
from letopis.errors import InputError
from letopis.readers.dated import PublishedFrom, parse_published_from
from letopis.settings import MAX_CHARACTERS, Settings

FIELDS: Final = ("id", "url", "title", "text", "published", "source")

Fault = Literal[
    "empty", "binary", "encoding", "broken-json", "no-text", "not-russian", "missing", "unsupported",
    "unreadable", "too-large", "broken-archive", "nested-archive", "bomb", "not-a-record", "failed", "timeout",
    "worker-died",
]  # fmt: skip

_PIECE: Final = 256 * 2**10
_FIXES: Final[dict[str, str]] = {
    "empty": "put the article's text into it, or leave it out",
    "binary": "convert it to text first (UTF-8)",
    "encoding": "save it as UTF-8",
    "broken-json": "repair the JSON at the place named; one object to a line in .jsonl",
    "no-text": "give the text under `text`, or name the field that has it: --field text=NAME",
    "not-russian": "leave it out: only Russian is analysed",
    "missing": "check the path",
    "unsupported": (
        "use .txt, .md, .html, .json, .jsonl, .csv, .parquet, .warc or .rss; all but .parquet also as .gz or .zst, "
        "all in .zip or .tar but .parquet"
    ),
    "not-a-record": "write it with letopis extract; letopis schema prints what is allowed",
    "unreadable": "check that the file may be read",
    "too-large": "split it into articles; .jsonl and .csv have no limit but for each line and row",
    "broken-archive": "get or pack it again, without a password; unzip -t, gzip -t or zstd -t tell where it breaks",
    "nested-archive": "unpack the inner archive first",
    "bomb": "unpack it yourself if you trust it; docs/batch.md tells the limits",
    "timeout": "allow more with --timeout-per-article and take it again with --retry-failed",
    "worker-died": "it may want more memory than there is: use fewer --workers with --retry-failed, or split it",
    "failed": "report this with the article: it is a fault of letopis",
}


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How to read. `published` stands in where an input does not say; `timezone` reads times without zone.

    `fields` maps one of `FIELDS` to the name it has in the inputs' JSON, `published_from` tells where
    dates of publication are. `max_bytes` bounds a file read whole, a line, a row, a page; of an article's
    text more than `max_characters` is left out. What is compressed may expand to `max_ratio` times its
    size and to `max_expanded` bytes, and an archive may have `max_members` files.
    """

    published: str | None = None
    timezone: str = "Europe/Moscow"
    fields: Mapping[str, str] = field(default_factory=dict)
    published_from: PublishedFrom | None = None
    max_bytes: int = 64 * 2**20
    max_characters: int = MAX_CHARACTERS
    max_ratio: int = 100
    max_expanded: int = 256 * 2**30
    max_members: int = 1_000_000

    @classmethod
    def of(cls, settings: Settings, fields: Mapping[str, str]) -> Self:
        """What the settings say of reading."""
        dates = parse_published_from(settings.published_from) if settings.published_from else None
        if dates is not None and dates.column is not None:
            fields = {**fields, "published": dates.column}
        return cls(
            published=settings.published,
            timezone=settings.timezone,
            fields=fields,
            published_from=dates,
            max_characters=settings.max_characters,
        )


@dataclass(slots=True)
class RawArticle:
    """An article as a format gives it, before checks; `position` counts articles in the file from 0.

    `where` names the file, and the line or member when the file holds several articles. `published`
    lists what the input gives as the date of publication, the most trustworthy first; with
    `doubtful_new_year` a bare 1 January among them is not believed.
    """

    where: str
    text: str
    position: int = 0
    id: str | None = None
    url: str | None = None
    title: str | None = None
    source: str | None = None
    published: list[str] = field(default_factory=list)
    doubtful_new_year: bool = False
    notices: list[Notice] = field(default_factory=list)


@dataclass(slots=True)
class SourceArticle:
    """An article that was read, and what its reader has to say about it."""

    article: Article
    notices: list[Notice]


Reader = Callable[[BinaryIO, str, ReadOptions], Iterator[RawArticle | InputError]]


def fault(where: str, code: Fault, reason: str) -> InputError:
    """An InputError with a code of the closed list."""
    return InputError(where, code, reason)


def fix_of(code: str) -> str:
    """What to do about a failure; a code that is not of the closed list is itself a fault of letopis."""
    return _FIXES.get(code, _FIXES["failed"])


def read_whole(stream: BinaryIO, where: str, options: ReadOptions) -> bytes:
    """All bytes; InputError when there are none, or more than `max_bytes`."""
    data = bytearray()  # in pieces, for a buffered stream reserves at once what it is asked for
    while len(data) <= options.max_bytes and (piece := stream.read(_PIECE)):
        data += piece
    if len(data) > options.max_bytes:
        raise fault(where, "too-large", f"larger than {options.max_bytes} bytes")
    if not data.strip():
        raise fault(where, "empty", "the file is empty" if not data else "nothing but white space")
    return bytes(data)
