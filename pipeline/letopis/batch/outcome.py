"""What became of one article: its record as a line, or the reason why there is none."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from pydantic import ValidationError

from letopis.document import Article, Document
from letopis.errors import InputError
from letopis.extractor import Extractor
from letopis.ids import normalise_url
from letopis.readers import SourceArticle
from letopis.record import Record, build_record
from letopis.settings import Settings

COUNTED = ("events", "entities", "times", "claims")


@dataclass(slots=True)
class Tally:
    """What a run's report needs of a record. `source` is the article's own, else the host of its address, else ""."""

    source: str
    tokens: int
    counts: dict[str, int]
    events: dict[str, int]
    warnings: dict[str, int]
    undated: int
    unplaced: int


@dataclass(slots=True)
class Outcome:
    """Either `record` (UTF-8, without line end) and its tally, or `code` and `reason` of the failure."""

    record: bytes | None = None
    tally: Tally | None = None
    code: str | None = None
    reason: str | None = None


@dataclass(slots=True)
class Job:
    """An article to analyse. `key` tells its content, version and settings; `deaths` counts workers lost over it."""

    key: bytes
    source: SourceArticle
    deaths: int = field(default=0)


def place_of(article: Article) -> str:
    """What a person knows the article by: its file, else its id."""
    return article.path or article.id


def analyse(extractor: Extractor, sources: Iterable[SourceArticle]) -> Iterator[Outcome]:
    """The outcome of each article, in order, batch by batch; whatever one breaks, it breaks for itself."""
    for result in extractor.process(sources):
        yield _outcome(extractor.settings, result)


def _outcome(settings: Settings, result: Document | InputError) -> Outcome:
    if isinstance(result, InputError):
        return Outcome(code=result.code, reason=result.reason)
    try:
        record = build_record(result, settings)
    except ValidationError as error:
        faults = "; ".join(fault["msg"] for fault in error.errors())
        return Outcome(code="failed", reason=f"the record breaks its own contract: {faults}")
    return Outcome(record.to_json(), tally_of(record, result))


def tally_of(record: Record, document: Document) -> Tally:
    """Counts of one record."""
    return Tally(
        source=_source(record),
        tokens=sum(len(sentence.tokens) for sentence in document.sentences),
        counts={name: len(getattr(record, name)) for name in COUNTED},
        events=dict(Counter(event.type for event in record.events)),
        warnings=dict(Counter(warning.code for warning in record.warnings)),
        undated=sum(event.time is None or not (event.time.from_ or event.time.to) for event in record.events),
        unplaced=sum(not event.places for event in record.events),
    )


def _source(record: Record) -> str:
    if record.article.source or not record.article.url:
        return record.article.source or ""
    return normalise_url(record.article.url).removeprefix("https://").split("/")[0]
