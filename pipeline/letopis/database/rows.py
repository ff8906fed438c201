"""A record as rows of the tables, in an order in which each row's references come before it."""

import hashlib
from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Table

from letopis.database import schema
from letopis.database.journal import event_digest
from letopis.record import Record
from letopis.record.parts import Amount, Claim, Entity, Event, Mention, Office, Organization, Person, Place, Time

Row = dict[str, Any]
Rows = Iterator[tuple[Table, Row]]
Spanned = Mapping[str, int | None]


def record_rows(record: Record, record_sha256: str) -> Rows:
    """All rows of one article but for its run's."""
    article = record.article
    own = article.model_dump()
    yield schema.articles, own | {"text": article.text, "run_id": run_id(record), "record_sha256": record_sha256}
    for position, warning in enumerate(record.warnings):
        row = {"code": warning.code, "message": warning.message, **_span(warning.start, warning.end)}
        yield schema.warnings, {"article_id": article.id, "position": position, **row}
    for entity in record.entities:
        yield from _entity_rows(article.id, entity)
    for time in record.times:
        yield schema.times, _time_row(article.id, time)
    for position, event in enumerate(record.events):
        yield from _event_rows(article.id, position, event)
    for position, claim in enumerate(record.claims):
        yield schema.claims, _claim_row(article.id, position, claim)


def run_id(record: Record) -> str:
    """16 hexadecimal digits over version, model and settings: what wrote the record, not when."""
    made = record.produced_by
    return hashlib.sha256(f"{made.version}|{made.model}|{made.settings}".encode()).hexdigest()[:16]


def run_row(record: Record) -> Row:
    """The row of `runs` that the article refers to."""
    return {"id": run_id(record), **record.produced_by.model_dump()}


def _span(start: int | None, end: int | None) -> Spanned:
    return {"span_start": start, "span_end": end}


def fold(name: str) -> str:
    """Lower case with ё as е, as `name_folded` has it."""
    return name.casefold().replace("ё", "е")


def _entity_rows(article_id: str, entity: Entity) -> Rows:
    common: Row = {"article_id": article_id, "entity_id": entity.id}
    own = {"id": entity.id, "type": entity.type, "name": entity.name, "country": entity.country}
    yield schema.entities, {"article_id": article_id, **own, "name_folded": fold(entity.name), **_own(entity)}
    for position, mention in enumerate(entity.mentions):
        said = {"text": mention.text, "form": mention.form, "at": mention.at}
        yield (
            schema.entity_mentions,
            {**common, "position": position, **said, **_span(mention.start, mention.end)},
        )
    for position, office in enumerate(entity.offices if isinstance(entity, Person) else []):
        yield schema.offices, {**common, "position": position, **_office(office)}


def _office(office: Office) -> Row:
    return {"title": office.title, "of": office.of, **_span(office.start, office.end)}


def _own(entity: Entity) -> Row:
    """The columns that only this type of entity fills."""
    fields = {
        Person: {"first", "last", "middle"},
        Place: {"kind", "geonames", "admin1", "lat", "lon", "reason"},
        Organization: {"abbreviation", "aliases"},
    }
    return entity.model_dump(include=fields[type(entity)])


def _time_row(article_id: str, time: Time) -> Row:
    same = {"id", "text", "edtf", "precision", "approximate", "kind", "basis", "anchor"}
    bounds = {"time_from": time.from_, "time_to": time.to, "reason": time.reason}
    return {"article_id": article_id, **time.model_dump(include=same), **bounds, **_span(time.start, time.end)}


