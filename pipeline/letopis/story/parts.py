"""Larger events and their parts, and the dates and places that parts take from them or from a neighbour."""

from collections import Counter
from itertools import pairwise

from letopis.document import Argument, Document, Event, EventTime, Place
from letopis.events.ontology import Ontology
from letopis.story.facts import same_place
from letopis.story.relations import Relations
from letopis.times.calendar import intersect

# How many sentences apart a part may be told from its whole, and an undated event from its dated neighbour.
REACH = 3
NEIGHBOUR = 1
SIDES = 2

_BEFORE_OR_AFTER = frozenset({"после", "до", "перед", "накануне"})
_REAL = frozenset({"occurred", "ongoing"})


class PartLinker:
    """Links the events of one document."""

    def __init__(self, document: Document, relations: Relations, ontology: Ontology) -> None:
        self._document = document
        self._relations = relations
        self._ontology = ontology
        self._count: Counter[str] = Counter()
        self._sectioned = any(block.kind == "heading" for block in document.blocks)
        self._dated = {time.sentence for time in document.times if time.resolved}
        self._places = {entity.id: entity for entity in document.entities if isinstance(entity, Place)}

    def link(self, events: list[Event]) -> None:
        """Set `part_of`, then let parts and undated neighbours inherit date and place."""
        self._count = Counter(event.type for event in events)
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
            self._inherit_from_part(event, by_id)
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
        # Leaders meet at the margins of a summit, not in it: that has to be said.
        if whole.type == "summit" and part.context is None:
            return False
        if not _compatible_status(whole, part) or self._set_apart(part):
            return False
        near = _distance(whole, part) <= REACH and self._same_block(whole, part)
        if not near and not self._unmistakable(whole, part):
            return False
        return _times_agree(whole, part) and self._places_agree(whole, part) and _people_agree(whole, part)

    def _unmistakable(self, whole: Event, part: Event) -> bool:
        """The article, without sections, tells of one such larger event: «Пострадали 11 человек» is of its fire."""
        alone = self._count[whole.type] == 1 and not self._sectioned
        return alone and part.time is None and not part.places and whole.mentions[0].block in ("title", "lead")

    def _set_apart(self, event: Event) -> bool:
        """«после выборов», «до визита»: named only to say when something else was."""
        mention = event.mentions[0]
        sentence = self._document.sentences[mention.sentence]
        trigger = next((token for token in sentence.tokens if token.start == mention.trigger.start), None)
        beside = sentence.children(trigger.index) if trigger is not None else []
        return any(child.rel == "case" and child.lemma in _BEFORE_OR_AFTER for child in beside)

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
        self._add_visitor(part, whole)
        if not part.places:
            part.places = [_in_role(place, "location") for place in whole.places if place.role != "origin"]

    def _add_visitor(self, part: Event, whole: Event) -> None:
        """«Программа визита: переговоры с мэром»: the other side is the visitor, though no word says so."""
        kind = self._ontology.types.get(part.type)
        if whole.type != "visit" or kind is None or not kind.reciprocal or len(part.participants) >= SIDES:
            return
        known = {argument.entity for argument in part.participants}
        for visitor in whole.participants:
            if visitor.role == "visitor" and visitor.entity and visitor.entity not in known:
                understood = Argument(
                    visitor.entity, "participant", "zero", visitor.text, None, None, rule="visitor of the larger visit"
                )
                part.participants.append(understood)
                part.mentions[0].participants.append(understood)

    def _inherit_from_part(self, part: Event, by_id: dict[str, Event]) -> None:
        """A gathering at whose margins something was dated was on that day, in that place."""
        whole = by_id.get(part.part_of or "")
        if whole is None or part.context is None or whole.type != "summit":
            return
        if whole.time is None and part.time is not None:
            _take_time(whole, part)
        if not whole.places:
            whole.places = [_in_role(place, "location") for place in part.places]

    def _inherit_from_neighbour(self, before: Event, event: Event) -> None:
        """«9 декабря завершился саммит. Лидеры подписали...»: the date set just before, in the same paragraph.

        A bare event noun («Визит был рабочим») takes the place as well.
        """
        gap = event.mentions[0].sentence - before.mentions[0].sentence
        real = event.status in _REAL and before.status in _REAL
        if not real or not 0 <= gap <= NEIGHBOUR or not self._same_block(before, event):
            return
        if self._set_apart(event) or any(mention.sentence in self._dated for mention in event.mentions):
            return  # a sentence with dates of which none is this event's says nothing of it
        if event.time is None and before.time is not None:
            _take_time(event, before)
        if not event.places and not event.participants:
            role = self._ontology.types[event.type].places[0] if event.type in self._ontology.types else "location"
            event.places = [_in_role(place, role) for place in before.places if place.role != "origin"]


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
    """Somebody takes part in both, unless one side of the part is left to be understood («переговоры с мэром»)."""
    ours = {a.entity for a in whole.participants if a.entity and a.role != "organizer"}
    theirs = {a.entity for a in part.participants if a.entity}
    return not ours or len(theirs) < SIDES or bool(ours & theirs)


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
