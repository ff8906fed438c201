"""Sentences and tokens by razdel, inside blocks: over a whole text it joins a heading with what follows."""

import re
from collections.abc import Iterator
from functools import lru_cache

import razdel
from razdel.segmenters.punct import DASHES

from letopis.document import Block, Sentence, Token

_STRETCH = re.compile(r"\S+")
# Marks that razdel may join to what stands on their other side, be it behind a space.
_JOINERS = frozenset(f"{DASHES}_.,/\\")
# A Russian word with at most one mark at either end: always as many tokens.
_PLAIN = re.compile(r"([«\"(]?)([а-яё]+)([.,:;!?»\")]?)", re.IGNORECASE)
# An opening bracket that is not closed within so many characters is a slip of the pen, not a bracket.
BRACKET_LIMIT = 600
Piece = tuple[int, int, str]


def split_sentences(text: str, blocks: list[Block]) -> list[Sentence]:
    """Sentences of every block in order; `Sentence.index` counts over the document, offsets are of the text."""
    sentences: list[Sentence] = []
    for block in blocks:
        for start, end in _spans(text, block):
            tokens = _tokens(text, start, end)
            if tokens:
                sentences.append(Sentence(len(sentences), start, end, block.index, tokens))
    return sentences


def _spans(text: str, block: Block) -> Iterator[tuple[int, int]]:
    """razdel's sentences, joined again where it cut inside brackets: «поездки — две (март 2019 года; июль)»."""
    opened: int | None = None
    for piece in razdel.sentenize(text[block.start : block.end]):
        start, end = block.start + piece.start, block.start + piece.stop
        first = start if opened is None else opened
        unclosed = text.count("(", first, end) > text.count(")", first, end)
        if unclosed and end < block.end and end - first <= BRACKET_LIMIT:
            opened = first
            continue
        opened = None
        yield first, end


def _tokens(text: str, start: int, end: int) -> list[Token]:
    """As razdel has them, which never joins across white space: each stretch between is cut once and remembered."""
    stretches = [(match.start(), match.group()) for match in _STRETCH.finditer(text, start, end)]
    tokens: list[Token] = []
    for number, (at, stretch) in enumerate(stretches):
        pieces = _plain(stretch)
        if pieces is None:
            before = stretches[number - 1][1][-1] if number and stretch[0] in _JOINERS else ""
            after = stretches[number + 1][1][0] if stretch[-1] in _JOINERS and number + 1 < len(stretches) else ""
            pieces = _cut(stretch, before, after)
        for low, high, piece in pieces:
            tokens.append(Token(len(tokens), at + low, at + high, piece))
    return tokens


@lru_cache(maxsize=15_000)
def _plain(stretch: str) -> tuple[Piece, ...] | None:
    """[start, end) and text of a plain word and its marks, whatever stands beside it; None of other stretches."""
    plain = _PLAIN.fullmatch(stretch)
    if plain is None:
        return None
    opening, word, closing = plain.groups()
    low, high = len(opening), len(stretch) - len(closing)
    pieces = [(0, low, opening), (low, high, word), (high, len(stretch), closing)]
    return tuple([piece for piece in pieces if piece[2]])


@lru_cache(maxsize=15_000)
def _cut(stretch: str, before: str, after: str) -> tuple[Piece, ...]:
    """Pieces of any stretch without white space.

    `before` and `after` are the characters beyond the white space where razdel looks there: «12, 14», «из- за».
    """
    skipped = len(before) + 1 if before else 0
    pieces = list(razdel.tokenize(f"{before} {stretch} {after}".strip()))
    inside = pieces[bool(before) : len(pieces) - bool(after)]
    return tuple((piece.start - skipped, piece.stop - skipped, piece.text) for piece in inside)
