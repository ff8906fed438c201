"""Events and claims of a gold file, in the record's shape."""

import re
from typing import Any

from letopis.document import MentionForm
from letopis.evaluation.formats import edtf
from letopis.evaluation.formats.lined_yaml import Path as YamlPath
from letopis.evaluation.formats.own_context import Context
from letopis.evaluation.formats.own_schema import ZERO, Filler, GoldEvent, GoldMention
from letopis.evaluation.formats.quotes import Span
from letopis.evaluation.formats.values import parse_amount, value_fields
from letopis.ids import event_id
from letopis.record.vocabulary import PLACE_ROLES

Values = dict[str, Any]

_COUNTED = re.compile(r"(?P<quote>.+?)\s+=\s+(?P<count>\d+)")


def build_events(context: Context) -> list[Values]:
    """All events in text order; entity mentions that they bring are added to the context."""
    events: list[Values] = []
    keys: dict[str, str] = {}
    for index, gold in enumerate(context.gold.events):
        mentions = [_mention(context, gold, index, number) for number in range(len(gold.mentions))]
        found = [mention for mention in mentions if mention is not None]
        if len(found) < len(mentions):
            continue
        event = _event(context, gold, index, found)
        event["id"] = _event_id(context, event, {str(other["id"]) for other in events})
        events.append(event)
        if gold.tags:
            context.event_tags[event["id"]] = tuple(gold.tags)
        if gold.key is not None:
            keys[gold.key] = event["id"]
    for event in events:
        event["part_of"] = keys.get(event["part_of"])
    return sorted(events, key=lambda event: event["mentions"][0]["trigger"]["start"])


def _event_id(context: Context, event: Values, taken: set[str]) -> str:
    trigger = event["mentions"][0]["trigger"]
    for ordinal in range(len(taken) + 1):
        id_ = event_id(context.source.id, event["type"], trigger["start"], trigger["end"], ordinal)
        if id_ not in taken:
            break
    return id_


def _check_part(context: Context, gold: GoldEvent, where: YamlPath) -> None:
    if gold.part_of is not None and all(other.key != gold.part_of for other in context.gold.events):
        context.fault((*where, "part_of"), f"there is no event with key {gold.part_of!r}")


def _event(context: Context, gold: GoldEvent, index: int, mentions: list[Values]) -> Values:
    where: YamlPath = ("events", index)
    mentions = sorted(mentions, key=lambda mention: (mention["trigger"]["start"], mention["sentence"]["start"]))
    times = sorted({id_ for mention in mentions for id_ in mention["times"]}, key=lambda id_: int(id_[1:]))
    participants, places = _union(context, mentions)
    _add_inferred(context, gold, where, participants, places)
    _check_part(context, gold, where)
    return {
        "type": gold.type,
        "kind": gold.kind,
        "plover": None,
        "status": gold.status,
        "time": _event_time(gold.time, times),
        "time_reason": None if gold.time else "the article does not say",
        "places": list(places.values()),
        "participants": list(participants.values()),
        "counts": {key: _amount(context, text, (*where, "counts", key)) for key, text in gold.counts.items()},
        "part_of": gold.part_of,
        "context": gold.context,
        "mentions": [{key: mention[key] for key in mention if key != "counted"} for mention in mentions],
        "attribution": None,
        "conflicts": [_conflict(conflict.field, conflict.values, conflict.why) for conflict in gold.conflicts],
        "confidence": 1.0,
    }


def _conflict(field: str, values: list[str], why: str) -> Values:
    listed = [{"value": value, "basis": None, "mention": None} for value in values]
    return {"field": field, "values": listed, "chosen": 0, "why": why}


def _event_time(value: edtf.Value | None, times: list[str]) -> Values | None:
    return None if value is None else {**value_fields(value), "basis": None, "times": times}


def _amount(context: Context, text: str, where: YamlPath) -> Values:
    amount = parse_amount(text)
    if amount is None:
        context.fault(where, f"{text!r} is no amount: write 3, 20+, -20, 5-6 or ~40")
        return {"value": 0}
    return amount


def _mention(context: Context, gold: GoldEvent, event: int, number: int) -> Values | None:
    where: YamlPath = ("events", event, "mentions", number)
    mention = gold.mentions[number]
    trigger = context.locate(mention.trigger, (*where, "trigger"))
    place = context.locate(mention.at, (*where, "at")) if mention.at else trigger
    if trigger is None or place is None:
        return None
    sentence, block = context.sentence(place[0]), context.block_around(place[0])
    if sentence is None or block is None:
        context.fault(where, "stands between sentences; quote the words themselves")
        return None
    scope = place if mention.at else (block.start, block.end)
    text = context.text[slice(*trigger)]
    values: Values = {
        "trigger": {"start": trigger[0], "end": trigger[1], "text": text, "lemma": text.lower()},
        "sentence": {"start": sentence.start, "end": sentence.end},
        "block": block.kind,
        "times": _mention_times(context, mention, where, scope),
    }
    return values | _arguments(context, mention, where, (scope, trigger))


