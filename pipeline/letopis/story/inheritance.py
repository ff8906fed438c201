"""Dates, places and sides that no word of an event's own gives: from its larger event, its parts, its neighbours."""

from itertools import pairwise

from letopis.document import Argument, Document, Event, EventTime
from letopis.events.ontology import Ontology
from letopis.story.reading import Reading
from letopis.story.relations import Relations
from letopis.times.calendar import intersect

# How many sentences an undated event may stand behind the dated one whose day it shares.
NEIGHBOUR = 3
SIDES = 2
_COARSE = frozenset({"season", "quarter", "half", "year"})
OTHER = "other"

_REAL = frozenset({"occurred", "ongoing"})
# What did not happen did not happen when the rest did; what goes on has no day of its own.
_DATED = (_REAL | {"negated"}) - {"ongoing"}
_CASUALTIES = frozenset({"killed", "injured", "missing", "evacuated", "rescued"})


def inherit(document: Document, events: list[Event], ontology: Ontology, relations: Relations) -> None:
    """Complete events in text order; what is inherited has the basis `event`."""
    heir = _Heir(document, ontology, relations)
    by_id = {event.id: event for event in events}
    ordered = sorted(events, key=lambda event: event.mentions[0].trigger.start)
    for event in ordered:
        whole = by_id.get(event.part_of or "")
        if whole is not None:
            heir.from_whole(event, whole)
            heir.to_whole(event, whole)
            heir.add_counts(event, whole)
    heir.from_neighbours(ordered)
    heir.from_following(ordered)


class _Heir:
    def __init__(self, document: Document, ontology: Ontology, relations: Relations) -> None:
        self._reading = Reading(document)
        self._ontology = ontology
        self._relations = relations

    def from_whole(self, part: Event, whole: Event) -> None:
        """A part was where and when its whole was; a visit's talks were held by the visitor."""
        ahead = part.status == "planned" and whole.status in _REAL  # where and when a stay goes on is another matter
        if _lacks_day(part, whole) and not ahead and "ongoing" not in (part.status, whole.status):
            _take_time(part, whole)
        self._add_visitor(part, whole)
        if not part.places and not ahead:
            _take_places(part, whole, "location")
        if whole.status == "cancelled":
            part.status = "cancelled"

    def to_whole(self, part: Event, whole: Event) -> None:
        """A gathering at whose margins something was dated was then; so was the fire in which people died."""
        margins = whole.type == "summit" and part.context is not None
        beside = whole.mentions[0].sentence == part.mentions[0].sentence
        if not margins and not (whole.type in self._relations.sudden and beside):
            return
        if whole.time is None and part.time is not None:
            _take_time(whole, part)
        if not whole.places:
            _take_places(whole, part, "location")

    def add_counts(self, part: Event, whole: Event) -> None:
        """The dead and injured of a fire are the fire's figures too, unless it has its own."""
        if whole.type in self._relations.sudden:
            for key, figure in part.counts.items():
                if key in _CASUALTIES:
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

    def from_neighbours(self, ordered: list[Event]) -> None:
        """«9 декабря завершился саммит. Лидеры подписали...»: the date set just before, in the same paragraph."""
        before: Event | None = None
        for event in ordered:
            continues = before is not None and self._reading.continues(before, event)
            if before is not None and continues and self._follows(before, event) and self._goes_on(before, event):
                self._take(event, before)
            if event.time is not None and event.status in _REAL and self._reading.in_main_clause(event.mentions[0]):
                before = event

    def from_following(self, ordered: list[Event]) -> None:
        """«Компания закрыла сделку. Договор подписан 8 ноября»: the date of its outward form, told next."""
        for event, after in pairwise(each for each in ordered if each.type != OTHER):
            gap = after.mentions[0].sentence - event.mentions[0].sentence
            if event.time is not None or after.time is None or gap != 1 or event.status not in _REAL:
                continue
            if self._sums_up(event, after) and self._follows(event, after, dated=True):
                self._take(event, after)

    def _sums_up(self, event: Event, after: Event) -> bool:
        """An event noun or deed with nobody else in it, of a type that is the first one's outward form."""
        ours = {argument.entity for argument in event.participants}
        nobody = all(argument.entity in ours for argument in after.participants if argument.entity)
        return nobody and self._relations.is_form(event.type, after.type)

    def _follows(self, before: Event, event: Event, dated: bool = False) -> bool:
        gap = event.mentions[0].sentence - before.mentions[0].sentence
        if event.status not in _DATED or not 0 <= gap <= NEIGHBOUR or self._reading.set_apart(event):
            return False
        # A sentence with dates of which none is this event's says nothing of it.
        told = event.mentions if event.time is None else event.mentions[:1]
        if self._reading.lasting(event):
            return False
        return dated or not any(mention.sentence in self._reading.dated_sentences for mention in told)

    def _goes_on(self, before: Event, event: Event) -> bool:
        """Whether somebody named acts in both, a bare noun takes the first up, or the second is its consequence."""
        if event.mentions[0].sentence == before.mentions[0].sentence:
            return self._reading.in_main_clause(before.mentions[0]) and self._reading.in_main_clause(event.mentions[0])
        named = {argument.entity for argument in before.participants if argument.entity}
        shared = any(argument.entity in named for argument in event.participants)
        nobody = not event.participants and self._reading.takes_up(event.mentions[0])
        return event.status != "negated" and (shared or nobody or self._relations.ensues(before.type, event.type))

    def _take(self, event: Event, before: Event) -> None:
        """The date; a bare event noun («Поездка заняла сутки») takes the place as well."""
        if _lacks_day(event, before):
            _take_time(event, before)
        kind = self._ontology.types.get(event.type)
        if not event.places and not event.participants and kind is not None and kind.places:
            _take_places(event, before, kind.places[0])


def _lacks_day(event: Event, source: Event) -> bool:
    """Undated, or dated to a year (as lists and headings do) in which the other's days lie."""
    if event.time is None or source.time is None:
        return event.time is None and source.time is not None
    days = (source.time.low, source.time.high)
    return event.time.precision in _COARSE and intersect((event.time.low, event.time.high), days) == days


def _take_time(event: Event, source: Event) -> None:
    if source.time is None:
        return
    t = source.time
    own = event.time.times if event.time is not None else []
    times = list(dict.fromkeys([*own, *t.times]))
    event.time = EventTime(t.low, t.high, t.edtf, t.precision, t.approximate, "event", times)
    event.time_reason = None


def _take_places(event: Event, source: Event, role: str) -> None:
    event.places = [
        Argument(p.entity, role, p.form, p.text, p.start, p.end, rule="place of a related event")
        for p in source.places
        if p.role != "origin"
    ]
