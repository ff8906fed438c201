"""Thresholds by measurement on held-out articles: triggers and triples, matched by shared tokens."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from letopis.document import PredictedSpan, Prediction, Sentence
from letopis.model.labels import ROLES
from letopis.model.lexicon import Lexicon
from letopis.model.model import Link, Model
from letopis.model.network import Weights
from letopis.model.vectors import WordVectors
from letopis.model.weights import Header, Stored, current_labels
from letopis.training.examples import Annotated, Example

BIASES = (0.0, 0.25, 0.5, 0.75, 1.0)
LINKS = (0.35, 0.4, 0.45, 0.5)

Range = tuple[int, int]


@dataclass(slots=True)
class Tally:
    """Hits, answers and gold of one measure; they add up over sentences."""

    hits: int = 0
    found: int = 0
    gold: int = 0

    @property
    def f1(self) -> float:
        """F1, 0 to 1."""
        return 2 * self.hits / (self.found + self.gold) if self.found + self.gold else 0.0


@dataclass(slots=True)
class Measure:
    """What a pair of thresholds gives."""

    bias: float
    link: float
    triggers: Tally = field(default_factory=Tally)
    triples: Tally = field(default_factory=Tally)

    def line(self) -> str:
        """For people."""
        return (
            f"bias {self.bias:.2f} link {self.link:.2f}: "
            f"triggers F1 {100 * self.triggers.f1:.1f}, triples F1 {100 * self.triples.f1:.1f}"
        )


class Tuner:
    """Adds up measures at all pairs of thresholds over articles that the weights did not see."""

    def __init__(self) -> None:
        self._tried = [Measure(bias, link) for bias in BIASES for link in LINKS]

    def add(self, weights: Weights, lexicon: Lexicon, vectors: WordVectors, articles: Sequence[Annotated]) -> None:
        """Measure one set of weights."""
        for bias in BIASES:
            model = Model(Stored(weights, lexicon, Header(bias, 0.0, current_labels())), vectors)
            tried = [one for one in self._tried if one.bias == bias]
            for article in articles:
                (predictions,) = model.predict([article.sentences])
                for sentence, prediction, example in zip(article.sentences, predictions, article.examples, strict=True):
                    _count(model, sentence, prediction, example, tried)

    def choose(self, note: str) -> Header:
        """The thresholds with the best F1 of triples; prints all that were tried."""
        for one in self._tried:
            print(one.line(), flush=True)
        best = max(self._tried, key=lambda one: one.triples.f1)
        return Header(best.bias, best.link, current_labels(), note)


def _count(
    model: Model, sentence: Sentence, prediction: Prediction, example: Example, found: Sequence[Measure]
) -> None:
    """Add one sentence to every measure."""
    links = model.link(sentence, prediction, prediction.triggers, prediction.arguments)
    triggers = [(_place(span),) for span in prediction.triggers]
    gold_triggers = [(_place(span),) for span in example.triggers]
    gold = [
        (_place(example.triggers[i]), _place(example.arguments[j]), (int(role), int(role) + 1))
        for (i, j), role in np.ndenumerate(example.roles)
        if role
    ]
    for one in found:
        triples = [
            (_place(prediction.triggers[link.trigger]), _place(prediction.arguments[link.argument]), _number(link))
            for link in links
            if link.probability >= one.link
        ]
        _add(one.triggers, triggers, gold_triggers)
        _add(one.triples, triples, gold)


def _place(span: PredictedSpan) -> Range:
    return span.first, span.last


def _number(link: Link) -> Range:
    number = ROLES.index(link.role)
    return number, number + 1


def _add(tally: Tally, found: Sequence[tuple[Range, ...]], gold: Sequence[tuple[Range, ...]]) -> None:
    """Match one to one, each answer with the first gold that it meets in every part."""
    free = list(gold)
    for answer in found:
        hit = next((each for each in free if _meet(answer, each)), None)
        if hit is not None:
            free.remove(hit)
    tally.hits += len(gold) - len(free)
    tally.found += len(found)
    tally.gold += len(gold)


def _meet(one: tuple[Range, ...], other: tuple[Range, ...]) -> bool:
    return all(a[0] < b[1] and b[0] < a[1] for a, b in zip(one, other, strict=True))
