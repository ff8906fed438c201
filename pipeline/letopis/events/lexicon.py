"""Words that matter to every event type: support verbs and nouns, place slots, cues of status and sources.

Data lie in resources/events; every list carries an attested example that a test runs.
"""

from dataclasses import dataclass, fields
from functools import lru_cache
from importlib.resources import files
from typing import Any

from pydantic import BaseModel, ConfigDict

from letopis.document import Sentence, Token
from letopis.language.morphology import fold
from letopis.tables import read_table


class _Group(BaseModel):
    """Words of one kind with sentences that show them."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    words: tuple[str, ...]
    examples: tuple[str, ...]


@dataclass(slots=True, frozen=True)
class EventLexicon:
    """Folded lemmas (for the keys of `status` and `classes` see these files of resources/events)."""

    support_verbs: frozenset[str]
    support_nouns: frozenset[str]
    orders: frozenset[str]
    undergoing_verbs: frozenset[str]
    undoing_verbs: frozenset[str]
    opposing_verbs: frozenset[str]
    talking_verbs: frozenset[str]
    naming_nouns: frozenset[str]
    gathering_verbs: frozenset[str]
    object_control_verbs: frozenset[str]
    object_control_nouns: frozenset[str]
    adjunct_prepositions: frozenset[str]
    pointing: frozenset[str]
    beside_prepositions: frozenset[str]
    aspects: frozenset[str]
    motion_verbs: frozenset[str]
    transit_verbs: frozenset[str]
    attendance_verbs: frozenset[str]
    posts: frozenset[str]
    rites: frozenset[str]
    attending: frozenset[str]
    performative_verbs: frozenset[str]
    remains: frozenset[str]
    report_verbs: frozenset[str]
    postponing_verbs: frozenset[str]
    occasion_verbs: frozenset[str]
    anniversaries: frozenset[str]
    own_anniversaries: frozenset[str]
    rankings: frozenset[str]
    here: frozenset[str]
    earlier: frozenset[str]
    experience: frozenset[str]
    at_first: frozenset[str]
    order: dict[str, frozenset[str]]
    naming_verbs: frozenset[str]
    blaming: frozenset[str]
    culprits: frozenset[str]
    dealt_with: frozenset[str]
    owning: frozenset[str]
    ownerless: frozenset[str]
    beginning_verbs: frozenset[str]
    breaking_out_verbs: frozenset[str]
    ending_verbs: frozenset[str]
    stopping_verbs: frozenset[str]
    quenching_verbs: frozenset[str]
    team_members: frozenset[str]
    quantities: frozenset[str]
    usual_plurals: frozenset[str]
    holding_verbs: frozenset[str]
    standing_types: frozenset[str]
    charging_types: frozenset[str]
    place_slots: frozenset[str]
    site_slots: frozenset[str]
    passing_adjectives: frozenset[str]
    groups: frozenset[str]
    arms: frozenset[str]
    status: dict[str, frozenset[str]]
    source: dict[str, frozenset[str]]
    classes: dict[str, frozenset[str]]
    eventless: frozenset[str]

    @classmethod
    @lru_cache(maxsize=1)
    def load(cls) -> "EventLexicon":
        """Read resources/events, once. Raises ResourceError for a faulty file."""
        words = _read("words.yaml")
        composed: dict[str, Any] = {
            "support_verbs": words["support_verbs"] | words["phase_verbs"],
            "blaming": words["blaming"] | words["owning"],
            "order": _read("order.yaml"),
            "status": _read("status.yaml"),
            "source": _read("attribution.yaml"),
            "classes": _read("classes.yaml"),
            "eventless": frozenset().union(*_read("eventless.yaml").values()),
        }
        plain = {field.name: words[field.name] for field in fields(cls) if field.name not in composed}
        return cls(**composed | plain)

    def is_anniversary(self, lemma: str) -> bool:
        """«годовщина», «100-летие», «столетие»: the event below it is recalled, not told."""
        return lemma in self.anniversaries or lemma.endswith("летие")

    def is_recalled(self, sentence: Sentence, token: Token) -> bool:
        """Whether a word stands below «годовщина», wherever in its sentence, or right behind it where the parser hangs
        both on a third word: «по случаю 75-летия первой встречи»."""
        up = sentence.ancestors(token.index)
        return any(self.is_anniversary(above.lemma) for above in up) or self.is_anniversary(_before(sentence, token))

    def keeps_out(self, sentence: Sentence, token: Token, event_type: str) -> bool:
        """«Посол приехал на годовщину сражения»: whether those of whom else the sentence tells had no part in that."""
        return event_type not in self.own_anniversaries and self.is_recalled(sentence, token)


def _before(sentence: Sentence, noun: Token) -> str:
    """The lemma of the word before a noun in the genitive and its adjectives."""
    if noun.feats.get("Case") != "Gen" or noun.index == 0:
        return ""
    words = reversed(sentence.tokens[: noun.index])
    return next((word.lemma for word in words if word.rel != "amod"), "")


def read_groups(name: str) -> dict[str, _Group]:
    """The groups of one file of resources/events, checked; the tests run their examples."""
    return read_table(files("letopis") / "resources" / "events" / name, dict[str, _Group])


def _read(name: str) -> dict[str, frozenset[str]]:
    groups = read_groups(name).items()
    # Slots («в+Loc») are names, not words: their case tag keeps its capital.
    return {key: frozenset(word if "+" in word else fold(word) for word in group.words) for key, group in groups}
