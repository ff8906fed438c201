"""Intervals by resampling articles: of one system's figures, and of the difference between two on the same articles.

Articles, not events, are drawn (Efron & Tibshirani 1993, ch. 6; for paired systems Koehn 2004): events of one text
stand and fall together. Seeded: the same input gives the same figures.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from letopis.evaluation.scores import ArticleScore

RESAMPLES = 2000
SEED = 20231125

Interval = tuple[float, float]
Figures = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Change:
    """A figure of A and of B, the 95% interval of B minus A, and how often resampling turns the difference around.

    `doubt` is two-sided: twice the share of resamples with no difference or one of the other sign, at most 1.
    """

    a: float
    b: float
    interval: Interval | None
    doubt: float | None

    @property
    def difference(self) -> float:
        """B minus A."""
        return self.b - self.a

    @property
    def sure(self) -> bool:
        """Whether the interval leaves zero out."""
        return self.interval is not None and (self.interval[0] > 0 or self.interval[1] < 0)


def intervals(articles: Sequence["ArticleScore"], names: Sequence[str]) -> dict[str, Interval]:
    """95% intervals: of F1 for tallies, of the ratio for rates.

    Names without counts, and corpora of a single article, have none.
    """
    if len(articles) < 2:
        return {}
    found: dict[str, Interval] = {}
    for name in names:
        values, known = _resampled(_fractions(articles, name))
        if known.any():
            found[name] = _percentiles(values[known])
    return found


def changes(a: Sequence["ArticleScore"], b: Sequence["ArticleScore"], names: Sequence[str]) -> dict[str, Change]:
    """Both figures of each name, and their difference; `a` and `b` are scores of the same articles in one order."""
    found = {}
    for name in names:
        one, other = _fractions(a, name), _fractions(b, name)
        totals = one.sum(axis=0), other.sum(axis=0)
        if totals[0][1] and totals[1][1]:
            figures = [float(total[0] / total[1]) for total in totals]
            found[name] = Change(figures[0], figures[1], *_difference(one, other, figures[1] - figures[0]))
    return found


def _difference(one: Figures, other: Figures, seen: float) -> tuple[Interval | None, float | None]:
    if len(one) < 2:
        return None, None
    (values, known), (others, known_too) = _resampled(one), _resampled(other)
    both = known & known_too
    if not both.any():
        return None, None
    differences = others[both] - values[both]
    turned = (differences <= 0) if seen > 0 else (differences >= 0) if seen < 0 else np.ones_like(differences)
    return _percentiles(differences), round(min(1.0, 2 * float(np.mean(turned))), 4)


def _fractions(articles: Sequence["ArticleScore"], name: str) -> Figures:
    return np.array([article.score.fraction(name) for article in articles], dtype=float)


def _resampled(fractions: Figures) -> tuple[Figures, NDArray[np.bool_]]:
    """The figure of every resample, and which of them have one."""
    sums = _draws(len(fractions)) @ fractions
    known = sums[:, 1] > 0
    return np.divide(sums[:, 0], sums[:, 1], out=np.zeros(len(sums)), where=known), known


@lru_cache(maxsize=2)
def _draws(articles: int) -> NDArray[np.int64]:
    """How often each article is in each resample."""
    generator = np.random.default_rng(SEED)
    return generator.multinomial(articles, np.full(articles, 1 / articles), size=RESAMPLES)


def _percentiles(values: Figures) -> Interval:
    low, high = np.percentile(values, [2.5, 97.5])
    return round(float(low), 4), round(float(high), 4)
