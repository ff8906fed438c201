"""Who is blamed for what a noun tells («признан виновным в убийстве», «отбывает срок за поджог»), who acts against
it («разогнала митинг»), who only talks of it («обсудили визит президента»), and whose car it was that did it."""

from collections.abc import Callable, Sequence

from letopis.document import Sentence, Token
from letopis.entities.named_sites import DASHES
from letopis.events.classes import is_animate
from letopis.events.control import Slots, is_verbal
from letopis.events.governing import stays_away
from letopis.events.lexicon import EventLexicon
from letopis.events.ontology import EventType

_BEHIND = frozenset({"в", "во", "за", "к", "ко"})
# Slots of those whose an event noun is.
_WHOSE = ("gen", "poss", "между+Ins")
_OWN = frozenset({"он", "она", "они", "его", "ее", "её", "их", "свой"})
_OTHERS = frozenset({"obj", "iobj", "obl", "nmod"})
# Slots of those with whom something was done.
TOGETHER = ("с+Ins", "между+Ins")
_DURING = frozenset({"на", "в", "во", "после", "перед", "до", "накануне", "за"})
_UP = frozenset({"nmod", "obl", "conj", "obj", "iobj", "nsubj:pass", "xcomp"})
# How far above the event's word the verb may stand: «задержан по подозрению в подготовке взрыва».
_CLIMB = 5


def blamed_for(
    sentence: Sentence, event: Token, lexicon: EventLexicon, slots_of: Callable[[Token], Slots]
) -> Sequence[Token]:
    """Those at whose door the words over an event's noun lay it, by their heads; none where no word blames."""
    if culprits := _culprits(sentence, event, lexicon, slots_of):
        return culprits
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


def _culprits(
    sentence: Sentence, event: Token, lexicon: EventLexicon, slots_of: Callable[[Token], Slots]
) -> Sequence[Token]:
    """«Виновником аварии стал водитель», «виновник аварии скрылся»: whoever is said to be the culprit, else that word
    itself."""
    culprit = sentence.tokens[event.head] if event.head >= 0 and event.feats.get("Case") == "Gen" else None
    if culprit is None or culprit.lemma not in lexicon.culprits:
        return ()
    verb = sentence.tokens[culprit.head] if culprit.head >= 0 and culprit.feats.get("Case") == "Ins" else None
    if verb is None or not is_verbal(verb):
        return _names(sentence, culprit) or (culprit,)
    slots = slots_of(verb)
    return slots.get("obj", ()) or slots.get("subj", ())


def telling_of(sentence: Sentence, event: Token, lexicon: EventLexicon) -> Sequence[Token]:
    """«Как рассказал мэр, ранены двое»: who is the source of what is told around him is not one of those it befell."""
    sources = lexicon.source["verbs"]
    over = {token.index for token in (event, *sentence.ancestors(event.index))}
    beside = (child for above in sorted(over) for child in sentence.children(above) if child.index not in over)
    asides = (each for each in beside if each.rel == "parataxis" and each.lemma in sources)
    told = (each for each in asides if not each.lemma.endswith("ся") and not _is_behind_dash(sentence, each))
    return [who for aside in told for who in sentence.children(aside.index) if who.rel == "nsubj"]


def _is_behind_dash(sentence: Sentence, verb: Token) -> bool:
    """«Не встречался с мэром, — сказал он»: of himself."""
    words = [token for token in sentence.subtree(verb.index) if token.pos != "PUNCT"]
    return any(token.text in DASHES for token in sentence.tokens[max(words[0].index - 2, 0) : words[0].index])


def acting_against(sentence: Sentence, event: Token, slots_of: Callable[[Token], Slots]) -> Sequence[Token]:
    """The subject of a verb that hinders, ends or condemns what the event's noun tells, or that does something to those
    whom the noun calls so («помог пострадавшим»): no part of it is his."""
    over = [above for above in sentence.ancestors(event.index) if is_verbal(above)]
    if not over or event.pos == "VERB":
        return ()
    if (outsiders := _dealing_with(sentence, event, slots_of)) is not None:
        return outsiders
    if away := [verb for verb in over if stays_away(sentence, event, verb, EventLexicon.load())]:
        return slots_of(away[0]).get("subj", ())
    if event.rel in ("obj", "nsubj:pass") and over[0].lemma in EventLexicon.load().opposing_verbs:
        return slots_of(over[0]).get("subj", ())
    people = event.rel in _OTHERS and is_animate(event) and event.feats.get("Case") != "Ins"
    return [who for verb in over for who in slots_of(verb).get("subj", ())] if people else ()


