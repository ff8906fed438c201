"""The senses of a trigger word: which rules there are for it, and whether their conditions hold where it stands."""

from collections.abc import Sequence
from dataclasses import dataclass

from letopis.document import Sentence, Token
from letopis.events.classes import Condition, Conditions, WordClasses
from letopis.events.ontology import EventType, TriggerRule
from letopis.events.slots import SlotFinder, Slots


@dataclass(slots=True, frozen=True)
class Sense:
    """A trigger rule of a type, ready to be tried.

    Of each of `words`, sets of lemmas, the sentence has to have one; of each of `topics` the article.
    """

    type: EventType
    rule: TriggerRule
    when: tuple[Condition, ...]
    unless: tuple[Condition, ...]
    words: tuple[frozenset[str], ...]
    topics: tuple[frozenset[str], ...]

    @classmethod
    def of(cls, kind: EventType, rule: TriggerRule, conditions: Conditions) -> "Sense":
        """With the lists of words put in."""
        when = conditions.of(rule.when)
        words = tuple(each.lemmas for each in when if not each.classes and each.slot != "article")
        topics = tuple(each.lemmas for each in when if each.slot == "article")
        return cls(kind, rule, when, conditions.of(rule.unless), words, topics)

    def possible(self, said: frozenset[str], topic: frozenset[str]) -> bool:
        """Whether sentence (`said`) and article (`topic`) have the words without which the rule cannot hold."""
        return not any(map(said.isdisjoint, self.words)) and not any(map(topic.isdisjoint, self.topics))


@dataclass(slots=True, frozen=True)
class Surroundings:
    """What is the same for all words of a sentence: `said` are its lemmas, `topic` the article's."""

    sentence: Sentence
    finder: SlotFinder
    words: WordClasses
    said: frozenset[str]
    topic: frozenset[str]


class Context:
    """What surrounds one word: its filled slots, the sentence and what lemmas it has, those of the article."""

    def __init__(self, around: "Surroundings", token: Token) -> None:
        self.sentence = around.sentence
        self.words = around.words
        self._around = around
        self._token = token
        self._held: dict[int, bool] = {}

    @property
    def slots(self) -> Slots:
        """The word's; worked out when asked for."""
        return self._around.finder.slots(self._token)

    def fits(self, sense: Sense) -> bool:
        """Whether all of `when` hold and none of `unless`."""
        return all(self.holds(each) for each in sense.when) and not any(self.holds(each) for each in sense.unless)

    def holds(self, condition: Condition) -> bool:
        """Whether some word of the condition's slot is what it asks."""
        key = id(condition)
        if key not in self._held:
            self._held[key] = self._holds(condition)
        return self._held[key]

    def _holds(self, condition: Condition) -> bool:
        if condition.slot == "article":
            return not condition.lemmas.isdisjoint(self._around.topic)
        if not condition.classes and condition.lemmas.isdisjoint(self._around.said):
            return False
        return any(self.words.holds(condition, self.sentence, token) for token in self.fillers(condition.slot))

    def fillers(self, slot: str) -> Sequence[Token]:
        """The slot's words; those of `sentence` are all."""
        return self.sentence.tokens if slot == "sentence" else self.slots.get(slot, [])
