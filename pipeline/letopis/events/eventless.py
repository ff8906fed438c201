"""What tells of no event, whatever the tagger says: foreign text, people, things, times, names of places."""

from collections.abc import Collection

from letopis.document import Organization, Sentence, Token
from letopis.entities.index import MentionIndex
from letopis.entities.quoted_lists import quoted_behind
from letopis.events.classes import is_animate, is_figurative
from letopis.events.lexicon import EventLexicon
from letopis.events.slots import is_verbal

# Nouns of these classes (resources/events/classes.yaml) are things.
_THINGS = ("vehicle", "building", "body_part", "money", "animal")
_NOUNS = frozenset({"NOUN", "PROPN"})
_SUBJECTS = frozenset({"nsubj", "nsubj:pass"})
_CARRIED = _SUBJECTS | {"obj"}
# «Срочно» says how, «более ста» how many.
_TELLING = _NOUNS | {"VERB", "ADJ"}


class EventlessFinder:
    """Why a word tells of no event; `taken` are the sentence's words that the rules' events hold."""

    def __init__(self, lexicon: EventLexicon, mentions: MentionIndex) -> None:
        self._lexicon = lexicon
        self._mentions = mentions

    def why(self, sentence: Sentence, token: Token, taken: Collection[int]) -> str | None:
        """None where nothing speaks against the word."""
        if token.pos not in _TELLING:
            return "part of speech"
        if not any("а" <= letter <= "я" or letter == "ё" for letter in token.text.lower()):
            return "foreign word"
        if is_figurative(sentence, token):
            return "figure of speech"
        if self._carries(sentence, token, taken):
            return "carries another event"
        return self._why_noun(sentence, token) if token.pos in _NOUNS else None

    def _why_noun(self, sentence: Sentence, noun: Token) -> str | None:
        if noun.pos == "NOUN" and is_animate(noun):
            return "somebody"
        # «День Победы» is more than a day.
        if noun.lemma in self._lexicon.eventless and (noun.index == 0 or noun.text.islower()):
            return "noun of no event"
        called = quoted_behind(sentence.tokens, noun.index)
        if any(word.lemma in self._lexicon.classes[name] for name in _THINGS for word in (noun, called or noun)):
            return "thing"
        if self._is_name(sentence, noun):
            return "name"
        if _is_taken_for(sentence, noun):
            return "what something is taken for"
        return "state of somebody" if _is_state(sentence, noun) else None

    def _is_name(self, sentence: Sentence, noun: Token) -> bool:
        """Of a person or place; gatherings («Съезд народов») pass for bodies."""
        meant = self._mentions.at_token(sentence, noun.index)
        return any(mention.form == "name" and not isinstance(entity, Organization) for entity, mention in meant)

    def _carries(self, sentence: Sentence, verb: Token, taken: Collection[int]) -> bool:
        """«Прогремел взрыв», «Пожар начался ночью, ликвидирован утром»: a verb that says no more than its subject or
        object, which the rules have."""
        told = self._lexicon.support_verbs | self._lexicon.status["mastering_verbs"]
        if not is_verbal(verb) or verb.lemma not in told:
            return False
        own = sentence.children(verb.index)
        shared = verb.rel == "conj" and verb.head >= 0 and not any(child.rel in _CARRIED for child in own)
        sides = sentence.children(verb.head) if shared else own
        return any(child.index in taken and child.rel in (_SUBJECTS if shared else _CARRIED) for child in sides)


def _is_taken_for(sentence: Sentence, noun: Token) -> bool:
    """«Визит подали как демонстрацию доверия»: the visit is told, and what it is held to be."""
    over = sentence.tokens[noun.head] if noun.rel == "conj" and noun.head >= 0 else noun
    return any(child.lemma == "как" and child.index < over.index for child in sentence.children(over.index))


def _is_state(sentence: Sentence, noun: Token) -> bool:
    """«Генерал в отставке» was not dismissed just now."""
    if noun.head < 0 or noun.feats.get("Case") != "Loc":
        return False
    above = sentence.tokens[noun.head]
    within = any(child.lemma in ("в", "на") and child.rel == "case" for child in sentence.children(noun.index))
    return within and above.pos == "NOUN" and is_animate(above)
