"""What annotation tools have in common: labelled stretches of a text, relations between them, attributes of both.

Formats of tools are read into this and written from it; what the labels mean is the mapping's business.
Offsets are half-open code points.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from letopis.errors import UsageError
from letopis.evaluation.gold import Fault, GoldError
from letopis.evaluation.segmentation import Segmentation

# What an article is known by, beside its text; the record's own words.
META = ("id", "title", "url", "source", "published")
# The same, and what gold says is hard about it, separated by commas.
TASK_META = (*META, "tags")


@dataclass(slots=True)
class Span:
    """A labelled stretch [start, end); `id` is unique in the article."""

    id: str
    label: str
    start: int
    end: int
    attributes: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Relation:
    """A labelled arrow between two spans, by their ids."""

    label: str
    source: str
    target: str


@dataclass(frozen=True, slots=True)
class Statement:
    """What several spans say together: each argument's name, and the ids of the spans that may fill it, the best first.

    A span that stands for an entity stands for all spans joined with it.
    """

    label: str
    arguments: tuple[tuple[str, tuple[str, ...]], ...]
    attributes: tuple[tuple[str, str], ...] = ()


@dataclass(slots=True)
class StandoffArticle:
    """One annotated text; `path` is the file it comes from, `dropped` what its reader could not take, by kind.

    `segmentation` is there where the format has tokens and sentences.
    """

    name: str
    path: Path
    text: str
    meta: dict[str, str] = field(default_factory=dict)
    spans: list[Span] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    dropped: Counter[str] = field(default_factory=Counter)
    segmentation: Segmentation | None = None

    def by_id(self) -> dict[str, Span]:
        """The spans by id."""
        return {span.id: span for span in self.spans}

    @property
    def sha256(self) -> str:
        """Of the text's UTF-8 bytes."""
        return hashlib.sha256(self.text.encode("utf-8")).hexdigest()


def clusters(spans: Iterable[Span], relations: Iterable[Relation], label: str | None) -> list[list[Span]]:
    """Spans joined by relations of the label, each cluster in text order, clusters by their first span."""
    mine = {span.id: [span] for span in spans}
    for relation in relations:
        one, other = mine.get(relation.source), mine.get(relation.target)
        if relation.label == label and one is not None and other is not None and one is not other:
            one += other
            mine |= dict.fromkeys((span.id for span in other), one)
    distinct = {id(cluster): sorted(cluster, key=lambda span: (span.start, span.end)) for cluster in mine.values()}
    return sorted(distinct.values(), key=lambda cluster: (cluster[0].start, -cluster[0].end))


def checked(articles: list[StandoffArticle], lines: Iterable[int | None] = ()) -> list[StandoffArticle]:
    """The articles, when every span lies in its text and every relation has both ends. Raises GoldError."""
    where = dict(enumerate(lines))
    faults = [
        Fault(article.path, where.get(index), message)
        for index, article in enumerate(articles)
        for message in _faults(article)
    ]
    names = Counter(article.name for article in articles)
    faults += [
        Fault(article.path, where.get(index), f"there is another article called {article.name!r}; rename one")
        for index, article in enumerate(articles)
        if names[article.name] > 1
    ]
    if faults:
        raise GoldError(faults)
    return articles


def _faults(article: StandoffArticle) -> Iterator[str]:
    known = article.by_id()
    for span in article.spans:
        if not 0 <= span.start < span.end <= len(article.text):
            reason = f"the text has {len(article.text)} characters and a span at least one"
            yield f"{article.name}: span {span.id} {span.label} [{span.start}, {span.end}): {reason}"
    pointed = [(f"relation {one.label}", end) for one in article.relations for end in (one.source, one.target)]
    for one in article.statements:
        pointed += [(f"statement {one.label}", id_) for _, ids in one.arguments for id_ in ids]
    for what, end in pointed:
        if end not in known:
            yield f"{article.name}: {what} points at {end}, which is no span; take it out"


def files_of(path: Path, endings: tuple[str, ...], what: str) -> list[Path]:
    """The file, or the folder's files with one of the endings, sorted. Raises UsageError when there is none."""
    files = [path] if path.is_file() else sorted(file for file in path.rglob("*") if file.suffix in endings)
    if not files:
        raise UsageError(f"{path}: no {what} there; give a file or a folder with {' or '.join(endings)}")
    return files


def text_of(path: Path) -> str:
    """A file's text, to the character. Raises GoldError when it is not UTF-8."""
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise GoldError([Fault(path, None, f"is not UTF-8: {error.reason}; save it as UTF-8")]) from error
