"""A word's company: what hangs on it and how, which is what its sense is told by («подал в суд», «подал обед»)."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from letopis.document import Sentence, Token

# Rows of the table of relations; row 0 is no relation's.
RELATIONS = 1 << 10
# Of one word no more than so many are looked at, the first.
MOST = 6
_MUTE = frozenset({"punct", "case", "cc"})
_PREPOSITIONS = frozenset({"case", "mark"})


class Tree:
    """All tokens of an article in one row, with what each hangs on and what hangs on it."""

    def __init__(self, sentences: Sequence[Sentence]) -> None:
        self.tokens: list[Token] = []
        self.sentences: list[int] = []
        self.over: list[int] = []
        self.below: list[list[int]] = []
        for number, sentence in enumerate(sentences):
            start = len(self.tokens)
            self.tokens += sentence.tokens
            self.sentences += [number] * len(sentence.tokens)
            self.over += [start + token.head if token.head >= 0 else -1 for token in sentence.tokens]
            self.below += [[] for _ in sentence.tokens]
            for row in range(start, len(self.tokens)):
                if self.over[row] >= 0:
                    self.below[self.over[row]].append(row)

    def company(self, row: int) -> list[int]:
        """What hangs on the word but for prepositions, conjunctions, punctuation."""
        return [each for each in self.below[row] if self.tokens[each].rel not in _MUTE][:MOST]

    def preposition(self, row: int) -> str:
        """What stands between the word and its head: «в», «в связи с»."""
        return "+".join(self.tokens[each].lemma for each in self.below[row] if self.tokens[each].rel in _PREPOSITIONS)


@dataclass(slots=True)
class Company:
    """What hangs on the k words of an article: c others.

    `owners` [c], ascending, are numbers of the k words, `places` [c] the others' rows among all of the article's
    tokens, `words` [c] rows of the word table for their lemmas, `relations` [c] rows of the table of relations.
    """

    owners: NDArray[np.intp]
    places: NDArray[np.intp]
    words: NDArray[np.int32]
    relations: NDArray[np.intp]

    @classmethod
    def of(cls, tree: Tree, lemmas: NDArray[np.int32], wanted: Sequence[int]) -> "Company":
        """That of the words in these rows of all tokens; `lemmas` are all tokens' rows of the word table."""
        found = [
            (number, place, _relation(tree.tokens[place].rel, tree.preposition(place)))
            for number, word in enumerate(wanted)
            for place in tree.company(word)
        ]
        owners, places, relations = np.array(found, np.intp).reshape(-1, 3).T
        return cls(owners, places, lemmas[places], relations)


@lru_cache(maxsize=5_000)
def _relation(name: str, preposition: str) -> int:
    return crc32(f"{name}|{preposition}".encode()) % (RELATIONS - 1) + 1
