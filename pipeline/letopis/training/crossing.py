"""Cross-fitting: every article seen by networks that were fitted without it.

What they think of it serves twice: thresholds are chosen on it, and it softens gold where gold is at
odds with itself.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from letopis.document import Document
from letopis.model.decoding import probabilities
from letopis.model.labels import ROLES
from letopis.model.lexicon import Lexicon
from letopis.model.network import Floats, Network, Weights
from letopis.model.vectors import WordVectors
from letopis.training.batches import Batcher
from letopis.training.brat import BratArticle
from letopis.training.examples import Annotated, Example, Soft, annotate
from letopis.training.fitting import Plan, fit

FOLDS = 5


@dataclass(slots=True)
class Analysed:
    """Training articles with their analysis, and the word table."""

    documents: Sequence[Document]
    articles: Sequence[BratArticle]
    vectors: WordVectors


def fit_without(fold: int, given: Analysed, plan: Plan) -> tuple[Weights, Lexicon, list[Annotated]]:
    """Weights and lexicon of all articles but every FOLDS-th from number `fold` on, and those left out."""
    counted = [number % FOLDS != fold for number in range(len(given.articles))]
    annotated, lexicon = annotate(given.documents, given.articles, given.vectors, counted)
    examples = [e for each, wanted in zip(annotated, counted, strict=True) if wanted for e in each.examples]
    weights = fit(examples, Batcher(examples, given.vectors), plan)
    return weights, lexicon, annotated[fold::FOLDS]


def soften(weights: Weights, vectors: WordVectors, article: Annotated) -> list[Soft]:
    """What the network thinks of an article's sentences; pairs are of gold's spans."""
    if not article.examples:
        return []
    network = Network(weights, vectors)
    states = network.states([example.tokens for example in article.examples])
    found = []
    for example, state, scores in zip(article.examples, states, network.tag_scores(states), strict=True):
        found.append(Soft([probabilities(each) for each in scores], _roles(network, example, state)))
    return found


def _roles(network: Network, example: Example, state: Floats) -> Floats:
    if not example.roles.size:
        return np.zeros((*example.roles.shape, len(ROLES)), np.float32)
    return probabilities(network.role_scores(state, example.triggers, example.arguments, example.pairs))
