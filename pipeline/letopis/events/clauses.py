"""The clause of a noun by the marks and verbs around it, where the parser has lost it."""

from collections.abc import Sequence

from letopis.document import Sentence, Token
from letopis.events.control import is_verbal

_BOUNDS = frozenset(",;:—–()")
# How many inserted pieces («визит, намеченный на май, ...») may stand between a noun and its verb.
_INSERTED = 3
_OPENING = frozenset({"SCONJ", "CCONJ"})
_LINKING = frozenset({"который", "где", "куда", "когда", "чей"})


def clause_verb(sentence: Sentence, noun: Token) -> Token | None:
    """The finite verb of the piece between two marks in which the noun stands, else of the next one that goes on.

    Participles, relative clauses and single words between the noun and its verb are passed over.
    """
    pieces = _pieces(sentence.tokens, noun.index)
    own = _finite(pieces[0]) if pieces else []
    if own:
        return own[0] if len(own) == 1 else None
    if not pieces or _is_inserted(pieces[0][0]):
        return None
    for piece in pieces[1 : _INSERTED + 1]:
        if (len(piece) == 1 and not _is_passive(piece[0])) or _is_inserted(piece[0]):
            continue
        found = _finite(piece)
        return found[0] if len(found) == 1 and piece[0].pos not in _OPENING else None
    return None


def _pieces(tokens: Sequence[Token], index: int) -> list[list[Token]]:
    """The piece that holds the word, and those behind it."""
    pieces: list[list[Token]] = [[]]
    for token in tokens:
        if token.text not in _BOUNDS:
            pieces[-1].append(token)
        elif token.index > index:
            pieces.append([])
        else:
            pieces = [[]]
    return [piece for piece in pieces if piece]


def _finite(piece: Sequence[Token]) -> list[Token]:
    return [token for token in piece if token.pos == "VERB" and (_is_passive(token) or _is_indicative(token))]


def _is_indicative(token: Token) -> bool:
    return token.feats.get("VerbForm") == "Fin"


def _is_passive(token: Token) -> bool:
    """«отменён», «намечена»."""
    return token.feats.get("VerbForm") == "Part" and "Case" not in token.feats


def _is_inserted(first: Token) -> bool:
    participle = is_verbal(first) and first.feats.get("VerbForm") in ("Part", "Conv") and not _is_passive(first)
    return participle or first.lemma in _LINKING or first.pos == "SCONJ"
