"""The places that the article gives for an event, and what speaks for each of them.

Evidence of a place is of where its name stands («sentence -1», «label in body»), of how it hangs there («slot в+Loc»,
«beside, inside who»), of the events that have it («of its whole», «event before, near») and of the place itself
(«scene, town»). Of its mentions the nearest speaks. What speaks for none («none, ...») is how the event is told.
"""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from letopis.document import Argument, Entity, Event, EventMention, Person, Place
from letopis.events.lexicon import EventLexicon
from letopis.events.ontology import EventType
from letopis.events.sites import REASON as SITE
from letopis.events.slots import is_verbal
from letopis.odds import Evidence
from letopis.story.company import Company
from letopis.story.facts import same_place
from letopis.story.ground import Ground
from letopis.story.named_places import NamedPlace, contains, level
from letopis.story.standing import beside, numbers, quoted, verb_over

# How many sentences before and behind an event a place may stand, but for those of title, lead, label and heading.
BACK, ONWARD = 4, 1
_PAGE = 10
_REAL = frozenset({"occurred", "ongoing", "negated"})


@dataclass(slots=True)
class Spot:
    """A place that an event may have, None for none, what speaks for it, whether the event's own words name it, of
    a site the town with which it was told (its id), and which of its names is nearest, if that speaks for it."""

    place: Place | None
    evidence: Evidence = field(default_factory=dict)
    own: bool = False
    town: str | None = None
    told: NamedPlace | None = None

    @property
    def level(self) -> str | None:
        """Of the place, as `named_places.level` tells them; None for none."""
        return level(self.place) if self.place is not None else None

    @property
    def is_site(self) -> bool:
        """«в клубе», within some town."""
        return self.level == "site"


@dataclass(slots=True, frozen=True)
class _Scene:
    """An event before its places: those that its own words name, what has a place in its type, where it is told first,
    which other lands, towns and sites stand in that sentence and before it in the paragraph, whether its verb points
    at a place; of those who take part the countries, the realms of their offices and the places in their names."""

    event: Event
    own: Collection[str]
    placed: str
    block: int
    beside: Sequence[Place]
    before: Sequence[NamedPlace]
    points: bool
    countries: Collection[str]
    realms: Collection[str | None]
    inside: Collection[str]


