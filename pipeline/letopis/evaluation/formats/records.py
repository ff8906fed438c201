"""The record itself as a gold format: what `letopis extract` wrote, to be corrected; gold as records."""

from collections.abc import Sequence
from pathlib import Path

from letopis.errors import InputError
from letopis.evaluation.gold import GoldArticle
from letopis.evaluation.segmentation import Segmentation
from letopis.evaluation.systems import records_of
from letopis.record import Record


def read(path: Path) -> list[GoldArticle]:
    """Raises UsageError, and InputError for the first faulty line or a record without its text."""
    return [
        GoldArticle(name, path, _with_text(record), segmentation=Segmentation.of(record))
        for name, record in records_of(path).items()
    ]


def _with_text(record: Record) -> Record:
    if record.article.text is None:
        raise InputError(record.article.id, "not-a-record", "the record has no text; extract without --no-text")
    return record


def write(articles: Sequence[GoldArticle], path: Path) -> None:
    """One record a line."""
    path.write_bytes(b"".join(article.record.to_json() + b"\n" for article in articles))
