"""What the page shows of one article: items (events, entities, times) on cards, and marks that lead to them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

Layer = Literal["event", "entity", "time"]
# right: both have it and agree; wrong: both have it and differ; miss: only gold has it; false: only the system has it.
State = Literal["right", "wrong", "miss", "false"]
STATES: tuple[State, ...] = ("miss", "false", "wrong", "right")
_WORST: dict[State, int] = {"miss": 0, "false": 1, "wrong": 2, "right": 3}


@dataclass(frozen=True, slots=True)
class Row:
    """A field of an item as both sides have it; None where a side says nothing."""

    label: str
    gold: str | None
    system: str | None
    same: bool


@dataclass(slots=True)
class Item:
    """One card; `id` is unique on the page, `start` the offset of its first mark."""

    layer: Layer
    state: State
    type: str
    title: str
    rows: list[Row] = field(default_factory=list)
    id: str = ""
    start: int = 0

    @property
    def differing(self) -> list[Row]:
        """The rows in which the sides differ."""
        return [row for row in self.rows if not row.same]


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch [start, end) of the text that belongs to an item."""

    start: int
    end: int
    item: str
    layer: Layer
    state: State


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of the text in which nothing begins or ends; `opens` are the marks that begin with it."""

    text: str
    marks: tuple[Mark, ...]
    opens: tuple[Mark, ...]

    @property
    def classes(self) -> str:
        """A class for each mark's layer and state."""
        return " ".join(sorted({f"{mark.layer}-{mark.state}" for mark in self.marks}))

    @property
    def items(self) -> str:
        """Ids of the items that it belongs to, the worst first."""
        return " ".join(dict.fromkeys(mark.item for mark in sorted(self.marks, key=lambda mark: _WORST[mark.state])))


@dataclass(slots=True)
class ArticleView:
    """One article of the page; `f1` is its main figure, None where there was nothing to find."""

    name: str
    title: str | None
    about: str
    f1: float | None
    text: str
    items: list[Item] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)

    def counts(self, layer: Layer | None = None) -> dict[State, int]:
        """How many items there are in each state, of one layer or of all."""
        mine = [item.state for item in self.items if layer in (None, item.layer)]
        return {state: mine.count(state) for state in STATES}

    def segments(self) -> Iterator[Segment]:
        """The text from beginning to end, cut where a mark begins or ends."""
        edges = sorted({0, len(self.text), *(edge for mark in self.marks for edge in (mark.start, mark.end))})
        marks = sorted(self.marks, key=lambda mark: mark.start)
        active: list[Mark] = []
        at = 0
        for start, end in pairwise(edges):
            active = [mark for mark in active if mark.end > start]
            opens = []
            while at < len(marks) and marks[at].start == start:
                opens.append(marks[at])
                at += 1
            active += opens
            yield Segment(self.text[start:end], tuple(active), tuple(opens))


def merged_marks(marks: Sequence[Mark]) -> list[Mark]:
    """Each stretch once an item; where both sides mark it the worst state stays."""
    found: dict[tuple[int, int, str], Mark] = {}
    for mark in marks:
        key = (mark.start, mark.end, mark.item)
        if key not in found or _WORST[mark.state] < _WORST[found[key].state]:
            found[key] = mark
    return list(found.values())
