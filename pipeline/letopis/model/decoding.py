"""From scores of BIO tags to spans."""

from collections.abc import Sequence
from functools import cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


class Decoder:
    """One head's scores [n, tags] of many sentences' tokens; spans are asked for sentence by sentence.

    `bias` is taken from the score of O. What can be done for all tokens at once is done here: a sentence
    without a span, and most are, costs next to nothing.
    """

    def __init__(self, scores: Floats, tags: Sequence[str], starts: Sequence[int], bias: float = 0.0) -> None:
        """`starts` are the sentences' first rows, in order, the end after them."""
        self._scores, self._tags, self._starts = scores.copy(), tuple(tags), starts
        self._scores[:, 0] -= bias
        self._best = self._scores.argmax(1)
        self._found = np.logical_or.reduceat(self._best != 0, starts[:-1]).tolist()
        self._masses = _masses(probabilities(self._scores), self._tags)

    def spans(self, sentence: int) -> list[tuple[int, int, str, float]]:
        """(first, last, label, probability) of the best tag sequence in which an I- continues its own kind.

        The probability is the mean over the span's tokens of the probability that the token is of some span
        of that label.
        """
        if not self._found[sentence]:
            return []
        rows = slice(self._starts[sentence], self._starts[sentence + 1])
        path = self._best[rows].tolist()
        if not all(_follows(before, tag) for before, tag in pairwise(["O", *(self._tags[each] for each in path)])):
            path = _viterbi(self._scores[rows], self._tags).tolist()
        return self._spans(path, rows.start)

    def _spans(self, path: Sequence[int], start: int) -> list[tuple[int, int, str, float]]:
        found: list[tuple[int, int, str, float]] = []
        index = 0
        while index < len(path):
            label = self._tags[path[index]]
            if label == "O":
                index += 1
                continue
            last = index + 1
            while last < len(path) and self._tags[path[last]][0] == "I":
                last += 1
            masses = self._masses[label[1:]][start + index : start + last]
            sure = float(masses[0] if len(masses) == 1 else masses.mean())
            found.append((index, last, label[2:], sure))
            index = last
        return found


@cache
def _follows(before: str, tag: str) -> bool:
    return tag[0] != "I" or before[1:] == tag[1:] != "" or (tag == "I" and before in ("B", "I"))


@cache
def _forbidden(tags: tuple[str, ...]) -> Floats:
    """What the step from one tag to another costs: nothing, or too much."""
    return np.array([[0.0 if _follows(a, b) else -1e4 for b in tags] for a in tags], np.float32)


def _viterbi(scores: Floats, tags: tuple[str, ...]) -> NDArray[np.intp]:
    forbidden = _forbidden(tags)
    total = scores[0] + forbidden[0]
    back = np.zeros(scores.shape, np.intp)
    for index in range(1, len(scores)):
        ways = total[:, None] + forbidden
        back[index] = ways.argmax(0)
        total = ways.max(0) + scores[index]
    path = np.zeros(len(scores), np.intp)
    path[-1] = total.argmax()
    for index in range(len(scores) - 1, 0, -1):
        path[index - 1] = back[index, path[index]]
    return path


def probabilities(scores: Floats) -> Floats:
    """Softmax over the last axis."""
    powers = np.exp(scores - scores.max(-1, keepdims=True))
    found: Floats = powers / powers.sum(-1, keepdims=True)
    return found


def _masses(likely: Floats, tags: tuple[str, ...]) -> dict[str, Floats]:
    """By kind («-ORG»), the probability that each token is of a span of that kind, B or I."""
    columns: dict[str, list[int]] = {}
    for number, tag in enumerate(tags):
        if tag != "O":
            columns.setdefault(tag[1:], []).append(number)
    return {kind: likely[:, own].sum(1) for kind, own in columns.items()}
