"""Kinds of events that no rule gives, by the words that tell of them: «столкнулись автобус и фура» is a road accident.

Weights of words, resources/story/kinds.yaml, are fitted to our own gold by `python -m letopis.training.kinds`.
"""

import math
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib.resources import files

from pydantic import BaseModel, ConfigDict, Field, field_validator

from letopis.document import Document, Event
from letopis.events.ontology import Ontology
from letopis.odds import Evidence
from letopis.tables import read_table

_WORDS = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "ADV", "NUM"})
# A word somewhere in the sentence says half as much as one that tells, or stands beside it.
SAID = 0.5
# Among the kinds of a type what stands for none of them: a factory's fire is neither a forest's nor arson.
NONE = "none"
# The kind of the rule that a word is like, where that rule did not fire, is worth these log-odds beside the words, and
# enough from this probability on: 245 such events, articles left out of the fit, 65 to 69 % right.
LIKE, LIKE_TOLD = 3.0, 0.4
# Log-odds by name, or those of all lemmas after a word in one text: {"said": "лес=0.3 дом=-0.2"}. Over a line for each
# YAML takes a twentieth of the time to the first record.
Packed = dict[str, float | str]


class KindOdds(BaseModel):
    """Log-odds of each kind of a type by evidence; a kind is told from the probability `told` on."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    types: Mapping[str, Mapping[str, Mapping[str, float]]]
    told: float = Field(gt=0, lt=1)

    @field_validator("types", mode="before")
    @classmethod
    def _unpack(cls, types: Mapping[str, Mapping[str, Packed]]) -> dict[str, dict[str, dict[str, float]]]:
        return {name: {kind: unpacked(odds) for kind, odds in kinds.items()} for name, kinds in types.items()}

    @classmethod
    @lru_cache(maxsize=1)
    def load(cls) -> "KindOdds":
        """The package's; raises ResourceError for a faulty file."""
        return read_table(files("letopis") / "resources" / "story" / "kinds.yaml", cls)

    def likeliest(
        self, event_type: str, kinds: Sequence[str], evidence: Evidence, like: str | None = None
    ) -> tuple[str, float] | None:
        """The likeliest of the type's `kinds` or NONE, its probability with two decimals; None where none is known.

        `like`: the kind of the rule that the event's words are like.
        """
        known = {kind: words for kind, words in self.types.get(event_type, {}).items() if kind in (*kinds, NONE)}
        if not known:
            return None
        worth = {kind: _worth(words, evidence) + LIKE * (kind == like) for kind, words in known.items()}
        most = max(worth.values())
        shares = {kind: math.exp(each - most) for kind, each in worth.items()}
        best = max(shares, key=shares.__getitem__)
        return best, round(shares[best] / sum(shares.values()), 2)


def packed(odds: Mapping[str, float]) -> Packed:
    """As the file has them."""
    found: Packed = {}
    for name, worth in odds.items():
        where, _, lemma = name.partition(" ")
        found[where] = f"{found[where]} {lemma}={worth}" if where in found else f"{lemma}={worth}" if lemma else worth
    return found


def unpacked(odds: Packed) -> dict[str, float]:
    """By their full names; raises ValueError for what is not `lemma=number`."""
    found = {}
    for where, worth in odds.items():
        if isinstance(worth, str):
            for pair in worth.split():
                lemma, number = pair.rsplit("=", 1)
                found[f"{where} {lemma}"] = float(number)
        else:
            found[where] = worth
    return found


def _worth(words: Mapping[str, float], evidence: Evidence) -> float:
    return sum([words[name] * value for name, value in evidence.items() if name in words])


def complete_kinds(document: Document, events: Sequence[Event], ontology: Ontology) -> None:
    """Give a kind to those without one, where the words are clear enough; of an event told by likeness alone they are
    weighed with the kind of the rule that it is like."""
    odds = KindOdds.load()
    for event in events:
        kind, loose = ontology.types.get(event.type), all(mention.loose for mention in event.mentions)
        if kind is None or (event.kind is not None and not loose):
            continue
        best = odds.likeliest(event.type, tuple(kind.kinds), words_of(document, event), event.kind)
        if best is None:
            continue
        told = best[1] >= (LIKE_TOLD if loose else odds.told)
        event.kind = best[0] if told and best[0] != NONE else None
        trigger = event.mentions[0].trigger
        document.explain("story.kind", f"{best[0]} {best[1]:.2f}", trigger.start, trigger.end)


def words_of(document: Document, event: Event) -> Evidence:
    """Lemmas that tell of the event, stand beside these in the tree, or in their sentences; and prepositions of what
    hangs on them: «выступил против закона» is no address."""
    found: Evidence = {"any": 1.0}
    for mention in event.mentions:
        sentence = document.sentences[mention.sentence]
        head = sentence.head_of(mention.trigger.start, mention.trigger.end)
        found[f"tells {mention.trigger.lemma}"] = 1.0
        for token in sentence.tokens:
            if head is not None and token.rel == "case" and sentence.tokens[token.head].head == head.index:
                found[f"with {token.lemma}"] = 1.0
            if token.pos in _WORDS:
                found[f"said {token.lemma}"] = SAID
                if head is not None and (token.head == head.index or head.head == token.index):
                    found[f"beside {token.lemma}"] = 1.0
    return found
