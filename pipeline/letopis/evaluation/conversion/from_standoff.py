"""Labelled spans and relations as a record, by a mapping of their labels."""

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from letopis.document import Sentence
from letopis.evaluation.conversion.mapping import OFFICE_ARGUMENTS, TIME_ROLE, Mapping
from letopis.evaluation.formats.standoff import Span, StandoffArticle, Statement, clusters
from letopis.evaluation.formats.values import entity_fields, parse_amount, person_fields, time_fields
from letopis.evaluation.gold import EVENT_TAGS, SCORED_TYPES, Coverage, Fault, GoldArticle, GoldError, validated
from letopis.ids import event_id
from letopis.language.blocks import split_blocks
from letopis.language.segmentation import split_sentences
from letopis.readers.published import parse_published
from letopis.record.contract import Record
from letopis.record.vocabulary import PLACE_ROLES

Values = dict[str, Any]
_NUMBER = re.compile(r"(?P<text>.+) = (?P<count>\d+)")


def from_standoff(article: StandoffArticle, mapping: Mapping) -> GoldArticle:
    """The record that the labels state; what the mapping has no word for is left out. Raises GoldError."""
    builder = _Builder(article, mapping)
    record = builder.record()
    tags = tuple(filter(None, article.meta.get("tags", "").split(", ")))
    covers = Coverage(_types(mapping), _fields(mapping), mapping.named_only)
    return GoldArticle(
        article.name, article.path, record, covers, tags, builder.event_tags, segmentation=article.segmentation
    )


def _types(mapping: Mapping) -> frozenset[str]:
    """The types that its labels tell apart."""
    if mapping.own_words:
        return SCORED_TYPES
    return frozenset("other" if type_ == "any" else type_ for type_ in mapping.triggers.values())


def _fields(mapping: Mapping) -> frozenset[str]:
    """What gold of such labels answers for."""
    if mapping.attributes and mapping.own_words:
        return Coverage().fields
    fields = {"entities"} if mapping.entities else set()
    fields |= {"triggers", "arguments"} if mapping.triggers or mapping.own_words else set()
    return frozenset(fields)


