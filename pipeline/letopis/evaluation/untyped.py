"""Gold that says of an event only that it is one (NEREL): triggers, who-when-where triples and entities, by words.

A triple is (trigger, role, argument): who for participants, where for places, when for times. It is right when the
roles are equal and triggers and arguments share a word, one to one, as many pairs as can be. Pronouns and dropped
subjects are left out: such gold never marks them. Labels on the `edge` of a class, and `aside` arguments (a triple
that fits only one of those), count as neither right nor false.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from letopis.evaluation.conversion.mapping import TIME_ROLE, Mapping
from letopis.evaluation.counts import Tally
from letopis.evaluation.difference import Difference, around
from letopis.evaluation.formats.standoff import StandoffArticle
from letopis.evaluation.words import Words, WordSpan, greedy, most_pairs, outermost, shared
from letopis.record import PLACE_ROLES, Record
from letopis.record.parts import Mention

Role = Literal["who", "when", "where"]
Triple = tuple[WordSpan, Role, WordSpan]
_ROLES: tuple[Role, ...] = ("who", "when", "where")
_CLASSES = ("person", "organization", "place", "date")


@dataclass(slots=True)
class WordView:
    """One side of the comparison in words; `aside` are triples whose argument no record could have."""

    triggers: set[WordSpan] = field(default_factory=set)
    triples: set[Triple] = field(default_factory=set)
    aside: set[Triple] = field(default_factory=set)
    entities: dict[str, set[WordSpan]] = field(default_factory=lambda: defaultdict(set))
    edges: dict[str, set[WordSpan]] = field(default_factory=lambda: defaultdict(set))


def gold_view(article: StandoffArticle, mapping: Mapping) -> WordView:
    """What the labels say."""
    words, view = Words(article.text), WordView()
    spans = {span.id: (span.label, words.span(span.start, span.end)) for span in article.spans}
    for label, place in spans.values():
        if place is None:
            continue
        if label in mapping.triggers:
            view.triggers.add(place)
        if (entity := mapping.entities.get(label)) is not None:
            (view.edges if entity.edge else view.entities)[entity.type].add(place)
        if (time := mapping.times.get(label)) is not None:
            (view.edges if time.edge else view.entities)["date"].add(place)
    for relation in article.relations:
        argument = mapping.arguments.get(relation.label)
        if argument is None:
            continue
        ends = spans[relation.source], spans[relation.target]
        trigger, filler = ends if argument.trigger == "source" else ends[::-1]
        if trigger[0] in mapping.triggers and trigger[1] and filler[1]:
            target = view.aside if filler[0] in mapping.aside else view.triples
            target.add((trigger[1], _role(argument.role), filler[1]))
    return view


def _role(role: str) -> Role:
    return "when" if role == TIME_ROLE else "where" if role in PLACE_ROLES else "who"


def system_view(record: Record | None, text: str) -> WordView:
    """What a record says; an article without a record says nothing."""
    words, view = Words(text), WordView()
    if record is None:
        return view
    times = {time.id: words.span(time.start, time.end) for time in record.times}
    view.entities["date"] = {place for place in times.values() if place}
    pronouns = set()
    for entity in record.entities:
        for mention in entity.mentions:
            place = _place(words, mention.start, mention.end)
            if place and mention.form in ("name", "adjective"):
                view.entities[entity.type].add(place)
            elif place and mention.form == "pronoun":
                pronouns.add(place)
    for event in record.events:
        for one in event.mentions:
            trigger = words.span(one.trigger.start, one.trigger.end)
            if trigger is not None:
                view.triggers.add(trigger)
                arguments = [(role, place) for role, place in _arguments(one, words) if place not in pronouns]
                arguments += [("when", times[id_]) for id_ in one.times]
                view.triples |= {(trigger, role, place) for role, place in arguments if place}
    return view


def _arguments(mention: Mention, words: Words) -> Iterator[tuple[Role, WordSpan | None]]:
    yield from (("who", _place(words, one.start, one.end)) for one in mention.participants)
    yield from (("where", _place(words, one.start, one.end)) for one in mention.places)


def _place(words: Words, start: int | None, end: int | None) -> WordSpan | None:
    return None if start is None or end is None else words.span(start, end)


def untyped_tallies(gold: WordView, system: WordView) -> dict[str, Tally]:
    """All figures of one article."""
    tallies: dict[str, Tally] = {}
    for name, found, wanted in (
        ("word_triggers", system.triggers, gold.triggers),
        ("word_triggers_outermost", outermost(system.triggers), outermost(gold.triggers)),
    ):
        tallies[f"{name}_exact"] = _tally(len(found & wanted), len(found), len(wanted))
        tallies[name] = _tally(len(greedy(found, wanted)), len(found), len(wanted))
    return tallies | _triple_tallies(gold, system) | _entity_tallies(gold, system)


def _tally(right: int, found: int, wanted: int) -> Tally:
    return Tally(right, found - right, wanted - right)


def _fits(one: Triple, other: Triple) -> bool:
    return one[1] == other[1] and shared(one[0], other[0]) > 0 and shared(one[2], other[2]) > 0


def _triple_tallies(gold: WordView, system: WordView) -> dict[str, Tally]:
    """With and without the arguments that are set aside."""
    found, plain, aside = sorted(system.triples), sorted(gold.triples), sorted(gold.aside)
    wanted = sorted(gold.triples | gold.aside)
    whole, part = most_pairs(found, wanted, _fits), most_pairs(found, plain, _fits)
    rest = [one for index, one in enumerate(found) if index not in part]
    excused = {rest[index] for index in most_pairs(rest, aside, _fits)}
    counted = [one for one in found if one not in excused]
    tallies = {}
    for role in (None, *_ROLES):
        name = f"triples_{role}" if role else "triples"

        def count(triples: Sequence[Triple], role: Role | None = role) -> int:
            return sum(role in (None, one[1]) for one in triples)

        tallies[name] = _tally(count([found[index] for index in whole]), count(found), count(wanted))
        plainly = count([found[index] for index in part])
        tallies[f"{name}_plain"] = _tally(plainly, count(counted), count(plain))
    return tallies


def _entity_tallies(gold: WordView, system: WordView) -> dict[str, Tally]:
    tallies = {}
    for name in _CLASSES:
        found, wanted = system.entities[name], gold.entities[name]
        matched = greedy(found, wanted)
        excused = greedy({one for one in found if one not in matched}, gold.edges[name])
        tallies[f"word_{name}"] = _tally(len(matched), len(found) - len(excused), len(wanted))
    return tallies


def untyped_differences(name: str, text: str, gold: WordView, system: WordView) -> list[Difference]:
    """Triggers, and triples of triggers, that only one side has."""
    words = Words(text)
    matched = greedy(system.triggers, gold.triggers)
    found = []
    for kind, spans in (
        ("missed trigger", gold.triggers - set(matched.values())),
        ("extra trigger", system.triggers - set(matched)),
    ):
        for span in sorted(spans):
            start, end = words.characters(span)
            found.append(Difference(kind, name, "event", start, around(text, start, end), text[start:end]))
    wanted, given = sorted(gold.triples), sorted(system.triples)
    pairs = most_pairs(given, wanted, _fits)
    missed = [one for index, one in enumerate(wanted) if index not in set(pairs.values())]
    extra = [
        one for index, one in enumerate(given)
        if index not in pairs and not any(_fits(one, other) for other in gold.aside)
    ]  # fmt: skip
    for kind, triples in (("missed argument", missed), ("extra argument", extra)):
        for trigger, role, argument in triples:
            start, end = words.characters(trigger)
            quote = text[slice(*words.characters(argument))]
            found.append(Difference(kind, name, "event", start, around(text, start, end), f"{role}: «{quote}»"))
    return found
