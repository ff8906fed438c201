"""Document to Record: what the stages found, in the contract's words.

Plain values are gathered first and validated once, so that a stage that leaves the document
unsound is told all its faults at a time.
"""

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from letopis.document import (
    Amount,
    Argument,
    Attribution,
    Claim,
    Conflict,
    Document,
    Entity,
    EntityMention,
    Event,
    EventMention,
    Notice,
    Organization,
    Person,
    Place,
    TimeExpression,
)
from letopis.events.ontology import Ontology
from letopis.record.contract import Record
from letopis.record.vocabulary import SCHEMA
from letopis.settings import Settings

Values = dict[str, Any]
Entities = dict[str, Entity]
# ISO 8601 dates, as the record and databases have them, begin with the year 1.
_ANCIENT = "before the common era: `edtf` alone has the value"


@lru_cache(maxsize=1)
def package_version() -> str:
    """The installed version of letopis."""
    return version("letopis")


@lru_cache(maxsize=8)
def _digest(settings: Settings) -> str:
    """The same for every record of a run."""
    return settings.digest()


def build_record(document: Document, settings: Settings) -> Record:
    """The finished document as the contract has it; `plover` comes from the ontology.

    Events less certain than `settings.min_confidence` are left out, and so is what refers to them.
    Raises pydantic.ValidationError when the stages left the document unsound.
    """
    entities, shared = {entity.id: entity for entity in document.entities}, _shared_spans(document.entities)
    events = [event for event in document.events if _confidence(event) >= settings.min_confidence]
    kept = frozenset(event.id for event in events)
    values: Values = {
        "schema": SCHEMA,
        "article": _article(document, settings),
        "events": [_event(event, entities, kept, settings.resources) for event in events],
        "entities": [_entity(entity, shared) for entity in document.entities],
        "times": [_time(time) for time in document.times],
        "claims": [_claim(claim, kept) for claim in document.claims],
        "warnings": [_notice(notice) for notice in [*document.notices, *_undated(document)]],
        "layers": _layers(document) if settings.layers else None,
        "produced_by": {
            "version": package_version(),
            "model": settings.model,
            "settings": _digest(settings),
        },
    }
    return Record.model_validate(values)


def _confidence(event: Event) -> float:
    """Two decimals: the last bits depend on the shape of the batch, the record must not."""
    return round(event.confidence, 2)


def _article(document: Document, settings: Settings) -> Values:
    article = document.article
    return {
        "id": article.id,
        "title": article.title,
        "url": article.url,
        "source": article.source,
        "published": article.published,
        "published_from": article.published_from,
        "language": article.language,
        "sha256": article.sha256,
        "path": article.path,
        "text": article.text if settings.include_text else None,
    }


def _event(event: Event, entities: Entities, kept: frozenset[str], resources: Path | None) -> Values:
    return {
        "id": event.id,
        "type": event.type,
        "kind": event.kind,
        "plover": _plover(event.type, resources),
        "status": event.status,
        "time": _event_time(event),
        "time_reason": event.time_reason,
        "places": [_event_place(place, entities) for place in event.places],
        "participants": [_participant(who, event, entities) for who in event.participants],
        "counts": {name: _amount(amount) for name, amount in event.counts.items()},
        "part_of": event.part_of if event.part_of in kept else None,
        "context": event.context,
        "mentions": [_mention(mention) for mention in event.mentions],
        "attribution": _attribution(event.attribution),
        "conflicts": [_conflict(conflict) for conflict in event.conflicts],
        "confidence": _confidence(event),
    }


def _plover(event_type: str, resources: Path | None) -> Values | None:
    """The type's mapping as its ontology file has it; `other` has no file and none."""
    known = Ontology.load(resources).types.get(event_type)
    if known is None or known.plover is None:
        return None
    plover = known.plover
    return {"type": plover.type, "mode": plover.mode, "contexts": list(plover.contexts)}


def _event_time(event: Event) -> Values | None:
    time = event.time
    if time is None:
        return None
    low, high = _bounds(time.low, time.high)
    return {
        "from": low,
        "to": high,
        "edtf": time.edtf,
        "precision": time.precision,
        "approximate": time.approximate,
        "basis": time.basis,
        "times": time.times,
    }


def _bounds(low: str | None, high: str | None) -> tuple[str | None, str | None]:
    """The interval as the record can write it; what is older than the common era stands in `edtf` alone."""
    return (None, None) if _is_ancient(low) or _is_ancient(high) else (low, high)


def _is_ancient(bound: str | None) -> bool:
    return bound is not None and bound.startswith("-")


def _event_place(place: Argument, entities: Entities) -> Values:
    entity = entities.get(place.entity) if place.entity is not None else None
    located = entity if isinstance(entity, Place) else None
    return {
        "entity": place.entity,
        "name": entity.name if entity else place.text,
        "role": place.role,
        "country": entity.country if entity else None,
        "geonames": located.geonames if located else None,
        "lat": located.lat if located else None,
        "lon": located.lon if located else None,
    }


def _participant(who: Argument, event: Event, entities: Entities) -> Values:
    entity = entities.get(who.entity) if who.entity is not None else None
    return {
        "entity": who.entity,
        "name": entity.name if entity else None,
        "text": who.text,
        "role": who.role,
        "office": _office(entity, event.mentions) if isinstance(entity, Person) else None,
        "country": entity.country if entity else None,
        "count": who.count,
    }


def _office(person: Person, mentions: Sequence[EventMention]) -> str | None:
    """The office named where the event is told, else the first that the article names."""
    for mention in mentions:
        for office in person.offices:
            if mention.start <= office.start < mention.end:
                return office.title
    return person.offices[0].title if person.offices else None


