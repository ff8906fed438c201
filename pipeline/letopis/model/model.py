"""The model as the chain sees it: sentences to predictions, chosen triggers to linked arguments."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, islice, pairwise
from typing import Literal, cast

import numpy as np
from numpy.typing import NDArray

from letopis.document import PredictedSpan, Prediction, Sentence
from letopis.model.decoding import Decoder, probabilities
from letopis.model.labels import HEADS, ROLES
from letopis.model.network import Floats, Network
from letopis.model.pair_features import PairFeatures, make_span
from letopis.model.token_features import Featurizer
from letopis.model.typed import TypedHead
from letopis.model.vectors import WordVectors
from letopis.model.weights import Stored, load_weights
from letopis.settings import PACKAGED_MODEL

Ints = NDArray[np.int32]
# Tokens that run through the network together: what a long article needs of memory, and of the cache, stays bounded.
BLOCK = 2000
LinkRole = Literal["who", "when", "where"]


@dataclass(slots=True)
class Link:
    """The linker's answer for one trigger and one argument, by their numbers in the lists given."""

    trigger: int
    argument: int
    role: LinkRole
    probability: float


class Model:
    """Tagger and linker with the thresholds they were tuned for."""

    def __init__(self, stored: Stored, vectors: WordVectors) -> None:
        self._network = Network(stored.weights, vectors)
        self._featurize = Featurizer(vectors, stored.lexicon)
        self._typed = TypedHead(stored.weights, vectors, stored.header.types) if stored.header.types else None
        self.header = stored.header

    @classmethod
    @lru_cache(maxsize=2)
    def load(cls, name: str = PACKAGED_MODEL) -> "Model":
        """The package's model for `default`, else the weights at that path; raises UsageError."""
        return cls(load_weights(name), WordVectors.load())

    def predict(self, articles: Sequence[list[Sentence]]) -> list[list[Prediction]]:
        """Triggers and arguments of every sentence of each article."""
        found: list[tuple[Prediction, Ints]] = []
        for block in _blocks([sentence for sentences in articles for sentence in sentences]):
            found += self._predict(block)
        given = iter(found)
        return [self._told(sentences, list(islice(given, len(sentences)))) for sentences in articles]

    def _told(self, sentences: list[Sentence], found: list[tuple[Prediction, Ints]]) -> list[Prediction]:
        """One article's predictions, with what the typed head says of them."""
        predictions = [prediction for prediction, _ in found]
        if self._typed is not None and found:
            self._typed.tell(sentences, np.concatenate([words for _, words in found]), predictions)
        return predictions

    def _predict(self, sentences: list[Sentence]) -> list[tuple[Prediction, Ints]]:
        """Each sentence's prediction, and rows of the word table for its words."""
        tokens = self._featurize(sentences)
        lengths = [len(sentence.tokens) for sentence in sentences]
        states = self._network.states(tokens, lengths)
        scores = self._network.tag_scores(states)
        starts = [0, *accumulate(lengths)]
        biases = (self.header.bias, self.header.bias, 0.0, 0.0)
        heads = [Decoder(each, tags, starts, bias) for each, (_, tags), bias in zip(scores, HEADS, biases, strict=True)]
        none = np.minimum(probabilities(scores[0])[:, 0], probabilities(scores[1])[:, 0])
        eventness = (1 - none).tolist()
        found = []
        for number, (sentence, (first, end)) in enumerate(zip(sentences, pairwise(starts), strict=True)):
            triggers, arguments = _spans(sentence, number, heads[:2]), _spans(sentence, number, heads[2:])
            prediction = Prediction(triggers, arguments, eventness[first:end], states[first:end])
            found.append((prediction, tokens.words[first:end]))
        return found

    def chances(
        self, sentence: Sentence, prediction: Prediction, triggers: list[PredictedSpan], arguments: list[PredictedSpan]
    ) -> Floats:
        """[triggers, arguments, ROLES] probabilities; all pairs are seen together."""
        if not triggers or not arguments:
            return np.zeros((len(triggers), len(arguments), len(ROLES)), np.float32)
        rows = PairFeatures(sentence, triggers, arguments).rows()
        return probabilities(self._network.role_scores(prediction.states, triggers, arguments, rows))

    def link(
        self, sentence: Sentence, prediction: Prediction, triggers: list[PredictedSpan], arguments: list[PredictedSpan]
    ) -> list[Link]:
        """The likeliest role of every pair, none left out."""
        if not triggers or not arguments:
            return []
        found = self.chances(sentence, prediction, triggers, arguments)
        best = found[..., 1:].argmax(-1) + 1
        return [
            Link(i, j, cast(LinkRole, ROLES[best[i, j]]), float(found[i, j, best[i, j]]))
            for i in range(len(triggers))
            for j in range(len(arguments))
        ]


def _blocks(sentences: list[Sentence]) -> Iterator[list[Sentence]]:
    """The sentences in stretches of about `BLOCK` tokens."""
    block: list[Sentence] = []
    size = 0
    for sentence in sentences:
        block.append(sentence)
        size += len(sentence.tokens)
        if size >= BLOCK:
            yield block
            block, size = [], 0
    if block:
        yield block


def _spans(sentence: Sentence, number: int, heads: list[Decoder]) -> list[PredictedSpan]:
    """Spans of an outer and an inner head in text order, a span once under the outer's label."""
    found: dict[tuple[int, int], PredictedSpan] = {}
    for head in heads:
        for first, last, label, probability in head.spans(number):
            if (first, last) not in found:
                span = make_span(sentence, first, last, label or "EVENT")
                span.probability = probability
                found[first, last] = span
    return [found[key] for key in sorted(found)]
