"""Differences in times, entities and event mentions; those of events themselves are in `differences`."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

from letopis.evaluation.difference import Difference, around
from letopis.evaluation.event_scores import Comparison
from letopis.evaluation.layer_scores import align_entities, pair_times, same_value
from letopis.evaluation.matching import fold_name
from letopis.evaluation.mention_scores import ArgumentView, pair_mentions, unpaired_arguments
from letopis.record.contract import Record
from letopis.record.parts import Entity, EntityMention, Event, Mention, Time

T = TypeVar("T")


def time_differences(name: str, gold: Record, system: Sequence[Time]) -> Iterator[Difference]:
    """Times missed and extra, with another span, with another value."""
    text = gold.article.text or ""
    pairs = pair_times(gold.times, system)

    def told(kind: str, time: Time, detail: str) -> Difference:
        return Difference(kind, name, time.kind, time.start, around(text, time.start, time.end), detail)

    for kind, time in _unpaired("time", gold.times, system, pairs):
        yield told(kind, time, _value(time))
    for one, other in pairs:
        if (one.start, one.end) != (other.start, other.end):
            yield told("wrong time span", one, f"gold «{one.text}», system «{other.text}»")
        if not same_value(one, other):
            yield told("wrong time value", one, f"gold {_value(one)}, system {_value(other)}")


def _value(time: Time) -> str:
    return time.edtf or (f"{time.from_}/{time.to}" if time.from_ or time.to else time.kind)


def entity_differences(name: str, gold: Record, system: Sequence[Entity]) -> Iterator[Difference]:
    """Entities missed and extra, named otherwise, and mentions of those found by both."""
    text = gold.article.text or ""
    pairs = [(gold.entities[one], system[other]) for one, other in align_entities(gold.entities, system)]

    def told(kind: str, entity: Entity, mention: EntityMention | None, detail: str) -> Difference:
        start, end = _place(mention)
        return Difference(kind, name, entity.type, start, around(text, start, end), detail)

    for kind, entity in _unpaired("entity", gold.entities, system, pairs):
        yield told(kind, entity, next(iter(entity.mentions), None), entity.name)
    for one, other in pairs:
        if fold_name(one.name) != fold_name(other.name):
            detail = f"gold {one.name}, system {other.name}"
            yield told("wrong entity name", one, next(iter(one.mentions), None), detail)
        wanted, found = _by_place(one), _by_place(other)
        for kind, mine, others in (("missed reference", wanted, found), ("extra reference", found, wanted)):
            for place in sorted(mine.keys() - others.keys()):
                yield told(kind, one, mine[place], f"{mine[place].form} of {one.name}")


def _by_place(entity: Entity) -> dict[tuple[int, int, str], EntityMention]:
    """Mentions by place and form; a dropped subject stands at its verb."""
    return {(*_place(mention), mention.form): mention for mention in entity.mentions}


def _place(mention: EntityMention | None) -> tuple[int, int]:
    if mention is None:
        return 0, 0
    if mention.start is None or mention.end is None:
        return mention.at or 0, (mention.at or 0) + 1
    return mention.start, mention.end


def mention_differences(name: str, gold: Record, comparison: Comparison) -> Iterator[Difference]:
    """Triggers missed and extra in events that both sides have; arguments of triggers that both sides have."""
    text = gold.article.text or ""
    covered = comparison.covers.fields

    def told(kind: str, event: Event, mention: Mention, detail: str) -> Difference:
        start, end = mention.trigger.start, mention.trigger.end
        return Difference(kind, name, event.type, start, around(text, start, end), detail)

    for one, other in comparison.matched:
        pairs = [(one.mentions[row], other.mentions[column]) for row, column in pair_mentions(one, other)]
        if "triggers" in covered:
            for kind, mention in _unpaired("trigger", one.mentions, other.mentions, pairs):
                yield told(kind, one, mention, f"of the event at {one.mentions[0].trigger.start}")
        for mine, theirs in pairs if "arguments" in covered else ():
            missed, extra = unpaired_arguments(comparison, mine, theirs)
            yield from (told("missed argument", one, mine, _argument(view, text)) for view in missed)
            yield from (told("extra argument", one, mine, _argument(view, text)) for view in extra)


def _argument(view: ArgumentView, text: str) -> str:
    quote = "dropped subject" if view.start is None else f"«{text[view.start : view.end]}»"
    return f"{view.role}: {quote} {view.name}"


def _unpaired(
    what: str, gold: Sequence[T], system: Sequence[T], pairs: Sequence[tuple[T, T]]
) -> Iterator[tuple[str, T]]:
    """What only one side has, gold's first."""
    paired = {id(thing) for pair in pairs for thing in pair}
    yield from ((f"missed {what}", thing) for thing in gold if id(thing) not in paired)
    yield from ((f"extra {what}", thing) for thing in system if id(thing) not in paired)
