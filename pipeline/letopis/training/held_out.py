"""What is judged right or wrong by its evidence, fitted, and measured on articles that the fit left out."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from letopis.document import Article
from letopis.evaluation.gold import GoldArticle
from letopis.odds import Evidence, Odds
from letopis.training.regression import Floats, fit_odds

PARTS = 8


@dataclass(slots=True)
class Judged:
    """One thing told: what speaks for it, whether it is right, the number of its article, how often it counts."""

    evidence: Evidence
    right: bool
    article: int
    weight: int = 1


def article_of(gold: GoldArticle) -> Article:
    """The gold's article, as an extractor takes it."""
    given = gold.record.article
    return Article(
        given.id, given.text or "", given.sha256, published=given.published, published_from=given.published_from
    )


def fit(judged: Sequence[Judged], penalty: float) -> Odds:
    """The odds of being right; see `fit_odds`."""
    rows = [one for one in judged for _ in range(one.weight)]
    return fit_odds([one.evidence for one in rows], [one.right for one in rows], penalty)


def held_out(judged: Sequence[Judged], penalty: float) -> Floats:
    """Of each the probability [n] by a fit that left out an eighth of the articles, its own among them."""
    found = np.zeros(len(judged))
    for part in range(PARTS):
        odds = fit([one for one in judged if one.article % PARTS != part], penalty)
        for number, one in enumerate(judged):
            if one.article % PARTS == part:
                found[number] = odds.probability(one.evidence)
    return found


def auc(sure: Floats, right: Floats) -> float:
    """Probability that what is right is held surer than what is wrong, ties counted half."""
    good, bad = sure[right > 0], sure[right == 0]
    above = (good[:, None] > bad[None]).mean() + 0.5 * (good[:, None] == bad[None]).mean()
    return float(above)