def _amount(amount: Amount) -> Values:
    approximate = True if amount.approximate else None
    if amount.low is not None and amount.low == amount.high:
        return {"value": amount.low, "approximate": approximate}
    return {"min": amount.low, "max": amount.high, "approximate": approximate}


def _mention(mention: EventMention) -> Values:
    trigger = mention.trigger
    return {
        "trigger": {
            "start": trigger.start,
            "end": trigger.end,
            "text": trigger.text,
            "lemma": trigger.lemma,
        },
        "sentence": {"start": mention.start, "end": mention.end},
        "block": mention.block,
        "participants": [_mention_participant(who) for who in mention.participants],
        "places": [
            {"entity": place.entity, "role": place.role, "start": place.start, "end": place.end}
            for place in mention.places
        ],
        "times": mention.times,
    }


def _mention_participant(who: Argument) -> Values:
    return {
        "entity": who.entity,
        "text": who.text if who.entity is None else None,
        "role": who.role,
        "form": who.form,
        "start": who.start,
        "end": who.end,
    }


def _attribution(said: Attribution | None) -> Values | None:
    if said is None:
        return None
    return {"entity": said.entity, "text": said.text, "start": said.start, "end": said.end}


def _conflict(conflict: Conflict) -> Values:
    return {
        "field": conflict.field,
        "values": [{"value": given.value, "basis": given.basis, "mention": given.mention} for given in conflict.values],
        "chosen": conflict.chosen,
        "why": conflict.why,
    }


def _shared_spans(entities: Sequence[Entity]) -> frozenset[tuple[int | None, int | None]]:
    """Where one plural noun, «президенты», speaks of several together: a mention of none of them, as it names none.

    In «президенты Чили и Перу» each is told apart.
    """
    spans = Counter(
        (mention.start, mention.end)
        for entity in entities
        for mention in entity.mentions
        if mention.form == "descriptor" and mention.rule != "descriptor-listed"
    )
    return frozenset(span for span, number in spans.items() if number > 1)


def _entity(entity: Entity, shared: frozenset[tuple[int | None, int | None]]) -> Values:
    common: Values = {
        "id": entity.id,
        "type": _ENTITY_TYPES[type(entity)],
        "name": entity.name,
        "country": entity.country,
        "mentions": [_entity_mention(m) for m in entity.mentions if (m.start, m.end) not in shared],
    }
    return common | _own_fields(entity)


_ENTITY_TYPES: dict[type[Entity], str] = {
    Person: "person",
    Place: "place",
    Organization: "organization",
}


def _own_fields(entity: Entity) -> Values:
    """The fields that only this type of entity has."""
    match entity:
        case Person():
            offices = [
                {"title": office.title, "of": office.of, "start": office.start, "end": office.end}
                for office in entity.offices
            ]
            return {
                "first": entity.first,
                "last": entity.last,
                "middle": entity.middle,
                "offices": offices,
            }
        case Place():
            return {name: getattr(entity, name) for name in ("kind", "geonames", "admin1", "lat", "lon", "reason")}
        case _:
            return {name: getattr(entity, name) for name in ("abbreviation", "aliases")}


def _entity_mention(mention: EntityMention) -> Values:
    zero = mention.form == "zero"
    return {
        "start": mention.start,
        "end": mention.end,
        "text": None if zero else mention.text,
        "form": mention.form,
        "at": mention.at if zero else None,
    }


def _time(time: TimeExpression) -> Values:
    low, high = _bounds(time.low, time.high)
    return {
        "id": time.id,
        "start": time.start,
        "end": time.end,
        "text": time.text,
        "from": low,
        "to": high,
        "edtf": time.edtf,
        "precision": time.precision,
        "approximate": time.approximate,
        "kind": time.kind,
        "basis": time.basis,
        "anchor": time.anchor,
        "reason": _ANCIENT if (low, high) != (time.low, time.high) else time.reason,
    }


def _claim(claim: Claim, kept: frozenset[str]) -> Values:
    supported_by = [id_ for id_ in claim.supported_by if id_ in kept]
    since, until = _bounds(claim.since, claim.until)
    return {
        "type": claim.type,
        "participants": claim.participants,
        "min": claim.low,
        "max": claim.high,
        "from": since,
        "to": until,
        "start": claim.start,
        "end": claim.end,
        "text": claim.text,
        "supported_by": supported_by,
        "found": claim.found,
        "contradicts": claim.contradicts,
    }


def _notice(notice: Notice) -> Values:
    return {"code": notice.code, "message": notice.message, "start": notice.start, "end": notice.end}


def _undated(document: Document) -> list[Notice]:
    """A notice where neither the input nor the text says when the article appeared."""
    if document.article.published is not None:
        return []
    return [Notice("no-publication-date", "nothing says when the article appeared; give it with --published")]


def _layers(document: Document) -> Values:
    tokens = [
        {
            "start": token.start,
            "end": token.end,
            "sentence": sentence.index,
            "lemma": token.lemma,
            "pos": token.pos,
            "feats": token.feats,
            "head": token.head,
            "rel": token.rel,
        }
        for sentence in document.sentences
        for token in sentence.tokens
    ]
    return {
        "blocks": [
            {"start": block.start, "end": block.end, "kind": block.kind, "heading": block.heading}
            for block in document.blocks
        ],
        "sentences": [
            {"start": sentence.start, "end": sentence.end, "block": sentence.block} for sentence in document.sentences
        ],
        "tokens": tokens,
    }
