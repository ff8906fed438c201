"""`.rss`, `.atom`, `.xml`: the entries of a news feed. Entities are not expanded, and nothing is fetched."""

from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO, Final

from lxml import etree, html

from letopis.errors import InputError
from letopis.readers.decode import refuse_binary, take_sample
from letopis.readers.source import RawArticle, ReadOptions, fault

_ROOTS: Final = frozenset({"rss", "feed", "rdf"})
_ENTRIES: Final = frozenset({"item", "entry"})
# Local names of an entry's elements, the fullest or most trustworthy first.
_TEXTS: Final = ("full-text", "encoded", "content", "description", "summary")
_DATES: Final = ("pubdate", "published", "date", "updated")
_PARAGRAPHS: Final = frozenset(
    {"address", "blockquote", "br", "div", "dd", "dt", "figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6",
     "hr", "li", "ol", "p", "pre", "section", "table", "td", "th", "tr", "ul"}
)  # fmt: skip
_LOSSES: Final = frozenset({"ERR_TAG_NOT_FINISHED", "ERR_UNDECLARED_ENTITY"})
_UNSEEN: Final = frozenset({"script", "style"})


def read_feed(stream: BinaryIO, where: str, _options: ReadOptions) -> Iterator[RawArticle | InputError]:
    """The entries in order, each let go before the next. A feed that breaks off gives those before."""
    sample, whole = take_sample(stream, where)
    refuse_binary(sample, where)
    events = etree.iterparse(
        whole, events=("start", "end"), recover=True, resolve_entities=False, no_network=True, load_dtd=False
    )
    position, title = -1, None
    for event, element in _elements(events, where):
        name = _local(element)
        if event == "start":
            if element.getparent() is None and name not in _ROOTS:
                raise fault(where, "unsupported", f"neither RSS nor Atom, but <{name}>")
        elif name == "title" and _local(element.getparent()) in {"channel", "feed"}:
            title = element.text
        elif name in _ENTRIES:
            position += 1
            yield _article(element, f"{where}[{position}]", position, title)
            _let_go(element)
    if position < 0:
        raise fault(where, "no-text", "a feed without entries")
    yield from _breaks(events, where)


def _elements(events: Any, where: str) -> Iterator[tuple[str, Any]]:
    try:
        yield from events
    except etree.XMLSyntaxError as error:
        raise fault(where, "unreadable", f"broken XML: {error}") from error


def _local(element: Any) -> str:
    """The name without its namespace, in lower case; "" for comments and for no element."""
    tag = None if element is None else element.tag
    return etree.QName(tag).localname.lower() if isinstance(tag, str) else ""


def _let_go(element: Any) -> None:
    element.clear()
    while element.getprevious() is not None:
        del element.getparent()[0]


def _breaks(events: Any, where: str) -> Iterator[InputError]:
    """Where text is lost: the file ends too early, or names characters that XML does not know."""
    lost = next((entry for entry in events.error_log if entry.type_name in _LOSSES), None)
    if lost is not None:
        yield fault(where, "unreadable", f"broken XML at line {lost.line}, so that text is lost: {lost.message}")


def _article(entry: Any, where: str, position: int, title: str | None) -> RawArticle | InputError:
    told = _told(entry)
    text = next((text for name in _TEXTS if (text := told.get(name))), None)
    if text is None:
        return fault(where, "no-text", "the entry has no text")
    return RawArticle(
        where,
        text,
        position,
        id=None if told.get("link") else told.get("guid") or told.get("id"),
        url=told.get("link"),
        title=told.get("title"),
        source=told.get("source") or title,
        published=[told[name] for name in _DATES if told.get(name)],
    )


def _told(entry: Any) -> Mapping[str, str]:
    """Texts of the entry's elements by local name, the first that is not empty."""
    told: dict[str, str] = {}
    for child in entry:
        name = _local(child)
        value = _link(child) if name == "link" else _plain(child)
        if value:
            told.setdefault(name, value)
    return told


def _link(element: Any) -> str | None:
    """An address, RSS's or Atom's; None for Atom's links to other things than the page."""
    if element.get("rel", "alternate") != "alternate":
        return None
    return (element.get("href") or element.text or "").strip() or None


def _plain(element: Any) -> str:
    """The element's text, a paragraph a line; what it holds as markup is read as HTML."""
    if len(element):
        return _lines(element)
    text = (element.text or "").strip()
    if "<" not in text and "&" not in text:
        return text
    # As bytes: a declared encoding inside would make lxml refuse a string.
    return _lines(html.fromstring(text.encode(), parser=html.HTMLParser(encoding="utf-8")))


def _lines(element: Any) -> str:
    parts = "".join(_parts(element)).split("\n\n")
    return "\n\n".join(line for part in parts if (line := " ".join(part.split())))


def _parts(element: Any) -> Iterator[str]:
    """Texts in order, paragraphs between empty lines."""
    name = _local(element)
    if not name or name in _UNSEEN:
        return
    around = "\n\n" if name in _PARAGRAPHS else ""
    yield around
    yield element.text or ""
    for child in element:
        yield from _parts(child)
        yield child.tail or ""
    yield around
