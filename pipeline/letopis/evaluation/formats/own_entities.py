"""Entities and times of a gold file, in the record's shape."""

from typing import Any

from letopis.document import MentionForm
from letopis.evaluation.formats.lined_yaml import Path as YamlPath
from letopis.evaluation.formats.own_context import Context, EntitySpan
from letopis.evaluation.formats.own_schema import GoldEntity
from letopis.evaluation.formats.quotes import QuoteError, Span, locate_all
from letopis.evaluation.formats.values import entity_fields, time_fields

Values = dict[str, Any]

_FORMS: tuple[tuple[str, MentionForm], ...] = (
    ("names", "name"),
    ("adjectives", "adjective"),
    ("descriptors", "descriptor"),
    ("pronouns", "pronoun"),
)


def resolve_entities(context: Context) -> None:
    """Find the declared mentions of every entity; ids are given when events have added theirs."""
    taken: dict[Span, str] = {}
    for key, entity in context.gold.entities.items():
        context.spans[key] = _declared(context, key, entity)
        for start, end, _ in context.spans[key]:
            other = taken.setdefault((start, end), key)
            if other != key:
                text = context.text[start:end]
                context.fault(("entities", key), f"«{text}» is {other} already; quote it with its neighbours")
    order = sorted(context.gold.entities, key=lambda key: min(context.spans[key], default=(len(context.text),)))
    context.entity_ids = {key: f"e{number}" for number, key in enumerate(order, 1)}


def _declared(context: Context, key: str, entity: GoldEntity) -> list[EntitySpan]:
    found: list[EntitySpan] = []
    for label, form in _FORMS:
        for index, quote in enumerate(getattr(entity, label)):
            where: YamlPath = ("entities", key, label, index)
            found += [(start, end, form) for start, end in _spans(context, quote, where)]
    outermost: list[EntitySpan] = []
    # «Грузи*» among the names also fits «Грузинский» among the adjectives: by the form, it is the adjective.
    for span in sorted(set(found), key=lambda span: (span[0], -span[1], span[2])):
        if not outermost or span[1] > outermost[-1][1]:
            outermost.append(span)
    return outermost


def _spans(context: Context, quote: str, where: YamlPath) -> list[Span]:
    try:
        return locate_all(context.text, quote)
    except QuoteError as error:
        context.fault(where, str(error))
        return []


def entity_values(context: Context) -> list[Values]:
    """The entities in text order."""
    by_id = {id_: key for key, id_ in context.entity_ids.items()}
    return [_entity(context, id_, by_id[id_]) for id_ in by_id]


def _entity(context: Context, id_: str, key: str) -> Values:
    entity = context.gold.entities[key]
    mentions: list[Values] = [
        {"start": start, "end": end, "text": context.text[start:end], "form": form}
        for start, end, form in sorted(context.spans[key])
    ]
    mentions += [
        {"start": None, "end": None, "text": None, "form": "zero", "at": at}
        for at in sorted(context.zeros.get(key, ()))
    ]
    if not mentions:
        context.fault(("entities", key), "is never mentioned; quote its names, or take it out")
    values: Values = {
        "id": id_,
        "type": entity.type,
        "name": entity.name,
        "country": entity.country,
        "mentions": mentions,
    }
    return values | entity_fields(entity.type, entity.name, entity.kind)


def resolve_times(context: Context) -> list[Values]:
    """The times in text order; fills `context.time_ids`."""
    found: dict[Span, Values] = {}
    for quote, value in context.gold.times.items():
        where: YamlPath = ("times", quote)
        span = context.locate(quote, where)
        if span in found:
            context.fault(where, "this stretch has a value already")
        elif span is not None:
            found[span] = _time_value(context, str(value), where)
    for number, span in enumerate(sorted(found), 1):
        context.time_ids[span] = f"t{number}"
    return [
        {"id": context.time_ids[span], "start": span[0], "end": span[1], "text": context.text[slice(*span)]}
        | found[span]
        | {"basis": None, "anchor": None}
        for span in sorted(found)
    ]


def _time_value(context: Context, text: str, where: YamlPath) -> Values:
    try:
        return time_fields(text)
    except ValueError as error:
        context.fault(where, str(error))
        return time_fields("unknown")
