"""Whether a date lies behind or ahead, told by the verb that governs it."""

import re
from functools import cache

from letopis.document import Sentence, Token
from letopis.times import resources
from letopis.times.context import Direction
from letopis.times.lexer import fold

# Only for sentences that nothing has tagged: endings of the past tense.
_PAST_ENDING = re.compile(r"[а-я]{2,}(?:л|ла|ло|ли|лся|лась|лось|лись)\Z")
_INFINITIVE = re.compile(r"[а-я]{2,}(?:ть|ться|ти|тись|чь)\Z")
_MARKS = frozenset({",", ";", ":", "(", ")", "—", "–", "«", "»"})
_DASHES = frozenset({"—", "–", "-"})
_NEXT = ("следующ", "ближайш", "предстоящ", "будущ")
_OVER = ("послед", "прежн", "предыдущ", "прошл")
_TENSES: dict[str, Direction] = {"Past": "past", "Fut": "future", "Pres": "present"}


@cache
def _cues(scheduled: bool) -> dict[str, Direction]:
    ahead: Direction = "future" if scheduled else "past"
    told: dict[str, Direction] = {
        "past": "past", "future": "future", "scheduling": ahead, "postponing": ahead, "plan": "scheduled",
    }  # fmt: skip
    cues = [cue for cue in resources.tense_cues() if cue.direction in told]
    return {form: told[cue.direction] for cue in cues for form in cue.forms}


@cache
def _commitments() -> frozenset[str]:
    return frozenset(form for cue in resources.tense_cues() if cue.direction == "commitment" for form in cue.forms)


def direction(sentence: Sentence, start: int, end: int, scheduled: bool) -> Direction | None:
    """Tense of the only verb between the commas around [start, end); else up the tree; else the nearest.

    The commas go first because parsers often attach a season or a month to the next clause's verb.
    `scheduled`: the expression follows «на» or «к», so that «перенесли», «назначили» look ahead.
    """
    inside = sentence.head_of(start, end)
    if inside is None:
        return None
    around = [token for token in clause(sentence, inside.start) if not start <= token.start < end]
    near = {found for token in around if (found := _word(token, scheduled))}
    special = _special([token for token in around if token.end <= start], near)
    if special is not None or len(near) == 1:
        return special or near.pop()
    over = (inside, *sentence.ancestors(inside.index)) if any(token.head >= 0 for token in sentence.tokens) else ()
    governing = next((found for token in over if (found := _of(token, sentence, scheduled))), None)
    if governing is not None:
        return governing
    around = [token for token in sentence.tokens if not start <= token.start < end]
    told = [(abs(token.start - start), found) for token in around if (found := _word(token, scheduled))]
    if told:
        return min(told, key=lambda pair: pair[0])[1]
    return "future" if _announced(sentence, start) else None


def _special(before: list[Token], near: set[Direction]) -> Direction | None:
    """What words before the time say whatever the tenses `near` it: it is over already, planned, promised."""
    if _already(before) and "future" not in near:
        return "past"
    if "scheduled" in near:
        return "scheduled"
    return "promised" if _committed(before) else None


def _already(before: list[Token]) -> bool:
    """«собирались выдать ещё в апреле»: that is over."""
    return any(fold(token.text) == "еще" for token in before[-2:])


def _announced(sentence: Sentence, start: int) -> bool:
    """«Похороны — в четверг», «Следующая игра в четверг», not «Последние — в четверг»: no verb in the sentence, but a
    dash before the time."""
    before = [token for token in sentence.tokens if token.end <= start]
    dashed = any(token.text in _DASHES and token.index > 0 for token in before[-2:])
    words = [fold(token.text) for token in before]
    return any(word.startswith(_NEXT) for word in words) or (
        dashed and not any(word.startswith(_OVER) for word in words)
    )


@cache
def _postponing() -> frozenset[str]:
    return frozenset(form for cue in resources.tense_cues() if cue.direction == "postponing" for form in cue.forms)


def is_put_off(sentence: Sentence, start: int) -> bool:
    """Whether what an offset stands behind in its clause was put off: «тур отложили до весны»."""
    return any(token.end <= start and fold(token.text) in _postponing() for token in clause(sentence, start))


def _committed(before: list[Token]) -> bool:
    """«договорились продолжить переговоры в мае»: what somebody bound himself or others to do lies ahead."""
    said = next((place for place, token in enumerate(before) if fold(token.text) in _commitments()), len(before))
    done = next((place for place in range(said, len(before)) if _is_infinitive(before[place])), None)
    return done is not None and not any(token.feats.get("VerbForm") == "Part" for token in before[done:])


def _is_infinitive(token: Token) -> bool:
    if token.pos == "X":
        return _INFINITIVE.match(fold(token.text)) is not None
    return token.feats.get("VerbForm") == "Inf"


def clause(sentence: Sentence, start: int) -> list[Token]:
    """Tokens around the one at an offset, as far as the marks that part clauses."""
    first = next(token.index for token in sentence.tokens if token.end > start)
    last = first + 1
    while first > 0 and sentence.tokens[first - 1].text not in _MARKS:
        first -= 1
    while last < len(sentence.tokens) and sentence.tokens[last].text not in _MARKS:
        last += 1
    return sentence.tokens[first:last]


def _of(token: Token, sentence: Sentence, scheduled: bool) -> Direction | None:
    """A verb's own tense, or that of its auxiliary («будет открыта», «должен прибыть»)."""
    for child in sentence.children(token.index):
        if child.rel in ("aux", "aux:pass", "cop") and (found := _word(child, scheduled)):
            return found
    return _word(token, scheduled)


def _word(token: Token, scheduled: bool) -> Direction | None:
    cue = _cues(scheduled).get(fold(token.text))
    if cue is not None:
        return cue
    if token.feats.get("VerbForm") == "Part" and token.feats.get("Tense") == "Past":
        # «закрыты» may be a state to come; «прибывший» is not.
        return "result" if token.feats.get("Voice") == "Pass" else "past"
    if token.pos in ("VERB", "AUX"):
        return _TENSES.get(token.feats.get("Tense", ""))
    if token.pos == "X" and not token.lemma and _PAST_ENDING.match(fold(token.text)):
        return "past"
    return None
