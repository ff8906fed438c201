"""The events around each event, whose dates and places it may share."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

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


@dataclass(slots=True, frozen=True)
class _Told:
    """What of an event is compared with others: its sentences and paragraphs, who is named in it, how it is told."""

    sentences: tuple[int, ...]
    blocks: frozenset[int]
    named: frozenset[str]
    apart: bool
    main: bool


class Company:
    """The events around each event, as they are when this is made; dates and places apart."""

    def __init__(self, events: Sequence[Event], reading: Reading) -> None:
        self._reading = reading
        self._by_id = {event.id: event for event in events}
        self._parts: defaultdict[str, list[Event]] = defaultdict(list)
        for event in events:
            if event.part_of is not None:
                self._parts[event.part_of].append(event)
        self._ordered = sorted((event for event in events if event.type != OTHER.type), key=_begin)
        self._rank = {event.id: rank for rank, event in enumerate(self._ordered)}
        self._told = {event.id: self._tell(event) for event in self._ordered}
        self._neighbours: dict[tuple[str, str], Evidence] = {}

    def of(self, event: Event, what: str, given: Collection[str]) -> Iterator[tuple[Event, Evidence]]:
        """Its whole, its parts, those told before and behind it, each with what it is to the event; `what` it may share
        with them, and the ids of those that are `given` it."""
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
        yield from self._reached(event, what, [other for other in before if other.id in given])

    def _reached(self, event: Event, what: str, given: list[Event]) -> Iterator[tuple[Event, Evidence]]:
        """The last given one before, and the last in which somebody of this one takes part."""
        for other in given[:1]:
            inside = self._reading.block(event) == self._reading.block(other)
            yield other, numbers({
                f"{what} reached": True,
                f"{what} reached, {event.status} after {other.status}": True,
                f"{what} reached in the paragraph": inside,
            })  # fmt: skip
        shared = next((other for other in given if self._share(event, other)), None)
        if shared is not None:
            yield shared, {f"{what} that somebody in it reached": 1.0}

    def _neighbour(self, event: Event, other: Event, side: str) -> Evidence:
        key = event.id, other.id
        found = self._neighbours.get(key)
        if found is None:
            found = self._neighbours[key] = self._compared(event, other, side)
        return found

    def _compared(self, event: Event, other: Event, side: str) -> Evidence:
        mine, its = self._told[event.id], self._told[other.id]
        gap = min(abs(one - two) for one in mine.sentences for two in its.sentences)
        if gap > NEAR:
            return {}
        evidence = _neighbouring(
            side,
            "same sentence" if gap == 0 else "far" if mine.blocks.isdisjoint(its.blocks) else "near",
            event.type,
            other.type,
            shared=self._share(event, other),
            unlike=event.status != other.status,
            apart=its.apart,
            main=its.main,
        )
        joined = self._joined(event, other) if gap == 0 else {}
        return evidence | {f"event {side}, {name}": 1.0 for name, true in joined.items() if true}

    def _tell(self, event: Event) -> _Told:
        reading = self._reading
        return _Told(
            tuple({mention.sentence for mention in event.mentions}),
            frozenset(reading.blocks(event)),
            frozenset(who.entity for who in event.participants if who.entity is not None),
            reading.set_apart(event),
            reading.in_main_clause(event.mentions[0]),
        )

    def _share(self, one: Event, other: Event) -> bool:
        """Whether somebody takes part in both."""
        return not self._told[one.id].named.isdisjoint(self._told[other.id].named)

    def _joined(self, event: Event, other: Event) -> dict[str, bool]:
        (sentence, mine), (there, its) = (self._reading.word(each.mentions[0]) for each in (event, other))
        if mine is None or its is None or sentence is not there:
            return {}
        return {
            f"above by {relation(mine)}": its in sentence.ancestors(mine.index),
            f"below by {relation(its)}": mine in sentence.ancestors(its.index),
        }


@lru_cache(maxsize=8_000)
def _neighbouring(
    side: str, near: str, type_: str, other: str, *, shared: bool, unlike: bool, apart: bool, main: bool
) -> Evidence:
    """What an event of another type, told on that side, is to one, as told by these few values: the same all over the
    article, written out once. Not to be changed."""
    pairs, relations = ((type_, other), (other, type_)), Relations.load()
    told = {
        near: True,
        f"{near}, somebody in both": shared,
        "same type": type_ == other,
        "status unlike": unlike,
        "set apart": apart,
        "no main clause": not main,
        "form": any(relations.is_form(*pair) for pair in pairs),
        "ensues": relations.ensues(other, type_),
        "may hold": any(relations.contains(*pair) for pair in pairs),
    }
    return {f"event {side}, {name}": 1.0 for name, true in told.items() if true}


def _begin(event: Event) -> int:
    return event.mentions[0].trigger.start
