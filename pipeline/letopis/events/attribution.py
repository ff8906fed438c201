"""Who says so: the source that a sentence, or the one after it, names."""

from letopis.document import Attribution, Document, Organization, Person, Place, Sentence, Token
from letopis.events.lexicon import EventLexicon
from letopis.events.phrases import noun_phrase, prepositions
from letopis.events.roles import RoleFiller
from letopis.events.slots import SlotFinder, is_verbal

_DASHES = frozenset({"—", "–"})


class AttributionFinder:
    """Finds the source of each sentence of one document."""

    def __init__(self, document: Document, roles: RoleFiller, lexicon: EventLexicon) -> None:
        self._document = document
        self._roles = roles
        self._lexicon = lexicon
        self._verbs = lexicon.source["verbs"]
        # Of «по словам», «по данным» by the noun: its prepositions.
        self._phrases: dict[str, set[str]] = {}
        for preposition, noun in map(str.split, lexicon.source["phrases"]):
            self._phrases.setdefault(noun, set()).add(preposition)
        self._titles = lexicon.source["titles"]
        self._papers, self._read = lexicon.source["papers"], lexicon.source["read"]
        self._unnamed = lexicon.source["unnamed"]
        self._bodies = lexicon.source["offices"] | lexicon.classes["body"]

    def of_sentence(self, sentence: Sentence) -> tuple[Attribution, Token] | None:
        """The source, and the word that introduces it (a verb of saying, «слова», «данные»); the first in the text."""
        for token in sentence.tokens:
            source = self._spoken(sentence, token) or self._cited(sentence, token)
            if source is not None:
                return self._attribution(sentence, source), token
        source = self._headed(sentence) or self._referred(sentence)
        return (self._attribution(sentence, source), source) if source is not None else None

    def of_quoted(self, sentence: Sentence, trigger: Token) -> tuple[Attribution, Token] | None:
        """«Цех закроют. Людей предупредили», — сказал Рус: the source of what is quoted, which another sentence has."""
        quotation = self._roles.antecedents.quotations.at(trigger.start)
        return self.of_sentence(quotation.sentence) if quotation and quotation.sentence is not sentence else None

    def points_back(self, sentence: Sentence) -> bool:
        """«Об этом сообщила пресс-служба»: the source of what the sentence before told."""
        root = next((token for token in sentence.tokens if token.rel == "root"), None)
        if root is None or root.lemma not in self._verbs | self._read:
            return False
        return any(child.lemma == "это" for child in sentence.children(root.index))

    def vouches(self, sentence: Sentence, word: Token, trigger: Token) -> bool:
        """Whether what the source says covers the event.

        «После взрыва мэр сообщил ...» does not report the explosion, and a verb whose object is a bare noun
        («подтвердил гибель троих», «отмечали праздник») speaks of that object alone.
        """
        if not is_verbal(word):
            return True
        branch = trigger
        for above in sentence.ancestors(trigger.index):
            if above.index == word.index:
                break
            branch = above
        else:
            return not _completes(sentence, word, trigger)
        if branch.rel == "conj" and branch.index > word.index:  # «признал виновным и приговорил»
            return False
        if SlotFinder(sentence, self._lexicon).preposition(branch) in self._lexicon.adjunct_prepositions:
            return False
        objects = [child for child in sentence.children(word.index) if child.rel == "obj" and child.pos == "NOUN"]
        spoken = any(child.rel in ("ccomp", "parataxis") for child in sentence.children(word.index))
        return spoken or not objects or branch in objects

    def _spoken(self, sentence: Sentence, verb: Token) -> Token | None:
        if not is_verbal(verb) or verb.lemma not in self._verbs:
            return None
        below = list(sentence.children(verb.index))
        if any(child.lemma == "не" for child in below):
            return None  # «не подтвердил встречу»
        subject = next((child for child in below if child.rel.startswith("nsubj")), None)
        if subject is not None or verb.feats.get("Number") != "Plur" or verb.feats.get("VerbForm") != "Fin":
            return subject if subject is not None and subject.rel == "nsubj" and _speaks(subject) else None
        return next((child for child in below if self._is_told_at(sentence, child)), None)

    def _is_told_at(self, sentence: Sentence, noun: Token) -> bool:
        """«сообщили в МЧС», «в пресс-службе»: a body, not where it was said."""
        if noun.rel != "obl" or noun.feats.get("Case") != "Loc" or prepositions(sentence, noun) != ["в"]:
            return False
        named = self._roles.named(sentence, noun)
        return noun.lemma in self._bodies or any(isinstance(entity, Organization) for entity, _ in named)

    def _cited(self, sentence: Sentence, noun: Token) -> Token | None:
        before = prepositions(sentence, noun)
        if not before:
            return None
        if before[0] not in self._phrases.get(noun.lemma, ()) and not self._is_read(sentence, noun):
            return None
        if noun.rel == "nmod" and f"{before[0]} {noun.lemma}" in self._titles:
            return None
        dependents = [child for child in sentence.children(noun.index) if child.rel == "nmod"]
        return next((child for child in dependents if child.feats.get("Case", "Gen") == "Gen"), None)

    def _is_read(self, sentence: Sentence, noun: Token) -> bool:
        """«говорится в сообщении ведомства», «как следует из отчёта банка»."""
        return noun.lemma in self._papers and noun.rel == "obl" and sentence.tokens[noun.head].lemma in self._read

    def _headed(self, sentence: Sentence) -> Token | None:
        """«Песков: визит состоится», «В Туле сгорел склад — МЧС»: a source alone before the colon that opens a
        sentence, behind the dash that ends it."""
        tokens = sentence.tokens
        last = len(tokens) - 1 - (tokens[-1].text == ".")
        colon = next((token.index for token in tokens if token.text == ":"), 0)
        dash = next((token.index for token in reversed(tokens) if token.text in _DASHES), 0)
        if colon and _is_told(tokens[colon:]):
            return self._alone(sentence, 0, colon - 1)
        source = self._alone(sentence, dash + 1, last) if dash and _is_told(tokens[:dash]) else None
        paired = source is not None and not self._kinds(sentence, source).isdisjoint(
            self._kinds(sentence, tokens[dash - 1])
        )
        return None if paired else source  # «сыграют «Заря» — «Искра»»

    def _alone(self, sentence: Sentence, first: int, last: int) -> Token | None:
        """The head of the phrase from the first token to the last, if it speaks of somebody who may say something."""
        for token in sentence.tokens[first : last + 1]:
            words = noun_phrase(sentence, token)
            if (words[0].index, words[-1].index) == (first, last) or first == last:
                speaks = token.lemma in self._unnamed or self._kinds(sentence, token) & {Person, Organization}
                return token if speaks else None
        return None

    def _kinds(self, sentence: Sentence, token: Token) -> set[type]:
        return {type(entity) for entity, _ in self._roles.named(sentence, token)}

    def _referred(self, sentence: Sentence) -> Token | None:
        """«со ссылкой на следователей», where no other source is told."""
        for token in sentence.tokens:
            if token.lemma == "ссылка" and prepositions(sentence, token) == ["с"]:
                below = [child for child in sentence.children(token.index) if child.rel in ("nmod", "obl")]
                return next((child for child in below if prepositions(sentence, child) == ["на"]), None)
        return None

    def _attribution(self, sentence: Sentence, source: Token) -> Attribution:
        named = self._roles.named(sentence, source)
        entity = next((e for e, _ in named if isinstance(e, (Person, Organization, Place))), None)
        words = noun_phrase(sentence, source)
        start, end = words[0].start, words[-1].end
        return Attribution(entity.id if entity else None, self._document.text[start:end], start, end)


def _is_told(tokens: list[Token]) -> bool:
    return any(token.feats.get("VerbForm") == "Fin" for token in tokens)


def _speaks(token: Token) -> bool:
    return token.pos in ("NOUN", "PROPN", "X") or (token.pos == "PRON" and token.lemma in ("он", "она", "они"))


def _completes(sentence: Sentence, word: Token, trigger: Token) -> bool:
    """«Суд счёл, что клиент сам сообщил код», «осудил взрыв, о котором сообщил мэр»: a saying within what the event's
    own word tells, or about something in that."""
    below, described = word, False
    for above in sentence.ancestors(word.index):
        if above.index == trigger.index and (described or below.rel == "ccomp"):
            return True
        described = described or below.rel.startswith("acl")
        if not described and below.rel not in ("ccomp", "conj", "xcomp"):
            return False
        below = above
    return False
