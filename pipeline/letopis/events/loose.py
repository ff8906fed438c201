"""Words of the ontology none of whose rules holds: how likely they tell of the type all the same, learned from gold.

A rule's conditions list the usual company of its word; news puts it into other company too («травмы получили
восемь», «вину он отрицает»). What speaks for and against is named evidence: what the nearest rule lacks, the word's
form, what the article has told so far, how near sentence and article are to the type's examples. The weights are
data, which `python -m letopis.training.loose` writes.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from importlib.resources import files
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict

from letopis.document import Document, Sentence, Token
from letopis.events.classes import Condition
from letopis.events.odds import Evidence, Odds, log_odds
from letopis.events.ontology import EventType, Ontology
from letopis.events.senses import Context, Sense
from letopis.events.type_vectors import TypeVectors, Vector, content
from letopis.language.morphology import fold
from letopis.tables import read_table

_MOST = 3
_MANY_RULES = 8
_FORMS = ("VerbForm", "Tense", "Voice", "Case", "Number")
_CLASSES = tuple(Condition("", frozenset(), (name,)) for name in ("human", "organization", "place", "thing"))


class LooseOdds(Odds):
    """Odds that a word tells of a type though no rule of it holds; below the probability `told` it does not."""

    told: float


class LooseTable(BaseModel):
    """Odds without a model (`rules`) and beside one (`model`)."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    rules: LooseOdds
    model: LooseOdds

    @classmethod
    @lru_cache(maxsize=1)
    def load(cls) -> "LooseTable":
        """The package's; raises ResourceError for a faulty file."""
        return read_table(files("letopis") / "resources" / "events" / "loose.yaml", cls)


class Weighed(NamedTuple):
    """A type that a word may tell of: the rule that lacks least, and what speaks for it."""

    sense: Sense
    evidence: Evidence


class TypeWords:
    """Trigger words that belong to one type only, by type: they say what an article is about."""

    def __init__(self, ontology: Ontology) -> None:
        words = {name: {fold(w) for w in _triggers(kind)} for name, kind in ontology.types.items()}
        owners = Counter(lemma for lemmas in words.values() for lemma in lemmas)
        self._own = {name: frozenset(w for w in lemmas if owners[w] == 1) for name, lemmas in words.items()}

    def told(self, name: str, topic: frozenset[str]) -> frozenset[str]:
        """Which of the type's own words the article has."""
        return self._own[name] & topic


def _triggers(kind: EventType) -> Iterator[str]:
    return (lemma for rule in kind.triggers for lemma in rule.lemma)


