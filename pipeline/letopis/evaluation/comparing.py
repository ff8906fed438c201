"""Two systems on the same gold: which figures changed, which articles, which single differences."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from letopis.evaluation.bootstrap import Change, changes
from letopis.evaluation.counts import Tally
from letopis.evaluation.difference import Difference
from letopis.evaluation.gold import GoldArticle
from letopis.evaluation.labels import FIGURE_LABELS
from letopis.evaluation.scores import ArticleScore, score_all
from letopis.record import Record

# What an article is compared by: the first of these that its gold has.
_MAIN = ("events", "word_triggers", "entities", "times_whole")


@dataclass(frozen=True, slots=True)
class ArticleChange:
    """One article: its main figure of A and B (None: nothing to find), what B mended and what it broke."""

    name: str
    a: float | None
    b: float | None
    mended: list[Difference]
    broken: list[Difference]

    @property
    def balance(self) -> int:
        """How many more things were mended than broken."""
        return len(self.mended) - len(self.broken)


@dataclass(frozen=True, slots=True)
class PairedReport:
    """All of it; figures by name, articles from the most improved to the most spoilt."""

    figures: dict[str, Change]
    articles: list[ArticleChange]

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON values."""
        return {
            "articles": len(self.articles),
            "figures": {name: _figure(change) for name, change in self.figures.items()},
            "by_article": [
                {
                    "name": one.name,
                    "a": one.a,
                    "b": one.b,
                    "mended": [difference.to_dict() for difference in one.mended],
                    "broken": [difference.to_dict() for difference in one.broken],
                }
                for one in self.articles
            ],
        }


def _figure(change: Change) -> dict[str, Any]:
    return {
        "a": round(change.a, 4),
        "b": round(change.b, 4),
        "difference": round(change.difference, 4),
        "interval": change.interval and list(change.interval),
        "doubt": change.doubt,
    }


def compare_systems(gold: Sequence[GoldArticle], a: Mapping[str, Record], b: Mapping[str, Record]) -> PairedReport:
    """Score both and pair them, article by article."""
    one, other = score_all(gold, a), score_all(gold, b)
    known = {name for article in (*one, *other) for name in article.score.figures}
    names = [name for name in FIGURE_LABELS if name in known]
    articles = [_article(*pair) for pair in zip(one, other, strict=True)]
    return PairedReport(changes(one, other, names), sorted(articles, key=lambda article: -article.balance))


def _article(a: ArticleScore, b: ArticleScore) -> ArticleChange:
    name = next((name for name in _MAIN if name in a.score.tallies), "")
    before, after = a.score.tallies.get(name, Tally()).f1, b.score.tallies.get(name, Tally()).f1
    return ArticleChange(a.name, before, after, _without(a, b), _without(b, a))


def _without(one: ArticleScore, other: ArticleScore) -> list[Difference]:
    """Differences of one that the other has not; another wrong value in the same place is none."""
    left = Counter(map(_key, other.differences))
    found = []
    for difference in one.differences:
        key = _key(difference)
        if left[key] > 0:
            left[key] -= 1
        else:
            found.append(difference)
    return found


def _key(difference: Difference) -> tuple[str, ...]:
    detail = "" if difference.kind.startswith("wrong") else difference.detail
    return difference.kind, difference.type, str(difference.start), detail
