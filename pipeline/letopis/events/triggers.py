"""Triggers: which words tell of an event, and of which type, judged by what surrounds them."""

import re
from collections.abc import Set
from dataclasses import dataclass

from letopis.document import Document, Sentence, Token
from letopis.entities.index import MentionIndex
from letopis.events.classes import Condition, WordClasses, conditions
from letopis.events.lexicon import EventLexicon
from letopis.events.ontology import OWN, EventType, Ontology, TriggerRule
from letopis.events.slots import SlotFinder, Slots, is_verbal

# Words in quotation marks, at most so many, that can be a title.
TITLE_LENGTH = 6
_NAMES_OF_POS = {"NOUN": "noun", "PROPN": "noun", "ADV": "adverb", "ADJ": "adjective"}
# «Олимпиада-2018» is an «олимпиада».
_YEAR_SUFFIX = re.compile(r"-(?:19|20)\d\d$")


@dataclass(slots=True)
class Candidate:
    """A trigger token with the rule that fired and its syntactic slots."""

    token: Token
    type: EventType
    rule: TriggerRule
    slots: Slots


@dataclass(slots=True, frozen=True)
class _Sense:
    """A trigger rule of a type, ready to be tried. Of each of `words`, sets of lemmas, the sentence has to have one."""

    type: EventType
    rule: TriggerRule
    when: tuple[Condition, ...]
    unless: tuple[Condition, ...]
    words: tuple[frozenset[str], ...]

    @classmethod
    def of(cls, kind: EventType, rule: TriggerRule, lexicon: EventLexicon) -> "_Sense":
        """With the lists of words put in."""
        when = conditions(rule.when, lexicon)
        words = tuple(each.lemmas for each in when if not each.classes and each.slot != "article")
        return cls(kind, rule, when, conditions(rule.unless, lexicon), words)


class TriggerFinder:
    """Tries the rules of each word, those that ask more before those that ask less, and keeps the first that fires."""

    def __init__(self, ontology: Ontology, lexicon: EventLexicon) -> None:
        self._lexicon = lexicon
        self._index: dict[str, dict[str, list[_Sense]]] = {}
        for (part_of_speech, lemma), entries in ontology.index.items():
            senses = [_Sense.of(kind, rule, lexicon) for kind, rule in sorted(entries, key=_precedence)]
            self._index.setdefault(lemma, {})[part_of_speech] = senses

    def find(
        self, sentence: Sentence, slots: SlotFinder, mentions: MentionIndex, topic: frozenset[str]
    ) -> list[Candidate]:
        """At most one candidate a token, in text order; words inside names are none. `topic`: the article's lemmas."""
        found = []
        words = WordClasses(mentions, self._lexicon)
        said = {token.lemma for token in sentence.tokens}
        for token in sentence.tokens:
            senses = self._senses(token, said) if token.lemma in self._index or "-" in token.lemma else []
            if senses and not _inside_name(token, mentions) and not _inside_title(sentence, token):
                filled = slots.slots(token)
                context = _Context(sentence, filled, words, topic)
                sense = next((each for each in senses if context.fits(each)), None)
                if sense is not None:
                    found.append(Candidate(token, sense.type, sense.rule, filled))
        return found

    def _senses(self, token: Token, said: Set[str]) -> list[_Sense]:
        """The word's, in order, less those that ask for what the sentence does not say."""
        lemma = token.lemma if token.lemma in self._index else _YEAR_SUFFIX.sub("", token.lemma)
        senses = self._index.get(lemma, {}).get(_part_of_speech(token), ())
        return [each for each in senses if not any(map(said.isdisjoint, each.words))]


def _precedence(entry: tuple[EventType, TriggerRule]) -> tuple[bool, int]:
    """A user's own types first, then the rule that asks of more slots, sentence and article being half a one; equals
    stay in file order."""
    kind, rule = entry
    vague = len(rule.when.keys() & {"sentence", "article"})
    return not kind.type.startswith(OWN), vague - 2 * len(rule.when)


class _Context:
    """Tests a rule's conditions against the filled slots."""

    def __init__(self, sentence: Sentence, slots: Slots, words: WordClasses, topic: frozenset[str]) -> None:
        self._topic = topic
        self._sentence = sentence
        self._slots = slots
        self._words = words

    def fits(self, sense: _Sense) -> bool:
        return all(self._holds(each) for each in sense.when) and not any(self._holds(each) for each in sense.unless)

    def _holds(self, condition: Condition) -> bool:
        if condition.slot == "article":
            return not condition.lemmas.isdisjoint(self._topic)
        whole = condition.slot == "sentence"
        tokens = self._sentence.tokens if whole else self._slots.get(condition.slot, [])
        return any(self._words.holds(condition, self._sentence, token) for token in tokens)


def _part_of_speech(token: Token) -> str:
    return "verb" if is_verbal(token) else _NAMES_OF_POS.get(token.pos, token.pos)


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
