"""How words stand to each other in their sentence, as evidence."""

from letopis.document import Sentence, Token
from letopis.events.slots import is_verbal
from letopis.odds import Evidence

_SUBORDINATE = frozenset({"advcl", "acl", "acl:relcl", "xcomp", "ccomp", "csubj"})
_MARKS = frozenset({",", ";", ":", "—", "(", ")"})


def numbers(told: dict[str, bool]) -> Evidence:
    """What is true counts one."""
    return {name: 1.0 for name, true in told.items() if true}


def verb_over(sentence: Sentence, token: Token | None) -> Token | None:
    """The nearest verb from the token upwards."""
    over = (token, *sentence.ancestors(token.index)) if token is not None else ()
    return next((above for above in over if is_verbal(above)), None)


def is_main(sentence: Sentence, verb: Token) -> bool:
    """Whether no clause that the verb stands in hangs on another."""
    return not any(token.rel in _SUBORDINATE for token in (verb, *sentence.ancestors(verb.index)))


def relation(token: Token) -> str:
    """How the token hangs in the tree, without the finer kind."""
    return token.rel.split(":")[0]


def beside(sentence: Sentence, trigger: Token, other: Token) -> dict[str, bool]:
    """How another word stands to an event's."""
    before = other.index < trigger.index
    first, last = sorted((other.index, trigger.index))
    marks = sum(token.text in _MARKS for token in sentence.tokens[first:last])
    told = {
        f"beside, {'before' if before else 'after'}": True,
        f"beside, {min(steps(sentence, other, trigger), 6)} steps": True,
        f"beside, {min(marks, 3)} marks": True,
        "beside, at the front": before and other.index <= 3,
    }
    return told | _clauses(verb_over(sentence, trigger), verb_over(sentence, other), sentence)


def _clauses(mine: Token | None, its: Token | None, sentence: Sentence) -> dict[str, bool]:
    """How the event's verb stands to the other's."""
    if mine is None or its is None:
        return {}
    if mine is its:
        return {"beside, one verb": True}
    if its in sentence.ancestors(mine.index):
        return {f"beside, below its verb by {relation(mine)}": True}
    if mine in sentence.ancestors(its.index):
        return {f"beside, above its verb by {relation(its)}": True}
    return {"beside, apart": True}


def steps(sentence: Sentence, one: Token, other: Token) -> int:
    """Edges of the tree between two tokens; many where no path joins them."""
    up = {token.index: number for number, token in enumerate((one, *sentence.ancestors(one.index)))}
    over = enumerate((other, *sentence.ancestors(other.index)))
    return next((number + up[token.index] for number, token in over if token.index in up), len(sentence.tokens))


def quoted(before: str) -> bool:
    """Whether a quotation is open behind this text."""
    return before.count("«") > before.count("»")
