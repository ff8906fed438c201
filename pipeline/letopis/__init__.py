"""Letopis (летопись, a chronicle): Russian news articles in, event records out.

>>> import letopis
>>> record = letopis.extract("5 мая президент прибыл в Астану.", published="2023-05-06")
>>> record.events[0].time.from_
'2023-05-05'
"""

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from letopis.extractor import Extractor
    from letopis.record import Record

__all__ = ["Extractor", "Record", "extract"]


def extract(text: str, *, published: str | None = None, title: str | None = None, url: str | None = None) -> "Record":
    """The event record of one article; the models load at the first call and stay.

    `published` is an ISO 8601 date, or date-time with zone; without it relative dates stay unresolved.
    """
    return _extractor().extract(text, published=published, title=title, url=url)


@lru_cache(maxsize=1)
def _extractor() -> "Extractor":
    from letopis.extractor import Extractor

    return Extractor()


def __getattr__(name: str) -> object:
    """Load the heavy parts only when somebody asks for them: `letopis --help` must not wait for models."""
    if name == "Extractor":
        from letopis.extractor import Extractor

        return Extractor
    if name == "Record":
        from letopis.record import Record

        return Record
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
