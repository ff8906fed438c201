"""The ontology: one YAML file an event type, under resources/ontology, checked as it is loaded.

A type lists its triggers (words that tell of it) and its frames: which syntactic slot fills which role.
Slots are written `subj`, `obj`, `gen`, `ins`, `dat`, `poss`, `adj`, `actor` or, behind a preposition,
`в+Acc`, `с+Ins`, ... (lemma of the preposition, then the UD case of its noun); see slots.py. `obj/gen` is whose the
object is: «отменил приговор Иванова».
Rules of one topic of a long type may stand in a file of their own beside it, `<type>.<topic>.yaml`, as a list
under `triggers`.
"""

import re
from collections import Counter
from functools import cached_property, lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from itertools import chain
from pathlib import Path
from typing import Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator
from typing_extensions import TypeIs

from letopis.document import Status
from letopis.errors import ResourceError
from letopis.events.lexicon import EventLexicon
from letopis.language.morphology import fold
from letopis.tables import check_table, read_table

Role = Literal[
    "participant", "agent", "target", "recipient", "victim", "visitor", "host", "appointee", "predecessor",
    "candidate", "winner", "loser", "performer", "organizer", "mediator", "person",
]  # fmt: skip
PlaceRole = Literal["location", "destination", "origin"]
Filler = Literal["person", "organization", "place", "group", "thing"]
CountKey = Literal[
    "killed", "injured", "missing", "evacuated", "rescued", "detained", "released", "infected",
    "laid_off", "participants", "votes", "points",
]  # fmt: skip

# Classes that code tells (events/classes.py); the others are lists of words.
BUILT_IN = frozenset({
    "@person", "@organization", "@place", "@states", "@any", "@adjective", "@animate", "@one", "@human", "@actor",
    "@thing",
})  # fmt: skip
_PLACE_ROLES = frozenset({"location", "destination", "origin"})
# Types that a user adds begin so; the contract knows them by it.
OWN = "own_"
_SLOT = re.compile(
    r"(?:subj|obj|gen|ins|dat|poss|adj|adv|term|actor|beside|self|undoer|pair|inside|aid|presence|order|blamed|head|sentence|article"
    r"|[а-яё-]+(?: [а-яё]+)*\+(?:Gen|Dat|Acc|Ins|Loc))(?:/gen)?"
)


Model = TypeVar("Model", bound=BaseModel)


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Label(_Strict):
    """The type's name for people."""

    ru: str
    en: str


class Plover(_Strict):
    """The nearest category of PLOVER (Political Language Ontology for Verifiable Event Records)."""

    type: str
    mode: str | None = None
    contexts: tuple[str, ...] = ()


class Example(_Strict):
    """A sentence with what has to be found in it; `roles` maps a role to words of its filler."""

    text: str
    trigger: str
    roles: dict[str, str] = Field(default_factory=dict)
    kind: str | None = None
    status: str | None = None