class Surroundings:
    """The places of one document, as its events may have them; the events are as they are when this is made, where
    their own words place them."""

    def __init__(self, ground: Ground, events: Sequence[Event], company: Company) -> None:
        document = self._document = ground.document
        self._reading = ground.reading
        lexicon = EventLexicon.load()
        self._sources, self._here = lexicon.source["verbs"], lexicon.here
        self._named = ground.places
        self._entities: dict[str, Entity] = {entity.id: entity for entity in document.entities}
        self._own = {event.id: {each.entity for m in event.mentions for each in _own(m)
                                if each.entity is not None and each.entity in self._named.places
                                and (each.start, each.end) not in self._named.no_scenes}
                     for event in events}  # fmt: skip
        self._takers = Counter(place for places in self._own.values() for place in places)
        self._taken = Counter((each.start, each.end) for event in events for m in event.mentions for each in _own(m))
        self._company = company
        self._who = {event.id: tuple(event.participants) for event in events}
        self._given = {id_ for id_, own in self._own.items() if own}

    def spots(self, event: Event, kind: EventType) -> list[Spot]:
        """None first, then each place once."""
        scene = self._scene(event, "/".join(kind.placed_by) or "itself")
        found: dict[str, Spot] = {}
        for mention, told in self._nearest(event):
            _add(found, told.place, self._spoken(scene, mention, told))
            found[told.place.id].told = told
        for other, evidence in self._company.of(event, "place", self._given):
            for id_ in sorted(self._own[other.id]):
                _add(found, self._named.places[id_], evidence | self._lent(scene, other, id_))
        for id_, spot in found.items():
            spot.own = id_ in scene.own
            spot.town = self._named.town_of(id_) if self._named.levels[id_] == "site" else None
            spot.evidence.update(self._value(scene, id_, found))
        return [Spot(None, self._unplaced(scene)), *found.values()]

    def _scene(self, event: Event, placed: str) -> _Scene:
        named, first = self._named, event.mentions[0]
        block = self._document.sentences[first.sentence].block
        somebody = [self._entities[who.entity] for who in self._who[event.id] if who.entity in self._entities]
        return _Scene(
            event,
            self._own[event.id],
            placed,
            block,
            [each.place for each in named.within.get(first.sentence, ()) if each.place.reason != SITE],
            [each for each in named.in_block.get(block, ()) if each.start < first.trigger.start],
            self._points(first),
            {each.country for each in somebody if each.country is not None},
            {office.of for who in somebody if isinstance(who, Person) for office in who.offices},
            {id_ for each in somebody for id_ in named.inside.get(each.id, ())},
        )

    def _nearest(self, event: Event) -> list[tuple[EventMention, NamedPlace]]:
        """Of each place the mention that is nearest to one of the event's."""
        apart = self._reading.set_apart(event)  # «после инаугурации прибыл в Москву»
        pairs = [(mention, told) for mention in event.mentions for told in self._around(mention)
                 if not (apart and told.sentence.index == mention.sentence and not _is_own(mention, told))]  # fmt: skip
        nearest: dict[str, tuple[EventMention, NamedPlace]] = {}
        for mention, told in sorted(pairs, key=lambda pair: _distance(*pair)):
            nearest.setdefault(told.place.id, (mention, told))
        return list(nearest.values())

    def _around(self, mention: EventMention) -> list[NamedPlace]:
        sentence = self._document.sentences[mention.sentence]
        block = self._document.blocks[sentence.block]
        near = range(mention.sentence - BACK, mention.sentence + ONWARD + 1)
        found = [told for number in near for told in self._named.within.get(number, ())]
        found += self._named.in_block.get(block.heading, []) if block.heading is not None else []
        return list(dict.fromkeys([*found, *self._named.labels.get(sentence.block, []), *self._named.front]))

    def _unplaced(self, scene: _Scene) -> Evidence:
        """What speaks for no place at all."""
        event, own, placed = scene.event, scene.own, scene.placed
        first, document = event.mentions[0], self._document
        sentence, trigger = self._reading.word(first)
        part = event.part_of is not None
        told = {
            "none": True,
            f"none, {placed}": True,
            f"none, status {event.status}": True,
            f"none, status {event.status}, {placed}": True,
            f"none, type {event.type}": True,
            f"none, block {first.block}": True,
            "none, own": bool(own),
            f"none, own, {placed}": bool(own),
            f"none, own, {event.type}": bool(own),
            "none, own site only": bool(own) and all(self._named.places[id_].reason == SITE for id_ in own),
            "none, part": part,
            f"none, part, {event.type}": part,
            "none, noun": trigger is None or not is_verbal(trigger),
            "none, places in the sentence": bool(self._named.within.get(first.sentence)),
            "none, places in the paragraph": bool(self._named.in_block.get(sentence.block)),
            "none, pointed at": scene.points,
            "none, many mentions": len(event.mentions) > 1,
            "none, set apart": self._reading.set_apart(event),
            "none, no main clause": not self._reading.in_main_clause(first),
            "none, somebody says so": event.attribution is not None,
            "none, nobody": not self._who[event.id],
            "none, by likeness": all(mention.loose for mention in event.mentions),
            "none, quoted": quoted(document.text[sentence.start : first.trigger.start]),
            "none, opens a paragraph": sentence.start <= document.blocks[sentence.block].start,
            "none, under a label": sentence.block in self._named.labels,
        }
        return numbers(told) | {"none, late": min(first.sentence / _PAGE, 2.0)}

    def _spoken(self, scene: _Scene, mention: EventMention, told: NamedPlace) -> Evidence:
        """Where the name stands, seen from the mention."""
        event, placed = scene.event, scene.placed
        gap = told.sentence.index - mention.sentence
        here = self._document.sentences[mention.sentence]
        same = here.block == told.sentence.block
        labels = self._named.labels.get(here.block, [])
        label, own = told in labels, _is_own(mention, told)
        kind, size = self._named.block_kind(told), told.level
        blocks = max(-3, min(told.sentence.block - here.block, 1))
        taken = self._taken[told.start, told.end] - own
        source = "own" if own else "label" if label else _source(gap, kind, same=same)
        seen = _standing(
            f"sentence {max(-4, gap):+d}" if same else f"paragraph {blocks:+d}",
            kind,
            source,
            size,
            placed,
            taken=min(taken, 2),
            label=label,
            several=label and len({each.place.id for each in labels}) > 1,
            heads=self._document.blocks[here.block].heading == told.sentence.block,
            another=any(each != told.place.id for each in scene.own),
        )
        seen = seen | {f"{source}, {fact}": 1.0 for fact in (event.type, event.status, told.mention.form)}
        if gap == 0:
            return seen | numbers(self._beside(mention, told, own=own)) | told.evidence
        if gap < 0:
            between = min(self._named.between(told, mention.trigger.start), 3)
            seen[f"places between {between}{', same paragraph' if same else ''}"] = 1.0
        return seen | {f"far, {name}": value for name, value in told.evidence.items()}

    def _beside(self, mention: EventMention, told: NamedPlace, *, own: bool) -> dict[str, bool]:
        """How the place stands to the trigger in one sentence."""
        sentence, trigger = self._reading.word(mention)
        if told.phrase is None or trigger is None:
            return {"own, no tree" if own else "beside, no tree": True}
        verb = verb_over(sentence, told.phrase)
        above = sentence.tokens[told.phrase.head] if told.phrase.head >= 0 else None
        others = [each for each in self._named.within[sentence.index] if each.place is not told.place]
        gap = abs(told.start - trigger.start)
        facts = beside(sentence, trigger, told.phrase) | {
            "beside, of a report": verb is not None and verb is not trigger and verb.lemma in self._sources,
            "beside, nearest": all(abs(each.start - trigger.start) >= gap for each in others),
            "beside, alone": not others,
            "beside, inside who": any(_holds(who, told) for who in mention.participants),
            "beside, below the trigger": trigger in sentence.ancestors(told.phrase.index),
            "beside, on the trigger": above is trigger,
            f"beside, on a {'verb' if above is not None and is_verbal(above) else 'noun'}": above is not None,
            f"beside, {told.phrase.rel}": True,
        }
        if own:
            facts = {f"own, {name.removeprefix('beside, ')}": true for name, true in facts.items()}
            return facts | {f"own, {name}": True for name in told.evidence}
        return facts

    def _lent(self, scene: _Scene, other: Event, id_: str) -> Evidence:
        """What is known of another event that has the place."""
        event, size, whole = scene.event, self._named.levels[id_], scene.event.part_of == other.id
        return numbers({
            f"lent, {scene.placed}": True,
            f"lent, {size}": True,
            f"of its whole, {event.type}": whole,
            f"of its whole, {size}": whole,
            f"of its whole, which is {other.type}": whole,
        })  # fmt: skip

    def _value(self, scene: _Scene, id_: str, found: Collection[str]) -> Evidence:
        """What the place itself says, wherever it is told."""
        named, event, placed = self._named, scene.event, scene.placed
        place, size = named.places[id_], named.levels[id_]
        takers = self._takers[id_] - (id_ in scene.own)
        first, most = id_ == named.first_town, named.counts[id_] == named.most.get(size)
        facts = {
            f"kind {place.kind}": place.reason != SITE,
            f"kind {place.kind}, {placed}": place.reason != SITE,
            f"{size}, {event.type}": True,
            f"of {min(named.number[size], 4)} {size}": True,
            f"of {min(named.number[size], 4)} {size}, first": first,
            f"only {size}, {event.type}": named.number[size] == 1,
            "told most of its level": most,
            "told most of its level, often": most and named.counts[id_] > 1,
            "told once": named.counts[id_] == 1,
            "first town": first,
            f"first town, {placed}": first,
            f"first town, {'real' if event.status in _REAL else 'not yet'}": first,
            "places no other": not takers,
        }
        facts |= self._among(scene, id_, found) | self._before(scene, id_) | self._of_somebody(scene, place)
        return numbers(facts) | {"places others": min(takers, 4) / 2}

    def _among(self, scene: _Scene, id_: str, found: Collection[str]) -> dict[str, bool]:
        """How the place stands to the others that are offered."""
        places, levels, own = self._named.places, self._named.levels, id_ in scene.own
        place = places[id_]
        others = [places[each] for each in found if each != id_ and places[each].reason != SITE]
        mine = [each for each in scene.own if each != id_]
        land = place.reason != SITE
        return {
            "a finer one": land and any(contains(place, other) for other in others),
            "a coarser one": land and any(contains(other, place) for other in others),
            "a finer one is own": land and any(contains(place, places[each]) for each in mine),
            "a coarser one is own": land and any(contains(places[each], place) for each in mine),
            "another is own": bool(mine) and not own,
            "another of its level is own": not own and any(levels[each] == levels[id_] for each in mine),
        }

    def _before(self, scene: _Scene, id_: str) -> dict[str, bool]:
        """Whether it is what the article was telling of."""
        named, placed = self._named, scene.placed
        place, size = named.places[id_], named.levels[id_]
        last = named.last_before(scene.event.mentions[0].trigger.start, size) == id_
        elsewhere = any(not same_place(other, place) for other in scene.beside)
        alone = named.front_of.get(size) == {id_}
        return {
            "told last of its level": last,
            f"told last of its level, {placed}": last,
            "told last of its level, pointed at": last and scene.points,
            "another in the sentence": elsewhere,
            "another in the sentence, own": elsewhere and id_ in scene.own,
            "another of its level before": any(each.place.id != id_ and each.level == size for each in scene.before),
            "alone in front": alone,
            f"alone in front, {placed}": alone,
            f"alone in front, {'another' if elsewhere else 'no other'} in the sentence": alone,
            "alone in front, under a heading": alone and self._document.blocks[scene.block].heading is not None,
        }

    def _of_somebody(self, scene: _Scene, place: Place) -> dict[str, bool]:
        """Whose country, seat or realm it is."""
        event, placed, ruled = scene.event, scene.placed, self._named.ruled
        land = place.kind == "country" and place.country in scene.countries
        held, inside = place.name in scene.realms, place.id in scene.inside
        return {
            "in a name of somebody in it": inside,
            f"in a name of somebody in it, {placed}": inside,
            "land of somebody in it": land,
            f"land of somebody in it, {placed}": land,
            f"land of somebody in it, {event.type}": land,
            "land of everybody in it": land and len(scene.countries) == 1,
            "of an office of somebody in it": held,
            f"of an office of somebody in it, {placed}": held,
            f"of an office of somebody in it, {event.type}": held,
            "of an office": place.id in ruled,
            f"of an office, {placed}": place.id in ruled,
            f"of an office, alone, {placed}": {place.id} == ruled,
            f"of an office, only region, {placed}": {place.id} == self._named.ruled_regions,
        }

    def _points(self, mention: EventMention) -> bool:
        """«здесь», «там» beside the verb."""
        sentence, trigger = self._reading.word(mention)
        verb = verb_over(sentence, trigger)
        return verb is not None and any(child.lemma in self._here for child in sentence.children(verb.index))


