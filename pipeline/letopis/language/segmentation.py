"""Sentences and tokens by razdel, inside blocks: over a whole text it joins a heading with what follows."""

from collections.abc import Iterator

import razdel

from letopis.document import Block, Sentence, Token

# An opening bracket that is not closed within so many characters is a slip of the pen, not a bracket.
BRACKET_LIMIT = 600


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
    return [
        Token(index, start + piece.start, start + piece.stop, piece.text)
        for index, piece in enumerate(razdel.tokenize(text[start:end]))
    ]
