"""Triggers: which words tell of an event, and of which type, judged by what surrounds them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from letopis.document import Document, Organization, Sentence, Token
from letopis.entities.index import MentionIndex
from letopis.events.ontology import OWN, EventType, Ontology, TriggerRule
from letopis.events.slots import SlotFinder, Slots, is_verbal

# Words in quotation marks, at most so many, that can be a title.
TITLE_LENGTH = 6
# «Олимпиада-2018» is an «олимпиада».
_YEAR_SUFFIX = re.compile(r"-(?:19|20)\d\d$")


@dataclass(slots=True)
class Candidate:
    """A trigger token with the rule that fired and its syntactic slots."""

    token: Token
    type: EventType
    rule: TriggerRule
    slots: Slots


class TriggerFinder:
    """Tries the rules of each word, those with conditions before those without, and keeps the first that fires."""

    def __init__(self, ontology: Ontology) -> None:
        self._index = {
            key: sorted(entries, key=_precedence) for key, entries in ontology.index.items()
        }

    def find(self, sentence: Sentence, slots: SlotFinder, mentions: MentionIndex) -> list[Candidate]:
        """At most one candidate a token, in text order; words inside names are none."""
        found = []
        for token in sentence.tokens:
            rules = self._index.get((_part_of_speech(token), _YEAR_SUFFIX.sub("", token.lemma)))
            if rules and not _inside_name(token, mentions) and not _inside_title(sentence, token):
                found += self._first(token, rules, slots, mentions)
        return found

    def _first(
        self,
        token: Token,
        rules: list[tuple[EventType, TriggerRule]],
        slots: SlotFinder,
        mentions: MentionIndex,
    ) -> list[Candidate]:
        filled = slots.slots(token)
        context = _Context(slots.sentence, filled, mentions)
        for kind, rule in rules:
            if context.fits(rule):
                return [Candidate(token, kind, rule, filled)]
        return []


def _precedence(entry: tuple[EventType, TriggerRule]) -> tuple[bool, bool]:
    """A user's own types first, then rules with conditions, then the rest; equals stay in file order."""
    kind, rule = entry
    return not kind.type.startswith(OWN), not rule.when


class _Context:
    """Tests a rule's conditions against the filled slots."""

    def __init__(self, sentence: Sentence, slots: Slots, mentions: MentionIndex) -> None:
        self._sentence = sentence
        self._slots = slots
        self._mentions = mentions

    def fits(self, rule: TriggerRule) -> bool:
        return all(self._holds(slot, words) for slot, words in rule.when.items()) and not any(
            self._holds(slot, words) for slot, words in rule.unless.items()
        )

    def _holds(self, slot: str, words: Iterable[str]) -> bool:
        tokens = self._sentence.tokens if slot == "sentence" else self._slots.get(slot, [])
        return any(self._is(token, word) for token in tokens for word in words)

    def _is(self, token: Token, word: str) -> bool:
        if not word.startswith("@"):
            return token.lemma == word
        if word == "@any":
            return True
        if word == "@adjective":
            return token.pos == "ADJ"
        if word == "@animate":
            return token.feats.get("Animacy") == "Anim"
        # «депутат Иван Котов»: the name in apposition says what the title is
        named = [token] + [c for c in self._sentence.children(token.index) if c.rel in ("appos", "flat:name")]
        found = [pair for each in named for pair in self._mentions.at_token(self._sentence, each.index)]
        if word == "@states":
            return any(isinstance(entity, Organization) and entity.of_states for entity, _ in found)
        return any(entity_kind(entity) == word[1:] for entity, _ in found)


def entity_kind(entity: object) -> str:
    """`person`, `organization` or `place`, as the contract calls the entity's class."""
    return type(entity).__name__.lower()


def _part_of_speech(token: Token) -> str:
    if is_verbal(token):
        return "verb"
    return "noun" if token.pos in ("NOUN", "PROPN") else token.pos


def _inside_name(token: Token, mentions: MentionIndex) -> bool:
    names = [mention for _, mention in mentions.covering(token.start, token.end) if mention.form == "name"]
    # The recogniser takes a noun that opens the sentence for a name: «Обстрел Донецка продолжился».
    opens = token.index == 0 and token.pos == "NOUN" and all(mention.start == token.start for mention in names)
    return bool(names) and not opens


def _inside_title(sentence: Sentence, token: Token) -> bool:
    """A short capitalised phrase in quotation marks names a film, a book, a prize: «Убийство священного оленя»."""
    opening = next((t for t in reversed(sentence.tokens[: token.index]) if t.text in "«»"), None)
    closing = next((t for t in sentence.tokens[token.index :] if t.text in "«»"), None)
    if opening is None or closing is None or (opening.text, closing.text) != ("«", "»"):
        return False
    inside = sentence.tokens[opening.index + 1 : closing.index]
    spoken = any(word.feats.get("VerbForm") == "Fin" or word.text in ".,!?…" for word in inside)
    return len(inside) <= TITLE_LENGTH and inside[0].text[:1].isupper() and not spoken


def trace_trigger(document: Document, candidate: Candidate) -> None:
    """Say which rule of which type took the word."""
    token = candidate.token
    rule = f"{candidate.type.type}: {'/'.join(candidate.rule.lemma[:3])} ({candidate.rule.frame or candidate.rule.pos})"
    document.explain("events.trigger", rule, token.start, token.end, token.text)
