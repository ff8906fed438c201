"""Days on which an event was to be before it was put off: «с 14 на 21 марта», «был запланирован на май, но его
перенесли», «первоначально концерт намечался на май»."""

from letopis.document import Sentence, TimeExpression, Token
from letopis.events.lexicon import EventLexicon
from letopis.events.slots import is_verbal

_DUE = "должный"
_BE = "быть"
_JOINED = frozenset({"conj", "parataxis"})
_DESCRIBES = frozenset({"acl", "acl:relcl", "amod"})
_SIDES = frozenset({"nsubj", "nsubj:pass", "obj"})


def was_left(sentence: Sentence, time: TimeExpression) -> bool:
    """Whether the event is no longer to be at that time."""
    return _from_there(sentence, time) or _was_meant(sentence, time, EventLexicon.load())


def _from_there(sentence: Sentence, time: TimeExpression) -> bool:
    """«перенесли с 14 на 21 марта»."""
    before = next((token for token in reversed(sentence.tokens) if token.end <= time.start), None)
    behind = next((token for token in sentence.tokens if token.start >= time.end), None)
    if before is None or behind is None or time.high is None:
        return False
    return (before.lemma, behind.lemma) == ("с", "на")


def _was_meant(sentence: Sentence, time: TimeExpression, lexicon: EventLexicon) -> bool:
    """«Визит планировался на май, но его отложили», «концерт, который должен был пройти в мае, перенесён», «Ранее
    концерт планировали провести в мае»: of the verb that tells when it was to be, and what the sentence says of that.
    """
    head = sentence.head_of(time.start, time.end)
    above = sentence.ancestors(head.index) if head is not None else ()
    over = [token for token in above if is_verbal(token) or token.lemma == _DUE]
    if not over or over[0].lemma in lexicon.postponing_verbs:
        return False
    plans = lexicon.status["plan_verbs"] - lexicon.postponing_verbs | {_DUE}
    meant = next((token for token in over if token.lemma in plans), None)
    if meant is not None and _at_first(sentence, meant, lexicon):
        return True
    if meant is None and over[0].feats.get("Tense") != "Fut":
        return False
    moving = [token for token in sentence.tokens if token.lemma in lexicon.postponing_verbs and is_verbal(token)]
    return any(_moves_it(sentence, token, over[0]) for token in moving)


def _at_first(sentence: Sentence, meant: Token, lexicon: EventLexicon) -> bool:
    """«Первоначально визит намечался», «ранее был запланирован», but «ранее назначен» holds."""
    beside = sentence.children(meant.index)
    finite = meant.feats.get("VerbForm") == "Fin" and meant.feats.get("Tense") == "Past"
    bygone = finite or any(child.lemma == _BE and child.feats.get("Tense") == "Past" for child in beside)
    described = meant.rel in _DESCRIBES and meant.feats.get("VerbForm") == "Part"
    return (bygone or described) and any(child.lemma in lexicon.at_first for child in beside)


def _moves_it(sentence: Sentence, moving: Token, meant: Token) -> bool:
    """Whether what is put off is what was meant: that which its clause describes, or «его»."""
    chain = (meant, *sentence.ancestors(meant.index))
    below = chain[: chain.index(moving)] if moving in chain else ()
    if any(token.rel in _DESCRIBES for token in below):
        return True
    sides = [child for child in sentence.children(moving.index) if child.rel in _SIDES]
    onward = moving.rel in _JOINED and any(token.index == moving.head for token in chain)
    return onward and all(side.pos == "PRON" for side in sides)
