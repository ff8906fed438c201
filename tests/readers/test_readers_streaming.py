"""Memory does not grow with the input: twenty times as many articles need no more than a little."""

import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest
from readers_support import (
    COMPRESS,
    TEXT,
    as_crawl,
    as_json,
    as_page,
    as_parquet,
    as_tar,
    as_zip,
    put,
    read_paths,
)
from trafilatura.meta import reset_caches

from letopis.readers import SourceArticle

SMALL, LARGE = 40, 800


def texts(number: int) -> list[str]:
    return [TEXT * 8 + str(position) for position in range(number)]


def feed(number: int) -> bytes:
    items = "".join(f"<item><description>{text}</description></item>" for text in texts(number))
    return f"<rss><channel>{items}</channel></rss>".encode()


def table(number: int) -> bytes:
    return "".join(["text\n", *(f'"{text}"\n' for text in texts(number))]).encode()


def lines(number: int) -> bytes:
    return b"".join(map(as_json, texts(number)))


def members(number: int) -> list[tuple[str, bytes]]:
    return [(f"{position}.txt", text.encode()) for position, text in enumerate(texts(number))]


def crawl(number: int) -> bytes:
    pages = enumerate(texts(number))
    return as_crawl(*((f"https://news.example/{n}", "text/html; charset=utf-8", as_page(text)) for n, text in pages))


STREAMS: dict[str, Callable[[int], bytes]] = {
    "a.jsonl": lines,
    "a.jsonl.gz": lambda number: COMPRESS[".gz"](lines(number)),
    "a.jsonl.zst": lambda number: COMPRESS[".zst"](lines(number)),
    "a.csv": table,
    "a.csv.gz": lambda number: COMPRESS[".gz"](table(number)),
    "a.rss": feed,
    "a.zip": lambda number: as_zip(members(number)),
    "a.tar.gz": lambda number: COMPRESS[".gz"](as_tar(members(number))),
    "a.parquet": lambda number: as_parquet(*({"text": text} for text in texts(number))),
    "a.warc.gz": lambda number: COMPRESS[".gz"](crawl(number)),
}


def peak(path: Path, expected: int) -> int:
    """The most bytes that Python held at once while reading."""
    tracemalloc.start()
    number = 0
    try:
        for number, item in enumerate(read_paths([path]), 1):
            assert isinstance(item, SourceArticle)
            if number % SMALL == 0:
                reset_caches()  # trafilatura keeps the texts of up to a thousand pages
        assert number == expected
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.slow
@pytest.mark.parametrize("name", STREAMS)
def test_memory_is_flat(name: str, tmp_path: Path) -> None:
    small, large = (put(tmp_path, f"{number}/{name}", STREAMS[name](number)) for number in (SMALL, LARGE))
    peak(small, SMALL)  # loads what is loaded once
    allowance = 300 * LARGE  # names of members, and a zip's directory
    assert peak(large, LARGE) < peak(small, SMALL) + 1_200_000 + allowance
