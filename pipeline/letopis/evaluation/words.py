"""Spans in words: annotators draw borders in different places, so spans count as equal when they share a word.

A word is a run of letters and digits with inner hyphens and apostrophes; punctuation and spaces belong to none.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Hashable, Sequence
from typing import TypeVar

WordSpan = tuple[int, int]
T = TypeVar("T")
G = TypeVar("G", bound=Hashable)

_WORD = re.compile(r"[^\W_]+(?:[-‑’'][^\W_]+)*")


class Words:
    """The words of one text."""

    def __init__(self, text: str) -> None:
        places = [match.span() for match in _WORD.finditer(text)]
        self._starts = [start for start, _ in places]
        self._ends = [end for _, end in places]

    def span(self, start: int, end: int) -> WordSpan | None:
        """Number of the first word that [start, end) touches, and of the one after the last; None for no word."""
        first, last = bisect_right(self._ends, start), bisect_left(self._starts, end)
        return (first, last) if first < last else None

    def characters(self, span: WordSpan) -> tuple[int, int]:
        """Offsets of the words, half-open."""
        return self._starts[span[0]], self._ends[span[1] - 1]


def shared(one: WordSpan, other: WordSpan) -> int:
    """How many words two spans have in common."""
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))


def outermost(spans: Collection[WordSpan]) -> set[WordSpan]:
    """The spans that lie inside no other of the set."""
    return {one for one in spans if not any(o != one and o[0] <= one[0] and one[1] <= o[1] for o in spans)}


def greedy(system: Collection[WordSpan], gold: Collection[WordSpan]) -> dict[WordSpan, WordSpan]:
    """One to one, the largest share of common words (intersection over union) first: system span to gold span."""
    pairs = sorted(
        (-shared(one, other) / (max(one[1], other[1]) - min(one[0], other[0])), one, other)
        for one in system
        for other in gold
        if shared(one, other)
    )
    matched: dict[WordSpan, WordSpan] = {}
    taken: set[WordSpan] = set()
    for _, one, other in pairs:
        if one not in matched and other not in taken:
            matched[one] = other
            taken.add(other)
    return matched


def most_pairs(system: Sequence[T], gold: Sequence[G], fits: Callable[[T, G], bool]) -> dict[int, int]:
    """A one-to-one matching with as many pairs as can be (Kuhn's augmenting paths): system index to gold index."""
    edges = [[column for column, other in enumerate(gold) if fits(one, other)] for one in system]
    owner: dict[int, int] = {}

    def place(row: int, seen: set[int]) -> bool:
        for column in edges[row]:
            if column in seen:
                continue
            seen.add(column)
            if column not in owner or place(owner[column], seen):
                owner[column] = row
                return True
        return False

    for row in range(len(system)):
        place(row, set())
    return {row: column for column, row in owner.items()}
