"""Whom the article gives for the roles that an event's own sentences leave open, and what speaks for each.

Evidence of somebody is of where he is spoken of («sentence -1, subject»), of what the odds of casting say where the
event's own sentence speaks of him, of his part in the events around («of its whole: visitor → participant») and of his
weight in the article. What speaks for nobody («none, ...») is how the event is told.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from letopis.document import Document, Entity, EntityMention, Event, EventMention, Person, Place, Sentence, Token
from letopis.events.classes import entity_kind
from letopis.events.ontology import EventType, Role
from letopis.events.slots import is_verbal
from letopis.odds import Evidence
from letopis.story.company import Company
from letopis.story.reading import Reading
from letopis.story.standing import is_main, numbers, quoted, relation, verb_over

# How many sentences before and behind an event somebody may be spoken of, but for those of title and lead.
BACK, ONWARD = 4, 1
# How many of title and lead, and how many of those of whom the article speaks most, are looked at.
FRONT, FAMOUS = 4, 4
# So many named ones are enough for both sides of what is done together.
SIDES = 2
_PAGE = 10
_MANY = 4
_STEPS_UP = frozenset({"conj", "appos", "flat:name", "flat", "flat:foreign", "flat:title"})
_OF_DOCUMENT = ("title", "lead")


@dataclass(slots=True)
class Guest:
    """Somebody who may have an open role, None for nobody, and what speaks for him."""

    entity: Entity | None
    evidence: Evidence = field(default_factory=dict)


class Told(NamedTuple):
    """One mention of somebody."""

    entity: Entity
    mention: EntityMention
    offset: int


class Gathering:
    """The people, bodies and states of one document, as its events may have them."""

    def __init__(self, document: Document, events: Sequence[Event]) -> None:
        self._document = document
        self._reading = Reading(document)
        self._entities = {entity.id: entity for entity in document.entities if _acts(entity)}
        self._within: defaultdict[int, list[Told]] = defaultdict(list)
        for entity in self._entities.values():
            for each in entity.mentions:
                self._within[each.sentence].append(Told(entity, each, each.start if each.start is not None else each.at or 0))
        for told in self._within.values():
            told.sort(key=lambda each: (each.offset, each.entity.id))
        self._ranks = self._ranked()
        self._front = self._of_front()
        self._company = Company(events, self._reading, "who", {event.id for event in events if event.participants})
        self._parts: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self._kinds: defaultdict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
        self._fillers: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
        for event in events:
            for who in event.participants:
                if who.entity is not None:
                    self._parts[who.entity][who.role] += 1
                    self._kinds[who.entity][event.type, who.role] += 1
                    self._fillers[who.role] += [(mention.trigger.start, who.entity) for mention in event.mentions]
        self._most = {role: Counter(entity for _, entity in fillers) for role, fillers in self._fillers.items()}
        for fillers in self._fillers.values():
            fillers.sort()
        self._standings: dict[tuple[int, int], str] = {}
        lands = [entity for entity in self._entities.values() if isinstance(entity, Place)]
        self._lands = {land.country: land.id for land in lands if land.country is not None}
        names = {entity.name: entity.id for entity in self._entities.values() if entity_kind(entity) == "organization"}
        self._behind = {entity.id: list(self._represented(entity, names)) for entity in self._entities.values()}

    def _represented(self, entity: Entity, names: dict[str, str]) -> Iterator[str]:
        """Ids of the body and of the state for which somebody stands."""
        if isinstance(entity, Person):
            yield from (names[office.of] for office in entity.offices if office.of in names)
        if not isinstance(entity, Place) and entity.country in self._lands:
            yield self._lands[entity.country]

    def _ranked(self) -> dict[str, int]:
        """How many of his kind the article speaks of more often."""
        ranks: dict[str, int] = {}
        seen: Counter[str] = Counter()
        for entity in sorted(self._entities.values(), key=lambda entity: -len(entity.mentions)):
            kind = entity_kind(entity)
            ranks[entity.id] = seen[kind]
            seen[kind] += 1
        return ranks

    def _of_front(self) -> list[str]:
        blocks, found = self._document.blocks, {}
        for sentence in self._document.sentences:
            if blocks[sentence.block].kind in _OF_DOCUMENT:
                found |= {each.entity.id: True for each in self._within.get(sentence.index, ())}
        return list(found)[:FRONT]

    def open_roles(self, event: Event, kind: EventType) -> Iterator[Role]:
        """Roles in which nobody is."""
        taken = Counter(who.role for who in event.participants)
        for role in kind.roles:
            both = kind.reciprocal and role == "participant"
            if taken[role] < (2 * SIDES if both else 1):
                yield role

    def guests(self, event: Event, kind: EventType) -> dict[Role, list[Guest]]:
        """Of each open role nobody first, then everybody who may have it."""
        inside = {who.entity for who in event.participants}
        roles = list(self.open_roles(event, kind))
        if not roles:
            return {}
        seen = self._seen(event)
        lent = self._lent(event)
        famous = [id_ for id_, rank in self._ranks.items() if rank < FAMOUS and not isinstance(self._entities[id_], Place)]
        order = [id_ for id_ in dict.fromkeys([*seen, *lent, *self._front, *famous]) if id_ in self._entities and id_ not in inside]
        untold = self._untold(event)
        found: dict[Role, list[Guest]] = {}
        behind = {id_ for who in inside if who is not None for id_ in self._behind.get(who, ())}
        order = list(dict.fromkeys([*(id_ for id_ in order if id_ in behind), *order, *(id_ for id_ in behind if id_ not in inside)]))
        kinds = "+".join(sorted({"unnamed" if who.entity is None else entity_kind(self._entities[who.entity]) if who.entity in self._entities else "place" for who in event.participants}))
        for role in roles:
            guests = [Guest(None, self._nobody(event, role, untold))]
            nearer: Counter[str] = Counter()
            for id_ in order:
                entity = self._entities[id_]
                filler = entity_kind(entity)
                if filler in kind.roles[role]:
                    names = [*seen.get(id_, ("elsewhere",)), *self._known(event, entity)]
                    names.append(f"{filler} beside {kinds or 'nobody'}")
                    if id_ in behind:
                        names += ["behind somebody in it", f"{filler} behind somebody in it, {event.type}"]
                    guests.append(Guest(entity, self._evidence(event, role, entity, names, lent.get(id_, {}), nearer[filler])))
                    nearer[filler] += 1
            found[role] = guests
        return found

    def _seen(self, event: Event) -> dict[str, list[str]]:
        """Everybody spoken of around the event, the nearest first, with what is to be said of how."""
        best: dict[str, tuple[tuple[int, int], EventMention, Told]] = {}
        for mention in event.mentions:
            for number in range(mention.sentence - BACK, mention.sentence + ONWARD + 1):
                for told in self._within.get(number, ()):
                    gap = number - mention.sentence
                    far = (-gap if gap <= 0 else gap * 2 + 1, abs(told.offset - mention.trigger.start))
                    known = best.get(told.entity.id)
                    if known is None or far < known[0]:
                        best[told.entity.id] = (far, mention, told)
        ordered = sorted(best.items(), key=lambda pair: (pair[1][0], pair[0]))
        return {id_: list(self._spoken(mention, told)) for id_, (_, mention, told) in ordered}

    def _spoken(self, mention: EventMention, told: Told) -> Iterator[str]:
        gap = told.mention.sentence - mention.sentence
        here, there = self._document.sentences[mention.sentence], self._document.sentences[told.mention.sentence]
        same = here.block == there.block
        part = self._standing(there, told)
        where = f"sentence {max(-3, gap):+d}" if same else f"paragraph {max(-3, min(there.block - here.block, 1)):+d}"
        yield where
        yield f"{where}, {part}"
        yield f"form {told.mention.form}"
        yield f"{'here' if gap == 0 else 'there'}, {part}"
        yield f"in {self._document.blocks[there.block].kind}"
        if gap == 0:
            yield f"here, {'before' if told.offset < mention.trigger.start else 'after'}"

    def _standing(self, sentence: Sentence, told: Told) -> str:
        """What somebody is in a sentence: its subject, an object, ..., in its main clause or below."""
        mention = told.mention
        if mention.start is None or mention.end is None:
            return "dropped subject"
        key = (mention.start, mention.end)
        known = self._standings.get(key)
        if known is None:
            known = self._standings[key] = _standing(sentence, sentence.head_of(mention.start, mention.end))
        return known

    def _lent(self, event: Event) -> dict[str, dict[str, str]]:
        """Of those who have a part in the events around: what these are to the event → their role."""
        found: defaultdict[str, dict[str, str]] = defaultdict(dict)
        for other, evidence in self._company.of(event):
            for who in other.participants:
                if who.entity is not None and who.entity in self._entities:
                    for name in evidence:
                        found[who.entity].setdefault(name, who.role)
                    found[who.entity].setdefault(f"of {other.type}", who.role)
                    for id_ in self._behind[who.entity]:
                        for name in evidence:
                            found[id_].setdefault(f"for somebody {name}", who.role)
        return found

    def _known(self, event: Event, entity: Entity) -> Iterator[str]:
        """What is known of him himself."""
        yield f"kind {entity_kind(entity)}"
        yield f"rank {min(self._ranks[entity.id], _MANY)} {entity_kind(entity)}"
        yield f"told {min(len(entity.mentions), _MANY)}"
        if entity.id in self._front:
            yield "in front"
            yield f"in front {self._front.index(entity.id)}"
        if event.attribution is not None and event.attribution.entity == entity.id:
            yield "says so"
        parts = self._parts.get(entity.id)
        yield f"in {min(parts.total(), _MANY) if parts else 0} others"
        agrees = self._agrees(event, entity)
        if agrees is not None:
            yield f"verb {'agrees' if agrees else 'does not agree'}"

    def _agrees(self, event: Event, entity: Entity) -> bool | None:
        _, trigger = self._reading.word(event.mentions[0])
        if trigger is None or not is_verbal(trigger) or "Number" not in trigger.feats:
            return None
        if trigger.feats["Number"] == "Plur":
            return False
        gender = {"Masc": "male", "Fem": "female"}.get(trigger.feats.get("Gender", ""))
        if isinstance(entity, Person) and entity.gender is not None and gender is not None:
            return entity.gender[:1].lower() == gender[:1]
        return None

    def _evidence(
        self, event: Event, role: Role, entity: Entity, names: Sequence[str], lent: dict[str, str], nearer: int
    ) -> Evidence:
        filler = entity_kind(entity)
        found = {f"{event.type} {role} {filler}", f"{role} {filler}", f"nearer {min(nearer, _MANY)}", f"nearer {min(nearer, _MANY)} → {role}"}
        for name in names:
            found.add(name)
            found.add(f"{name} → {role}")
        for name, part in lent.items():
            found.add(f"{name}: {part}")
            found.add(f"{name}: {part} → {role}")
            if name.startswith("of "):
                found.add(f"{name}: {part} → {event.type} {role}")
        if lent:
            found.add("lent")
        if self._parts.get(entity.id, {}).get(role):
            found.add("so in others")
            found.add(f"so in others → {role}")
        for (other, part) in self._kinds.get(entity.id, ()):
            found.add(f"{other} {part} in the article → {event.type} {role}")
            if other == event.type:
                found.add(f"of the type: {part} → {role}")
        start = event.mentions[0].trigger.start
        fillers = self._fillers.get(role, [])
        number = bisect_left(fillers, (start, ""))
        if number and fillers[number - 1][1] == entity.id:
            found.add("last so before")
            found.add(f"last so before → {role}")
        elif number:
            found.add("another last so before")
        counts = self._most.get(role)
        if counts is not None and counts[entity.id] == max(counts.values()):
            found.add("most so")
            found.add(f"most so → {role}")
            if len(counts) == 1:
                found.add("alone so")
                found.add(f"alone so → {role}")
        evidence = dict.fromkeys(sorted(found), 1.0)
        doubts = [doubt for mention in event.mentions if (doubt := mention.doubted.get((entity.id, role))) is not None]
        if doubts:
            evidence["doubted"] = 1.0
            evidence["odds"] = max(-6.0, max(doubts)) / 2
        elif any(mention.sentence == told.sentence for mention in event.mentions for told in entity.mentions):
            evidence["not asked"] = 1.0
        return evidence

    def _untold(self, event: Event) -> list[str]:
        """How the event is told, as far as it speaks for nobody."""
        first = event.mentions[0]
        sentence, trigger = self._reading.word(first)
        verb = trigger is not None and is_verbal(trigger)
        told = {
            "none": True,
            f"none, status {event.status}": True,
            f"none, block {first.block}": True,
            "none, noun": not verb,
            "none, many mentions": len(event.mentions) > 1,
            "none, part": event.part_of is not None,
            "none, set apart": self._reading.set_apart(event),
            "none, no main clause": not self._reading.in_main_clause(first),
            "none, somebody says so": event.attribution is not None,
            "none, by likeness": all(mention.loose for mention in event.mentions),
            "none, quoted": quoted(self._document.text[sentence.start : first.trigger.start]),
            "none, opens a paragraph": sentence.start <= self._document.blocks[sentence.block].start,
            f"none, {min(len(event.participants), 3)} in it": True,
            "none, nobody in the sentence": not self._within.get(first.sentence),
        }
        if trigger is not None:
            told[f"none, {trigger.rel}"] = True
            told["none, passive"] = trigger.feats.get("Voice") == "Pass"
            if verb:
                told[f"none, {trigger.feats.get('Number', 'no number')} {trigger.feats.get('VerbForm', '')}"] = True
                told["none, has a subject"] = any(child.rel.startswith("nsubj") for child in sentence.children(trigger.index))
        return [name for name, true in told.items() if true]

    def _nobody(self, event: Event, role: Role, untold: Sequence[str]) -> Evidence:
        found = dict.fromkeys(untold, 1.0)
        found |= {f"{name} → {role}": 1.0 for name in untold}
        found[f"none, {event.type} {role}"] = 1.0
        found[f"none, {event.type} {role} {'verb' if 'none, noun' not in found else 'noun'}"] = 1.0
        for part in sorted({who.role for who in event.participants}):
            found[f"none, {part} in it → {role}"] = 1.0
        return found


def _acts(entity: Entity) -> bool:
    return not isinstance(entity, Place) or entity.kind == "country"


def _standing(sentence: Sentence, head: Token | None) -> str:
    if head is None:
        return "no tree"
    while head.rel in _STEPS_UP and head.head >= 0:
        head = sentence.tokens[head.head]
    rel = relation(head)
    if rel not in ("nsubj", "obj", "obl", "nmod", "iobj", "root", "csubj"):
        return rel if rel in ("amod", "parataxis") else "other"
    verb = verb_over(sentence, head)
    main = verb is not None and is_main(sentence, verb)
    passive = head.rel.endswith("pass")
    return f"{'passive ' if passive else ''}{rel}{'' if main else ' below'}"