class LooseReader:
    """Weighs words of one document, in text order."""

    def __init__(self, document: Document, topic: frozenset[str], words: TypeWords, odds: LooseOdds) -> None:
        self._document = document
        self._topic = topic
        self._words = words
        self._odds = odds
        self._vectors = TypeVectors.load()
        self._near: tuple[int, Vector] | None = None
        self._told: dict[str, frozenset[str]] = {}
        self._before: Counter[str] = Counter()
        self._counted = 0

    def sense(self, context: Context, token: Token, senses: Sequence[Sense]) -> Sense | None:
        """The likeliest of the types, where it is likely enough; the trace says why."""
        weighed = [(self._odds.probability(each.evidence), each) for each in self.weigh(context, token, senses)]
        if not weighed:
            return None
        chance, best = max(weighed, key=lambda pair: pair[0])
        if chance < self._odds.told:
            return None
        reasons = f"{token.text} {chance:.2f}: {self._odds.reasons(best.evidence)}"
        self._document.explain("events.loose", best.sense.type.type, token.start, token.end, reasons)
        return best.sense

    def weigh(self, context: Context, token: Token, senses: Sequence[Sense]) -> Iterator[Weighed]:
        """Each type of the package that the word has rules of."""
        by_type: defaultdict[str, list[Sense]] = defaultdict(list)
        for sense in senses:
            by_type[sense.type.type].append(sense)
        word: Evidence | None = None
        for name, group in by_type.items():
            if name in self._vectors:
                word = word or self._of_word(context, token)
                sense = min(group, key=lambda each: _lack(context, each))
                found = self._of_type(context, token, sense) | _lacks(context, token, sense)
                found |= {"rules of the type": math.log(min(len(group), _MANY_RULES))}
                found |= {"share of the rules": len(group) / len(senses)}
                yield Weighed(sense, {key: value for key, value in (word | found).items() if value})

    def _of_word(self, context: Context, token: Token) -> Evidence:
        """What is the same whatever type the word may tell of."""
        evidence: Evidence = {
            f"word {token.pos}": 1.0,
            f"relation {token.rel.split(':')[0]}": 1.0,
            f"block {self._document.blocks[context.sentence.block].kind}": 1.0,
            **_forms(token),
            **_sides(context),
        }
        return evidence | self._tagger(context.sentence, token) if self._document.predictions else evidence

    def _of_type(self, context: Context, token: Token, sense: Sense) -> Evidence:
        name = sense.type.type
        return {
            f"type {name}": 1.0,
            f"{name}: {token.lemma}": 1.0,
            "words of the type": float(min(_MOST, self._told_words(name, but=token.lemma))),
            "sentence near": self._vectors.of(name, self._near_sentence(context.sentence)),
            "article near": self._vectors.of(name, self._near_article),
            "told before": float(min(2, self._told_before(name))),
        }

    def _told_words(self, name: str, but: str) -> int:
        """How many of the type's own words the article has, another one left out."""
        if name not in self._told:
            self._told[name] = self._words.told(name, self._topic)
        return len(self._told[name]) - (but in self._told[name])

    def _told_before(self, name: str) -> int:
        """Mentions of the type in the sentences before."""
        mentions = self._document.event_mentions
        self._before.update(mention.type for mention in mentions[self._counted :])
        self._counted = len(mentions)
        return self._before[name]

    def _tagger(self, sentence: Sentence, token: Token) -> Evidence:
        spans = self._document.predictions[sentence.index].triggers
        sure = [span.probability for span in spans if span.first <= token.index < span.last]
        return {"tagger": 1.0, "tagger: odds": log_odds(max(sure))} if sure else {}

    def _near_sentence(self, sentence: Sentence) -> Vector:
        if self._near is None or self._near[0] != sentence.index:
            self._near = sentence.index, self._vectors.nearness(content(sentence.tokens))
        return self._near[1]

    @cached_property
    def _near_article(self) -> Vector:
        return self._vectors.nearness([word for each in self._document.sentences for word in content(each.tokens)])


def _lack(context: Context, sense: Sense) -> tuple[bool, int, int]:
    """How far the rule is from holding."""
    vetoed = any(context.holds(each) for each in sense.unless)
    return vetoed, sum(not context.holds(each) for each in sense.when), -len(sense.when)


def _lacks(context: Context, token: Token, sense: Sense) -> Evidence:
    failing = [each for each in sense.when if not context.holds(each)]
    evidence: Evidence = {
        f"lacks {min(len(failing), _MOST)}": 1.0,
        f"holds {min(len(sense.when) - len(failing), _MOST)}": 1.0,
    }
    for each in sense.unless:
        if context.holds(each):
            evidence[f"vetoed by {_slot_kind(each.slot)}"] = 1.0
    for each in failing:
        state = "other" if any(filler is not token for filler in context.fillers(each.slot)) else "empty"
        evidence[f"{_slot_kind(each.slot)} {state}"] = 1.0
    return evidence


def _slot_kind(slot: str) -> str:
    """Slots behind prepositions are told apart by their case only."""
    return f"preposition {slot.split('+')[1]}" if "+" in slot else slot


def _forms(token: Token) -> Evidence:
    return {f"{name} {token.feats[name]}": 1.0 for name in _FORMS if name in token.feats}


def _sides(context: Context) -> Evidence:
    return {f"{slot} {_class_of(context, slot)}": 1.0 for slot in ("subj", "obj")}


def _class_of(context: Context, slot: str) -> str:
    words = context.fillers(slot)
    if not words:
        return "none"
    return next((c.classes[0] for c in _CLASSES if context.words.holds(c, context.sentence, words[0])), "other")
