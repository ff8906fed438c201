"""The events around each event, whose dates and places it may share."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence

from letopis.document import Event
from letopis.events.fallback import OTHER
from letopis.odds import Evidence
from letopis.story.reading import Reading
from letopis.story.relations import Relations
from letopis.story.standing import numbers, relation

# How many events before and behind lend what they are given, and how far the last given one is looked for.
BEFORE, AFTER, REACH = 4, 2, 12
# How many sentences apart events are neighbours.
NEAR = 3
_REAL = frozenset({"occurred", "ongoing"})


class Company:
    """The events around each event; `what` it may share with them, and the ids of those that are `given` it."""

    def __init__(self, events: Sequence[Event], reading: Reading, what: str, given: Collection[str]) -> None:
        self._reading = reading
        self._what = what
        self._given = given
        self._relations = Relations.load()
        self._by_id = {event.id: event for event in events}
        self._parts: defaultdict[str, list[Event]] = defaultdict(list)
        for event in events:
            if event.part_of is not None:
                self._parts[event.part_of].append(event)
        self._ordered = sorted((event for event in events if event.type != OTHER.type), key=_begin)
        self._rank = {event.id: rank for rank, event in enumerate(self._ordered)}

    def of(self, event: Event) -> Iterator[tuple[Event, Evidence]]:
        """Its whole, its parts, those told before and behind it, each with what it is to the event."""
        whole = self._by_id.get(event.part_of or "")
        if whole is not None:
            yield whole, numbers({
                "of its whole": True,
                "of its whole, still ahead": event.status == "planned" and whole.status in _REAL,
                "of its whole, going on": "ongoing" in (event.status, whole.status),
            })  # fmt: skip
        for part in self._parts[event.id]:
            yield part, {"of its part": 1.0}
        rank = self._rank[event.id]
        before, after = self._ordered[max(0, rank - REACH) : rank][::-1], self._ordered[rank + 1 :][:AFTER]
        for other in before[:BEFORE]:
            yield other, self._neighbour(event, other, "before")
        for other in after:
            yield other, self._neighbour(event, other, "after")
        yield from self._reached(event, [other for other in before if other.id in self._given])

    def _reached(self, event: Event, given: list[Event]) -> Iterator[tuple[Event, Evidence]]:
        """The last given one before, and the last in which somebody of this one takes part."""
        for other in given[:1]:
            inside = self._reading.block(event) == self._reading.block(other)
            yield other, numbers({
                f"{self._what} reached": True,
                f"{self._what} reached, {event.status} after {other.status}": True,
                f"{self._what} reached in the paragraph": inside,
            })  # fmt: skip
        shared = next((other for other in given if _shares(event, other)), None)
        if shared is not None:
            yield shared, {f"{self._what} that somebody in it reached": 1.0}

    def _neighbour(self, event: Event, other: Event, side: str) -> Evidence:
        gap = min(abs(one.sentence - two.sentence) for one in event.mentions for two in other.mentions)
        if gap > NEAR:
            return {}
        near = "same sentence" if gap == 0 else "near" if self._reading.same_block(event, other) else "far"
        pairs, relations = ((event.type, other.type), (other.type, event.type)), self._relations
        told = {
            near: True,
            f"{near}, somebody in both": _shares(event, other),
            "same type": event.type == other.type,
            "status unlike": event.status != other.status,
            "set apart": self._reading.set_apart(other),
            "no main clause": not self._reading.in_main_clause(other.mentions[0]),
            "form": any(relations.is_form(*pair) for pair in pairs),
            "ensues": relations.ensues(other.type, event.type),
            "may hold": any(relations.contains(*pair) for pair in pairs),
        }
        if gap == 0:
            told |= self._joined(event, other)
        return {f"event {side}, {name}": 1.0 for name, true in told.items() if true}

    def _joined(self, event: Event, other: Event) -> dict[str, bool]:
        (sentence, mine), (there, its) = (self._reading.word(each.mentions[0]) for each in (event, other))
        if mine is None or its is None or sentence is not there:
            return {}
        return {
            f"above by {relation(mine)}": its in sentence.ancestors(mine.index),
            f"below by {relation(its)}": mine in sentence.ancestors(its.index),
        }


def _begin(event: Event) -> int:
    return event.mentions[0].trigger.start


def _shares(one: Event, other: Event) -> bool:
    named = {who.entity for who in one.participants if who.entity is not None}
    return any(who.entity in named for who in other.participants)
