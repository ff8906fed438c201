"""Direct speech that goes on over sentences, and where the text says whose it is.

«Рус написал: «Я уезжаю. Завтра вернусь»», ««Цех закроют. Людей предупредили», — сказал Котов», «— Цех закроют, — сказал
Котов. — Людей предупредили». `entities/quotations.py` asks only whether words are somebody's own, whoever says them, as
the odds of pronouns were fitted to it.
"""

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator
from typing import NamedTuple

from letopis.document import Block, Document, Sentence, Token

_OPENING, _CLOSING, _STRAIGHT = "«„", "»“”", '"'
_DASHES = frozenset({"—", "–", "-"})
_TURN = re.compile(r"[—–-]\s")
_BEHIND = re.compile(r"[.…]?\s*,?\s*[—–-]\s")
_BEFORE_SAYING = frozenset({",", "?", "!", "…", "...", "?!", "»", '"'})
# «— уточнил вчера Котов»: so many words from the dash to the verb.
_NEAR = 3


class Quotation(NamedTuple):
    """Direct speech at code points [start, end), and the verb of saying with its sentence."""

    start: int
    end: int
    sentence: Sentence
    verb: Token


class Quotations:
    """The direct speech of one document whose speaker a verb of saying tells, looked up by offset."""

    def __init__(self, document: Document, sayings: Collection[str]) -> None:
        self._document = document
        self._sayings = sayings
        self._starts = [sentence.start for sentence in document.sentences]
        found = [each for block in document.blocks for each in self._of_block(block)]
        self._found = sorted(found, key=lambda each: each.start)
        self._from = [each.start for each in self._found]

    def at(self, offset: int) -> Quotation | None:
        """The quotation that holds the offset, but for the words that say whose it is; None outside of all."""
        index = bisect_right(self._from, offset) - 1
        found = self._found[index] if index >= 0 and offset < self._found[index].end else None
        return found if found is not None and not _is_aside(found, offset) else None

    def _of_block(self, block: Block) -> Iterator[Quotation]:
        text = self._document.text
        turn = _TURN.match(text, block.start, block.end)
        spans = [(turn.end(), block.end)] if turn else _quoted(text[block.start : block.end], block.start)
        for start, end in spans:
            told = None if turn else self._before(start) or self._behind(end)
            told = told or self._amid(start, end)
            if told is not None:
                yield Quotation(start, end, *told)

    def _sentence(self, offset: int) -> Sentence:
        return self._document.sentences[max(bisect_right(self._starts, offset) - 1, 0)]

    def _before(self, start: int) -> tuple[Sentence, Token] | None:
        """«Рус написал: »."""
        sentence = self._sentence(start)
        before = [token for token in sentence.tokens if token.end < start]  # without the mark
        if not before or before[-1].text != ":":
            return None
        return next(((sentence, token) for token in reversed(before) if token.lemma in self._sayings), None)

    def _behind(self, end: int) -> tuple[Sentence, Token] | None:
        """«», — сказал Рус»."""
        dash = _BEHIND.match(self._document.text, end)
        if dash is None:
            return None
        sentence = self._sentence(dash.end())
        sayings = (token for token in sentence.tokens if token.start >= end and token.lemma in self._sayings)
        return next(((sentence, token) for token in sayings), None)

    def _amid(self, start: int, end: int) -> tuple[Sentence, Token] | None:
        """«, — сказал Рус. —»."""
        for sentence in self._document.sentences[self._sentence(start).index :]:
            if sentence.start >= end:
                break
            for token in sentence.tokens:
                if token.lemma in self._sayings and _opens_saying(sentence, token):
                    return sentence, token
        return None


def _is_aside(quotation: Quotation, offset: int) -> bool:
    """Whether the offset is in the words that break in («, — сказал Рус. —»)."""
    sentence, verb = quotation.sentence, quotation.verb
    if not quotation.start <= verb.start < quotation.end or offset not in range(sentence.start, sentence.end):
        return False
    dash = next((token for token in reversed(sentence.tokens[: verb.index]) if token.text in _DASHES), None)
    return dash is not None and offset >= dash.start


def _opens_saying(sentence: Sentence, verb: Token) -> bool:
    for index in range(verb.index - 1, max(verb.index - 1 - _NEAR, 0), -1):
        if sentence.tokens[index].text in _DASHES:
            return sentence.tokens[index - 1].text in _BEFORE_SAYING
    return False


def _quoted(text: str, offset: int) -> Iterator[tuple[int, int]]:
    """What the outermost quotation marks hold, without the marks."""
    marks, start = "", 0
    for position, character in enumerate(text):
        if character in _OPENING or (character == _STRAIGHT and not marks):
            start = start if marks else position + 1
            marks += character
        elif (character in _CLOSING and marks) or (character == _STRAIGHT == marks):
            marks = marks[:-1]
            if not marks:
                yield offset + start, offset + position
