"""Whose deed a verb without a subject of its own is: coordination, control, gerunds, relative adverbs."""

from collections.abc import Callable

from letopis.document import Sentence, Token
from letopis.events.lexicon import EventLexicon
from letopis.events.relatives import open_clause

# «куда», «где», «откуда» point back at a place named before them.
RELATIVE_ADVERBS = {"куда": "destination", "где": "location", "откуда": "origin"}
_SHARING = frozenset({"conj", "xcomp", "advcl", "csubj", "ccomp"})
_JOINED = frozenset({"root", "conj", "parataxis"})
_RELATIVE = frozenset({"acl", "acl:relcl"})

Slots = dict[str, list[Token]]


class Control:
    """Finds subjects that other words of the sentence lend to a verb; `slots` works out the slots of those words."""

    def __init__(self, sentence: Sentence, lexicon: EventLexicon, slots: Callable[[Token], Slots]) -> None:
        self._sentence = sentence
        self._lexicon = lexicon
        self._slots = slots

    def subjects(self, verb: Token) -> list[Token]:
        """Who acts, by the word above the verb; none where that word has nobody to lend."""
        above = self._sentence.tokens[verb.head] if verb.head >= 0 else None
        if above is None:
            return []
        if verb.feats.get("VerbForm") == "Inf":
            return self._of_infinitive(verb, above)
        if verb.rel == "ccomp":
            return self._of_matrix(verb, above)
        found = self._around(verb) if verb.rel in _RELATIVE else self._of_partner(verb, above)
        return found if _agrees(verb, found) else []

    def _of_matrix(self, word: Token, above: Token) -> list[Token]:
        """«Банк сообщил, что закроет офис»: in the singular a clause without a subject has that of the one above."""
        single = word.feats.get("Number") == "Sing" and word.feats.get("Gender") != "Neut"
        found = self.grammatical(above) if single and is_verbal(above) else []
        return found if _agrees(word, found) and word.feats.get("Person") not in ("1", "2") else []

    def _of_partner(self, verb: Token, above: Token) -> list[Token]:
        """«прилетел и провёл», «прибыв, встретился»: the subject of the verb to which it is joined."""
        finite = verb.feats.get("VerbForm") == "Fin"
        if verb.rel not in _SHARING or not _lends(above):
            return []
        if verb.rel == "advcl" and finite and any(c.rel == "mark" for c in self._sentence.children(verb.index)):
            return []
        if verb.rel == "conj" and (clause := open_clause(self._sentence, verb, above)) is not None:
            return self.grammatical(clause)
        return self.grammatical(self._nearest(verb, above) if verb.rel == "conj" and finite else above)

    def _nearest(self, verb: Token, above: Token) -> Token:
        """«Мэр ушёл, совет принял отставку и распустился»: the last verb before that has a subject of its own."""
        for token in reversed(self._sentence.tokens[above.index + 1 : verb.index]):
            joined = token.rel in _JOINED and token.feats.get("VerbForm") == "Fin"
            if joined and any(child.rel == "nsubj" for child in self._sentence.children(token.index)):
                return token
        return above

    def _of_infinitive(self, verb: Token, above: Token) -> list[Token]:
        if above.pos in ("NOUN", "PROPN"):
            return self._of_noun(above)
        if verb.rel not in _SHARING or not _lends(above):
            return []
        if above.lemma in self._lexicon.object_control_verbs:
            return self._slots(above).get("dat") or self._slots(above).get("obj", [])
        if impersonal(above):
            return self._slots(above).get("subj", [])
        # «министру пришлось уйти», «ему нужно вернуться»
        found = self.grammatical(above) or self._slots(above).get("dat", [])
        if not found and above.rel == "ccomp" and above.head >= 0:  # «заявил, что намерен уйти»
            return self._of_matrix(above, self._sentence.tokens[above.head])
        return found

    def grammatical(self, word: Token) -> list[Token]:
        """The subject that agrees with a verb or predicative, whether it acts or, in the passive, suffers."""
        slot = "obj" if is_passive(self._sentence, word) else "subj"
        if is_verbal(word) and (found := self._slots(word).get(slot)):
            return found
        return [each for child in self._sentence.children(word.index) if child.rel.startswith("nsubj")
                for each in (child, *self._conjuncts(child))]  # fmt: skip

    def _conjuncts(self, token: Token) -> list[Token]:
        return [child for child in self._sentence.children(token.index) if child.rel == "conj"]

    def objects(self, verb: Token) -> list[Token]:
        """«Мост планируется открыть», «Вора удалось задержать»: the object stands beside the verb above."""
        above = self._sentence.tokens[verb.head] if verb.head >= 0 else None
        if above is None or verb.feats.get("VerbForm") != "Inf":
            return []
        if impersonal(above):
            return self._slots(above).get("obj", [])
        raised = verb.rel in ("xcomp", "csubj") and above.lemma not in self._lexicon.object_control_verbs
        return [
            child for child in self._sentence.children(above.index)
            if raised and child.index < above.index
            and (child.rel == "obj" or (child.rel == "iobj" and child.feats.get("Case") == "Acc"))
        ]  # fmt: skip

    def _of_noun(self, noun: Token) -> list[Token]:
        """«приглашение коллеге посетить Рим»: he whom one invites does it; «обещание мэра уйти»: he who promises."""
        own, over = self._slots(noun), self._verb_over(noun)
        lent = self._slots(over) if over is not None else {}
        if noun.lemma in self._lexicon.object_control_nouns:
            return own.get("dat") or lent.get("dat", [])
        if held := own.get("poss") or own.get("gen") or own.get("actor"):
            return held
        return [each for each in lent.get("subj", []) if each is not noun]

    def _verb_over(self, token: Token) -> Token | None:
        return next((above for above in self._sentence.ancestors(token.index) if is_verbal(above)), None)

    def _around(self, verb: Token) -> list[Token]:
        """«прибыла в Киев, где провела переговоры»: behind a relative adverb the main clause's subject goes on."""
        if not any(child.lemma in RELATIVE_ADVERBS for child in self._sentence.children(verb.index)):
            return []
        above = self._verb_over(verb)
        return self.grammatical(above) if above is not None else []


def is_verbal(token: Token) -> bool:
    """Finite verbs, infinitives, participles, gerunds."""
    return token.pos in ("VERB", "AUX")


def is_passive(sentence: Sentence, verb: Token) -> bool:
    """Passive by its form, or by what the parser hung on it."""
    if verb.feats.get("Voice") == "Pass":
        return True
    return any(child.rel in ("nsubj:pass", "aux:pass") for child in sentence.children(verb.index))


def impersonal(verb: Token) -> bool:
    """«планируется», «предлагается»: a reflexive passive over an infinitive lends its subject as the object."""
    return verb.feats.get("Voice") == "Pass" and verb.lemma.endswith("ся")


def _lends(word: Token) -> bool:
    """Whether a verb or predicative («должен», «нужно») stands over another verb."""
    return is_verbal(word) or word.pos in ("ADJ", "ADV")


def _agrees(verb: Token, subjects: list[Token]) -> bool:
    """«Он вернулся, и его задержали»: a plural has no single person for its subject, nor the other way round."""
    number = verb.feats.get("Number")
    if number is None or not subjects or verb.feats.get("VerbForm") == "Part":
        return True
    if number == "Plur":
        return len(subjects) > 1 or subjects[0].feats.get("Number") != "Sing" or subjects[0].pos == "NUM"
    return len(subjects) == 1 and not _several(subjects[0])


def _several(token: Token) -> bool:
    return token.feats.get("Number") == "Plur" and token.feats.get("Case") == "Nom"
