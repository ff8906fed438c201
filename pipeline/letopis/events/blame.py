"""Who is blamed for what a noun tells («признан виновным в убийстве», «отбывает срок за поджог»), who acts against
it («разогнала митинг»), and who only talks of it («обсудили визит президента»)."""

from collections.abc import Callable, Sequence

from letopis.document import Sentence, Token
from letopis.events.classes import is_animate
from letopis.events.control import Slots, is_verbal
from letopis.events.lexicon import EventLexicon

_BEHIND = frozenset({"в", "во", "за", "к", "ко"})
# Slots of those whose an event noun is.
_WHOSE = ("gen", "poss", "между+Ins")
_OTHERS = frozenset({"obj", "iobj", "obl", "nmod"})
_UP = frozenset({"nmod", "obl", "conj", "obj", "iobj", "nsubj:pass", "xcomp"})
# How far above the event's word the verb may stand: «задержан по подозрению в подготовке взрыва».
_CLIMB = 5


def blamed_for(
    sentence: Sentence, event: Token, lexicon: EventLexicon, slots_of: Callable[[Token], Slots]
) -> Sequence[Token]:
    """Those at whose door the words over an event's noun lay it, by their heads; none where no word blames."""
    word, behind, blaming = event, False, False
    for _ in range(_CLIMB):
        if word.head < 0 or word.rel not in _UP:
            break
        behind = behind or any(c.rel == "case" and c.lemma in _BEHIND for c in sentence.children(word.index))
        word = sentence.tokens[word.head]
        blaming = blaming or (behind and word.lemma in lexicon.blaming)
        if blaming and (names := _names(sentence, word)):
            return names
        if is_verbal(word) and not (blaming and word.pos == "NOUN"):
            return _by_verb(word, slots_of(word), lexicon, blaming=blaming) if behind else ()
    return _by_name(sentence, word) if blaming else ()


def acting_against(sentence: Sentence, event: Token, slots_of: Callable[[Token], Slots]) -> Sequence[Token]:
    """The subject of a verb that hinders, ends or condemns what the event's noun tells, or that does something to those
    whom the noun calls so («помог пострадавшим»): no part of it is his."""
    over = [above for above in sentence.ancestors(event.index) if is_verbal(above)]
    if not over or event.pos == "VERB":
        return ()
    if event.rel in ("obj", "nsubj:pass") and over[0].lemma in EventLexicon.load().opposing_verbs:
        return slots_of(over[0]).get("subj", ())
    people = event.rel in _OTHERS and is_animate(event) and event.feats.get("Case") != "Ins"
    return [who for verb in over for who in slots_of(verb).get("subj", ())] if people else ()


def talking_of(sentence: Sentence, event: Token, slots_of: Callable[[Token], Slots]) -> Sequence[Token]:
    """«Министры обсудили визит президента»: those who talk of what the event's noun says is of others have no part."""
    noun = event
    while noun.head >= 0 and noun.rel in ("nmod", "conj") and sentence.tokens[noun.head].pos == "NOUN":
        noun = sentence.tokens[noun.head]
    verb = sentence.tokens[noun.head] if noun.head >= 0 and noun.rel in ("obj", "nsubj:pass") else None
    if verb is None or not talks_of_others(verb, slots_of(event)):
        return ()
    slots = slots_of(verb)
    return [*slots.get("subj", ()), *slots.get("с+Ins", ()), *slots.get("inside", ())]


def talks_of_others(verb: Token, slots: Slots) -> bool:
    """«обсудили визит президента», «её визит», and not «свой визит»: by the slots of the noun, whose the event is."""
    owners = [each for whose in _WHOSE for each in slots.get(whose, ()) if each.lemma != "свой"]
    return bool(owners) and verb.lemma in EventLexicon.load().talking_verbs


def _by_verb(verb: Token, slots: Slots, lexicon: EventLexicon, *, blaming: bool) -> Sequence[Token]:
    """«обвиняется в», «отбывает срок за» blame their subject, «предъявил обвинение» the dative, others the object."""
    if verb.lemma in lexicon.owning:
        return slots.get("subj", ()) or slots.get("obj", ())
    return slots.get("dat", ()) or slots.get("obj", ()) if blaming else ()


def _by_name(sentence: Sentence, word: Token) -> Sequence[Token]:
    """«виновный в аварии водитель», «он виновен», «подозреваемый в краже»."""
    if word.pos == "NOUN":
        return (word,)
    subjects = [child for child in sentence.children(word.index) if child.rel.startswith("nsubj")]
    described = word.head >= 0 and word.rel in ("amod", "acl", "appos")
    return subjects or ([sentence.tokens[word.head]] if described else ())


def _names(sentence: Sentence, word: Token) -> Sequence[Token]:
    """«обвиняемый в краже Иван Котов»."""
    finite = word.feats.get("VerbForm") == "Fin"
    return [
        child for child in sentence.children(word.index) if child.rel == "appos" and child.pos == "PROPN" and not finite
    ]
