"""Whether the parts of a record fit together: ids that exist, offsets that hold what they say.

Each check yields one line per fault, naming the part by its place in the record.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from letopis.record.parts import Article, Claim, Entity, Event, Layers, Mention, Notice, Person, Time


class RecordParts(Protocol):
    """What the checks look at."""

    @property
    def article(self) -> Article: ...
    @property
    def events(self) -> list[Event]: ...
    @property
    def entities(self) -> list[Entity]: ...
    @property
    def times(self) -> list[Time]: ...
    @property
    def claims(self) -> list[Claim]: ...
    @property
    def warnings(self) -> list[Notice]: ...
    @property
    def layers(self) -> Layers | None: ...


@dataclass(frozen=True, slots=True)
class _Known:
    """The ids of one record, and its text where the record has it."""

    text: str | None
    events: frozenset[str]
    entities: frozenset[str]
    times: frozenset[str]

    def span(self, where: str, start: int | None, end: int | None, text: str | None = None) -> Iterator[str]:
        """Fault when [start, end) leaves the text, or holds something else than `text`."""
        if self.text is None or start is None or end is None:
            return
        if end > len(self.text):
            yield f"{where}: end {end} is beyond the text's {len(self.text)} characters"
        elif text is not None and self.text[start:end] != text:
            yield f"{where}: text[{start}:{end}] is {self.text[start:end]!r}, not {text!r}"

    def entity(self, where: str, id_: str | None) -> Iterator[str]:
        """Fault when the id is no entity's."""
        return _unknown(where, "entity", [] if id_ is None else [id_], self.entities)


def reference_faults(record: RecordParts) -> list[str]:
    """All faults, in the order of the record; empty when it hangs together."""
    known = _Known(
        text=record.article.text,
        events=frozenset(event.id for event in record.events),
        entities=frozenset(entity.id for entity in record.entities),
        times=frozenset(time.id for time in record.times),
    )
    faults = [
        *_repeated("events", [event.id for event in record.events]),
        *_repeated("entities", [entity.id for entity in record.entities]),
        *_repeated("times", [time.id for time in record.times]),
    ]
    for event in record.events:
        faults += _event_faults(event, known)
    for entity in record.entities:
        faults += _entity_faults(entity, known)
    for time in record.times:
        faults += known.span(f"times {time.id}", time.start, time.end, time.text)
        faults += _unknown(f"times {time.id} anchor", "time", [time.anchor] if time.anchor else [], known.times)
    for index, claim in enumerate(record.claims):
        faults += _claim_faults(f"claims[{index}]", claim, known)
    for index, notice in enumerate(record.warnings):
        if notice.code != "truncated":  # it bounds what the record's text lacks
            faults += known.span(f"warnings[{index}]", notice.start, notice.end)
    if record.layers is not None:
        faults += _layer_faults(record.layers, known)
    return faults


def _repeated(where: str, ids: Sequence[str]) -> Iterator[str]:
    return (f"{where}: id {id_} is given {times} times" for id_, times in Counter(ids).items() if times > 1)


def _unknown(where: str, what: str, ids: Iterable[str], known: frozenset[str]) -> Iterator[str]:
    return (f"{where}: there is no {what} {id_}" for id_ in ids if id_ not in known)


def _event_faults(event: Event, known: _Known) -> Iterator[str]:
    where = f"events {event.id}"
    for participant in event.participants:
        yield from known.entity(f"{where} participants", participant.entity)
    for place in event.places:
        yield from known.entity(f"{where} places", place.entity)
    if event.time is not None:
        yield from _unknown(f"{where} time", "time", event.time.times, known.times)
    if event.part_of is not None:
        yield from _unknown(f"{where} part_of", "event", [event.part_of], known.events - {event.id})
    if event.attribution is not None:
        said = event.attribution
        yield from known.entity(f"{where} attribution", said.entity)
        yield from known.span(f"{where} attribution", said.start, said.end, said.text)
    for conflict in event.conflicts:
        for value in conflict.values:
            if value.mention is not None and value.mention >= len(event.mentions):
                yield f"{where} conflicts: there is no mention {value.mention}"
    for index, mention in enumerate(event.mentions):
        yield from _mention_faults(f"{where} mentions[{index}]", mention, known)


def _mention_faults(where: str, mention: Mention, known: _Known) -> Iterator[str]:
    trigger = mention.trigger
    yield from known.span(f"{where} trigger", trigger.start, trigger.end, trigger.text)
    yield from known.span(f"{where} sentence", mention.sentence.start, mention.sentence.end)
    for participant in mention.participants:
        yield from known.entity(f"{where} participants", participant.entity)
        yield from known.span(f"{where} participants", participant.start, participant.end, participant.text)
    for place in mention.places:
        yield from known.entity(f"{where} places", place.entity)
        yield from known.span(f"{where} places", place.start, place.end)
    yield from _unknown(f"{where} times", "time", mention.times, known.times)


def _entity_faults(entity: Entity, known: _Known) -> Iterator[str]:
    where = f"entities {entity.id}"
    for index, mention in enumerate(entity.mentions):
        yield from known.span(f"{where} mentions[{index}]", mention.start, mention.end, mention.text)
        if mention.at is not None:
            yield from known.span(f"{where} mentions[{index}]", mention.at, mention.at + 1)
    if isinstance(entity, Person):
        for office in entity.offices:
            yield from known.span(f"{where} offices", office.start, office.end)


def _claim_faults(where: str, claim: Claim, known: _Known) -> Iterator[str]:
    yield from known.span(where, claim.start, claim.end, claim.text)
    yield from _unknown(f"{where} participants", "entity", claim.participants, known.entities)
    yield from _unknown(f"{where} supported_by", "event", claim.supported_by, known.events)


def _layer_faults(layers: Layers, known: _Known) -> Iterator[str]:
    spans = [
        *((f"layers blocks[{i}]", part.start, part.end) for i, part in enumerate(layers.blocks)),
        *((f"layers sentences[{i}]", part.start, part.end) for i, part in enumerate(layers.sentences)),
        *((f"layers tokens[{i}]", part.start, part.end) for i, part in enumerate(layers.tokens)),
    ]
    for where, start, end in spans:
        yield from known.span(where, start, end)
