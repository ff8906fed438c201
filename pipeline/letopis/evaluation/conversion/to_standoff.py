"""A record as labelled spans and relations, as far as a mapping has labels for it."""

from itertools import pairwise

from letopis.evaluation.conversion.mapping import TIME_ROLE, Mapping
from letopis.evaluation.conversion.statements import gathering_statements, office_statements
from letopis.evaluation.formats.standoff import META, Relation, Span, StandoffArticle
from letopis.evaluation.formats.values import amount_text, implied, interval_text, name_parts, place_kind, time_text
from letopis.evaluation.gold import GoldArticle
from letopis.record.parts import Claim, Entity, EntityMention, Event, Mention, MentionParticipant, MentionPlace, Person

Place = tuple[str, int, int]


def to_standoff(gold: GoldArticle, mapping: Mapping) -> StandoffArticle:
    """Spans of entities, times, triggers and claims; relations of arguments, coreference and larger events."""
    return _Writer(gold, mapping).article()


class _Writer:
    """One article; `_mentions` has the spans of entities and of the unnamed by who and where."""

    def __init__(self, gold: GoldArticle, mapping: Mapping) -> None:
        self._gold = gold
        self._mapping = mapping
        article = gold.record.article
        given = {key: getattr(article, key) for key in META} | {"tags": ", ".join(gold.tags)}
        meta = {key: value for key, value in given.items() if value}
        self._article = StandoffArticle(gold.name, gold.path, article.text or "", meta)
        self._mentions: dict[Place, str] = {}
        self._first: dict[str, str] = {}

    def article(self) -> StandoffArticle:
        """All of it, spans in text order."""
        record = self._gold.record
        for entity in record.entities:
            self._entity(entity)
        for number, time in enumerate(record.times, 1):
            if label := next(iter(self._mapping.times), None):
                self._span(f"t{number}", label, time.start, time.end, value=time_text(time))
                self._first[time.id] = f"t{number}"
        for number, event in enumerate(record.events, 1):
            self._event(event, f"v{number}")
        for event in record.events:
            if self._mapping.part_of and event.part_of in self._first and event.id in self._first:
                self._relate(self._mapping.part_of, self._first[event.id], self._first[event.part_of])
        for number, claim in enumerate(record.claims, 1):
            self._claim(claim, f"c{number}")
        self._statements()
        self._article.spans.sort(key=lambda span: (span.start, -span.end))
        return self._article

    def _statements(self) -> None:
        record, mapping = self._gold.record, self._mapping
        if mapping.offices is not None:
            for title, statement in office_statements(record, mapping.offices, self._first):
                self._article.spans.append(title)
                self._article.statements.append(statement)
        self._article.statements += gathering_statements(record, mapping.gatherings, self._first)

    def _span(self, id_: str, label: str, start: int, end: int, **attributes: str | None) -> str:
        kept = {key: value for key, value in attributes.items() if value and self._mapping.attributes}
        self._article.spans.append(Span(id_, label, start, end, kept))
        return id_

    def _relate(self, label: str | None, source: str, target: str) -> None:
        if label is not None:
            self._article.relations.append(Relation(label, source, target))

    def _entity(self, entity: Entity) -> None:
        label = self._mapping.entity_label(entity.type, place_kind(entity))
        # A tool without attributes cannot tell a pronoun from a name: only what names the entity is written.
        forms = None if self._mapping.attributes and not self._mapping.named_only else ("name", "adjective")
        mentions = [one for one in entity.mentions if forms is None or one.form in forms]
        if label is None or not mentions:
            return
        ids = [self._mention(entity, mention, label, number) for number, mention in enumerate(mentions, 1)]
        self._first[entity.id] = ids[0]
        for one, other in pairwise(ids):
            self._relate(self._mapping.same, one, other)

    def _mention(self, entity: Entity, mention: EntityMention, label: str, number: int) -> str:
        start, end = mention.start, mention.end
        if start is None or end is None:
            # A dropped subject stands on its verb's first character.
            start, end = mention.at or 0, (mention.at or 0) + 1
        whole: dict[str, str | None] = {}
        if number == 1:
            whole = {"name": entity.name, "kind": place_kind(entity), "country": entity.country}
            whole |= name_parts(entity) if isinstance(entity, Person) else {}
        form = None if mention.form == "name" else mention.form
        id_ = self._span(f"{entity.id}.{number}", label, start, end, form=form, **whole)
        self._mentions[entity.id if mention.form != "zero" else f"{entity.id} zero", start, end] = id_
        return id_

    def _event(self, event: Event, prefix: str) -> None:
        label = self._mapping.trigger_label(event.type)
        if label is None:
            return
        ids = [self._trigger(event, number, label, prefix) for number in range(len(event.mentions))]
        self._first[event.id] = ids[0]
        for one, other in pairwise(ids):
            self._relate(self._mapping.same, one, other)
        for id_, mention in zip(ids, event.mentions, strict=True):
            self._arguments(mention, id_)
        self._implied(event, ids[0])

    def _trigger(self, event: Event, number: int, label: str, prefix: str) -> str:
        mention = event.mentions[number]
        trigger, sentence = mention.trigger, mention.sentence
        inside = sentence.start <= trigger.start < sentence.end
        tags = ", ".join(self._gold.event_tags.get(event.id, ()))
        whole = {**_event_attributes(event), "tags": tags} if number == 0 else {}
        at = None if inside else str(sentence.start)
        return self._span(f"{prefix}.{number + 1}", label, trigger.start, trigger.end, at=at, **whole)

    def _arguments(self, mention: Mention, trigger: str) -> None:
        arguments: list[MentionParticipant | MentionPlace] = [*mention.participants, *mention.places]
        targets: list[tuple[str, str | None]] = [(one.role, self._target(one, mention)) for one in arguments]
        targets += [(TIME_ROLE, self._first.get(id_)) for id_ in mention.times]
        for role, target in targets:
            relation = self._mapping.argument_label(role)
            if relation is not None and target is not None:
                label, forward = relation
                self._relate(label, *((trigger, target) if forward else (target, trigger)))

    def _target(self, argument: MentionParticipant | MentionPlace, mention: Mention) -> str | None:
        if argument.start is None or argument.end is None:
            at = mention.trigger.start
            return self._mentions.get((f"{argument.entity} zero", at, at + 1))
        if argument.entity is not None:
            return self._mentions.get((argument.entity, argument.start, argument.end))
        place = ("", argument.start, argument.end)
        if place not in self._mentions and self._mapping.unnamed:
            id_ = f"u{argument.start}-{argument.end}"
            self._mentions[place] = self._span(id_, self._mapping.unnamed, argument.start, argument.end)
        return self._mentions.get(place)

    def _implied(self, event: Event, trigger: str) -> None:
        """Participants and places that no mention's words express."""
        for entity, role in implied(event):
            if self._mapping.implied and entity in self._first:
                self._relate(f"{self._mapping.implied}{role}", trigger, self._first[entity])

    def _claim(self, claim: Claim, id_: str) -> None:
        if self._mapping.claims is not None:
            bounds = {"min": claim.min, "max": claim.max}
            told = {key: None if value is None else str(value) for key, value in bounds.items()}
            self._span(id_, self._mapping.claims, claim.start, claim.end, type=claim.type, **told)


def _event_attributes(event: Event) -> dict[str, str | None]:
    counts = "; ".join(f"{key} {amount_text(amount)}" for key, amount in event.counts.items())
    numbers = "; ".join(f"{who.text} = {who.count}" for who in event.participants if who.count is not None)
    return {
        "status": event.status,
        "kind": event.kind,
        "date": interval_text(event.time) if event.time else None,
        "context": event.context,
        "counts": counts or None,
        "numbers": numbers or None,
    }
