"""Counts add, ratios are properties: the figures of many articles are the sum of each one's counts."""

from collections import Counter
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from typing import Self


@dataclass(frozen=True, slots=True)
class Tally:
    """Right, false and missed. Ratios are None where there was nothing to find and nothing found."""

    right: int = 0
    false: int = 0
    missed: int = 0

    def __add__(self, other: Self) -> "Tally":
        return Tally(self.right + other.right, self.false + other.false, self.missed + other.missed)

    @property
    def precision(self) -> float | None:
        """The share of what was found that is right; 0 when nothing was found of what is there."""
        return self._ratio(self.right + self.false)

    @property
    def recall(self) -> float | None:
        """The share of what is there that was found; 0 when all that was found is false."""
        return self._ratio(self.right + self.missed)

    @property
    def f1(self) -> float | None:
        """The harmonic mean of precision and recall."""
        total = 2 * self.right + self.false + self.missed
        return 2 * self.right / total if total else None

    def _ratio(self, whole: int) -> float | None:
        if whole:
            return self.right / whole
        return 0.0 if self.false or self.missed else None

    @classmethod
    def of(cls, gold: Iterable[Hashable], system: Iterable[Hashable]) -> "Tally":
        """Compare two bags: equal things are paired off."""
        wanted, found = Counter(gold), Counter(system)
        right = (wanted & found).total()
        return cls(right, found.total() - right, wanted.total() - right)


@dataclass(frozen=True, slots=True)
class Rate:
    """How many of those asked about are right."""

    right: int = 0
    total: int = 0

    def __add__(self, other: Self) -> "Rate":
        return Rate(self.right + other.right, self.total + other.total)

    @property
    def ratio(self) -> float | None:
        """The share; None when nothing was asked."""
        return self.right / self.total if self.total else None


def add_tallies(parts: Iterable[dict[str, Tally]]) -> dict[str, Tally]:
    """Sum by key, keys in order of first appearance."""
    total: dict[str, Tally] = {}
    for part in parts:
        for key, tally in part.items():
            total[key] = total.get(key, Tally()) + tally
    return total


def add_rates(parts: Iterable[dict[str, Rate]]) -> dict[str, Rate]:
    """Sum by key, keys in order of first appearance."""
    total: dict[str, Rate] = {}
    for part in parts:
        for key, rate in part.items():
            total[key] = total.get(key, Rate()) + rate
    return total
