"""Events by what is hard about each of them: a passive, a dropped subject, a plan.

A false alarm is no event of gold and carries no tag, so there is no precision here: only how many of the events with
a tag were found, and what is right about those.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from letopis.evaluation.counts import Rate
from letopis.evaluation.event_scores import FIELD_CHECKS, Comparison
from letopis.record.parts import Event


@dataclass(frozen=True, slots=True)
class Phenomenon:
    """Of the gold events with one tag those found; of the found ones those with the field right, as far as covered."""

    found: Rate = field(default_factory=Rate)
    status: Rate = field(default_factory=Rate)
    participants: Rate = field(default_factory=Rate)

    def __add__(self, other: "Phenomenon") -> "Phenomenon":
        return Phenomenon(self.found + other.found, self.status + other.status, self.participants + other.participants)


def phenomena(comparison: Comparison, given: Mapping[str, Sequence[str]]) -> dict[str, Phenomenon]:
    """By tag: those that gold gives an event by its id, and its status where it did not simply occur."""
    if "events" not in comparison.covers.fields:
        return {}
    twins = {one.id: other for one, other in comparison.matched}
    found: dict[str, Phenomenon] = {}
    for event in comparison.gold:
        told = _told(comparison, event, twins.get(event.id))
        for tag in _tags(event, given.get(event.id, ())):
            found[tag] = found.get(tag, Phenomenon()) + told
    return found


def add_phenomena(parts: Iterable[Mapping[str, Phenomenon]]) -> dict[str, Phenomenon]:
    """Sum by tag, tags in alphabetical order."""
    total: dict[str, Phenomenon] = {}
    for part in parts:
        for tag, one in part.items():
            total[tag] = total.get(tag, Phenomenon()) + one
    return dict(sorted(total.items()))


def _tags(event: Event, given: Sequence[str]) -> tuple[str, ...]:
    return (*given, event.status) if event.status != "occurred" else tuple(given)


def _told(comparison: Comparison, event: Event, twin: Event | None) -> Phenomenon:
    if twin is None:
        return Phenomenon(Rate(0, 1))
    right = {
        name: Rate(int(FIELD_CHECKS[name](event, twin)), 1)
        for name in ("status", "participants")
        if name in comparison.covers.fields
    }
    return Phenomenon(Rate(1, 1), **right)
