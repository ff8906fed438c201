"""Names in the titles of works: who and what is named in «роман «Сын Павла Орлова»» is nothing in the article."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import TypeVar

from letopis.document import Document, Sentence, Token
from letopis.entities.bodies import organization_table
from letopis.entities.geography import PlaceMention
from letopis.entities.quoted_lists import noun_of
from letopis.entities.span import Span

_Name = TypeVar("_Name", Span, PlaceMention)

_OPEN, _CLOSE = "«", "»"
# How the author hangs on the work: «роман Павла Орлова «Сын»».
_OF_WORK = frozenset({"nmod", "flat:name", "amod", "appos"})


class WorkTitles:
    """The titles of works that an article quotes."""

    def __init__(self, document: Document) -> None:
        self._document = document
        quoting = (sentence for sentence in document.sentences if _OPEN in document.text[sentence.start : sentence.end])
        titles = [title for sentence in quoting for title in _titles(sentence)]
        self._starts, self._ends = [start for start, _ in titles], [end for _, end in titles]

    def outside(self, names: Sequence[_Name]) -> list[_Name]:
        """The names that stand in none of them; the trace has the others."""
        kept: list[_Name] = []
        for name in names:
            if self._holds(name):
                text = self._document.text[name.start : name.end]
                self._document.explain("entities", "title of a work", name.start, name.end, text)
            else:
                kept.append(name)
        return kept

    def _holds(self, name: Span | PlaceMention) -> bool:
        """Whether the last title that begins before it, none being inside another, ends behind it."""
        last = bisect_right(self._starts, name.start) - 1
        return last >= 0 and name.end <= self._ends[last]


def _titles(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """Offsets [start, end) of what the marks behind a work's noun hold."""
    opening, depth = 0, 0
    for token in sentence.tokens:
        if token.text == _OPEN:
            opening, depth = (opening if depth else token.index), depth + 1
        elif token.text == _CLOSE and depth:
            depth -= 1
            if not depth and _is_of_work(sentence, opening):
                yield sentence.tokens[opening].end, token.start


def _is_of_work(sentence: Sentence, opening: int) -> bool:
    noun = noun_of(sentence.tokens, opening)
    while noun is not None and noun.lemma not in organization_table().things:
        noun = _governor(sentence, noun)
    return noun is not None


def _governor(sentence: Sentence, noun: Token) -> Token | None:
    return sentence.tokens[noun.head] if 0 <= noun.head < noun.index and noun.rel in _OF_WORK else None
