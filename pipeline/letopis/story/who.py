"""Whom the article gives for the roles that an event's own words leave open, and what speaks for each.

Evidence of somebody is of where he is spoken of («sentence -1, nsubj»), of what casting says of him where the event's
own sentence speaks of him (`odds`), of his weight in the article, of his parts in its other events («last so before»),
and of whom he stands behind. What speaks for nobody («none, ...») is how the event is told.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from letopis.document import Entity, Event, EventMention, Person, Place
from letopis.events.blame import TOGETHER
from letopis.events.classes import entity_kind
from letopis.events.ontology import EventType, Role
from letopis.events.slots import is_verbal
from letopis.odds import SURE, Evidence
from letopis.story.ground import Ground
from letopis.story.people import Parts, People, Told
from letopis.story.standing import quoted

# How many sentences before and behind an event somebody may be spoken of, but for those of title and lead.
BACK, ONWARD = 4, 1
# How many of those of whom the article speaks most are looked at wherever it does.
FAMOUS = 4
# So many are enough of those who do something together; in any other role one is.
SEVERAL = 4
_MANY = 4
# Evidence that makes one careful: whom casting left out, and whom «он» does not surely mean.
DOUBTED, OPEN = "doubted", "pronoun left open"


@dataclass(slots=True)
class Guest:
    """Somebody who may have an open role, None for nobody, and what speaks for him: `names` of evidence that counts
    for itself and for the role (`for_role`), and what counts for itself only."""

    entity: Entity | None
    names: Sequence[str] = ()
    own: Evidence = field(default_factory=dict)

    def evidence(self, role: str) -> Evidence:
        """All of it."""
        both = dict.fromkeys(self.names, 1.0) | {for_role(name, role): 1.0 for name in self.names}
        return both | self.own


def for_role(name: str, role: str) -> str:
    """Evidence as it counts for one role."""
    return f"{name} → {role}"


class Gathering:
    """The people, bodies and states of one document, as its events may have them."""

    def __init__(self, ground: Ground, events: Sequence[Event]) -> None:
        self._document = ground.document
        self._reading = ground.reading
        self._people = People(ground.document)
        self._parts = Parts(events)
        self._always = {id_: list(self._of_himself(entity)) for id_, entity in self._people.by_id.items()}
        # Where each is told of: of the famous in hundreds of sentences, and everybody is asked about for each event.
        self._sentences = {id_: {told.sentence for told in entity.mentions}
                           for id_, entity in self._people.by_id.items()}  # fmt: skip
        self._famous = [id_ for id_, rank in self._people.ranks.items()
                        if rank < FAMOUS and not isinstance(self._people.by_id[id_], Place)]  # fmt: skip

    def guests(self, event: Event, kind: EventType) -> dict[Role, list[Guest]]:
        """Of each open role nobody first, then everybody who may have it."""
        roles = list(_open_roles(event, kind))
        if not roles or self._reading.is_recalled(event):
            return {}
        untold, known = list(self._untold(event)), self._known(event)
        careful = {OPEN: 1.0} if self._has_open_pronoun(event) else {}
        return {
            role: [_nobody(event, role, untold), *self._candidates(event, kind, role, known, careful)] for role in roles
        }

    def _candidates(
        self, event: Event, kind: EventType, role: Role, known: dict[str, list[str]], careful: Evidence
    ) -> Iterator[Guest]:
        whole = kind.reciprocal and _told_with_whom(event)
        for id_, names in known.items():
            entity = self._people.by_id[id_]
            filler = entity_kind(entity)
            if filler in kind.roles[role] and not (whole and isinstance(entity, Person)):
                own = {f"{event.type} {role} {filler}": 1.0} | self._doubt(event, id_, role) | careful
                yield Guest(entity, [*names, *self._parts.so_far(event, id_, role)], own)

    def _doubt(self, event: Event, id_: str, role: str) -> Evidence:
        """What casting says of somebody of whom the event's own sentences speak."""
        doubts = [mention.doubted[id_, role] for mention in event.mentions if (id_, role) in mention.doubted]
        if doubts:
            return {DOUBTED: 1.0, "odds": max(-SURE, min(SURE, max(doubts)))}
        told = self._sentences[id_]
        return {"not asked": 1.0} if any(mention.sentence in told for mention in event.mentions) else {}

    def _has_open_pronoun(self, event: Event) -> bool:
        """«Олег сказал, что его отец болен. Вскоре он умер»: the subject is somebody, it is not said who."""
        for mention in event.mentions:
            sentence, trigger = self._reading.word(mention)
            meant = {told.offset for told in self._people.within.get(mention.sentence, ())}
            for child in sentence.children(trigger.index) if trigger is not None else ():
                if child.pos == "PRON" and child.rel.startswith("nsubj") and child.start not in meant:
                    return True
        return False

    def _known(self, event: Event) -> dict[str, list[str]]:
        """All who have no part in the event yet, the nearest first, with what is to be said of each in any role."""
        people, inside = self._people, {who.entity for who in event.participants}
        seen = self._seen(event)
        behind = {id_: None for who in event.participants for id_ in people.behind.get(who.entity or "", ())}
        order = dict.fromkeys([*seen, *behind, *people.front, *self._famous])
        beside = "+".join(sorted({_kind(people, who.entity) for who in event.participants})) or "nobody"
        return {
            id_: [
                *seen.get(id_, ("elsewhere",)),
                *self._always[id_],
                *self._to_event(event, people.by_id[id_]),
                f"{entity_kind(people.by_id[id_])} beside {beside}",
                *(["behind somebody in it", f"behind somebody in it, {event.type}"] if id_ in behind else []),
            ]
            for id_ in order
            if id_ not in inside
        }  # fmt: skip

    def _seen(self, event: Event) -> dict[str, list[str]]:
        """Everybody spoken of around the event, with what is to be said of how, by his nearest mention."""
        near: list[tuple[tuple[int, int], str, EventMention, Told]] = []
        for mention in event.mentions:
            for number in range(mention.sentence - BACK, mention.sentence + ONWARD + 1):
                gap = number - mention.sentence
                for told in self._people.within.get(number, ()):
                    far = -gap if gap <= 0 else gap * 2 + 1, abs(told.offset - mention.trigger.start)
                    near.append((far, told.entity.id, mention, told))
        found: dict[str, list[str]] = {}
        for _, id_, mention, told in sorted(near, key=lambda each: each[:2]):
            if id_ not in found:
                found[id_] = list(self._spoken(mention, told))
        return found

    def _spoken(self, mention: EventMention, told: Told) -> Iterator[str]:
        gap, sentences = told.mention.sentence - mention.sentence, self._document.sentences
        here, there = sentences[mention.sentence].block, sentences[told.mention.sentence].block
        paragraph = f"paragraph {max(-3, min(there - here, 1)):+d}"
        where = f"sentence {max(-3, gap):+d}" if here == there else paragraph
        standing = self._people.standing(told)
        yield from (where, f"{where}, {standing}", f"form {told.mention.form}")
        yield f"{'here' if gap == 0 else 'there'}, {standing}"
        yield f"in {self._document.blocks[there].kind}"
        if gap == 0:
            yield f"here, {'before' if told.offset < mention.trigger.start else 'after'}"

    def _of_himself(self, entity: Entity) -> Iterator[str]:
        """What the article says of him, whatever the event."""
        kind, people = entity_kind(entity), self._people
        yield f"kind {kind}"
        yield f"rank {min(people.ranks[entity.id], _MANY)} {kind}"
        yield f"told {min(len(entity.mentions), _MANY)}"
        yield f"in {min(self._parts.counts[entity.id], _MANY)} others"
        if entity.id in people.front:
            yield from ("in front", f"in front {people.front.index(entity.id)}")

    def _to_event(self, event: Event, entity: Entity) -> Iterator[str]:
        if event.attribution is not None and event.attribution.entity == entity.id:
            yield "says so"
        agrees = self._agrees(event, entity)
        if agrees is not None:
            yield f"verb {'agrees' if agrees else 'does not agree'}"

    def _agrees(self, event: Event, entity: Entity) -> bool | None:
        """Whether the event's verb may have somebody for its subject; None where its form does not tell."""
        _, trigger = self._reading.word(event.mentions[0])
        if trigger is None or not is_verbal(trigger) or "Number" not in trigger.feats:
            return None
        if trigger.feats["Number"] == "Plur":
            return False
        gender = trigger.feats.get("Gender")
        if gender is None or not isinstance(entity, Person) or entity.gender is None:
            return None
        return entity.gender == gender

    def _untold(self, event: Event) -> Iterator[str]:
        """How the event is told, as far as it speaks for nobody."""
        first, document = event.mentions[0], self._document
        sentence, trigger = self._reading.word(first)
        told = {
            "many mentions": len(event.mentions) > 1,
            "part": event.part_of is not None,
            "set apart": self._reading.set_apart(event),
            "no main clause": not self._reading.in_main_clause(first),
            "somebody says so": event.attribution is not None,
            "by likeness": all(mention.loose for mention in event.mentions),
            "quoted": quoted(document.text[sentence.start : first.trigger.start]),
            "opens a paragraph": sentence.start <= document.blocks[sentence.block].start,
            "nobody in the sentence": first.sentence not in self._people.within,
        }
        yield from ("none", f"none, status {event.status}", f"none, block {first.block}")
        yield f"none, {min(len(event.participants), 3)} in it"
        yield from (f"none, {name}" for name, true in told.items() if true)
        if trigger is None or not is_verbal(trigger):
            yield "none, noun"
        if trigger is not None:
            passive = ", passive" if trigger.feats.get("Voice") == "Pass" else ""
            yield from (f"none, {trigger.rel}", f"none, {trigger.feats.get('Number')}{passive}")
            if any(child.rel.startswith("nsubj") for child in sentence.children(trigger.index)):
                yield "none, has a subject"


def _open_roles(event: Event, kind: EventType) -> Iterator[Role]:
    """Roles in which nobody is, or not all sides of what is done together."""
    taken = Counter(who.role for who in event.participants)
    for role in kind.roles:
        if taken[role] < (SEVERAL if kind.reciprocal and role == "participant" else 1):
            yield role


def _told_with_whom(event: Event) -> bool:
    """«Мэр провёл встречу с жильцами»: the event's own words have both sides, but for whom these people stand."""
    return len({who.rule.startswith(TOGETHER) for who in event.participants}) > 1


def _kind(people: People, id_: str | None) -> str:
    if id_ is None:
        return "unnamed"
    return entity_kind(people.by_id[id_]) if id_ in people.by_id else "place"


def _nobody(event: Event, role: str, untold: Sequence[str]) -> Guest:
    word = "noun" if "none, noun" in untold else "verb"
    own = [f"none, {event.type} {role}", f"none, {event.type} {role}, {word}"]
    own += sorted({for_role(f"none, {who.role} in it", role) for who in event.participants})
    return Guest(None, untold, dict.fromkeys(own, 1.0))
