"""Larger events and their parts: the talks of a visit, the dead of a fire."""

from functools import cache

from letopis.document import Document, Event, Place
from letopis.story.facts import same_place
from letopis.story.reading import Reading
from letopis.story.relations import Relations
from letopis.times.calendar import intersect

# How many sentences apart a part may be told from its whole.
REACH = 3
SIDES = 2

_REAL = frozenset({"occurred", "ongoing"})


def link_parts(document: Document, events: list[Event], relations: Relations) -> None:
    """Set `part_of` of every event that belongs to a larger one, the nearest that fits."""
    linker = _Linker(document, events, relations)
    for part in events:
        whole = linker.whole_of(part)
        if whole is not None:
            part.part_of = whole.id
            trigger = part.mentions[0].trigger
            document.explain("story.part_of", whole.type, trigger.start, trigger.end, whole.id)


class _Linker:
    def __init__(self, document: Document, events: list[Event], relations: Relations) -> None:
        self._reading = Reading(document)
        self._contains = cache(relations.contains)
        self._done_by_others = relations.done_by_others
        self._sectioned = any(block.kind == "heading" for block in document.blocks)
        self._places = {entity.id: entity for entity in document.entities if isinstance(entity, Place)}
        self._first: dict[str, Event] = {}
        self._told: dict[tuple[str, int], list[Event]] = {}
        for event in sorted(events, key=lambda event: event.mentions[0].trigger.start):
            self._first.setdefault(event.type, event)
            for sentence in sorted({mention.sentence for mention in event.mentions}):
                self._told.setdefault((event.type, sentence), []).append(event)

    def whole_of(self, part: Event) -> Event | None:
        """The nearest event that has this one as its part, or None."""
        kinds = [kind for kind in self._first if self._contains(kind, part.type)]
        wholes = [whole for kind in kinds for whole in self._around(kind, part) if self._fits(whole, part)]
        return min(wholes, key=lambda w: (_distance(w, part), w.mentions[0].trigger.start), default=None)

    def _around(self, kind: str, part: Event) -> list[Event]:
        """Events of a type that are told near the part, and the first of the article."""
        found = {self._first[kind].id: self._first[kind]}
        for sentence in sorted({mention.sentence for mention in part.mentions}):
            for near in range(sentence - REACH, sentence + REACH + 1):
                found.update((event.id, event) for event in self._told.get((kind, near), []))
        return list(found.values())

    def _fits(self, whole: Event, part: Event) -> bool:
        # Leaders meet at the margins of a summit, not in it: that has to be said.
        if whole is part or (whole.type == "summit" and part.context is None):
            return False
        if not _compatible_status(whole, part) or self._reading.set_apart(part):
            return False
        if self._reading.coordinated_before(part, whole):
            return False  # «возложит цветы и посетит Гори»: not in Gori
        near = _distance(whole, part) <= REACH and self._reading.same_block(whole, part)
        sure = self._unmistakable(whole, part)
        people = _people_agree(whole, part) or (sure and part.type in self._done_by_others)
        return (near or sure) and people and _times_agree(whole, part) and self._places_agree(whole, part)

    def _unmistakable(self, whole: Event, part: Event) -> bool:
        """The article is about the larger event and has no sections: «Пострадали 11 человек» is of its fire."""
        first = self._first[whole.type] is whole and whole.mentions[0].block in ("title", "lead")
        return first and not self._sectioned and part.time is None and not part.places

    def _places_agree(self, whole: Event, part: Event) -> bool:
        ours = [self._places[a.entity] for a in whole.places if a.entity in self._places]
        theirs = [self._places[a.entity] for a in part.places if a.entity in self._places]
        return not (ours and theirs) or any(same_place(a, b) for a in ours for b in theirs)


def _distance(whole: Event, part: Event) -> int:
    """Sentences between the nearest mentions; a whole told after its part is a little farther."""
    return min(
        abs(b.sentence - a.sentence) + (1 if a.trigger.start > b.trigger.start else 0)
        for a in whole.mentions
        for b in part.mentions
    )


def _compatible_status(whole: Event, part: Event) -> bool:
    if whole.status == "cancelled" and part.status == "planned":
        return True
    return part.status == whole.status or {part.status, whole.status} <= _REAL


def _times_agree(whole: Event, part: Event) -> bool:
    if whole.time is None or part.time is None:
        return True
    return intersect((whole.time.low, whole.time.high), (part.time.low, part.time.high)) is not None


def _people_agree(whole: Event, part: Event) -> bool:
    """Somebody takes part in both, unless one side of the part is left to be understood («переговоры с мэром»)."""
    ours = {a.entity for a in whole.participants if a.entity and a.role != "organizer"}
    theirs = {a.entity for a in part.participants if a.entity}
    return not ours or len(theirs) < SIDES or bool(ours & theirs)
