"""Dates, amounts and names of people as words of a gold file, both ways."""

import re
from collections.abc import Mapping
from typing import Any, Final

from letopis.evaluation.formats import edtf
from letopis.record.parts import Amount, Entity, Event, EventTime, Person, Place, Time

Values = dict[str, Any]

NO_VALUE = ("duration", "set", "unknown")
_AMOUNT = re.compile(r"(?P<about>~?)(?P<low>\d*)(?P<dash>-?)(?P<high>\d*)(?P<plus>\+?)")


def time_fields(text: str) -> Values:
    """Fields of a time of the record: an EDTF value, or `duration`, `set`, `unknown`. Raises ValueError."""
    if text in NO_VALUE:
        empty = dict.fromkeys(("from", "to", "edtf"))
        return {**empty, "precision": "day", "approximate": False, "kind": "date" if text == "unknown" else text}
    value = edtf.parse(text)
    return {**value_fields(value), "kind": "time" if value.precision == "time" else "date"}


def value_fields(value: edtf.Value) -> Values:
    """Bounds, EDTF and precision of a value."""
    return {
        "from": value.low,
        "to": value.high,
        "edtf": value.edtf,
        "precision": value.precision,
        "approximate": value.approximate,
    }


def time_text(time: Time) -> str:
    """The inverse of `time_fields`, as far as its words reach."""
    if time.from_ is None and time.to is None:
        return time.kind if time.kind in NO_VALUE else "unknown"
    return interval_text(time)


def interval_text(time: Time | EventTime) -> str:
    """An EDTF value that `edtf.parse` reads to the same bounds."""
    written = time.edtf or ""
    try:
        value = edtf.parse(written)
    except ValueError:
        value = None
    if value is not None and (value.low, value.high) == (time.from_, time.to):
        return written
    bounds = f"{time.from_ or '..'}/{time.to or '..'}" if time.from_ != time.to else str(time.from_)
    return bounds + ("~" if time.approximate else "")


def parse_amount(text: str) -> Values | None:
    """`3`, `20+` (at least), `-20` (at most), `5-6`, `~40` (about); None for anything else."""
    parts = _AMOUNT.fullmatch(text.strip())
    if parts is None or not (parts["low"] or parts["high"]):
        return None
    bounds = {key: int(parts[group]) for key, group in (("min", "low"), ("max", "high")) if parts[group]}
    exact = not parts["dash"] and not parts["plus"]
    values: Values = {"value": bounds["min"]} if exact else bounds
    return values | ({"approximate": True} if parts["about"] else {})


def amount_text(amount: Amount) -> str:
    """The inverse of `parse_amount`."""
    about = "~" if amount.approximate else ""
    if amount.value is not None:
        return f"{about}{amount.value}"
    if amount.max is None:
        return f"{about}{amount.min}+"
    return f"{about}{'' if amount.min is None else amount.min}-{amount.max}"


NAME_PARTS: Final = ("first", "middle", "last")


def name_parts(person: Person) -> dict[str, str]:
    """The parts of a person's name that are known, where they are not the words of the name in that order."""
    parts = {part: getattr(person, part) for part in NAME_PARTS}
    usual = entity_fields("person", person.name, None)
    told = any(parts[part] != usual[part] for part in NAME_PARTS)
    return {part: value for part, value in parts.items() if value} if told else {}


def person_fields(name: str, given: Mapping[str, str]) -> Values:
    """The parts as `name_parts` told them, else the words of the name."""
    fields = entity_fields("person", name, None)
    if any(part in given for part in NAME_PARTS):
        fields |= {part: given.get(part) for part in NAME_PARTS}
    return fields


def entity_fields(type_: str, name: str, kind: str | None) -> Values:
    """The fields of an entity of one type that gold does not state; a person's name is first, middle, last."""
    if type_ == "organization":
        return {"abbreviation": None, "aliases": []}
    if type_ == "place":
        return {"kind": kind or "area", **dict.fromkeys(("geonames", "admin1", "lat", "lon", "reason"))}
    words = name.split()
    middle = words[1] if len(words) == 3 else None
    return {"first": words[0] if len(words) > 1 else None, "last": words[-1], "middle": middle, "offices": []}


def place_kind(entity: Entity) -> str | None:
    """A place's kind, None for everything else."""
    return entity.kind if isinstance(entity, Place) else None


def implied(event: Event) -> list[tuple[str, str]]:
    """Entity and role of participants and places that the words of no mention express."""
    told = {(one.entity, one.role) for mention in event.mentions for one in mention.participants}
    places = {(one.entity, one.role) for mention in event.mentions for one in mention.places}
    found = [(one.entity, one.role) for one in event.participants if (one.entity, one.role) not in told]
    where = [(one.entity, one.role) for one in event.places if (one.entity, one.role) not in places]
    return [(entity, role) for entity, role in (*found, *where) if entity is not None]
