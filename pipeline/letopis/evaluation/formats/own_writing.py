"""Writes our own gold format: a YAML file and an article beside it, to be read by `own` and corrected by people.

What quotes cannot express (an offset inside a word, a dead field) is left out; `letopis convert` finds out by
reading back what was written.
"""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import yaml

from letopis.evaluation.formats.quotes import QuoteError, Span, locate
from letopis.evaluation.formats.standoff import META
from letopis.evaluation.formats.values import amount_text, implied, interval_text, place_kind, time_text
from letopis.evaluation.gold import FIELDS, SCORED_TYPES, Coverage, GoldArticle
from letopis.record.parts import (
    Claim,
    Conflict,
    Entity,
    EntityMention,
    Event,
    Mention,
    MentionParticipant,
    MentionPlace,
)

Values = dict[str, Any]
_FORMS = {"name": "names", "adjective": "adjectives", "descriptor": "descriptors", "pronoun": "pronouns"}


def write(articles: Sequence[GoldArticle], folder: Path) -> None:
    """NAME.yaml and NAME.txt for each article, in a folder that is made."""
    folder.mkdir(parents=True, exist_ok=True)
    for article in articles:
        (folder / f"{article.name}.txt").write_bytes(_source(article).encode("utf-8"))
        values = _Writer(article).values()
        text = yaml.dump(values, allow_unicode=True, sort_keys=False, width=110, default_flow_style=None)
        (folder / f"{article.name}.yaml").write_bytes(text.encode("utf-8"))


def _source(gold: GoldArticle) -> str:
    article = gold.record.article
    given = {key: getattr(article, key) for key in META if getattr(article, key)}
    head = yaml.dump(given, allow_unicode=True, sort_keys=False, width=1000)
    return f"---\n{head}---\n{article.text}"


def quote(text: str, span: Span, scope: Span | None = None) -> str | None:
    """A quote that names [start, end), the plainest there is: itself, its number, or with the word it stands in."""
    inner = text[slice(*span)]
    start, end = span
    while start > 0 and _joins(text[start - 1]):
        start -= 1
    while end < len(text) and _joins(text[end]):
        end += 1
    wider = f"{text[start : span[0]]}[{inner}]{text[span[1] : end]}"
    plain = (inner, wider) if (start, end) != span else (inner,)
    for candidate in plain:
        if _names(text, candidate, span, scope):
            return candidate
        for number in range(1, text.count(inner) + 1):
            if _names(text, f"{candidate}#{number}", span, scope):
                return f"{candidate}#{number}"
    return None


def _joins(character: str) -> bool:
    """Whether it is part of a word, for quotes: «мэр» is none in «вице-мэр»."""
    return character.isalnum() or character == "-"


def _names(text: str, candidate: str, span: Span, scope: Span | None) -> bool:
    try:
        return "*" not in candidate and locate(text, candidate, scope) == span
    except QuoteError:
        return False


