"""Larger events and their parts, and the dates and places that parts take from them or from a neighbour."""

from itertools import pairwise

from letopis.document import Argument, Document, Event, EventTime, Place
from letopis.events.ontology import Ontology
from letopis.story.facts import same_place
from letopis.story.relations import Relations
from letopis.times.calendar import intersect

# How many sentences apart a part may be told from its whole, and an undated event from its dated neighbour.
REACH = 3
NEIGHBOUR = 1

_REAL = frozenset({"occurred", "ongoing"})


class PartLinker:
    """Links the events of one document."""

    def __init__(self, document: Document, relations: Relations, ontology: Ontology) -> None:
        self._document = document
        self._relations = relations
        self._ontology = ontology
        self._places = {entity.id: entity for entity in document.entities if isinstance(entity, Place)}

    def link(self, events: list[Event]) -> None:
        """Set `part_of`, then let parts and undated neighbours inherit date and place."""
        for part in events:
            whole = self._whole_of(part, events)
            if whole is not None:
                part.part_of = whole.id
                trigger = part.mentions[0].trigger
                self._document.explain("story.part_of", whole.type, trigger.start, trigger.end, whole.id)
        by_id = {event.id: event for event in events}
        ordered = sorted(events, key=lambda event: event.mentions[0].trigger.start)
        for event in ordered:
            self._inherit_from_whole(event, by_id)
        for before, event in pairwise(ordered):
            self._inherit_from_neighbour(before, event)

    def _whole_of(self, part: Event, events: list[Event]) -> Event | None:
        wholes = [
            whole
            for whole in events
            if whole is not part and self._relations.contains(whole.type, part.type) and self._fits(whole, part)
        ]
        return min(wholes, key=lambda w: (_distance(w, part), w.mentions[0].trigger.start), default=None)

    def _fits(self, whole: Event, part: Event) -> bool:
        if _distance(whole, part) > REACH or not _compatible_status(whole, part):
            return False
        if not self._same_block(whole, part):
            return False
        return _times_agree(whole, part) and self._places_agree(whole, part) and _people_agree(whole, part)

    def _same_block(self, whole: Event, part: Event) -> bool:
        sentences = self._document.sentences
        blocks = {sentences[mention.sentence].block for mention in whole.mentions}
        return any(sentences[mention.sentence].block in blocks for mention in part.mentions)

    def _places_agree(self, whole: Event, part: Event) -> bool:
        ours = [self._places[a.entity] for a in whole.places if a.entity in self._places]
        theirs = [self._places[a.entity] for a in part.places if a.entity in self._places]
        return not (ours and theirs) or any(same_place(a, b) for a in ours for b in theirs)

    def _inherit_from_whole(self, part: Event, by_id: dict[str, Event]) -> None:
        whole = by_id.get(part.part_of or "")
        if whole is None:
            return
        if part.time is None and whole.time is not None:
            _take_time(part, whole)
        if not part.places:
            part.places = [_in_role(place, "location") for place in whole.places if place.role != "origin"]

    def _inherit_from_neighbour(self, before: Event, event: Event) -> None:
        """«9 декабря завершился саммит. Лидеры подписали...»: the date set just before, in the same paragraph.

        A bare event noun («Визит был рабочим») takes the place as well.
        """
        gap = event.mentions[0].sentence - before.mentions[0].sentence
        real = event.status in _REAL and before.status in _REAL
        if not real or not 0 <= gap <= NEIGHBOUR or not self._same_block(before, event) or _own_times(event):
            return
        if event.time is None and before.time is not None:
            _take_time(event, before)
        if not event.places and not event.participants:
            role = self._ontology.types[event.type].places[0] if event.type in self._ontology.types else "location"
            event.places = [_in_role(place, role) for place in before.places if place.role != "origin"]


def _own_times(event: Event) -> bool:
    return any(mention.times for mention in event.mentions)


def _distance(whole: Event, part: Event) -> int:
    """Sentences between the nearest mentions; a whole told after its part is a little farther."""
    return min(
        abs(b.sentence - a.sentence) + (1 if a.trigger.start > b.trigger.start else 0)
        for a in whole.mentions
        for b in part.mentions
    )


def _compatible_status(whole: Event, part: Event) -> bool:
    return part.status == whole.status or {part.status, whole.status} <= _REAL


def _times_agree(whole: Event, part: Event) -> bool:
    if whole.time is None or part.time is None:
        return True
    return intersect((whole.time.low, whole.time.high), (part.time.low, part.time.high)) is not None


def _people_agree(whole: Event, part: Event) -> bool:
    ours = {a.entity for a in whole.participants if a.entity}
    theirs = {a.entity for a in part.participants if a.entity}
    return not (ours and theirs) or bool(ours & theirs)


def _take_time(event: Event, source: Event) -> None:
    if source.time is None:
        return
    t = source.time
    event.time = EventTime(t.low, t.high, t.edtf, t.precision, t.approximate, "event", list(t.times))
    event.time_reason = None


def _in_role(place: Argument, role: str) -> Argument:
    return Argument(
        place.entity, role, place.form, place.text, place.start, place.end, rule="place of a related event"
    )
