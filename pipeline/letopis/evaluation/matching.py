"""Which event of the system is which event of gold: one to one, the assignment of greatest similarity."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from letopis.record.parts import Event, EventTime, Mention

Pair = tuple[int, int]

# For lenient matching: types that readers of news mix up, by what happens.
FAMILIES: tuple[frozenset[str], ...] = (
    frozenset({"meeting", "negotiation", "phone_call", "summit"}),
    frozenset({"statement", "message", "threat"}),
    frozenset({"agreement", "deal", "investment"}),
    frozenset({"appointment", "resignation", "inauguration", "election", "vote"}),
    frozenset({"attack", "explosion", "military_action"}),
    frozenset({"protest", "strike"}),
    frozenset({"detention", "search", "investigation", "trial", "sentence", "fine"}),
    frozenset({"accident", "fire", "natural_disaster"}),
    frozenset({"death", "killing", "injury"}),
    frozenset({"ceremony", "award", "performance", "competition"}),
    frozenset({"opening", "launch", "publication", "discovery"}),
)

_QUOTES = re.compile("[«»\"„“”']")


def fold_name(name: str) -> str:
    """A name for comparison: case, ё, quotation marks and spacing do not count."""
    return " ".join(_QUOTES.sub(" ", name).casefold().replace("ё", "е").split())


def same_family(one: str, other: str) -> bool:
    """Whether the types are the same or next of kin."""
    return one == other or any({one, other} <= family for family in FAMILIES)


def days(time: EventTime | None) -> tuple[str | None, str | None] | None:
    """The days from and to; times of day are left out."""
    if time is None:
        return None
    return (time.from_ and time.from_[:10], time.to and time.to[:10])


def people(event: Event) -> frozenset[str]:
    """Participants by folded name, the unnamed by their text."""
    return frozenset(fold_name(who.name or who.text) for who in event.participants)


def places(event: Event) -> frozenset[str]:
    """Places by folded name."""
    return frozenset(fold_name(place.name) for place in event.places)


def same_stretch(one: Mention, other: Mention) -> bool:
    """Whether two mentions share trigger and sentence (lines of a list share the trigger alone)."""
    triggers = one.trigger.start < other.trigger.end and other.trigger.start < one.trigger.end
    return triggers and one.sentence.start < other.sentence.end and other.sentence.start < one.sentence.end


@dataclass(slots=True)
class EventView:
    """What matching looks at, worked out once an event."""

    event: Event
    people: frozenset[str]
    places: frozenset[str]
    days: tuple[str | None, str | None] | None

    @classmethod
    def of(cls, event: Event) -> "EventView":
        """The view of an event."""
        return cls(event, people(event), places(event), days(event.time))


def similarity(gold: EventView, system: EventView) -> float:
    """0 when the two cannot be the same: no shared trigger, and not the same days with a shared participant."""
    shared = _shared_mentions(gold.event, system.event)
    same_days = gold.days is not None and gold.days == system.days
    together = gold.people & system.people
    if not shared and not (same_days and together):
        return 0.0
    either = gold.people | system.people
    mentions = len(gold.event.mentions) + len(system.event.mentions)
    return (
        (4 + 4 * shared / mentions if shared else 0)
        + (1.5 if same_days else 0)
        + (1.5 * len(together) / len(either) if either else 0)
        + (0.5 if gold.places & system.places else 0)
        + (0.25 if gold.event.status == system.event.status else 0)
        + (0.25 if gold.event.type == system.event.type else 0)
    )


def _shared_mentions(gold: Event, system: Event) -> int:
    return sum(any(same_stretch(mention, other) for other in system.mentions) for mention in gold.mentions)


def match_events(gold: Sequence[Event], system: Sequence[Event], comparable: Callable[[str, str], bool]) -> list[Pair]:
    """Index pairs of gold and system events; `comparable` says which types may be paired."""
    wanted, found = [EventView.of(event) for event in gold], [EventView.of(event) for event in system]
    weights = np.zeros((len(wanted), len(found)))
    for row, one in enumerate(wanted):
        for column, other in enumerate(found):
            if comparable(one.event.type, other.event.type):
                weights[row, column] = similarity(one, other)
    return assign(weights)


def assign(weights: NDArray[np.float64]) -> list[Pair]:
    """The one-to-one assignment of greatest total weight, weights at least 0; pairs of weight 0 are left out."""
    if 0 in weights.shape:
        return []
    rows, columns = weights.shape
    owners = _owners(-weights) if rows <= columns else _owners(-weights.T)
    pairs = [(int(owner), column) for column, owner in enumerate(owners) if owner >= 0]
    if rows > columns:
        pairs = [(row, column) for column, row in pairs]
    return sorted(pair for pair in pairs if weights[pair] > 0)


def _owners(cost: NDArray[np.float64]) -> NDArray[np.intp]:
    """For each column the row that gets it, or -1, at the least total cost; not more rows than columns.

    Shortest augmenting paths (Crouse, "On implementing 2D rectangular assignment algorithms", 2016).
    """
    rows, columns = cost.shape
    row_price, column_price = np.zeros(rows), np.zeros(columns)
    owner = np.full(columns, -1, dtype=np.intp)
    for row in range(rows):
        distance, via, done = np.full(columns, np.inf), np.full(columns, -1), np.zeros(columns, dtype=bool)
        current, column, reached = row, -1, 0.0
        while True:
            through = reached + cost[current] - row_price[current] - column_price
            nearer = ~done & (through < distance)
            distance[nearer], via[nearer] = through[nearer], column
            column = int(np.argmin(np.where(done, np.inf, distance)))
            reached, done[column] = distance[column], True
            if owner[column] < 0:
                break
            current = int(owner[column])
        slack = reached - distance
        passed = done & (owner >= 0)
        row_price[row] += reached
        row_price[owner[passed]] += slack[passed]
        column_price[done] -= slack[done]
        while column >= 0:
            previous = int(via[column])
            owner[column] = row if previous < 0 else owner[previous]
            column = previous
    return owner
