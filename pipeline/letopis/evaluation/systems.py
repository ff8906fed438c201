"""The other side of the comparison: records of a file, or what the extractor makes of gold's articles."""

from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath

from letopis.document import Article
from letopis.errors import InputError, UsageError
from letopis.evaluation.gold import GoldArticle
from letopis.readers.source import SourceArticle
from letopis.record import Record, build_record, read_records
from letopis.settings import Settings


def records_of(path: Path) -> dict[str, Record]:
    """Records by article name. Raises UsageError, and InputError for the first faulty line."""
    if not path.is_file():
        raise UsageError(f"{path}: no such file; give records.jsonl, or leave RECORDS out to extract now")
    found: dict[str, Record] = {}
    for record in read_records(path):
        if isinstance(record, InputError):
            raise record
        name = article_name(record)
        if name in found:
            raise InputError(str(path), "failed", f"two records of an article called {name}")
        found[name] = record
    return found


def article_name(record: Record) -> str:
    """How gold calls the article: its file name without the ending, else its id."""
    path = record.article.path
    return PurePosixPath(path.replace("\\", "/")).stem if path else record.article.id


def extract(gold: Sequence[GoldArticle], settings: Settings) -> tuple[dict[str, Record], list[InputError]]:
    """The extractor's records of gold's articles, and the articles on which it failed."""
    # The models load here: whoever compares two files does not wait for them.
    from letopis.extractor import Extractor

    found: dict[str, Record] = {}
    failed: list[InputError] = []
    for article, result in zip(gold, Extractor(settings).process(_sources(gold)), strict=True):
        if isinstance(result, InputError):
            failed.append(result)
        else:
            found[article.name] = build_record(result, settings)
    return found, failed


def _sources(gold: Sequence[GoldArticle]) -> Iterator[SourceArticle]:
    for one in gold:
        article = one.record.article
        yield SourceArticle(
            Article(
                article.id,
                article.text or "",
                article.sha256,
                title=article.title,
                url=article.url,
                source=article.source,
                published=article.published,
                published_from=article.published_from,
                path=article.path,
            ),
            [],
        )
