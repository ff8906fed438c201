"""What noun tells of a name in quotation marks: the one before the first of its list («кинотеатры «Заря» и «Луч»»)."""

from collections.abc import Iterator, Sequence

from letopis.document import Token

_OPEN, _CLOSE = frozenset('«"„“'), frozenset('»"“”')
_JOINING = frozenset({",", "и", "или"})
# Between the noun and its names: «такие картины, как «Заря»».
_BETWEEN = frozenset({",", "как", ":", "«"})
# Words of a name in a list, at most.
_LONGEST = 8


def noun_of(tokens: Sequence[Token], opening: int) -> Token | None:
    """The token before the list that the quotation mark at `opening` stands in; None at a sentence's beginning."""
    at = opening
    while (before := _before(tokens, at)) is not None:
        at = before
    alone = at == opening
    while at and tokens[at - 1].text in _BETWEEN and not alone:
        at -= 1
    return tokens[at - 1] if at else None


def quoted_behind(tokens: Sequence[Token], at: int) -> Token | None:
    """The token before the quotation marks that hold the one at `at`: «кинофестиваль» of «кинофестиваль «Кинотавр»»."""
    opening = next((token for token in reversed(tokens[:at]) if token.text in _OPEN or token.text in _CLOSE), None)
    return noun_of(tokens, opening.index) if opening is not None and opening.text in _OPEN else None


def names_behind(tokens: Sequence[Token], closing: int) -> Iterator[tuple[int, int]]:
    """First and behind the last token of each name that goes on the list behind the quotation mark at `closing`:
    «Ромашка» of «компании «Росток» и «Ромашка»»."""
    while closing + 3 < len(tokens) and tokens[closing + 1].text in _JOINING and tokens[closing + 2].text in _OPEN:
        opening = closing + 2
        inner = range(opening + 1, min(opening + 1 + _LONGEST, len(tokens)))
        closed = next((at for at in inner if tokens[at].text in _CLOSE), None)
        if closed is None or closed == opening + 1:
            return
        yield opening + 1, closed
        closing = closed


def _before(tokens: Sequence[Token], opening: int) -> int | None:
    """Where the name that stands before this one in a list opens."""
    joined = opening > 2 and tokens[opening - 1].text in _JOINING
    if not joined or tokens[opening - 2].text not in _CLOSE:
        return None
    inner = range(opening - 3, max(opening - 3 - _LONGEST, -1), -1)
    return next((at for at in inner if tokens[at].text in _OPEN), None)
