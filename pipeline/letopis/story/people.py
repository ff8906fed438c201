"""The people, bodies and states of which an article speaks: where, as what, how much, and for whom they stand."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from letopis.document import Document, Entity, EntityMention, Event, Person, Place, Sentence, Token
from letopis.events.classes import entity_kind
from letopis.story.standing import is_main, relation, verb_over

# How many of title and lead are looked at.
FRONT = 4
_FRONTS = frozenset({"title", "lead"})
_UP = frozenset({"conj", "appos", "flat:name", "flat", "flat:foreign", "flat:title"})
_TELLING = frozenset({"nsubj", "csubj", "obj", "iobj", "obl", "nmod", "root", "amod", "parataxis"})
_CLAUSAL = frozenset({"nsubj", "csubj", "obj", "iobj", "obl", "nmod", "root"})


class Told(NamedTuple):
    """One mention of somebody; a dropped subject stands at its verb."""

    entity: Entity
    mention: EntityMention
    offset: int


class People:
    """Those of one document that can act, states among the places."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self.by_id = {entity.id: entity for entity in document.entities if _acts(entity)}
        self.within: defaultdict[int, list[Told]] = defaultdict(list)
        for entity in self.by_id.values():
            for each in entity.mentions:
                offset = each.start if each.start is not None else each.at
                self.within[each.sentence].append(Told(entity, each, offset or 0))
        self.ranks = self._ranked()
        self.front = self._of_front()
        self.behind = self._represented()
        self._standings: dict[tuple[int, int], str] = {}

    def _ranked(self) -> dict[str, int]:
        """Of how many of his kind the article speaks more often, or as often and sooner."""
        ranks: dict[str, int] = {}
        seen: Counter[str] = Counter()
        for entity in sorted(self.by_id.values(), key=lambda entity: -len(entity.mentions)):
            kind = entity_kind(entity)
            ranks[entity.id] = seen[kind]
            seen[kind] += 1
        return ranks

    def _of_front(self) -> list[str]:
        """Ids of those who are named first in title and lead."""
        blocks, found = self._document.blocks, dict[str, None]()
        for sentence in self._document.sentences:
            if blocks[sentence.block].kind in _FRONTS:
                told = sorted(self.within.get(sentence.index, ()), key=lambda each: (each.offset, each.entity.id))
                found |= dict.fromkeys(each.entity.id for each in told)
        return list(found)[:FRONT]

    def _represented(self) -> dict[str, list[str]]:
        """Ids of the bodies of whose offices somebody is the holder, and of the state that is his."""
        bodies = {each.name: each.id for each in self.by_id.values() if entity_kind(each) == "organization"}
        lands = {each.country: each.id for each in self.by_id.values() if isinstance(each, Place)}
        found: dict[str, list[str]] = {}
        for each in self.by_id.values():
            offices = each.offices if isinstance(each, Person) else []
            behind = [bodies[office.of] for office in offices if office.of in bodies]
            if each.country in lands and not isinstance(each, Place):
                behind.append(lands[each.country])
            found[each.id] = behind
        return found

    def standing(self, told: Told) -> str:
        """What somebody is in a sentence: its subject, an object, ..., in its main clause or below."""
        mention = told.mention
        if mention.start is None or mention.end is None:
            return "dropped subject"
        key = mention.start, mention.end
        if key not in self._standings:
            sentence = self._document.sentences[mention.sentence]
            self._standings[key] = _standing(sentence, sentence.head_of(*key))
        return self._standings[key]


class Parts:
    """Which roles a document's people have in its events."""

    def __init__(self, events: Sequence[Event]) -> None:
        told = [(event, who) for event in events for who in event.participants if who.entity is not None]
        self.counts = Counter(who.entity for _, who in told)
        self._of_type: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
        self._fillers: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
        for event, who in told:
            name = who.entity or ""
            self._of_type[event.type, name].add(who.role)
            self._fillers[who.role] += [(mention.trigger.start, name) for mention in event.mentions]
        for fillers in self._fillers.values():
            fillers.sort()
        self._most = {role: Counter(name for _, name in fillers) for role, fillers in self._fillers.items()}
        self._highest = {role: max(counts.values()) for role, counts in self._most.items()}

    def so_far(self, event: Event, name: str, role: str) -> Iterator[str]:
        """What somebody's parts in the other events say of his having the role in this one."""
        for part in sorted(self._of_type.get((event.type, name), ())):
            yield f"of the type: {part}"
        fillers = self._fillers.get(role, [])
        before = bisect_left(fillers, (event.mentions[0].trigger.start, ""))
        if before:
            yield "last so before" if fillers[before - 1][1] == name else "another last so before"
        if fillers and self._most[role][name] == self._highest[role]:
            yield "most so"
            if len(self._most[role]) == 1:
                yield "alone so"


def _acts(entity: Entity) -> bool:
    return not isinstance(entity, Place) or entity.kind == "country"


def _standing(sentence: Sentence, head: Token | None) -> str:
    if head is None:
        return "no tree"
    chain = (head, *sentence.ancestors(head.index))
    word = next((token for token in chain if token.rel not in _UP), head)
    name = relation(word)
    if name not in _CLAUSAL:
        return name if name in _TELLING else "other"
    verb = verb_over(sentence, word)
    below = "" if verb is not None and is_main(sentence, verb) else " below"
    return f"{'passive ' if word.rel.endswith('pass') else ''}{name}{below}"
