"""Which words decide whether a trigger's event happened: its clause's verb, and what governs the two."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile

from letopis.document import Sentence, Token
from letopis.events.clauses import clause_verb
from letopis.events.control import is_verbal
from letopis.events.lexicon import EventLexicon

# How far what governs a trigger reaches down to it.
MAX_STEPS = 5
_COMPLEMENTS = frozenset({"xcomp", "obj", "nsubj", "nsubj:pass", "csubj", "csubj:pass", "ccomp", "iobj", "acl", "conj"})
_OWN_CLAUSES = frozenset({"ccomp", "advcl", "conj", "acl:relcl"})
_PHRASES = frozenset({"obl", "nmod"})
_INSISTING = frozenset({"настаивать", "настоять"})
ABOUT = frozenset({"о", "об", "обо"})
_BEING = frozenset({"быть"})
_FOR, _AGAINST = "за", "против"
_GOVERNED_BY = frozenset({"к", "ко", "о", "об", "от", "за", "против", "на"})
# Behind these a noun says when or why, whatever its verb carries: «не состоялась из-за пандемии».
_ASIDE = frozenset(
    {"из-за", "после", "благодаря", "ввиду", "вследствие", "накануне", "перед", "вопреки", "связь", "результат"}
)


@dataclass(slots=True)
class StatusContext:
    """A trigger, its clause's verb (itself or a support verb above an event noun), and the words over it; `type`: of
    which type of the ontology it tells."""

    sentence: Sentence
    trigger: Token
    verb: Token | None
    governors: list[Token]
    type: str

    @property
    def near(self) -> list[Token]:
        """The trigger, and its clause's verb if that is another word."""
        return [self.trigger] if self.verb is None or self.verb is self.trigger else [self.trigger, self.verb]

    def beside(self, token: Token, lemmas: frozenset[str]) -> bool:
        """Whether a direct dependent of the token, no clause of its own, is one of the words."""
        return any(
            child.lemma in lemmas and child.rel not in _OWN_CLAUSES for child in self.sentence.children(token.index)
        )


def context_of(sentence: Sentence, trigger: Token, lexicon: EventLexicon, event_type: str = "other") -> StatusContext:
    """The trigger, which tells of the type, with what decides its status."""
    verb = trigger if is_verbal(trigger) else _verb_above(sentence, trigger, lexicon)
    over = list(_governors(sentence, trigger, lexicon))
    lost = _lost_verb(sentence, trigger)
    if lost is not None and lost not in over:
        over.append(lost)
        verb = lost if verb is None and lost.lemma in lexicon.support_verbs | _BEING else verb
    verb = verb or _told_by_its_clause(sentence, trigger, lexicon)
    if verb is not None and verb is not trigger and verb.lemma not in lexicon.source["verbs"]:
        # «должен прибыть с визитом»: what governs the verb counts too
        over += [token for token in _governors(sentence, verb, lexicon) if token not in over]
    return StatusContext(sentence, trigger, verb, over, event_type)


def _lost_verb(sentence: Sentence, noun: Token) -> Token | None:
    """«торги, прошедшие в марте, отменила служба»: the verb of the noun's clause where the parser has put the noun into
    another one."""
    if noun.pos != "NOUN" or noun.feats.get("Case") not in ("Nom", "Acc", "Gen") or noun.rel in ("nmod", "appos"):
        return None
    if any(child.rel == "case" for child in sentence.children(noun.index)):
        return None
    verb = clause_verb(sentence, noun)
    attached = verb is None or noun.head < 0 or any(above is verb for above in sentence.ancestors(noun.index))
    free = noun.rel in ("root", "conj", "parataxis") or not attached
    return verb if free and verb is not None and noun not in sentence.ancestors(verb.index) else None


def _told_by_its_clause(sentence: Sentence, noun: Token, lexicon: EventLexicon) -> Token | None:
    """«кандидат на выборах, которые пройдут в мае»: the verb of the clause about the noun, which is its subject."""
    for clause in sentence.children(noun.index):
        if clause.rel == "acl:relcl" and is_verbal(clause) and clause.lemma in lexicon.support_verbs:
            subject = next((each for each in sentence.children(clause.index) if each.rel.startswith("nsubj")), None)
            return clause if subject is not None and subject.lemma == "который" else None
    return None


def _verb_above(sentence: Sentence, noun: Token, lexicon: EventLexicon) -> Token | None:
    if noun.rel == "obl" and _stands_aside(sentence, noun):
        return None
    token = noun
    for above in sentence.ancestors(noun.index):
        if is_verbal(above):
            carries = above.lemma in lexicon.support_verbs and not _merely_visited(sentence, token, above, lexicon)
            return above if carries else None
        if above.lemma not in lexicon.support_nouns and token.rel != "conj":
            return None
        token = above
    return None


def _stands_aside(sentence: Sentence, noun: Token) -> bool:
    before = [child for child in sentence.children(noun.index) if child.rel == "case"]
    fixed = [inner for child in before for inner in sentence.children(child.index) if inner.rel == "fixed"]
    return any(word.lemma in _ASIDE for word in [*before, *fixed])


def _merely_visited(sentence: Sentence, noun: Token, verb: Token, lexicon: EventLexicon) -> bool:
    """«не приехал на саммит», «не примет участия в саммите»: whoever stays away, the summit is held."""
    if noun.lemma in lexicon.attending:
        return any(child.lemma == "не" for child in sentence.children(verb.index))
    return noun.rel == "obl" and _is_whither(sentence, noun) and goes(verb, lexicon)


