"""From scores of BIO tags to spans."""

from collections.abc import Sequence
from functools import cache

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
        before = np.concatenate([[0], self._best[:-1]])
        before[starts[:-1]] = 0
        broken = ~_allowed(self._tags)[before, self._best]
        self._found = np.logical_or.reduceat(self._best != 0, starts[:-1]).tolist()
        self._broken = np.logical_or.reduceat(broken, starts[:-1]).tolist()
        self._masses = _masses(probabilities(self._scores), self._tags)

    def spans(self, sentence: int) -> list[tuple[int, int, str, float]]:
        """(first, last, label, probability) of the best tag sequence in which an I- continues its own kind.

        The probability is the mean over the span's tokens of the probability that the token is of some span
        of that label.
        """
        if not self._found[sentence]:
            return []
        rows = slice(self._starts[sentence], self._starts[sentence + 1])
        best = _viterbi(self._scores[rows], self._tags) if self._broken[sentence] else self._best[rows]
        return self._spans(best.tolist(), rows.start)

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
            sure = float(masses[0] if len(masses) == 1 else np.add.reduce(masses) / len(masses))
            found.append((index, last, label[2:], sure))
            index = last
        return found


def _follows(before: str, tag: str) -> bool:
    return tag[0] != "I" or before[1:] == tag[1:] != "" or (tag == "I" and before in ("B", "I"))


@cache
def _allowed(tags: tuple[str, ...]) -> NDArray[np.bool_]:
    """Which tag [before, after] may follow which; O is the first."""
    return np.array([[_follows(before, tag) for tag in tags] for before in tags])


def _viterbi(scores: Floats, tags: tuple[str, ...]) -> NDArray[np.intp]:
    forbidden = np.where(_allowed(tags), np.float32(0), np.float32(-1e4))
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
    powers: Floats = np.subtract(scores, np.maximum.reduce(scores, axis=-1, keepdims=True))
    np.exp(powers, out=powers)
    powers /= np.add.reduce(powers, axis=-1, keepdims=True)
    return powers


def _masses(likely: Floats, tags: tuple[str, ...]) -> dict[str, Floats]:
    """By kind («-ORG»), the probability that each token is of a span of that kind, B or I."""
    columns: dict[str, list[int]] = {}
    for number, tag in enumerate(tags):
        if tag != "O":
            columns.setdefault(tag[1:], []).append(number)
    return {kind: likely[:, own].sum(1) for kind, own in columns.items()}
