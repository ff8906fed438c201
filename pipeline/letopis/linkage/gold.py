"""Gold of what is one across articles, and pairwise scores against it.

A YAML file lists articles (by the stem of their path) and, complete for these, the events and the people
that more than one of them tells of, each telling by a quote; brackets mark the word meant where the quote
is longer: `told: {mudflow-first: "[Поток] из грязи", mudflow-bulletin: схода селя}`.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from letopis.errors import ResourceError, UsageError
from letopis.tables import read_table

Kind = Literal["events", "people"]
Span = tuple[int, int]


class GoldCluster(BaseModel):
    """One event or person: its name for people, and a quote of it by article."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    name: str
    told: dict[str, str] = Field(min_length=2)


class LinkGold(BaseModel):
    """The file."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    articles: list[str]
    events: list[GoldCluster]
    people: list[GoldCluster]

    @classmethod
    def read(cls, path: Path) -> "LinkGold":
        """Raises UsageError that names the file and its faults."""
        try:
            return read_table(path, cls)
        except ResourceError as error:
            raise UsageError(f"no gold of what is one across articles: {error}") from error


def locate(quote: str, text: str) -> Span:
    """The bracketed part of the quote in the text, half-open code points; raises ValueError unless it is there once."""
    bare = quote.replace("[", "").replace("]", "")
    if text.count(bare) != 1:
        raise ValueError(f"«{bare}» stands {text.count(bare)} times in the text: quote what is there once")
    start = text.index(bare)
    first, last = quote.find("["), quote.find("]")
    return (start, start + len(bare)) if first < 0 else (start + first, start + last - 1)


@dataclass(frozen=True, slots=True)
class Scores:
    """Pairs of items of different articles: `right` are one in both, `made` here, `gold` there."""

    right: int
    made: int
    gold: int

    @property
    def precision(self) -> float:
        return self.right / self.made if self.made else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        return 2 * self.right / (self.made + self.gold) if self.made + self.gold else 0.0


def pairwise(made: Mapping[str, Hashable], gold: Iterable[Sequence[str]], article: Mapping[str, str]) -> Scores:
    """`made`: a cluster by item; `gold`: items that are one; `article`: of each item.

    Pairs inside one article do not count.
    """
    groups: dict[Hashable, list[str]] = {}
    for item, cluster in made.items():
        groups.setdefault(cluster, []).append(item)
    ours, theirs = _pairs(groups.values(), article), _pairs(gold, article)
    return Scores(len(ours & theirs), len(ours), len(theirs))


def _pairs(groups: Iterable[Sequence[str]], article: Mapping[str, str]) -> set[tuple[str, ...]]:
    return {
        tuple(sorted(pair))
        for group in groups
        for pair in combinations(group, 2)
        if article[pair[0]] != article[pair[1]]
    }