def _is_whither(sentence: Sentence, noun: Token) -> bool:
    return any(child.rel == "case" and child.lemma in ("на", "в") for child in sentence.children(noun.index))


def goes(verb: Token, lexicon: EventLexicon) -> bool:
    """Whether the verb says that somebody moves somewhere or is there."""
    return verb.lemma in lexicon.motion_verbs or verb.lemma in lexicon.attendance_verbs


def _governors(sentence: Sentence, trigger: Token, lexicon: EventLexicon) -> Iterator[Token]:
    """Words above the trigger to which it is a complement; adjuncts and relative clauses end the way."""
    token = trigger
    for above in list(sentence.ancestors(trigger.index))[:MAX_STEPS]:
        if not _complements(sentence, token, lexicon):
            return
        if token.rel == "conj":  # «планирует посетить и осмотреть»: what governs the first governs the second
            if token.feats.get("VerbForm") == "Fin":
                return
            token = above
            continue
        if above.lemma in lexicon.status["journey_nouns"] and _is_whither(sentence, token):
            return  # «отменил поездку на саммит»: the summit is held without him
        if is_presupposed(token, above, lexicon):
            return
        if not _takes_no_side(sentence, token, above, lexicon):
            yield above
        if above.lemma in lexicon.source["verbs"]:
            return  # what is reported is a fact, whatever governs the report: «стоит отметить участие»
        token = above


def _takes_no_side(sentence: Sentence, token: Token, above: Token, lexicon: EventLexicon) -> bool:
    """«выступил на церемонии», «выступил против ареста»: what somebody was against may be there; whoever speaks, or
    rallies, «за перемирие» wishes something, and who «выступает против депортации», too."""
    if above.lemma not in lexicon.status["siding"]:
        return False
    prepositions = {child.lemma for child in sentence.children(token.index) if child.rel == "case"}
    wishes = above.lemma in lexicon.status["wish_verbs"] and _AGAINST in prepositions
    return _FOR not in prepositions and not wishes


def is_presupposed(token: Token, above: Token, lexicon: EventLexicon) -> bool:
    """«причиной гибели мог стать холод», «слушания по делу о взрыве отложены»: whatever is told of what stands over it,
    that it happened is beyond doubt."""
    if above.lemma in lexicon.status["presupposing_nouns"] and token.feats.get("Case") == "Gen":
        return True
    if above.lemma in lexicon.status["presupposing_verbs"] and token.rel in ("obj", "nsubj:pass"):
        return True
    return above.lemma == "дело" and token.feats.get("Case") == "Loc"


def _complements(sentence: Sentence, token: Token, lexicon: EventLexicon) -> bool:
    if token.rel == "acl" and token.feats.get("VerbForm") == "Part":
        return False  # «вышедшая из тюрьмы обещала»: a participle tells of its noun, whatever that does
    above = sentence.tokens[token.head].lemma if token.head >= 0 else ""
    marks = {child.lemma for child in sentence.children(token.index) if child.rel == "mark"}
    if "пока" in marks or ("что" in marks and above in _INSISTING):
        return False  # «требовали ответа, пока полиция не задержала», «настаивал, что уехал»
    if token.rel in _COMPLEMENTS or above in lexicon.support_nouns:
        return True
    if token.rel not in _PHRASES:
        return False
    prepositions = [c.lemma for c in sentence.children(token.index) if c.rel == "case"]
    if prepositions[:1] == ["на"] and token.feats.get("Case") == "Loc" and above not in lexicon.support_verbs:
        return above in _INSISTING  # «настаивает на отставке», not «решили на встрече»: where, not what
    into = above in lexicon.status["refusal_verbs"] or (
        above in lexicon.status["intent_verbs"] and token.feats.get("Case") == "Acc"
    )
    return not prepositions or prepositions[0] in _GOVERNED_BY or (into and prepositions[0] == "в")


def stays_away(sentence: Sentence, event: Token, declining: Token, lexicon: EventLexicon) -> bool:
    """«отказался от участия в гонке», «отказалась выступать на форуме»: they are held without him."""
    if declining.lemma not in lexicon.status["declining_words"]:
        return False
    between = takewhile(lambda token: token is not declining, sentence.ancestors(event.index))
    return any(token.lemma in lexicon.attending or goes(token, lexicon) for token in between)


def is_repeated(sentence: Sentence, word: Token, lexicon: EventLexicon) -> bool:
    """«Не раз заявлял», «каждый раз проигрывал»: so often that no one time is told."""
    for child in sentence.children(word.index):
        before = sentence.tokens[max(child.index - 1, 0) : child.index]
        if child.lemma == "раз" and any(token.lemma in lexicon.status["repeated"] for token in before):
            return True
    return False


def is_aim(sentence: Sentence, trigger: Token, lexicon: EventLexicon) -> bool:
    """«Для избрания нужно набрать 200 голосов», «нет голосов для роспуска»: what something is needed for may come."""
    if not any(child.rel == "case" and child.lemma == "для" for child in sentence.children(trigger.index)):
        return False
    over = list(sentence.ancestors(trigger.index))
    return any(
        token.lemma in lexicon.status["needed"] for above in over for token in (above, *sentence.children(above.index))
    )