def _own(mention: EventMention) -> list[Argument]:
    return [*mention.places, *mention.sites]


def _is_own(mention: EventMention, told: NamedPlace) -> bool:
    return any(each.start == told.start and each.end == told.end for each in _own(mention))


def _holds(who: Argument, told: NamedPlace) -> bool:
    return who.start is not None and who.end is not None and who.start <= told.start and told.end <= who.end


def _distance(mention: EventMention, told: NamedPlace) -> tuple[bool, int, int]:
    """Own places first, then those of the sentence, of those before, of the next."""
    gap = told.sentence.index - mention.sentence
    return not _is_own(mention, told), -gap if gap <= 0 else gap * 2 + 1, abs(told.start - mention.trigger.start)


@lru_cache(maxsize=4_000)
def _standing(
    where: str,
    kind: str,
    source: str,
    size: str,
    placed: str,
    *,
    taken: int,
    label: bool,
    several: bool,
    heads: bool,
    another: bool,
) -> Evidence:
    """Where a name of that `size` stands, seen from a mention of an event `placed` so, as told by these few values: the
    same all over the article, written out once. Not to be changed."""
    told = {
        where: True,
        f"{where}, {placed}": True,
        f"in {kind}": True,
        f"label in {kind}": label,
        "label, of several": several,
        "heading of the section": heads,
        source: True,
        f"{source}, {size}": True,
        f"{source}, {size}, {placed}": True,
        f"{source}, another is own": another,
        f"{source}, taken": taken > 0,
        f"taken by {taken}": True,
    }
    return numbers(told)


def _source(gap: int, kind: str, *, same: bool) -> str:
    """In a word, whence a place is taken that is neither the event's own nor its label."""
    if gap == 0:
        return "beside"
    if same:
        return "behind" if gap == -1 else "near"
    return "front" if kind in ("title", "lead") else "far"


def _add(found: dict[str, Spot], place: Place, evidence: Evidence) -> None:
    """Each piece of evidence counts once."""
    found.setdefault(place.id, Spot(place)).evidence.update(evidence)
