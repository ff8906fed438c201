"""`.txt` and `.md`: the text as it stands, after an optional YAML front matter."""

import re
from collections.abc import Iterator
from typing import BinaryIO, Final

import yaml

from letopis.document import Notice
from letopis.errors import InputError
from letopis.readers.decode import decode
from letopis.readers.source import FIELDS, RawArticle, ReadOptions, read_whole

_FRONT_MATTER: Final = re.compile(r"---[ \t]*\r?\n(.*?)^---[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
_LINE: Final = re.compile(r"(\w+):[ \t]+(.+)")
_KEYS: Final = frozenset(FIELDS) - {"text"}


def read_plain(stream: BinaryIO, where: str, options: ReadOptions) -> Iterator[RawArticle | InputError]:
    """One article. Front matter may say id, url, title, source, published; other keys are for others."""
    text, notices = decode(read_whole(stream, where, options), where)
    yield from_text(text, where, notices)


def from_text(text: str, where: str, notices: list[Notice]) -> RawArticle:
    """The article of a decoded text; what follows the front matter is the text, to the character."""
    match = _FRONT_MATTER.match(text)
    if match is None:
        return RawArticle(where, text, notices=notices)
    told = _front_matter(match.group(1))
    if told is None:
        message = "the file begins with ---, but no keys and values follow; read as text"
        return RawArticle(where, text, notices=[*notices, Notice("front-matter-unreadable", message)])
    return RawArticle(
        where,
        text[match.end() :],
        id=told.get("id"),
        url=told.get("url"),
        title=told.get("title"),
        source=told.get("source"),
        published=[told["published"]] if told.get("published") else [],
        notices=notices,
    )


def _front_matter(source: str) -> dict[str, str] | None:
    """Keys and values, or None when it is not front matter but a text between two rules."""
    # The base loader leaves all scalars strings: a date is for parse_published, not for YAML.
    loader = yaml.CBaseLoader(source)
    try:
        told = loader.get_single_data()
    except (yaml.YAMLError, RecursionError):
        told = _line_by_line(source)
    finally:
        loader.dispose()
    if not isinstance(told, dict) or not _KEYS & told.keys():
        return None
    return {key: value for key, value in told.items() if key in _KEYS and isinstance(value, str)}


def _line_by_line(source: str) -> dict[str, str] | None:
    """`key: value` lines that YAML refuses, such as a title with a colon in it; None when one is not such a line."""
    matches = [_LINE.fullmatch(line.strip()) for line in source.split("\n") if line.strip()]
    told = {match.group(1): match.group(2).strip("\"'") for match in matches if match is not None}
    return told if len(matches) == len(told) else None
