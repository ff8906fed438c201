"""Whether the parts of a record fit together: ids that exist, offsets that hold what they say.

Each check yields one line per fault, naming the part by its place in the record.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Protocol

from letopis.record.parts import Article, Claim, Entity, Event, Layers, Mention, Notice, Person, Span, Time


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


class _Faults(list[str]):
    """What is wrong with one record, found by its ids and its text; `where` is put into words for a fault alone."""

    def __init__(self, record: RecordParts) -> None:
        super().__init__()
        self.text = record.article.text
        self.known = {
            "event": {event.id for event in record.events},
            "entity": {entity.id for entity in record.entities},
            "time": {time.id for time in record.times},
        }

    def unique(self, what: str, ids: Sequence[str]) -> None:
        """Fault for each id that is given more than once."""
        if len(self.known[what]) < len(ids):
            where = {"event": "events", "entity": "entities", "time": "times"}[what]
            self.extend(f"{where}: id {id_} is given {times} times" for id_, times in Counter(ids).items() if times > 1)

    def unknown(self, what: str, ids: Iterable[str | None], *where: str) -> None:
        """Fault for each id that nothing has."""
        known = self.known[what]
        for id_ in ids:
            if id_ is not None and id_ not in known:
                self.append(f"{' '.join(where)}: there is no {what} {id_}")

    def span(self, start: int | None, end: int | None, text: str | None, *where: str) -> None:
        """Fault when [start, end) leaves the text, or holds something else than `text`."""
        if self.text is None or start is None or end is None:
            return
        if end > len(self.text):
            self.append(f"{' '.join(where)}: end {end} is beyond the text's {len(self.text)} characters")
        elif text is not None and self.text[start:end] != text:
            self.append(f"{' '.join(where)}: text[{start}:{end}] is {self.text[start:end]!r}, not {text!r}")


def reference_faults(record: RecordParts) -> list[str]:
    """All faults, in the order of the record; empty when it hangs together."""
    faults = _Faults(record)
    faults.unique("event", [event.id for event in record.events])
    faults.unique("entity", [entity.id for entity in record.entities])
    faults.unique("time", [time.id for time in record.times])
    for event in record.events:
        _check_event(event, faults)
    for entity in record.entities:
        _check_entity(entity, faults)
    for time in record.times:
        faults.span(time.start, time.end, time.text, "times", time.id)
        faults.unknown("time", [time.anchor], "times", time.id, "anchor")
    for index, claim in enumerate(record.claims):
        _check_claim(claim, f"claims[{index}]", faults)
    for index, notice in enumerate(record.warnings):
        if notice.code != "truncated":  # it bounds what the record's text lacks
            faults.span(notice.start, notice.end, None, f"warnings[{index}]")
    if record.layers is not None:
        _check_layers(record.layers, faults)
    return faults


def _check_event(event: Event, faults: _Faults) -> None:
    where = ("events", event.id)
    faults.unknown("entity", [participant.entity for participant in event.participants], *where, "participants")
    faults.unknown("entity", [place.entity for place in event.places], *where, "places")
    if event.time is not None:
        faults.unknown("time", event.time.times, *where, "time")
    if event.part_of == event.id:
        faults.append(f"events {event.id} part_of: there is no event {event.id} besides it")
    faults.unknown("event", [event.part_of], *where, "part_of")
    if event.attribution is not None:
        said = event.attribution
        faults.unknown("entity", [said.entity], *where, "attribution")
        faults.span(said.start, said.end, said.text, *where, "attribution")
    for conflict in event.conflicts:
        for value in conflict.values:
            if value.mention is not None and value.mention >= len(event.mentions):
                faults.append(f"events {event.id} conflicts: there is no mention {value.mention}")
    for index, mention in enumerate(event.mentions):
        _check_mention(mention, (*where, f"mentions[{index}]"), faults)


def _check_mention(mention: Mention, where: tuple[str, ...], faults: _Faults) -> None:
    trigger = mention.trigger
    faults.span(trigger.start, trigger.end, trigger.text, *where, "trigger")
    faults.span(mention.sentence.start, mention.sentence.end, None, *where, "sentence")
    for participant in mention.participants:
        faults.unknown("entity", [participant.entity], *where, "participants")
        faults.span(participant.start, participant.end, participant.text, *where, "participants")
    for place in mention.places:
        faults.unknown("entity", [place.entity], *where, "places")
        faults.span(place.start, place.end, None, *where, "places")
    faults.unknown("time", mention.times, *where, "times")


def _check_entity(entity: Entity, faults: _Faults) -> None:
    where = ("entities", entity.id)
    for index, mention in enumerate(entity.mentions):
        faults.span(mention.start, mention.end, mention.text, *where, f"mentions[{index}]")
        if mention.at is not None:
            faults.span(mention.at, mention.at + 1, None, *where, f"mentions[{index}]")
    if isinstance(entity, Person):
        for office in entity.offices:
            faults.span(office.start, office.end, None, *where, "offices")


def _check_claim(claim: Claim, where: str, faults: _Faults) -> None:
    faults.span(claim.start, claim.end, claim.text, where)
    faults.unknown("entity", claim.participants, where, "participants")
    faults.unknown("event", claim.supported_by, where, "supported_by")


def _check_layers(layers: Layers, faults: _Faults) -> None:
    layered: dict[str, Sequence[Span]] = {
        "blocks": layers.blocks,
        "sentences": layers.sentences,
        "tokens": layers.tokens,
    }
    for name, parts in layered.items():
        for index, part in enumerate(parts):
            faults.span(part.start, part.end, None, "layers", f"{name}[{index}]")