class _Writer:
    """One article's values, keys as `own_schema` has them."""

    def __init__(self, gold: GoldArticle) -> None:
        self._gold = gold
        self._text = gold.record.article.text or ""
        self._keys: dict[str, str] = {}
        for entity in gold.record.entities:
            base = "".join(c if c.isalnum() else "-" for c in entity.name.split()[-1].casefold()).strip("-") or "e"
            taken = set(self._keys.values())
            numbered = (f"{base}-{number}" for number in range(2, len(taken) + 3))
            self._keys[entity.id] = next(key for key in (base, *numbered) if key not in taken)
        spans = Counter((m.start, m.end) for entity in gold.record.entities for m in entity.mentions)
        # «они» of two people: the format lets only the roles of mentions quote it.
        self._shared = {span for span, times in spans.items() if times > 1}
        self._kept = self._sayable()
        parts = {event.part_of for event in gold.record.events} - {None}
        self._events = {id_: f"event-{number}" for number, id_ in enumerate(sorted(map(str, parts)), 1)}

    def _sayable(self) -> set[str]:
        """Ids of the entities that have a quote of their own, or fill a role with one."""
        arguments: list[MentionParticipant | MentionPlace] = []
        for event in self._gold.record.events:
            for told in event.mentions:
                arguments += [*told.participants, *told.places]
        fillers = {
            one.entity
            for one in arguments
            if one.start is None or one.end is None or quote(self._text, (one.start, one.end))
        }
        quoted = (e.id for e in self._gold.record.entities if any(self._quoted(mention) for mention in e.mentions))
        return {*quoted, *(id_ for id_ in fillers if id_ is not None)}

    def _quoted(self, mention: EntityMention) -> str | None:
        """A quote in the entity's own lists."""
        if mention.start is None or mention.end is None or (mention.start, mention.end) in self._shared:
            return None
        return quote(self._text, (mention.start, mention.end))

    def values(self) -> Values:
        """The whole file; what is empty is left out."""
        record = self._gold.record
        entities = {self._keys[one.id]: self._entity(one) for one in record.entities if one.id in self._kept}
        times = {quote(self._text, (time.start, time.end)): time_text(time) for time in record.times}
        values = {
            "article": self._gold.name,
            "annotators": record.produced_by.model.split(", "),
            "tags": list(self._gold.tags),
            "covers": _coverage(self._gold.covers),
            "entities": entities,
            "times": {words: value for words, value in times.items() if words is not None},
            "events": [event for event in map(self._event, record.events) if event["mentions"]],
            "claims": [claim for claim in map(self._claim, record.claims) if claim["text"]],
        }
        return {key: value for key, value in values.items() if value}

    def _entity(self, entity: Entity) -> Values:
        values: Values = {entity.type: entity.name, "kind": place_kind(entity), "country": entity.country}
        for mention in entity.mentions:
            if (words := self._quoted(mention)) is not None:
                values.setdefault(_FORMS[mention.form], []).append(words)
        return {key: value for key, value in values.items() if value}

    def _event(self, event: Event) -> Values:
        roles: Values = {}
        for entity, role in implied(event):
            if entity in self._kept:
                roles.setdefault(role, []).append(self._keys[entity])
        counts = {who.text: who.count for who in event.participants if who.count is not None}
        values = {
            "key": self._events.get(event.id),
            "type": event.type,
            "kind": event.kind,
            "status": event.status if event.status != "occurred" else None,
            "time": interval_text(event.time) if event.time else None,
            "counts": {key: amount_text(amount) for key, amount in event.counts.items()},
            "part_of": self._events.get(event.part_of or ""),
            "context": event.context,
            **roles,
        }
        mentions = [self._mention(mention, counts) for mention in event.mentions]
        values["conflicts"] = list(filter(None, map(_conflict, event.conflicts)))
        values["tags"] = list(self._gold.event_tags.get(event.id, ()))
        filled = {key: value for key, value in values.items() if value}
        return {**filled, "mentions": [mention for mention in mentions if mention is not None]}

    def _mention(self, mention: Mention, counts: dict[str, int]) -> Values | None:
        trigger, sentence = (mention.trigger.start, mention.trigger.end), (mention.sentence.start, mention.sentence.end)
        words = quote(self._text, trigger)
        if words is None:
            return None
        values: Values = {"trigger": words}
        if not sentence[0] <= trigger[0] < sentence[1]:
            values["at"] = quote(self._text, sentence)
        arguments: list[MentionParticipant | MentionPlace] = [*mention.participants, *mention.places]
        for one in arguments:
            filler = self._filler(one, counts)
            values.setdefault(one.role, []).extend([] if filler is None else [filler])
        spans = {time.id: (time.start, time.end) for time in self._gold.record.times}
        values["times"] = [words for words in (quote(self._text, spans[id_]) for id_ in mention.times) if words]
        return {key: value for key, value in values.items() if value}

    def _filler(self, one: MentionParticipant | MentionPlace, counts: dict[str, int]) -> dict[str, str] | str | None:
        if one.start is None or one.end is None:
            return None if one.entity is None else {self._keys[one.entity]: "zero"}
        words = quote(self._text, (one.start, one.end))
        if one.entity is not None:
            return None if words is None else {self._keys[one.entity]: words}
        count = counts.get(self._text[one.start : one.end])
        return words if count is None or words is None else f"{words} = {count}"

    def _claim(self, claim: Claim) -> Values:
        period = f"{claim.from_ or '..'}/{claim.to or '..'}" if claim.from_ or claim.to else None
        values = {"type": claim.type, "text": quote(self._text, (claim.start, claim.end)), "min": claim.min}
        who = [self._keys[id_] for id_ in claim.participants if id_ in self._kept]
        more = {"max": claim.max, "participants": who, "period": period}
        return {key: value for key, value in (values | more).items() if value or key == "text"}


def _conflict(conflict: Conflict) -> Values | None:
    """The value to believe first; values of other shapes than text are not the format's."""
    values = [one.value for one in conflict.values]
    believed = [values[conflict.chosen], *values[: conflict.chosen], *values[conflict.chosen + 1 :]]
    if len(values) < 2 or not all(isinstance(value, str) for value in values):
        return None
    return {"field": conflict.field, "values": believed, "why": conflict.why}


def _coverage(covers: Coverage) -> Values:
    """What is covered in part; in full, nothing is said."""
    types = None if covers.types == SCORED_TYPES else sorted(covers.types)
    fields = None if covers.fields == frozenset(FIELDS) else sorted(covers.fields)
    return {key: value for key, value in (("types", types), ("fields", fields)) if value is not None}
