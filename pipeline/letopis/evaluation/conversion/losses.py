"""What a conversion lost, found out by reading back what was written and comparing it with what was given.

Everything is taken apart into facts that do not hang on ids or order, and facts that did not come back are counted
by kind. Nothing has to be declared, so nothing can be forgotten.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from letopis.evaluation.formats.standoff import StandoffArticle
from letopis.evaluation.gold import GoldArticle
from letopis.record import Record

Fact = tuple[str, str]
# Ids and bookkeeping say nothing about the article: they are derived, or tell who wrote the file.
_DERIVED = frozenset({
    "id", "schema", "produced_by", "path", "sha256", "warnings", "layers", "published_from", "time_reason",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Loss:
    """`lost` of `given` facts of one kind did not come through."""

    what: str
    lost: int
    given: int

    def __str__(self) -> str:
        return f"{self.what}: {'all' if self.lost == self.given else f'{self.lost} of'} {self.given}"


def record_losses(given: Sequence[GoldArticle], written: Sequence[GoldArticle]) -> list[Loss]:
    """Losses between records of the same articles."""
    facts = [{article.name: Counter(_record_facts(article)) for article in side} for side in (given, written)]
    return _losses(*facts)


def label_losses(given: Sequence[StandoffArticle], written: Sequence[StandoffArticle]) -> list[Loss]:
    """Losses between labelled texts, and what the reader of the given ones could not take."""
    facts = [{article.name: Counter(_label_facts(article)) for article in side} for side in (given, written)]
    dropped = sum((article.dropped for article in given), Counter[str]())
    return _losses(*facts) + [Loss(what, number, number) for what, number in sorted(dropped.items()) if number]


def _losses(given: Mapping[str, Counter[Fact]], written: Mapping[str, Counter[Fact]]) -> list[Loss]:
    lost: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for name, facts in given.items():
        for (what, _), number in facts.items():
            total[what] += number
        for (what, _), number in (facts - written.get(name, Counter())).items():
            lost[what] += number
    return [Loss(what, number, total[what]) for what, number in sorted(lost.items())]


def _label_facts(article: StandoffArticle) -> Iterator[Fact]:
    yield "texts", article.text
    places = {span.id: f"{span.label} {span.start} {span.end}" for span in article.spans}
    yield from ((f"article {key}", value) for key, value in article.meta.items())
    for span in article.spans:
        yield f"spans {span.label}", places[span.id]
        for key, said in span.attributes.items():
            yield f"attribute {key}", f"{places[span.id]} {' '.join(said.split())}"
    for relation in article.relations:
        yield f"relations {relation.label}", f"{places[relation.source]} -> {places[relation.target]}"
    for one in article.statements:
        who = [f"{name} {' | '.join(places[id_] for id_ in ids)}" for name, ids in one.arguments]
        yield f"statements {one.label}", "; ".join(who)
        yield from ((f"statement's {key}", f"{one.label} {who}: {said}") for key, said in one.attributes)


def _record_facts(gold: GoldArticle) -> Iterator[Fact]:
    yield from (("tags", tag) for tag in gold.tags)
    yield "coverage", str((sorted(gold.covers.types), sorted(gold.covers.fields)))
    names = _told_ids(gold.record)
    for id_, tags in gold.event_tags.items():
        yield from (("tags of events", f"{names.get(id_, id_)}: {tag}") for tag in tags)
    yield from _walk(gold.record.to_dict(), "", "", names)


def _told_ids(record: Record) -> dict[str, str]:
    """What each id of the record stands for, in words that do not depend on numbering."""
    told = {entity.id: f"{entity.type} {_first(entity.mentions)}" for entity in record.entities}
    told |= {time.id: f"time {time.start} {time.end}" for time in record.times}
    return told | {event.id: f"{event.type} {_first([m.trigger for m in event.mentions])}" for event in record.events}


def _first(places: Sequence[Any]) -> str:
    return str(min(((place.start, place.end) for place in places if place.start is not None), default=None))


def _walk(value: object, path: str, owner: str, names: Mapping[str, str]) -> Iterator[Fact]:
    """Every value that is not null with its path; `owner` tells whose it is."""
    if isinstance(value, dict):
        mine = f"{owner}/{_identity(value, names)}"
        for key, part in value.items():
            if key not in _DERIVED or (path == ".article" and key == "id"):
                yield from _walk(part, f"{path}.{key}", mine, names)
    elif isinstance(value, list):
        for part in value:
            yield from _walk(part, path, owner, names)
    elif value is not None:
        yield path.removeprefix("."), f"{owner}: {names.get(str(value), value)}"


def _identity(value: Mapping[str, Any], names: Mapping[str, str]) -> str:
    """How one of several things in a list is told apart: by its id's meaning, its place, or its key fields."""
    if value.get("id") in names:
        return names[value["id"]]
    trigger = value.get("trigger") or {}
    marks = [value.get(key) for key in ("start", "end", "role", "at")] + [trigger.get("start"), trigger.get("end")]
    entity = value.get("entity")
    return " ".join(str(mark) for mark in [*marks, names.get(str(entity), entity)] if mark is not None)
