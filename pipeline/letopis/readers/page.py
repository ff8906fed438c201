"""`.html`: the main text by trafilatura; title, time and source from what the page says of itself."""

import json
import logging
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO, Final

from letopis.errors import InputError
from letopis.readers.decode import decode
from letopis.readers.source import RawArticle, ReadOptions, fault, read_whole

_CHARSET: Final = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_XML_DECLARATION: Final = re.compile(r"\s*<\?xml[^>]*\?>")
_HEAD_BYTES = 4096
_ARTICLE_TYPES: Final = re.compile(r"(?:Article|NewsArticle|ReportageNewsArticle|BlogPosting|Report|.*Article)$")
_TITLE_META: Final = ("og:title", "twitter:title")
_SOURCE_META: Final = ("og:site_name", "application-name")
_URL_META: Final = ("og:url",)
_PUBLISHED_META: Final = (
    "article:published_time", "og:article:published_time", "datepublished", "publication_date", "pubdate",
    "publish-date", "dc.date.issued", "dc.date", "date", "mediator_published_time",
)  # fmt: skip


@dataclass(slots=True)
class _Page:
    """What one page says of itself: `linked` is its JSON-LD article, `meta` its meta elements by name."""

    tree: Any
    linked: dict[str, Any]
    meta: dict[str, str]

    def said(self, names: Iterable[str]) -> str | None:
        """The first of these meta elements that has a content."""
        return next((self.meta[name] for name in names if self.meta.get(name)), None)

    def attribute(self, path: str) -> list[str]:
        """Non-empty strings that an XPath ending in an attribute or text() selects."""
        return [value.strip() for value in self.tree.xpath(path) if value.strip()]


def read_html(stream: BinaryIO, where: str, options: ReadOptions) -> Iterator[RawArticle | InputError]:
    """One article. The extracted main text is the text that offsets point into."""
    yield page_article(read_whole(stream, where, options), where)


def page_article(data: bytes, where: str, charset: str | None = None) -> RawArticle:
    """The article of a page; `charset` is what came with it from outside. Raises InputError when there is none."""
    # Heavy to import, and needed only for pages.
    from trafilatura import extract, load_html

    # What trafilatura would log is said once, as an InputError.
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    declared = _CHARSET.search(data[:_HEAD_BYTES])
    markup, notices = decode(data, where, charset or (declared.group(1).decode("ascii") if declared else None))
    tree = load_html(_XML_DECLARATION.sub("", markup, count=1))
    if tree is None:
        raise fault(where, "no-text", "this is not HTML")
    page = _Page(tree, _linked_article(tree), _meta(tree))
    raw = _described(page, where)
    raw.notices = notices
    raw.text = extract(tree, output_format="txt", include_comments=False, include_tables=True) or ""
    if not raw.text.strip():
        raise fault(where, "no-text", "the page has no main text")
    return raw


def _described(page: _Page, where: str) -> RawArticle:
    """Everything but the text."""
    linked = page.linked
    canonical = page.attribute("//link[@rel='canonical']/@href")
    headings = page.attribute("//h1//text()") if len(page.tree.xpath("//h1")) == 1 else []
    titles = [_name(linked.get("headline")), page.said(_TITLE_META), " ".join(headings) or None]
    titles += page.attribute("//head/title/text()")[:1]
    return RawArticle(
        where,
        text="",
        url=next(iter(canonical), None) or page.said(_URL_META) or _name(linked.get("url")),
        title=next((title for title in titles if title), None),
        source=_name(linked.get("publisher")) or page.said(_SOURCE_META),
        published=_published(page),
        doubtful_new_year=True,
    )


def _published(page: _Page) -> list[str]:
    """All that the page gives as its date, the most trustworthy first."""
    linked = [_name(page.linked.get(name)) for name in ("datePublished", "dateCreated")]
    meta = [page.meta.get(name) for name in _PUBLISHED_META]
    marked = page.attribute("//*[@itemprop='datePublished']/@content | //*[@itemprop='datePublished']/@datetime")
    times = page.attribute("//article//time/@datetime") or page.attribute("//time/@datetime")
    return [said for said in [*linked, *meta, *marked, *times[:1]] if said]


def _meta(tree: Any) -> dict[str, str]:
    """Content of meta elements by their name, property or itemprop in lower case, the first of each."""
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        content = (element.get("content") or "").strip()
        for attribute in ("property", "name", "itemprop"):
            name = element.get(attribute)
            if name and content:
                found.setdefault(name.casefold(), content)
    return found


def _linked_article(tree: Any) -> dict[str, Any]:
    """The page's JSON-LD object that describes an article; empty when there is none."""
    for script in tree.xpath("//script[@type='application/ld+json']"):
        for item in _linked_objects(script.text or ""):
            kinds = item.get("@type")
            names = kinds if isinstance(kinds, list) else [kinds]
            if any(isinstance(name, str) and _ARTICLE_TYPES.match(name) for name in names):
                return item
    return {}


def _linked_objects(source: str) -> list[dict[str, Any]]:
    """The objects of one script: a single one, a list, or a @graph. Broken JSON says nothing."""
    try:
        # Pages write line ends inside strings, which only the lenient parser takes.
        value = json.loads(source, strict=False)
    except (ValueError, RecursionError):
        return []
    if isinstance(value, dict):
        graph = value.get("@graph")
        value = [value, *(graph if isinstance(graph, list) else [])]
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _name(value: Any) -> str | None:
    """A string, or the `name` of a JSON-LD object or of the first in a list."""
    if isinstance(value, list):
        value = next(iter(value), None)
    if isinstance(value, dict):
        value = value.get("name")
    return value.strip() or None if isinstance(value, str) else None
