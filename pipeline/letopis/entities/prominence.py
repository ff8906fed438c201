"""Whom an article tells of most, counted sentence by sentence as it is read."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Protocol

from letopis.document import Entity, Person


class _Spoken(Protocol):
    """A reference to an entity."""

    @property
    def entity(self) -> Entity: ...


class Prominence:
    """How often each person was spoken of so far, with the two who lead.

    A sentence is counted once and for all, so everything that speaks of people in it has to be known by then.
    """

    def __init__(self) -> None:
        self._counts: Counter[int] = Counter()
        self._read = 0
        self._first: Person | None = None
        self._second = 0

    def before(self, sentence: int, references: Mapping[int, Sequence[_Spoken]]) -> "Prominence":
        """Itself, once all sentences before this one are counted; sentences come in order."""
        for index in range(self._read, sentence):
            for reference in references.get(index, ()):
                if isinstance(reference.entity, Person):
                    self._count(reference.entity)
        self._read = max(self._read, sentence)
        return self

    def _count(self, person: Person) -> None:
        self._counts[id(person)] += 1
        own, leader = self._counts[id(person)], self._leading()
        if person is self._first:
            return
        if own > leader:
            self._first, self._second = person, leader
        else:
            self._second = max(self._second, own)

    def _leading(self) -> int:
        return self._counts[id(self._first)] if self._first is not None else 0

    def first_by(self, ratio: float) -> Person | None:
        """Who was spoken of `ratio` times as often as anybody else, or more; None where two come nearer."""
        return self._first if self._leading() >= ratio * self._second else None