def _event_rows(article_id: str, position: int, event: Event) -> Rows:
    owner: Row = {"event_id": event.id, "article_id": article_id}
    yield schema.events, _event_row(article_id, position, event)
    for number, time_id in enumerate(event.time.times if event.time else []):
        yield schema.event_times, {**owner, "position": number, "time_id": time_id}
    for key, amount in event.counts.items():
        yield schema.event_counts, {"event_id": event.id, "key": key, **_amount(amount)}
    for number, who in enumerate(event.participants):
        yield schema.participants, {**owner, "position": number, "entity_id": who.entity, **_but_entity(who)}
    for number, place in enumerate(event.places):
        yield schema.places, {**owner, "position": number, "entity_id": place.entity, **_but_entity(place)}
    for number, mention in enumerate(event.mentions):
        yield from _mention_rows(owner, number, mention)
    yield from _conflict_rows(event)


def _but_entity(part: Any) -> Row:
    row: Row = part.model_dump(exclude={"entity"})
    return row


def _amount(amount: Amount) -> Row:
    return {
        "value": amount.value,
        "min": amount.min,
        "max": amount.max,
        "approximate": bool(amount.approximate),
    }


def _event_row(article_id: str, position: int, event: Event) -> Row:
    same = {"id", "type", "kind", "status", "time_reason", "part_of", "context", "confidence"}
    time, said, plover = event.time, event.attribution, event.plover
    return {
        "article_id": article_id,
        "position": position,
        **event.model_dump(include=same),
        "sha256": event_digest(event),
        "time_from": time.from_ if time else None,
        "time_to": time.to if time else None,
        **{name: getattr(time, name, None) for name in ("edtf", "precision", "basis", "approximate")},
        "plover_type": plover.type if plover else None,
        "plover_mode": plover.mode if plover else None,
        "plover_contexts": plover.contexts if plover else None,
        "attribution_entity": said.entity if said else None,
        "attribution_text": said.text if said else None,
        "attribution_start": said.start if said else None,
        "attribution_end": said.end if said else None,
    }


def _mention_rows(owner: Row, number: int, mention: Mention) -> Rows:
    trigger = mention.trigger
    yield (
        schema.event_mentions,
        {
            "event_id": owner["event_id"],
            "position": number,
            "trigger_start": trigger.start,
            "trigger_end": trigger.end,
            "trigger_text": trigger.text,
            "trigger_lemma": trigger.lemma,
            "sentence_start": mention.sentence.start,
            "sentence_end": mention.sentence.end,
            "block": mention.block,
        },
    )
    for position, argument in enumerate(_arguments(mention)):
        yield schema.event_mention_arguments, {**owner, "mention": number, "position": position, **argument}


def _arguments(mention: Mention) -> Iterator[Row]:
    for who in mention.participants:
        said = {"entity_id": who.entity, "role": who.role, "form": who.form, "text": who.text}
        yield _argument("participant", **said, **_span(who.start, who.end))
    for place in mention.places:
        yield _argument("place", entity_id=place.entity, role=place.role, **_span(place.start, place.end))
    for time_id in mention.times:
        yield _argument("time", time_id=time_id)


_ARGUMENT = ("entity_id", "time_id", "role", "form", "text", "span_start", "span_end")


def _argument(slot: str, **values: str | int | None) -> Row:
    return {"slot": slot, **{name: values.get(name) for name in _ARGUMENT}}


def _conflict_rows(event: Event) -> Rows:
    for number, conflict in enumerate(event.conflicts):
        own = {"field": conflict.field, "why": conflict.why, "chosen": conflict.chosen}
        yield schema.conflicts, {"event_id": event.id, "position": number, **own}
        for position, value in enumerate(conflict.values):
            row = {"event_id": event.id, "conflict": number, "position": position, **value.model_dump()}
            yield schema.conflict_values, row


def _claim_row(article_id: str, position: int, claim: Claim) -> Row:
    same = {"type", "text", "min", "max", "found", "participants", "supported_by", "contradicts"}
    bounds = {"time_from": claim.from_, "time_to": claim.to}
    return {
        "article_id": article_id,
        "position": position,
        **claim.model_dump(include=same),
        **bounds,
        **_span(claim.start, claim.end),
    }
