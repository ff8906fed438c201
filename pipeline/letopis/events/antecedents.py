"""Pronouns that the entities stage left open, resolved by what an event's role can hold.

«Суд оштрафовал Котова. Он обжалует решение»: a court does not stand in every role that a person does. Only a
candidate who is the only one that agrees is taken; «я» in quoted words is whoever says them, in an interview («вы»
too) whoever is asked.
"""

from collections.abc import Collection, Iterator

from letopis.document import Argument, Document, Entity, EntityMention, Organization, Person, Sentence, Token
from letopis.entities.index import MentionIndex
from letopis.entities.salience import is_common
from letopis.events.interview import Interview
from letopis.events.lexicon import EventLexicon
from letopis.events.quoted import Quotations

# How many sentences back the antecedent may stand.
REACH = 2
_THIRD = frozenset({"он", "она", "оно", "его", "ее", "ей", "ему", "им", "нее", "него"})
_FIRST, _WE, _YOU = frozenset({"я", "мой"}), frozenset({"мы", "наш"}), "вы"
_NAMED = ("name", "descriptor")
_OBJECTS = ("obj", "iobj")
_APPOSED = frozenset({"appos", "flat", "flat:name"})

Found = tuple[Entity, EntityMention]


class Antecedents:
    """Answers about the pronouns of one document."""

    def __init__(self, document: Document, mentions: MentionIndex, lexicon: EventLexicon) -> None:
        self._document = document
        self._mentions = mentions
        self.quotations = Quotations(document, lexicon.source["verbs"])
        self.interview = Interview(document)

    def of(self, sentence: Sentence, token: Token, kinds: Collection[str]) -> Entity | None:
        """Whom the pronoun means, of one of the kinds («person», «organization»); None when that is not sure."""
        if token.pos not in ("PRON", "DET"):
            return None
        if token.lemma in _FIRST and "person" in kinds:
            return self.speaker(sentence, token)
        if token.lemma == _YOU and "person" in kinds:
            return self.interview.questioned(sentence)
        if token.lemma in _WE:
            return self._body_of(self._quoted(token)) if "organization" in kinds else None
        if token.lemma not in _THIRD or token.feats.get("Number") == "Plur":
            return None
        return self._only(sentence, token, kinds)

    def argument(self, meant: Entity, token: Token, role: str) -> Argument:
        """Whom the pronoun means, in a role."""
        return Argument(meant.id, role, "pronoun", self._document.quote(token), token.start, token.end)

    def _only(self, sentence: Sentence, token: Token, kinds: Collection[str]) -> Entity | None:
        """The only person that agrees in the nearest sentence with one; else the only body."""
        for kind in (Person, Organization):
            if kind.__name__.lower() not in kinds:
                continue
            for back in self._before(sentence):
                found = {
                    entity.id: entity
                    for entity, mention in self._mentions.in_sentence(back.index)
                    if isinstance(entity, kind) and mention.form in _NAMED and self._agrees(back, mention, token)
                    and (back is not sentence or (mention.end or 0) <= token.start)
                }  # fmt: skip
                if found:
                    alone = len(found) == 1 and not (kind is Person and self._rivalled(back, sentence, token))
                    return next(iter(found.values())) if alone else None
        return None

    def _rivalled(self, since: Sentence, sentence: Sentence, pronoun: Token) -> bool:
        """«Рогов сказал, что его отец заболел. Через день он умер»: whether somebody unnamed is a subject before it;
        «Владельцу рынка предъявили обвинение, он арестован»: or an object in its sentence."""
        between = self._document.sentences[since.index : sentence.index + 1]
        return any(
            noun.rel.startswith("nsubj") or (each is sentence and noun.rel in _OBJECTS)
            for each in between for noun in self._unnamed(each, pronoun)
        )  # fmt: skip

    def just_told(self, sentence: Sentence, pronoun: Token) -> Token | None:
        """«Владельцу рынка предъявили обвинение, он арестован»: the only somebody unnamed of the clause before it."""
        if pronoun.pos != "PRON" or pronoun.lemma not in _THIRD or not pronoun.rel.startswith("nsubj"):
            return None
        nouns = [noun for noun in self._unnamed(sentence, pronoun) if noun.head != pronoun.head]
        return nouns[0] if len(nouns) == 1 and nouns[0].rel in ("nsubj", "nsubj:pass", *_OBJECTS) else None

    def _unnamed(self, sentence: Sentence, pronoun: Token) -> Iterator[Token]:
        """Nouns for somebody who is no entity, before the pronoun and agreeing with it."""
        for noun in sentence.tokens:
            alike = all(noun.feats.get(key) == pronoun.feats.get(key) for key in ("Gender", "Number"))
            human = is_common(noun) and noun.feats.get("Animacy") == "Anim"
            if noun.start < pronoun.start and human and alike and not self._is_named(sentence, noun):
                yield noun

    def _is_named(self, sentence: Sentence, noun: Token) -> bool:
        """Whether the noun, or what is its apposition, speaks of an entity."""
        told = [noun, *(child for child in sentence.children(noun.index) if child.rel in _APPOSED)]
        return any(self._mentions.at_token(sentence, token.index) for token in told)

    def _before(self, sentence: Sentence) -> list[Sentence]:
        """The sentence and those right before it in its paragraph, the nearest first."""
        sentences = self._document.sentences
        near = sentences[max(0, sentence.index - REACH) : sentence.index + 1]
        return [each for each in reversed(near) if each.block == sentence.block]

    def _agrees(self, sentence: Sentence, mention: EntityMention, pronoun: Token) -> bool:
        if mention.start is None or mention.end is None:
            return False
        head = sentence.head_of(mention.start, mention.end)
        if head is None or head.feats.get("Number") == "Plur":
            return False
        gender, other = head.feats.get("Gender"), pronoun.feats.get("Gender")
        return gender is None or other is None or gender == other or {gender, other} == {"Masc", "Neut"}

    def speaker(self, sentence: Sentence, token: Token) -> Entity | None:
        """Whose word the token is, in quoted words or an interview."""
        return self._quoted(token) or self.interview.answering(sentence)

    def _quoted(self, token: Token) -> Entity | None:
        """«Я позвонил Котову, — сказал Рус»: the subject of the verb of saying outside the quoted words."""
        quotation = self.quotations.at(token.start)
        if quotation is None:
            return None
        below = quotation.sentence.children(quotation.verb.index)
        speaker = next((child for child in below if child.rel == "nsubj"), None)
        return self._person(quotation.sentence, speaker) if speaker is not None else None

    def _body_of(self, speaker: Entity | None) -> Entity | None:
        """«Мы закроем цех», — сказал директор завода: the body for which he speaks."""
        posts = {office.of for office in speaker.offices} if isinstance(speaker, Person) else set()
        bodies = [e for e in self._document.entities if isinstance(e, Organization) and e.name in posts]
        return bodies[0] if len(bodies) == 1 else None

    def _person(self, sentence: Sentence, token: Token) -> Entity | None:
        named = [entity for entity, _ in self._mentions.at_token(sentence, token.index) if isinstance(entity, Person)]
        for child in sentence.children(token.index) if not named else []:
            pairs = self._mentions.at_token(sentence, child.index)
            named += [entity for entity, mention in pairs if isinstance(entity, Person) and mention.form == "name"]
        if named:
            return named[0]
        return self.of(sentence, token, ("person",)) if token.lemma in _THIRD else None
