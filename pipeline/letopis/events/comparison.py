"""Stretches of time against which an event is measured: «первый с 2003 года» does not say when it was."""

from letopis.document import Sentence, TimeExpression, Token
from letopis.events.features import ORDINALS
from letopis.events.lexicon import EventLexicon

_SINCE = frozenset({"с", "со", "после"})
_WITHIN = frozenset({"за"})


def measures(sentence: Sentence, clause: list[Token], time: TimeExpression, lexicon: EventLexicon) -> bool:
    """Whether a word of the `clause` around the time ranks the event («крупнейший», «впервые», «уже пятый») within it.

    A clause in the present tells what goes on since then: «первый корабль строится с 2019 года».
    """
    inside = sentence.tokens_in(time.start, time.end)
    before = sentence.tokens[inside[0].index - 1].lemma if inside[0].index else ""
    since = before in _SINCE and time.precision == "interval" and time.high is None
    within = before in _WITHIN and time.precision in ("interval", "decade", "century")
    if not (since or within) or any(_goes_on(token) for token in clause):
        return False
    return any(_ranks(sentence, token, within, lexicon) for token in clause)


def _ranks(sentence: Sentence, token: Token, within: bool, lexicon: EventLexicon) -> bool:
    if token.lemma in lexicon.rankings or token.feats.get("Degree") == "Sup":
        return True
    counted = token.lemma in ORDINALS and token.index > 0
    return counted and (within or sentence.tokens[token.index - 1].lemma == "уже")


def _goes_on(token: Token) -> bool:
    return token.pos == "VERB" and token.feats.get("Tense") == "Pres" and token.feats.get("VerbForm") == "Fin"
