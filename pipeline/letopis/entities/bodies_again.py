"""Names of bodies that the article has once as such and once unread: «Исламское государство», «Google»."""

from collections.abc import Iterator, Sequence
from itertools import takewhile

from letopis.document import Document, Sentence, Token
from letopis.entities.missed import runs, stem_of, with_found
from letopis.entities.span import Span

# Letters that a name of one Latin word has at least.
_LATIN = 4

_Words = tuple[str, ...]


def with_bodies_again(document: Document, spans: Sequence[Span]) -> list[Span]:
    """The spans and those words outside any that are a body's name elsewhere in the article; in text order."""
    known = {_stems(span.tokens) for span in spans if span.type == "ORG" and _is_telling(span.tokens)}
    if not known:
        return list(spans)
    taken = {(span.sentence.index, index) for span in spans for index in range(span.first, span.last)}
    longest = max(map(len, known))
    found = [span for sentence in document.sentences for span in _again(sentence, known, longest, taken)]
    return with_found(document, spans, found)


def _again(sentence: Sentence, known: set[_Words], longest: int, taken: set[tuple[int, int]]) -> Iterator[Span]:
    def size_at(here: int) -> int:
        near = sentence.tokens[here : here + longest]
        free = list(takewhile(lambda one: (sentence.index, one.index) not in taken, near))
        stems = _stems(free)
        alike = (n for n in range(len(free), 0, -1) if stems[:n] in known)
        return next((n for n in alike if _is_name(sentence, free[:n])), 0)

    return (Span(sentence, first, last, "ORG", "body-again") for first, last in runs(sentence, size_at))


def _is_name(sentence: Sentence, tokens: Sequence[Token]) -> bool:
    """Whether words of a known name are one here, too, and no part of a longer one in Latin letters: «Google Mail»."""
    if not _is_telling(tokens):
        return False
    first, last = tokens[0].index, tokens[-1].index + 1
    beside = [*sentence.tokens[max(first - 1, 0) : first], *sentence.tokens[last : last + 1]]
    return not any(_is_latin(token.text) or token.text == "-" for token in beside)


def _is_telling(tokens: Sequence[Token]) -> bool:
    """Several words, or one in Latin letters: others are common words too."""
    if len(tokens) == 1:
        return _is_latin(tokens[0].text) and len(tokens[0].text) >= _LATIN
    return all(token.text[:1].isalnum() for token in tokens) and tokens[0].text[:1].isupper()


def _is_latin(text: str) -> bool:
    return text.isascii() and text[:1].isupper() and text.isalpha()


def _stems(tokens: Sequence[Token]) -> _Words:
    """The words, of each what its forms share; those in Latin letters have no forms."""
    return tuple(token.text if token.text.isascii() else stem_of(token.text) for token in tokens)
