"""Documents for tests of times without a tagger: paragraphs as blocks, razdel's sentences and tokens."""

import re

import razdel

from letopis.document import Article, Block, BlockKind, Document, Sentence, Token


def plain_document(text: str, published: str | None = "2025-03-12") -> Document:
    """Lines are blocks; a short line without an end that others follow is a heading governing what comes after."""
    document = Document(Article("test", text, "", published=published))
    heading: int | None = None
    lines = list(re.finditer(r"[^\n]+", text))
    for index, line in enumerate(lines):
        is_heading = index + 1 < len(lines) and len(line.group()) < 60 and line.group()[-1] not in ".!?;:"
        kind: BlockKind = "heading" if is_heading else "body"
        document.blocks.append(Block(index, line.start(), line.end(), kind, None if is_heading else heading))
        heading = index if is_heading else heading
        for part in razdel.sentenize(line.group()):
            start, end = line.start() + part.start, line.start() + part.stop
            tokens = [
                Token(i, start + t.start, start + t.stop, t.text) for i, t in enumerate(razdel.tokenize(part.text))
            ]
            document.sentences.append(Sentence(len(document.sentences), start, end, index, tokens))
    return document
