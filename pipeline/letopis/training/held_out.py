"""What is judged right or wrong by its evidence, fitted, and measured on articles that the fit left out."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from letopis.document import Article
from letopis.evaluation.gold import GoldArticle
from letopis.odds import Evidence, Odds
from letopis.training.regression import Floats, fit_odds

PARTS = 8
_UNSEEN = "unseen"


@dataclass(slots=True)
class Judged:
    """One thing told: what speaks for it, whether it is right, the number of its article."""

    evidence: Evidence
    right: bool
    article: int


def as_unseen(evidence: Evidence, *also: str) -> Evidence:
    """Evidence of an article that no rule was made with: how likely things are there at all, and how much that which
    is named in `also` says, may differ. `settled` gives the odds for such articles."""
    return evidence | {_UNSEEN: 1.0} | {f"{_UNSEEN}: {name}": evidence.get(name, 0.0) for name in also}


def is_unseen(judged: Sequence[Judged]) -> NDArray[np.bool_]:
    """Which of them [n] are `as_unseen`; all where none is."""
    unseen = np.array([_UNSEEN in one.evidence for one in judged], bool)
    return unseen if unseen.any() else ~unseen


def settled(odds: Odds) -> Odds:
    """Odds that were fitted to evidence `as_unseen` too, for articles unseen and without that mark."""
    weights = dict(odds.weights)
    for marked in [name for name in weights if name.startswith(_UNSEEN)]:
        name = marked.removeprefix(f"{_UNSEEN}: ") if marked != _UNSEEN else "bias"
        weights[name] = round(weights.get(name, 0.0) + weights.pop(marked), 2)
    return Odds(weights=weights)


def article_of(gold: GoldArticle) -> Article:
    """The gold's article, as an extractor takes it."""
    given = gold.record.article
    return Article(
        given.id, given.text or "", given.sha256, published=given.published, published_from=given.published_from
    )


def fit(judged: Sequence[Judged], penalty: float) -> Odds:
    """The odds of being right; see `fit_odds`."""
    return fit_odds([one.evidence for one in judged], [one.right for one in judged], penalty)


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