class TriggerRule(_Strict):
    """Words that tell of the type.

    `when` and `unless` look at a slot's words: folded lemmas, or classes. `@person`, `@organization`, `@place` is
    what a name means; `@states` a union of states; `@any` any word, `@adjective` one of that part of speech,
    `@animate` people and animals, `@one` one of them; `@human` people, named or not, one or many, pronouns
    included; `@actor` these, bodies and states; `@thing` whatever cannot act. Other classes are lists of nouns
    (resources/events/classes.yaml). `sentence` is any word of the sentence, `article` any of the article: one
    topic, one sense. All of `when` and none of `unless` must hold. `cases`: a number beside the word counts what
    befell people in one event («20 случаев кори»), not events. `status`: what the words themselves say of it where
    nothing else does («ждут ребёнка»: planned). `told_by`: a slot of `when` whose word is the trigger, the verb
    over it being light («возбудили дело»). `beside`: the word tells of this besides what another type's rule says of
    it («просил восемь лет»: a statement, and a sentence that may come).
    """

    lemma: tuple[str, ...]
    pos: Literal["verb", "noun", "adverb", "adjective"] = "verb"
    frame: str | None = None
    told_by: str | None = None
    beside: bool = False
    kind: str | None = None
    cases: bool = False
    status: Status | None = None
    when: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    unless: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    examples: tuple[Example, ...] = Field(min_length=1)
    counterexamples: tuple[str, ...] = Field(default=(), alias="not")

    @cached_property
    def tellers(self) -> frozenset[str]:
        """The words of `told_by`, folded, lists of words spelt out; none where the rule's own word is the trigger."""
        words = self.when.get(self.told_by, ()) if self.told_by is not None else ()
        lists = EventLexicon.load().classes
        spelt = [lists.get(word[1:], ()) if word.startswith("@") else (word,) for word in words]
        return frozenset(map(fold, chain.from_iterable(spelt)))

    @cached_property
    def says_no(self) -> bool:
        """Whether the rule asks for a «не»: «его не стало» tells of a death and denies none."""
        return any("не" in words for words in self.when.values())

    @field_validator("lemma", mode="before")
    @classmethod
    def _one_or_many(cls, value: object) -> object:
        return (value,) if isinstance(value, str) else value

    @field_validator("when", "unless")
    @classmethod
    def _slots_known(cls, value: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
        for slot, words in value.items():
            _check_slot(slot)
            for word in words:
                if word.startswith("@") and word not in BUILT_IN and word[1:] not in EventLexicon.load().classes:
                    raise ValueError(f"no such class: {word}; see resources/events/classes.yaml")
        return value


class EventType(_Strict):
    """One type of the ontology.

    `counts` says which figure the number of a role's filler gives, `kind_counts` which one instead in events of a kind
    (who is rescued, not evacuated); `holds` names kinds that are larger events, within which others of the type take
    place (a tournament and its matches), `plain` those that say no more than the type does (a match). `placed_by` says
    what tells where, when no word of the event's own does: the `scene` of which the text has been telling, the area of
    the body that is the `agent` («полиция Еревана»). `sited_by`: further slots in which a noun for a site says where
    («сгорел склад», «пикет к мэрии»).
    """

    type: str
    label: Label
    plover: Plover | None
    reciprocal: bool = False
    roles: dict[Role, tuple[Filler, ...]]
    places: tuple[PlaceRole, ...] = ("location",)
    kinds: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    counts: dict[Role, CountKey] = Field(default_factory=dict)
    kind_counts: dict[str, CountKey] = Field(default_factory=dict)
    holds: tuple[str, ...] = ()
    plain: tuple[str, ...] = ()
    placed_by: tuple[Literal["scene", "agent"], ...] = ("scene",)
    sited_by: tuple[str, ...] = ()
    frames: dict[str, dict[str, Role | PlaceRole]]
    triggers: tuple[TriggerRule, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _consistent(self) -> "EventType":
        for name, frame in self.frames.items():
            for slot, role in frame.items():
                _check_slot(slot)
                if role not in self.roles and role not in self.places:
                    raise ValueError(f"frame {name}: slot {slot} fills {role}, which `roles` and `places` lack")
        for rule in self.triggers:
            if (rule.frame or rule.pos) not in self.frames:
                raise ValueError(f"trigger {rule.lemma[0]}: no frame called {rule.frame or rule.pos}")
            if rule.told_by is not None and not rule.tellers:
                raise ValueError(f"trigger {rule.lemma[0]}: told_by {rule.told_by} needs words in `when`")
            if rule.kind is not None and rule.kind not in self.kinds:
                raise ValueError(f"trigger {rule.lemma[0]}: kind {rule.kind} is not among `kinds`")
        for slot in self.sited_by:
            _check_slot(slot)
        if unknown := {*self.holds, *self.plain, *self.kind_counts} - set(self.kinds):
            raise ValueError(f"holds, plain, kind_counts: {', '.join(sorted(unknown))} not among `kinds`")
        return self

    def frame_of(self, rule: TriggerRule) -> dict[str, Role | PlaceRole]:
        """The frame a trigger rule names, or the one of its part of speech."""
        return self.frames[rule.frame or rule.pos]


def is_place_role(role: Role | PlaceRole) -> TypeIs[PlaceRole]:
    """Whether the role is filled by where, not by who."""
    return role in _PLACE_ROLES


class Ontology:
    """All event types, and the index from (part of speech, lemma) to the trigger rules to try, in order."""

    def __init__(self, types: dict[str, EventType]) -> None:
        self.types = types
        self.index: dict[tuple[str, str], list[tuple[EventType, TriggerRule]]] = {}
        # Of a type and a word: how many rules there are, and of how many slots the one asks that asks of fewest.
        self.rule_counts: Counter[tuple[str, str]] = Counter()
        self.least_asked: dict[tuple[str, str], int] = {}
        # How many types a word can tell of.
        self.type_counts: Counter[str] = Counter()
        for kind in types.values():
            for rule in kind.triggers:
                for lemma in map(fold, rule.lemma):
                    self.index.setdefault((rule.pos, lemma), []).append((kind, rule))
                for lemma in rule.tellers or map(fold, rule.lemma):
                    self._count(kind.type, lemma, len(rule.when))

    def _count(self, kind: str, lemma: str, asked: int) -> None:
        key = kind, lemma
        self.type_counts[lemma] += key not in self.rule_counts
        self.rule_counts[key] += 1
        self.least_asked[key] = min(asked, self.least_asked.get(key, asked))

    @classmethod
    def load(cls, extra: Path | None = None) -> "Ontology":
        """The package's types; a file of `extra`/ontology adds a type or replaces the one of its name.

        Raises ResourceError naming the file and, for faulty YAML, the line.
        """
        return cls._read(extra)

    @classmethod
    @lru_cache(maxsize=4)
    def _read(cls, extra: Path | None) -> "Ontology":
        package = {item.name: item for item in (files("letopis") / "resources" / "ontology").iterdir()}
        own = {item.name: item for item in (extra / "ontology").glob("*.yaml")} if extra is not None else {}
        for name, item in sorted(own.items()):
            if name not in package and not name.startswith(OWN):
                raise ResourceError(item, f"a type of your own has to be called {OWN}..., as in {OWN}{name}")
        replaced = {_type_of(name) for name in own}
        found = {name: item for name, item in package.items() if _type_of(name) not in replaced} | own
        heads = sorted(name for name in found if name == f"{_type_of(name)}.yaml")
        topics = {head: [found[n] for n in sorted(found) if n != head and _type_of(n) == head[:-5]] for head in heads}
        types = [_read_type(found[head], topics[head]) for head in heads]
        return cls({kind.type: kind for kind in types})


def _type_of(name: str) -> str:
    return name.split(".", maxsplit=1)[0]


def _check_slot(slot: str) -> None:
    if not _SLOT.fullmatch(slot):
        raise ValueError(f"no such slot: {slot}; write subj, obj, gen, ... or a preposition as in «в+Acc»")


class _Topic(_Strict):
    """More rules of a type, in a file of their own."""

    triggers: tuple[TriggerRule, ...] = Field(min_length=1)


def _read_type(source: Traversable | Path, topics: list[Traversable | Path]) -> EventType:
    more = [rule for topic in topics for rule in read_table(topic, _Topic).triggers]
    kind = read_table(source, EventType)
    kind = check_table(str(source), {**dict(kind), "triggers": (*kind.triggers, *more)}, EventType) if more else kind
    if source.name != f"{kind.type}.yaml":
        raise ResourceError(str(source), f"holds type {kind.type}: the file has to be called {kind.type}.yaml")
    return kind
