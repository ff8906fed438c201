"""`.warc`: the pages of a crawl, each as `.html` is read, its address from the crawl; the rest is left out."""

from collections.abc import Iterator
from typing import Any, BinaryIO, Final

from letopis.errors import InputError
from letopis.readers.decode import refuse_binary, take_sample
from letopis.readers.page import page_article
from letopis.readers.source import RawArticle, ReadOptions, fault, read_whole

_BEGINNING: Final = (b"WARC/", b"\x1f\x8b")
_PAGES: Final = frozenset({"text/html", "application/xhtml+xml"})
_FOUND: Final = 200


def read_warc(stream: BinaryIO, where: str, options: ReadOptions) -> Iterator[RawArticle | InputError]:
    """Responses that were found and are HTML, one at a time. Needs FastWARC."""
    sample, whole = take_sample(stream, where)
    if not sample.startswith(_BEGINNING):
        refuse_binary(sample, where)
        raise fault(where, "unreadable", "this is not WARC")
    try:
        from fastwarc.warc import ArchiveIterator, WarcRecordType
    except ModuleNotFoundError as error:
        raise fault(where, "unsupported", "WARC needs FastWARC: pip install 'letopis[warc]'") from error
    position = -1
    try:
        for record in ArchiveIterator(whole, record_types=WarcRecordType.response, parse_http=True):
            if not _is_page(record):
                continue
            position += 1
            yield _article(record, f"{where}[{position}]", position, options)
    except OSError as error:
        raise fault(where, "unreadable", f"broken WARC after page {position + 1}: {error}") from error
    if position < 0:
        raise fault(where, "no-text", "no pages in this crawl")


def _is_page(record: Any) -> bool:
    http = record.http_headers
    return http is not None and http.status_code == _FOUND and record.http_content_type in _PAGES


def _article(record: Any, where: str, position: int, options: ReadOptions) -> RawArticle | InputError:
    """One page's article; `where` is told with the page's address."""
    url = record.headers.get("WARC-Target-URI")
    place = f"{where} {url}"
    try:
        raw = page_article(read_whole(record.reader, place, options), place, record.http_charset)
    except InputError as error:
        return error
    raw.position = position
    raw.url = raw.url or url
    return raw
