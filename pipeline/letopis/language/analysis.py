"""The border to natasha: its types stop here.

Three slovnet models over one navec table, each fed the sentences of one article in order, eight at a
time. What shares a batch changes the last bits of a float, so batches never span articles.
"""

from functools import lru_cache
from typing import Any

from letopis.document import NameSpan, NameType, Sentence
from letopis.language.morphology import lemmatize

_TYPES: dict[str, NameType] = {"PER": "PER", "LOC": "LOC", "ORG": "ORG"}


class Analyzer:
    """Morphology, syntax, names and lemmas for tokenised sentences."""

    def __init__(self, embedding: Any, morphology: Any, syntax: Any, names: Any) -> None:
        self.embedding = embedding
        self._morphology = morphology
        self._syntax = syntax
        self._names = names

    @classmethod
    @lru_cache(maxsize=1)
    def load(cls) -> "Analyzer":
        """Load natasha's news models from their wheel (about 0.8 s), once a process."""
        from natasha import NewsEmbedding, NewsMorphTagger, NewsNERTagger, NewsSyntaxParser

        embedding = NewsEmbedding()
        return cls(embedding, NewsMorphTagger(embedding), NewsSyntaxParser(embedding), NewsNERTagger(embedding))

    def annotate(self, text: str, sentences: list[Sentence]) -> None:
        """Fill pos, feats, lemma, head, rel of every token, and the names of every sentence of `text`."""
        words = [[token.text for token in sentence.tokens] for sentence in sentences]
        self._tag(sentences, words)
        self._parse(sentences, words)
        self._name(text, sentences, words)

    def _tag(self, sentences: list[Sentence], words: list[list[str]]) -> None:
        for sentence, markup in zip(sentences, self._morphology.map(words), strict=True):
            for token, tagged in zip(sentence.tokens, markup.tokens, strict=True):
                token.pos, token.feats = tagged.pos, dict(tagged.feats)
                token.lemma = lemmatize(token.text, token.pos, tuple(token.feats.items()))

    def _parse(self, sentences: list[Sentence], words: list[list[str]]) -> None:
        for sentence, markup in zip(sentences, self._syntax.map(words), strict=True):
            for token, parsed in zip(sentence.tokens, markup.tokens, strict=True):
                token.head, token.rel = int(parsed.head_id) - 1, parsed.rel
                if token.head == token.index:
                    token.head = -1

    def _name(self, text: str, sentences: list[Sentence], words: list[list[str]]) -> None:
        infer = self._names.infer
        size = self._names.batch_size
        for low in range(0, len(words), size):
            tags = infer.decoder(infer.process(infer.encoder(words[low : low + size])))
            for sentence, row in zip(sentences[low : low + size], tags, strict=True):
                sentence.names = _spans(text, sentence, row)


def _spans(text: str, sentence: Sentence, tags: list[str]) -> list[NameSpan]:
    """BIO tags to spans; an I- that continues nothing opens a span, as slovnet's own decoder has it."""
    spans: list[tuple[int, int, str]] = []
    for index, tag in enumerate(tags):
        mark, _, kind = tag.partition("-")
        if mark == "O":
            continue
        if mark == "I" and spans and spans[-1][1] == index and spans[-1][2] == kind:
            spans[-1] = (spans[-1][0], index + 1, kind)
        else:
            spans.append((index, index + 1, kind))
    return [_span(text, sentence, first, last, _TYPES[kind]) for first, last, kind in spans]


def _span(text: str, sentence: Sentence, first: int, last: int, kind: NameType) -> NameSpan:
    start, end = sentence.tokens[first].start, sentence.tokens[last - 1].end
    return NameSpan(start, end, text[start:end], kind, first, last)