def _mention_times(context: Context, mention: GoldMention, where: YamlPath, scope: Span) -> list[str]:
    ids: list[str] = []
    for index, quote in enumerate(mention.times):
        span = context.locate(quote, (*where, "times", index), scope)
        if span is None:
            continue
        if span in context.time_ids:
            ids.append(context.time_ids[span])
        else:
            context.fault((*where, "times", index), f"«{quote}» is not under times; add it there with its value")
    return ids


def _arguments(context: Context, mention: GoldMention, where: YamlPath, around: tuple[Span, Span]) -> Values:
    participants: list[Values] = []
    places: list[Values] = []
    for role, fillers in mention.roles.items():
        for filler in fillers:
            found = _filler(context, filler, (*where, role), around)
            if role in PLACE_ROLES:
                places += [{"role": role} | {key: one[key] for key in ("entity", "start", "end")} for one in found]
            else:
                participants += [{**one, "role": role} for one in found]
    counted = {one["start"]: one.pop("count") for one in participants}
    return {"participants": participants, "places": places, "counted": counted}


def _filler(context: Context, filler: Filler, where: YamlPath, around: tuple[Span, Span]) -> list[Values]:
    scope, trigger = around
    if isinstance(filler, str):
        return _unnamed(context, filler, where, scope)
    found: list[Values] = []
    for key, quote in filler.items():
        if not context.knows_entity(key, where):
            continue
        if quote == ZERO:
            context.zeros.setdefault(key, set()).add(trigger[0])
            found.append(_argument(context.entity_ids[key], (None, None), "zero"))
        elif span := context.locate(quote, (*where, key), scope):
            start, end, form = context.mention(key, span)
            found.append(_argument(context.entity_ids[key], (start, end), form))
    return found


def _argument(entity: str | None, span: tuple[int | None, int | None], form: MentionForm) -> Values:
    return {"entity": entity, "form": form, "start": span[0], "end": span[1], "count": None}


def _unnamed(context: Context, quote: str, where: YamlPath, scope: Span) -> list[Values]:
    counted = _COUNTED.fullmatch(quote)
    span = context.locate(counted["quote"] if counted else quote, where, scope)
    if span is None:
        return []
    values = _argument(None, span, "descriptor")
    values["count"] = int(counted["count"]) if counted else None
    return [values | {"text": context.text[slice(*span)]}]


Union = dict[tuple[str, str], Values]


def _union(context: Context, mentions: list[Values]) -> tuple[Union, Union]:
    """Who and where over all mentions, an entity once a role, an unnamed one once a text."""
    participants: Union = {}
    places: Union = {}
    for mention in mentions:
        for who in mention["participants"]:
            key = (who["role"], who["entity"] or who["text"])
            count = mention["counted"].get(who["start"])
            participants.setdefault(key, _participant(context, who["role"], who["entity"], who.get("text"), count))
        for where in mention["places"]:
            if where["entity"] is None:
                text = context.text[where["start"] : where["end"]]
                places.setdefault((where["role"], text), {**_place(context, where["role"], None), "name": text})
            else:
                places.setdefault((where["role"], where["entity"]), _place(context, where["role"], where["entity"]))
    return participants, places


def _add_inferred(context: Context, gold: GoldEvent, where: YamlPath, participants: Union, places: Union) -> None:
    for role, keys in gold.roles.items():
        for key in keys:
            if not context.knows_entity(key, (*where, role)):
                continue
            id_ = context.entity_ids[key]
            if role in PLACE_ROLES:
                places.setdefault((role, id_), _place(context, role, id_))
            else:
                participants.setdefault((role, id_), _participant(context, role, id_, None, None))


def _participant(context: Context, role: str, id_: str | None, text: str | None, count: int | None) -> Values:
    name, country = _name(context, id_)
    return {
        "entity": id_,
        "name": name,
        "text": text or name or "",
        "role": role,
        "office": None,
        "country": country,
        "count": count,
    }


def _place(context: Context, role: str, id_: str | None) -> Values:
    name, country = _name(context, id_)
    unknown = dict.fromkeys(("geonames", "lat", "lon"))
    return {"entity": id_, "name": name, "role": role, "country": country, **unknown}


def _name(context: Context, id_: str | None) -> tuple[str | None, str | None]:
    for key, known in context.entity_ids.items():
        if known == id_:
            entity = context.gold.entities[key]
            return entity.name, entity.country
    return None, None


def build_claims(context: Context) -> list[Values]:
    """The claims in the order of the file."""
    claims: list[Values] = []
    for index, claim in enumerate(context.gold.claims):
        where: YamlPath = ("claims", index)
        span = context.locate(claim.text, where)
        known = [key for key in claim.participants if context.knows_entity(key, where)]
        if span is not None:
            claims.append(
                {
                    "type": claim.type,
                    "participants": [context.entity_ids[key] for key in known],
                    "min": claim.min,
                    "max": claim.max,
                    "from": claim.period.low if claim.period else None,
                    "to": claim.period.high if claim.period else None,
                    "start": span[0],
                    "end": span[1],
                    "text": context.text[slice(*span)],
                    "supported_by": [],
                    "found": 0,
                    "contradicts": [],
                }
            )
    return claims
