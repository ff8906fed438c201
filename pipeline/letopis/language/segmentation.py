"""Sentences and tokens by razdel, inside blocks: over a whole text it joins a heading with what follows."""

import razdel

from letopis.document import Block, Sentence, Token


def split_sentences(text: str, blocks: list[Block]) -> list[Sentence]:
    """Sentences of every block in order; `Sentence.index` counts over the document, offsets are of the text."""
    sentences: list[Sentence] = []
    for block in blocks:
        for piece in razdel.sentenize(text[block.start : block.end]):
            start, end = block.start + piece.start, block.start + piece.stop
            tokens = _tokens(text, start, end)
            if tokens:
                sentences.append(Sentence(len(sentences), start, end, block.index, tokens))
    return sentences


def _tokens(text: str, start: int, end: int) -> list[Token]:
    return [
        Token(index, start + piece.start, start + piece.stop, piece.text)
        for index, piece in enumerate(razdel.tokenize(text[start:end]))
    ]