def _dealing_with(sentence: Sentence, event: Token, slots_of: Callable[[Token], Slots]) -> Sequence[Token] | None:
    """«Мэр осмотрел место аварии», «полиция задержала участников драки»: whoever does something to what the event left,
    or to whoever was in it. None where no such noun is over the event's."""
    noun = sentence.tokens[event.head] if event.head >= 0 and event.feats.get("Case") == "Gen" else None
    verb = sentence.tokens[noun.head] if noun is not None and noun.head >= 0 else None
    if noun is None or verb is None or noun.feats.get("Case") == "Ins":
        return None
    if noun.lemma not in EventLexicon.load().dealt_with or not is_verbal(verb):
        return None
    own = any(child.lemma == "свой" for child in sentence.children(event.index))
    return [] if own else [who for who in slots_of(verb).get("subj", ()) if who is not noun]


def recalling(sentence: Sentence, event: Token, event_type: str, lexicon: EventLexicon) -> Sequence[Token]:
    """«Посол приехал на годовщину сражения»: all but those within what the anniversary is of."""
    if not lexicon.keeps_out(sentence, event, event_type):
        return ()
    within = {token.index for token in sentence.subtree(event.index)}
    return [token for token in sentence.tokens if token.index not in within]


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


def aside_of_sides(sentence: Sentence, event: Token, slots_of: Callable[[Token], Slots]) -> Sequence[Token]:
    """Where words say with whom something was done together, the other side is one alone: «на встрече с жильцами»
    somebody «раскритиковал посла», who was not there; where he «призвал мэра встретиться с жильцами», the mayor meets.
    """
    slots = slots_of(event)
    verb = next((above for above in sentence.ancestors(event.index) if is_verbal(above)), None)
    others = [who for name in TOGETHER for who in slots.get(name, ())]
    if verb is None or not others or any(who.pos == "PRON" for who in others):
        return ()
    around = slots_of(verb)
    subjects = around.get("subj", ())
    if event.feats.get("VerbForm") == "Inf":
        asked = [*around.get("obj", ()), *around.get("dat", ())]
        return subjects if any(who in asked for who in slots.get("subj", ())) else ()
    if not _is_setting(sentence, event):
        return ()
    sides = {word.index for side in (event, *subjects) for word in sentence.subtree(side.index)}
    beside = (child for child in sentence.children(verb.index) if not is_verbal(child) and child.index not in sides)
    return [word for child in beside for word in sentence.subtree(child.index) if word.index not in sides]


def _is_setting(sentence: Sentence, event: Token) -> bool:
    """«на встрече», «после встречи», «в ходе встречи» of another verb, and not «позвал на встречу»."""
    cases = {child.lemma for child in sentence.children(event.index) if child.rel == "case"}
    return (
        event.pos == "NOUN"
        and event.rel == "obl"
        and event.feats.get("Case") != "Acc"
        and not _DURING.isdisjoint(cases)
    )


def talks_of_others(verb: Token, slots: Slots) -> bool:
    """«обсудили визит президента», «её визит», and not «свой визит»: by the slots of the noun, whose the event is."""
    owners = [each for whose in _WHOSE for each in slots.get(whose, ()) if each.lemma != "свой"]
    return bool(owners) and verb.lemma in EventLexicon.load().talking_verbs


def owners(sentence: Sentence, kind: EventType, lexicon: EventLexicon) -> Sequence[Token]:
    """«Машина депутата сбила пешехода», «его яхта затонула»: whose a thing is need not have been there; nor has the
    author met those who, face to face, spoke of his book or his words."""
    things = lexicon.classes["vehicle"] | lexicon.classes["building"] if kind.type in lexicon.ownerless else frozenset()
    sayings = lexicon.classes["saying"] if kind.reciprocal else frozenset()
    return [word for thing in sentence.tokens if thing.lemma in things | sayings and thing.pos == "NOUN"
            for child in sentence.children(thing.index) if _owns(sentence, child)
            for word in sentence.subtree(child.index)]  # fmt: skip


def _owns(sentence: Sentence, child: Token) -> bool:
    """The genitive of somebody beside a thing, or «его»; «автобус с детьми» is another matter."""
    bare = not any(each.rel == "case" for each in sentence.children(child.index))
    pronoun = child.pos in ("PRON", "DET") and child.lemma in _OWN
    return pronoun or (child.rel == "nmod" and bare and child.feats.get("Case") == "Gen")


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