class _Builder:
    """One article's record, part by part."""

    def __init__(self, article: StandoffArticle, mapping: Mapping) -> None:
        self._article = article
        self._mapping = mapping
        self._spans = article.by_id()
        self._blocks = split_blocks(article.text)
        self._sentences = split_sentences(article.text, self._blocks)
        self._faults: list[Fault] = []
        self._owner: dict[str, str] = {}  # span to the entity, time or event that it belongs to
        self._id = article.meta.get("id") or article.name
        self.event_tags: dict[str, tuple[str, ...]] = {}  # by event id, once the record is built

    def record(self) -> Record:
        """Raises GoldError."""
        entities = self._entities()
        times = self._times()
        names = {entity["id"]: entity for entity in entities}
        values = {
            "schema": "letopis.record/1",
            "article": self._source(),
            "events": self._events(names),
            "entities": entities,
            "times": times,
            "claims": self._claims(),
            "warnings": [],
            "produced_by": {"version": "gold", "model": self._mapping.about, "settings": "-"},
        }
        if self._faults:
            raise GoldError(self._faults)
        return validated(values, self._article.path)

    def _fault(self, span: Span, message: str) -> None:
        shown = self._article.text[span.start : span.end]
        self._faults.append(Fault(self._article.path, None, f"{span.label} «{shown}» at {span.start}: {message}"))

    def _source(self) -> Values:
        article, meta = self._article, self._article.meta
        published = parse_published(meta["published"], "Europe/Moscow") if "published" in meta else None
        return {
            "id": self._id,
            **{key: meta.get(key) for key in ("title", "url", "source")},
            "published": published,
            "published_from": "metadata" if published else None,
            "language": "ru",
            "sha256": article.sha256,
            "path": f"{article.name}.txt",
            "text": article.text,
        }

    def _clusters(self, spans: Iterable[Span]) -> list[list[Span]]:
        return clusters(spans, self._article.relations, self._mapping.same)

    def _entities(self) -> list[Values]:
        spans = [span for span in self._article.spans if span.label in self._mapping.entities]
        found = []
        for number, cluster in enumerate(self._clusters(spans), 1):
            self._owner |= dict.fromkeys((span.id for span in cluster), f"e{number}")
            found.append(self._entity(f"e{number}", cluster))
        for statement in self._article.statements:
            if self._mapping.offices and statement.label == self._mapping.offices.statement:
                self._office(statement, {entity["id"]: entity for entity in found})
        return found

    def _office(self, statement: Statement, entities: dict[str, Values]) -> None:
        """A person's office, where the statement gives its holder and words for it."""
        told = {name: self._spans[ids[0]] for name, ids in statement.arguments}
        holder, title, where = (told.get(name) for name in OFFICE_ARGUMENTS)
        if holder is None or title is None or (person := entities.get(self._owner.get(holder.id, ""))) is None:
            return
        body = entities.get(self._owner.get(where.id, "")) if where else None
        place = {"start": title.start, "end": title.end}
        person["offices"].append({"title": self._text(title), "of": body and body["name"], **place})

    def _entity(self, id_: str, cluster: list[Span]) -> Values:
        label = self._mapping.entities[cluster[0].label]
        given = {key: value for span in reversed(cluster) for key, value in span.attributes.items()}
        named = [span for span in cluster if span.attributes.get("form", "name") == "name"] or cluster
        name = given.get("name") or max((self._text(span) for span in named), key=len)
        mentions = [self._entity_mention(span) for span in cluster]
        mentions.sort(key=lambda mention: mention["form"] == "zero")
        values = {"id": id_, "type": label.type, "name": name, "country": given.get("country"), "mentions": mentions}
        if label.type == "person":
            return values | person_fields(name, given)
        return values | entity_fields(label.type, name, given.get("kind") or label.kind)

    def _entity_mention(self, span: Span) -> Values:
        form = span.attributes.get("form", "name")
        if form == "zero":
            return {"start": None, "end": None, "text": None, "form": form, "at": span.start}
        return {"start": span.start, "end": span.end, "text": self._text(span), "form": form}

    def _text(self, span: Span) -> str:
        return self._article.text[span.start : span.end]

    def _times(self) -> list[Values]:
        spans = [span for span in self._article.spans if span.label in self._mapping.times]
        found = []
        for number, span in enumerate(sorted(spans, key=lambda span: (span.start, span.end)), 1):
            self._owner[span.id] = f"t{number}"
            place = {"id": f"t{number}", "start": span.start, "end": span.end, "text": self._text(span)}
            found.append({**place, **self._value(span, "value"), "basis": None, "anchor": None})
        return found

    def _value(self, span: Span, key: str) -> Values:
        try:
            return time_fields(span.attributes.get(key, "unknown"))
        except ValueError as error:
            self._fault(span, f"{key}: {error}")
            return time_fields("unknown")

    def _events(self, names: dict[str, Values]) -> list[Values]:
        arguments: dict[str, list[tuple[str, Span]]] = defaultdict(list)
        for relation in self._article.relations:
            if (label := self._mapping.argument(relation.label)) is not None:
                ends = relation.source, relation.target
                trigger, filler = ends if label.trigger == "source" else ends[::-1]
                arguments[trigger].append((label.role, self._spans[filler]))
        spans = [span for span in self._article.spans if self._mapping.event_type(span.label) is not None]
        events: list[Values] = []
        for cluster in self._clusters(spans):
            mentions = [self._mention(span, arguments[span.id]) for span in cluster]
            event = self._event(cluster, [one for one in mentions if one is not None], names)
            if event is not None:
                event["id"] = self._event_id(event, {other["id"] for other in events})
                self._owner |= dict.fromkeys((span.id for span in cluster), str(event["id"]))
                self._keep_tags(event["id"], cluster)
                events.append(event)
        self._join_parts(events)
        return events

    def _keep_tags(self, id_: str, cluster: list[Span]) -> None:
        said = next((span.attributes["tags"] for span in cluster if "tags" in span.attributes), "")
        tags = tuple(filter(None, said.split(", ")))
        if unknown := [tag for tag in tags if tag not in EVENT_TAGS]:
            self._fault(cluster[0], f"tags: {', '.join(unknown)} is none of {', '.join(EVENT_TAGS)}")
        elif tags:
            self.event_tags[id_] = tags

    def _event_id(self, event: Values, taken: set[str]) -> str:
        trigger = event["mentions"][0]["trigger"]
        ids = (event_id(self._id, event["type"], trigger["start"], trigger["end"], n) for n in range(len(taken) + 1))
        return next(id_ for id_ in ids if id_ not in taken)

    def _join_parts(self, events: list[Values]) -> None:
        by_id = {event["id"]: event for event in events}
        for relation in self._article.relations:
            part, whole = self._owner.get(relation.source), self._owner.get(relation.target)
            if relation.label == self._mapping.part_of and part in by_id and whole in by_id and part != whole:
                by_id[part]["part_of"] = whole

    def _event(self, cluster: list[Span], mentions: list[Values], names: dict[str, Values]) -> Values | None:
        if not mentions:
            return None
        given = {key: value for span in reversed(cluster) for key, value in span.attributes.items()}
        times = sorted({id_ for mention in mentions for id_ in mention["times"]}, key=lambda id_: int(id_[1:]))
        dated = self._value(cluster[0], "date") if "date" in given else None
        time = {key: value for key, value in dated.items() if key != "kind"} if dated else None
        participants, places = self._united(cluster, mentions, names, given.get("numbers", ""))
        return {
            "type": self._mapping.event_type(cluster[0].label),
            "kind": given.get("kind"),
            "plover": None,
            "status": given.get("status", "occurred"),
            "time": {**time, "basis": None, "times": times} if time else None,
            "time_reason": None if time else "the annotation does not say",
            "places": places,
            "participants": participants,
            "counts": self._counts(cluster[0], given.get("counts", "")),
            "part_of": None,
            "context": given.get("context"),
            "mentions": mentions,
            "attribution": None,
            "conflicts": [],
            "confidence": 1.0,
        }

    def _counts(self, span: Span, text: str) -> Values:
        counts = {}
        for part in filter(None, text.split("; ")):
            key, _, amount = part.partition(" ")
            parsed = parse_amount(amount)
            if parsed is None:
                self._fault(span, f"counts: {part!r} is no amount: write KEY 3, 20+, -20, 5-6 or ~40")
            else:
                counts[key] = parsed
        return counts

    def _mention(self, trigger: Span, arguments: list[tuple[str, Span]]) -> Values | None:
        at = int(trigger.attributes.get("at", trigger.start))
        sentence = self._sentence(at)
        if sentence is None:
            self._fault(trigger, "stands between sentences; mark the word itself")
            return None
        found: dict[str, list[Values]] = {"participants": [], "places": []}
        times = []
        for role, filler in sorted(arguments, key=lambda argument: (argument[1].start, argument[0])):
            owner = self._owner.get(filler.id)
            if role == TIME_ROLE:
                times += [owner] if owner is not None and owner.startswith("t") else []
            elif owner is not None and owner.startswith("e"):
                self._argument(found, role, owner, filler)
            elif filler.label == self._mapping.unnamed:
                self._unnamed(found, role, filler)
        text = self._text(trigger)
        return {
            "trigger": {"start": trigger.start, "end": trigger.end, "text": text, "lemma": text.lower()},
            "sentence": {"start": sentence.start, "end": sentence.end},
            "block": self._blocks[sentence.block].kind,
            **found,
            "times": list(dict.fromkeys(times)),
        }

    def _sentence(self, offset: int) -> Sentence | None:
        return next((one for one in self._sentences if one.start <= offset < one.end), None)

    def _argument(self, found: dict[str, list[Values]], role: str, entity: str, filler: Span) -> None:
        form = filler.attributes.get("form", "name")
        place = (None, None) if form == "zero" else (filler.start, filler.end)
        values: Values = {"entity": entity, "role": role, "start": place[0], "end": place[1]}
        if role in PLACE_ROLES:
            found["places"].append(values)
        else:
            found["participants"].append({**values, "form": form})

    def _unnamed(self, found: dict[str, list[Values]], role: str, filler: Span) -> None:
        values: Values = {"entity": None, "role": role, "start": filler.start, "end": filler.end}
        if role in PLACE_ROLES:
            found["places"].append(values)
        else:
            found["participants"].append({**values, "text": self._text(filler), "form": "descriptor"})

    def _united(
        self, cluster: list[Span], mentions: list[Values], names: dict[str, Values], numbers: str
    ) -> tuple[list[Values], list[Values]]:
        """Who and where over all mentions, then what is implied; an entity once a role, an unnamed one once a text."""
        counts = {m["text"]: int(m["count"]) for m in map(_NUMBER.fullmatch, numbers.split("; ")) if m}
        participants: dict[tuple[str, str], Values] = {}
        places: dict[tuple[str, str], Values] = {}
        told = [one for mention in mentions for one in (*mention["participants"], *mention["places"])]
        for one in [*told, *self._implied(cluster)]:
            entity = names.get(one["entity"])
            common = {"entity": one["entity"], "role": one["role"], "country": entity and entity["country"]}
            name = entity["name"] if entity else None
            text = name or self._article.text[one["start"] : one["end"]]
            key = (one["role"], one["entity"] or text)
            if one["role"] in PLACE_ROLES:
                places.setdefault(key, {**common, "name": text, **dict.fromkeys(("geonames", "lat", "lon"))})
            else:
                number = {"office": None, "count": counts.get(text)}
                participants.setdefault(key, {**common, "name": name, "text": text, **number})
        return list(participants.values()), list(places.values())

    def _implied(self, cluster: list[Span]) -> list[Values]:
        prefix = self._mapping.implied
        if prefix is None:
            return []
        mine = {span.id for span in cluster}
        return [
            {"entity": self._owner[relation.target], "role": relation.label.removeprefix(prefix)}
            for relation in self._article.relations
            if relation.source in mine and relation.label.startswith(prefix) and relation.target in self._owner
        ]

    def _claims(self) -> list[Values]:
        spans = [span for span in self._article.spans if span.label == self._mapping.claims]
        return [self._claim(span) for span in spans]

    def _claim(self, span: Span) -> Values:
        bounds = {key: int(span.attributes[key]) if key in span.attributes else None for key in ("min", "max")}
        return {
            "type": span.attributes.get("type", "other"),
            "participants": [],
            **bounds,
            "from": None,
            "to": None,
            "start": span.start,
            "end": span.end,
            "text": self._text(span),
            "supported_by": [],
            "found": 0,
            "contradicts": [],
        }
