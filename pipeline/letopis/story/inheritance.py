"""What no word of an event's own gives: sides from its larger event, a stay's day from what it takes up."""

from collections.abc import Iterator, Mapping, Sequence

from letopis.document import Argument, Event
from letopis.events.ontology import Ontology
from letopis.story.dating import take_day
from letopis.story.reading import Reading
from letopis.story.relations import Relations
from letopis.story.stays import STAYS, share_people

SIDES = 2
# How many sentences behind an event a bare noun may take it up.
NEIGHBOUR = 3
_REAL = frozenset({"occurred", "ongoing"})


def inherit(reading: Reading, events: list[Event], ontology: Ontology, relations: Relations) -> None:
    """Complete events in text order."""
    heir = _Heir(reading, ontology, relations)
    by_id = {event.id: event for event in events}
    ordered = sorted(events, key=lambda event: event.mentions[0].trigger.start)
    for event in ordered:
        wholes = list(_wholes(event, by_id))
        if wholes:
            heir.from_wholes(event, wholes)
            heir.add_counts(event, wholes[0])
    heir.from_before(ordered)


def _wholes(event: Event, by_id: Mapping[str, Event]) -> Iterator[Event]:
    """Of which the event is a part, the nearest first."""
    whole = by_id.get(event.part_of or "")
    while whole is not None:
        yield whole
        whole = by_id.get(whole.part_of or "")


class _Heir:
    def __init__(self, reading: Reading, ontology: Ontology, relations: Relations) -> None:
        self._reading = reading
        self._ontology = ontology
        self._relations = relations

    def from_wholes(self, part: Event, wholes: Sequence[Event]) -> None:
        """A visit's talks were held by the visitor; what is part of the cancelled is cancelled, but no summit to which
        somebody does not come, only what he would have done there. `wholes`: the nearest first."""
        self._add_visitor(part, wholes[0])
        if any(self._falls_with(part, whole, direct=whole is wholes[0]) for whole in wholes):
            part.status = "cancelled"

    def _falls_with(self, part: Event, whole: Event, *, direct: bool) -> bool:
        larger = part.type != whole.type and self._relations.contains(part.type, whole.type)
        return whole.status == "cancelled" and not larger and (direct or share_people(whole, part))

    def add_counts(self, part: Event, whole: Event) -> None:
        """The dead and injured of a fire are the fire's figures too, unless it has its own."""
        for key, figure in part.counts.items():
            if key in self._relations.figures.get(whole.type, ()):
                whole.counts.setdefault(key, figure)

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

    def from_before(self, ordered: list[Event]) -> None:
        """«Мэр прилетел 5 мая в Осло. Поездка заняла сутки»: a stay with nobody else in it is of that occasion; other
        nouns («Проверка завершилась») seldom are."""
        before: Event | None = None
        for event in ordered:
            if before is not None and event.type in STAYS and self._takes_up(event, before):
                take_day(event, before)
            if event.time is not None and event.status in _REAL and self._reading.in_main_clause(event.mentions[0]):
                before = event

    def _takes_up(self, event: Event, before: Event) -> bool:
        gap = event.mentions[0].sentence - before.mentions[0].sentence
        others = {who.entity for who in event.participants} - {who.entity for who in before.participants if who.entity}
        told = not others and event.status in _REAL and self._reading.takes_up(event.mentions[0])
        return told and 0 < gap <= NEIGHBOUR and self._reading.continues(before, event)
