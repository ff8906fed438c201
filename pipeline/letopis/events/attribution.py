"""Who says so: the source that a sentence, or the one after it, names."""

from letopis.document import Attribution, Document, Organization, Person, Place, Sentence, Token
from letopis.events.lexicon import EventLexicon
from letopis.events.roles import RoleFiller
from letopis.events.slots import is_verbal, noun_phrase


class AttributionFinder:
    """Finds the source of each sentence of one document."""

    def __init__(self, document: Document, roles: RoleFiller, lexicon: EventLexicon) -> None:
        self._document = document
        self._roles = roles
        self._verbs = lexicon.source["verbs"]
        self._phrases = frozenset(tuple(phrase.split()) for phrase in lexicon.source["phrases"])

    def of_sentence(self, sentence: Sentence) -> tuple[Attribution, Token] | None:
        """The source, and the word that introduces it (a verb of saying, «слова», «данные»); the first in the text."""
        for token in sentence.tokens:
            source = self._spoken(sentence, token) or self._cited(sentence, token)
            if source is not None:
                return self._attribution(sentence, source), token
        return None

    def points_back(self, sentence: Sentence) -> bool:
        """«Об этом сообщила пресс-служба»: the source of what the sentence before told."""
        root = next((token for token in sentence.tokens if token.rel == "root"), None)
        if root is None or root.lemma not in self._verbs:
            return False
        return any(child.lemma == "это" for child in sentence.children(root.index))

    def _spoken(self, sentence: Sentence, verb: Token) -> Token | None:
        if not is_verbal(verb) or verb.lemma not in self._verbs:
            return None
        return next((child for child in sentence.children(verb.index) if child.rel == "nsubj" and _speaks(child)), None)

    def _cited(self, sentence: Sentence, noun: Token) -> Token | None:
        prepositions = [child.lemma for child in sentence.children(noun.index) if child.rel == "case"]
        if not prepositions or (prepositions[0], noun.lemma) not in self._phrases:
            return None
        dependents = [child for child in sentence.children(noun.index) if child.rel == "nmod"]
        return next((child for child in dependents if child.feats.get("Case", "Gen") == "Gen"), None)

    def _attribution(self, sentence: Sentence, source: Token) -> Attribution:
        named = self._roles.named(sentence, source)
        entity = next((e for e, _ in named if isinstance(e, (Person, Organization, Place))), None)
        words = noun_phrase(sentence, source)
        start, end = words[0].start, words[-1].end
        return Attribution(entity.id if entity else None, self._document.text[start:end], start, end)


def _speaks(token: Token) -> bool:
    return token.pos in ("NOUN", "PROPN", "X") or (token.pos == "PRON" and token.lemma in ("он", "она", "они"))
