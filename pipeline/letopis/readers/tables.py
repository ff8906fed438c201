"""`.json` and `.jsonl`: fields under their usual names, or under those that the caller gives."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, BinaryIO, Final

import orjson

from letopis.document import Notice
from letopis.errors import InputError
from letopis.readers.decode import decode
from letopis.readers.source import RawArticle, ReadOptions, fault, read_whole

ALIASES: Final[Mapping[str, tuple[str, ...]]] = {
    "id": ("id", "_id", "article_id", "doc_id", "document_id", "guid", "uid", "uuid"),
    "url": ("url", "link", "href", "uri", "permalink"),
    "title": ("title", "headline", "header", "name"),
    "text": ("text", "body", "content", "article_text", "full_text", "fulltext", "maintext", "articlebody"),
    "published": (
        "published", "published_at", "date", "datetime", "pub_date", "pubdate", "publish_date",
        "date_published", "datepublished", "date_publish", "publication_date", "published_time", "timestamp",
    ),
    "source": ("source", "publisher", "outlet", "site", "site_name", "source_domain", "domain", "media"),
}  # fmt: skip
CONTAINERS: Final = ("articles", "items", "documents", "results", "data")


def read_json(stream: BinaryIO, where: str, options: ReadOptions) -> Iterator[RawArticle | InputError]:
    """One object, a list of them, or an object that holds such a list under one of `CONTAINERS`."""
    text, notices = decode(read_whole(stream, where, options), where)
    members = _members(_parse(text, where))
    if members is None:
        yield fault(where, "no-text", "neither an object nor a list of objects")
        return
    for position, member in enumerate(members):
        place = where if len(members) == 1 else f"{where}[{position}]"
        yield article_of(member, place, position, notices, options)


def read_jsonl(stream: BinaryIO, where: str, options: ReadOptions) -> Iterator[RawArticle | InputError]:
    """One object a line; lines end at \\n only, as U+2028 and U+0085 may stand inside a string.

    A bad line is yielded as an InputError that names its number (from 1), and the rest goes on.
    """
    number = position = 0
    while line := stream.readline(options.max_bytes + 1):
        number += 1
        place = f"{where}:{number}"
        if len(line) > options.max_bytes:
            yield fault(place, "too-large", f"a line larger than {options.max_bytes} bytes")
            _skip_line(stream, line, options.max_bytes)
        elif line.strip():
            yield _line_article(line, place, position, options)
        else:
            continue
        position += 1
    if position == 0:
        yield fault(where, "empty", "the file is empty")


def _skip_line(stream: BinaryIO, line: bytes, max_bytes: int) -> None:
    while line and not line.endswith(b"\n"):
        line = stream.readline(max_bytes)


def _line_article(line: bytes, where: str, position: int, options: ReadOptions) -> RawArticle | InputError:
    try:
        text, notices = decode(line, where)
        return article_of(_parse(text, where, one_line=True), where, position, notices, options)
    except InputError as error:
        return error


def _parse(text: str, where: str, *, one_line: bool = False) -> Any:
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError as error:
        if "surrogate" in error.msg:
            raise fault(where, "encoding", f"{error.msg} (column {error.colno})") from error
        place = f"column {error.colno}" if one_line else f"line {error.lineno}, column {error.colno}"
        raise fault(where, "broken-json", f"broken JSON at {place}: {error.msg}") from error


def _members(value: Any) -> list[Any] | None:
    if isinstance(value, dict):
        lists = [value[name] for name in CONTAINERS if isinstance(value.get(name), list)]
        return lists[0] if lists else [value]
    return value if isinstance(value, list) else None


def article_of(
    member: Any, where: str, position: int, notices: list[Notice], options: ReadOptions
) -> RawArticle | InputError:
    """The article that an object or a row tells of; what is none, or has no text, as its InputError."""
    if not isinstance(member, dict):
        return fault(where, "no-text", f"an object was expected, not {type(member).__name__}")
    told = {name: _string(_pick(member, name, options.fields)) for name in ALIASES}
    text = told["text"]
    if not text:
        return fault(where, "no-text", f"no text under any of {', '.join(_names('text', options.fields))}")
    return RawArticle(
        where,
        text,
        position,
        id=told["id"],
        url=told["url"],
        title=told["title"],
        source=told["source"],
        published=[told["published"]] if told["published"] else [],
        notices=list(notices),
    )


def _names(name: str, fields: Mapping[str, str]) -> tuple[str, ...]:
    return (fields[name],) if name in fields else ALIASES[name]


def _pick(member: Mapping[str, Any], name: str, fields: Mapping[str, str]) -> Any:
    """The value under the given name, or under the first usual one that has a value."""
    if name in fields:
        return member.get(fields[name])
    folded = {key.casefold(): value for key, value in member.items()}
    values = (folded.get(alias) for alias in ALIASES[name])
    return next((value for value in values if value not in (None, "")), None)


def _string(value: Any) -> str | None:
    """A string, a number or a moment as it is written, or the name of an object such as {"name": "..."}."""
    if isinstance(value, dict):
        value = value.get("name")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    return str(value)
