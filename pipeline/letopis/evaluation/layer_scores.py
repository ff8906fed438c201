"""Entities, times and claims against gold."""

from collections.abc import Sequence

import numpy as np

from letopis.evaluation.counts import Rate, Tally
from letopis.evaluation.gold import Coverage
from letopis.evaluation.matching import Pair, assign, fold_name
from letopis.record.contract import Record
from letopis.record.parts import Claim, Entity, EntityMention, Time

# Names and adjectives are told apart from what has to be resolved: «он», «глава государства».
_NAMED = ("name", "adjective")
_REFERRING = ("descriptor", "pronoun")


def layer_scores(gold: Record, system: Record | None, covers: Coverage) -> tuple[dict[str, Tally], dict[str, Rate]]:
    """Tallies and rates of all layers that gold covers."""
    tallies: dict[str, Tally] = {}
    rates: dict[str, Rate] = {}
    if "entities" in covers.fields:
        entities = list(system.entities) if system else []
        tallies |= _entity_tallies(gold.entities, entities)
        pairs = align_entities(gold.entities, entities)
        right = sum(fold_name(gold.entities[one].name) == fold_name(entities[other].name) for one, other in pairs)
        rates["entity_names"] = Rate(right, len(pairs))
    if "times" in covers.fields:
        times = list(system.times) if system else []
        more, rate = _time_scores(gold.times, times)
        tallies |= more
        rates["time_values"] = rate
    if "claims" in covers.fields:
        tallies["claims"] = _claims(gold.claims, list(system.claims) if system else [], covers)
    return tallies, rates


def named_only(record: Record) -> Record:
    """The record with nothing but names and adjectives among the mentions of its entities."""
    entities = [
        entity.model_copy(update={"mentions": [mention for mention in entity.mentions if mention.form in _NAMED]})
        for entity in record.entities
    ]
    return record.model_copy(update={"entities": [entity for entity in entities if entity.mentions]})


def align_entities(gold: Sequence[Entity], system: Sequence[Entity]) -> list[Pair]:
    """Entities of one type, one to one, by the number of mentions that they share."""
    weights = np.zeros((len(gold), len(system)))
    spans = [_spans(entity) for entity in system]
    for row, entity in enumerate(gold):
        wanted = _spans(entity)
        for column, other in enumerate(system):
            if entity.type == other.type:
                weights[row, column] = sum(
                    any(one[0] < two[1] and two[0] < one[1] for two in spans[column]) for one in wanted
                )
    return assign(weights)


def _spans(entity: Entity) -> list[tuple[int, int]]:
    return [(m.start, m.end) for m in entity.mentions if m.start is not None and m.end is not None]


def _entity_tallies(gold: Sequence[Entity], system: Sequence[Entity]) -> dict[str, Tally]:
    pairs = align_entities(gold, system)
    tallies = {"entities": Tally(len(pairs), len(system) - len(pairs), len(gold) - len(pairs))}
    for type_ in ("person", "place", "organization"):
        tallies[f"mentions_{type_}"] = Tally.of(_mentions(gold, type_, _NAMED), _mentions(system, type_, _NAMED))
    tallies["names_overlap"] = _overlapping(_named(gold), _named(system))
    tallies["references"] = _references(gold, system, pairs)
    return tallies


def _named(entities: Sequence[Entity]) -> list[tuple[int, int, str]]:
    mentions = (
        (mention.start, mention.end, entity.type)
        for entity in entities
        for mention in entity.mentions
        if mention.form in _NAMED
    )
    return sorted((start, end, type_) for start, end, type_ in mentions if start is not None and end is not None)


def _overlapping(gold: list[tuple[int, int, str]], system: list[tuple[int, int, str]]) -> Tally:
    """Names of one type that share a character, one to one in text order."""
    left = list(system)
    for start, end, type_ in gold:
        twin = next((one for one in left if one[0] < end and start < one[1] and one[2] == type_), None)
        if twin is not None:
            left.remove(twin)
    right = len(system) - len(left)
    return Tally(right, len(left), len(gold) - right)


def _mentions(entities: Sequence[Entity], type_: str, forms: tuple[str, ...]) -> list[tuple[int | None, int | None]]:
    return [
        (mention.start, mention.end)
        for entity in entities
        if entity.type == type_
        for mention in entity.mentions
        if mention.form in forms
    ]


def _references(gold: Sequence[Entity], system: Sequence[Entity], pairs: Sequence[Pair]) -> Tally:
    """Descriptors and pronouns at the right stretch, said of the right entity."""
    twins = {other: one for one, other in pairs}
    wanted = [(row, *_place(m)) for row, entity in enumerate(gold) for m in _referring(entity)]
    found = [(twins.get(row, -1), *_place(m)) for row, entity in enumerate(system) for m in _referring(entity)]
    return Tally.of(wanted, found)


def _referring(entity: Entity) -> list[EntityMention]:
    return [mention for mention in entity.mentions if mention.form in _REFERRING]


def _place(mention: EntityMention) -> tuple[int | None, int | None]:
    return mention.start, mention.end


def pair_times(gold: Sequence[Time], system: Sequence[Time]) -> list[tuple[Time, Time]]:
    """Overlapping expressions, one to one, the longest overlap first."""
    weights = np.zeros((len(gold), len(system)))
    for row, one in enumerate(gold):
        for column, other in enumerate(system):
            weights[row, column] = max(0, min(one.end, other.end) - max(one.start, other.start))
    return [(gold[one], system[other]) for one, other in assign(weights)]


def same_value(one: Time, other: Time) -> bool:
    """Same interval; a duration or set on one side has to be one on the other."""
    if (one.from_ is None and one.to is None) or (other.from_ is None and other.to is None):
        return (one.from_, one.to) == (other.from_, other.to)
    return (_moment(one.from_), _moment(one.to)) == (_moment(other.from_), _moment(other.to))


def _moment(value: str | None) -> str | None:
    """To the minute, without zone and seconds."""
    return value[:16] if value else None


def _time_scores(gold: Sequence[Time], system: Sequence[Time]) -> tuple[dict[str, Tally], Rate]:
    pairs = pair_times(gold, system)
    exact = sum((one.start, one.end) == (other.start, other.end) for one, other in pairs)
    values = sum(same_value(*pair) for pair in pairs)
    tallies = {
        "times_exact": Tally(exact, len(system) - exact, len(gold) - exact),
        "times_overlap": Tally(len(pairs), len(system) - len(pairs), len(gold) - len(pairs)),
        "times_whole": Tally(values, len(system) - values, len(gold) - values),
    }
    return tallies, Rate(values, len(pairs))


def _claims(gold: Sequence[Claim], system: Sequence[Claim], covers: Coverage) -> Tally:
    """A claim is right when its type and figures are, and its text overlaps."""
    wanted = [claim for claim in gold if claim.type in covers.types]
    left = [claim for claim in system if claim.type in covers.types]
    found = len(left)
    for claim in wanted:
        twin = next((other for other in left if _same_claim(claim, other)), None)
        if twin is not None:
            left.remove(twin)
    right = found - len(left)
    return Tally(right, found - right, len(wanted) - right)


def _same_claim(one: Claim, other: Claim) -> bool:
    return (one.type, one.min, one.max) == (other.type, other.min, other.max) and (
        one.start < other.end and other.start < one.end
    )
