"""From scores of BIO tags to spans."""

from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray


def decode(scores: NDArray[np.float32], tags: Sequence[str], bias: float = 0.0) -> list[tuple[int, int, str, float]]:
    """(first, last, label, probability) of the best tag sequence in which an I- continues its own kind.

    `scores` is [n, tags] of one sentence; `bias` is taken from the score of O. The probability is the
    mean over the span's tokens of the probability that the token is of some span of that label.
    """
    scores = scores.copy()
    scores[:, 0] -= bias
    best = scores.argmax(1)
    if not best.any():
        return []
    path = best if _legal(best, tags) else _viterbi(scores, tags)
    return _spans(path.tolist(), probabilities(scores), tags)


def _legal(path: NDArray[np.intp], tags: Sequence[str]) -> bool:
    before = np.concatenate([[0], path[:-1]])
    return not _forbidden(tuple(tags))[before, path].any()


@cache
def _forbidden(tags: tuple[str, ...]) -> NDArray[np.float32]:
    """What the step from one tag to another costs: nothing, or too much."""
    return np.array([[0.0 if _follows(a, b) else -1e4 for b in tags] for a in tags], np.float32)


def _follows(before: str, tag: str) -> bool:
    return tag[0] != "I" or before[1:] == tag[1:] != "" or (tag == "I" and before in ("B", "I"))


def _viterbi(scores: NDArray[np.float32], tags: Sequence[str]) -> NDArray[np.intp]:
    forbidden = _forbidden(tuple(tags))
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


def probabilities(scores: NDArray[np.float32]) -> NDArray[np.float32]:
    """Softmax over the last axis."""
    powers = np.exp(scores - scores.max(-1, keepdims=True))
    found: NDArray[np.float32] = powers / powers.sum(-1, keepdims=True)
    return found


def _spans(
    path: Sequence[int], probabilities: NDArray[np.float32], tags: Sequence[str]
) -> list[tuple[int, int, str, float]]:
    found: list[tuple[int, int, str, float]] = []
    index = 0
    while index < len(path):
        label = tags[path[index]]
        if label == "O":
            index += 1
            continue
        last = index + 1
        while last < len(path) and tags[path[last]][0] == "I":
            last += 1
        sure = float(probabilities[index:last, _own(tuple(tags), label[1:])].sum(1).mean())
        found.append((index, last, label[2:], sure))
        index = last
    return found


@cache
def _own(tags: tuple[str, ...], kind: str) -> NDArray[np.intp]:
    """The tags of one kind: B-ORG and I-ORG for «-ORG»."""
    return np.array([number for number, tag in enumerate(tags) if tag[1:] == kind and tag != "O"])
