"""The typed head: of each word that the ontology has rules for, how likely it tells of each of these types here.

It reads the tagger's states of the word and its head, both words, what hangs on the word, hashed features of these
words, which types it has rules of, the sentence's words, and what the article is about: its words, those of its lead,
the types that they can tell of. A direction for each type, which its rules' examples give to begin with, says besides
how near sentence and article are to what it is usually told with.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from letopis.document import Prediction, Sentence
from letopis.language.packed.table import RowTable
from letopis.model.company import Company, Tree
from letopis.model.evidence import types_by_word
from letopis.model.lexical import lexical
from letopis.model.vectors import DIMENSION, WordVectors

Floats = NDArray[np.float32]
# Of the word and of its head, state and lemma.
COLUMNS = 2
# Means over the sentence, the article, its lead.
MEANS = 3
LEAD = 2
PREFIX = "typed."
_CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "ADV"})
_CACHED_WORDS = 4_000
# Sentences whose words are averaged in one product.
_TOGETHER = 32


class Known(dict[tuple[str, str], list[int]]):
    """Numbers of the types that a word has rules of, by its part of speech and lemma."""

    def __init__(self, types: Sequence[str]) -> None:
        """Of these types alone."""
        numbers = {name: number for number, name in enumerate(types)}
        told = ((word, [numbers[name] for name in names if name in numbers]) for word, names in types_by_word().items())
        super().__init__({word: own for word, own in told if own})
        self.types = len(types)


@dataclass(slots=True)
class TypedWords:
    """The k words of one article of s sentences that the ontology has rules for.

    `places` [k] are their rows among all of the article's tokens, `over` [k] their heads', -1 where there is none;
    `sentences` [k] are their sentences, `words` [k, 2] rows of the word table for lemma and head's lemma, `company` is
    what hangs on them, `lexical` [k, MAX_LEXICAL] rows of the table of hashed features, `types` [k, types] is 1 where
    the word has rules. `said` [s, 300] is the mean of each sentence's words, `about` [2 * 300 + types] is the
    article's: means of all and of the lead's words, how many words tell of each type.
    """

    places: NDArray[np.intp]
    over: NDArray[np.intp]
    company: Company
    sentences: NDArray[np.intp]
    words: NDArray[np.int32]
    lexical: NDArray[np.int32]
    types: Floats
    said: Floats
    about: Floats

    @classmethod
    def of(
        cls, sentences: Sequence[Sentence], rows: NDArray[np.int32], vectors: WordVectors, known: Known
    ) -> "TypedWords":
        """`rows` [n, 3] are of the word table, for each token's form, lemma and head's lemma."""
        tree = Tree(sentences)
        own = [known.get((token.pos, token.lemma)) for token in tree.tokens]
        found = [place for place, numbers in enumerate(own) if numbers]
        places, told = np.array(found, np.intp), [own[place] for place in found]
        types = np.zeros((len(found), known.types), np.float32)
        for row, numbers in zip(types, told, strict=True):
            row[numbers] = 1
        inside, over = np.array(tree.sentences, np.intp), np.array(tree.over, np.intp)
        content = np.array([token.pos in _CONTENT for token in tree.tokens], bool)
        said, means = _means(rows[content, 1], inside[content], len(sentences), vectors)
        about = np.concatenate([means, np.log1p((types / types.sum(1, keepdims=True)).sum(0))])
        company, words = Company.of(tree, rows[:, 1], found), rows[places, 1:]
        features = lexical(tree, found)
        return cls(places, over[places], company, inside[places], words, features, types, said, about)

    def seen(self, states: Floats) -> Floats:
        """States of the words and of their heads, [k, 2 * size], from all tokens'."""
        heads = states[self.over]
        heads[self.over < 0] = 0
        return np.concatenate([states[self.places], heads], axis=1)


def _means(
    rows: NDArray[np.int32], inside: NDArray[np.intp], sentences: int, vectors: WordVectors
) -> tuple[Floats, Floats]:
    """Of words by their rows and sentences: those of each sentence, [s, 300], those of all and of the lead, [600].

    Words are in the order of their sentences, which are taken a few together: a table of all of a long article's
    against all of its words would be quadratic.
    """
    said = np.empty((sentences, DIMENSION), np.float32)
    for first in range(0, sentences, _TOGETHER):
        low, high = np.searchsorted(inside, [first, first + _TOGETHER])
        own = said[first : first + _TOGETHER]
        own[:] = _means_of(rows[low:high], inside[low:high] - first, len(own), vectors)
    lead = rows[: np.searchsorted(inside, LEAD)]
    groups = np.repeat(np.arange(2), [len(rows), len(lead)])
    return said, _means_of(np.concatenate([rows, lead]), groups, 2, vectors).ravel()


def _means_of(rows: NDArray[np.int32], groups: NDArray[np.intp], size: int, vectors: WordVectors) -> Floats:
    """[size, 300]: the mean of each group's words, zero for none."""
    distinct, places = np.unique(rows, return_inverse=True)
    counts = np.zeros((size, len(distinct)), np.float32)
    np.add.at(counts, (groups, places), 1)
    counts /= np.maximum(counts.sum(1, keepdims=True), 1)
    means: Floats = counts @ vectors.unpack(distinct)
    return means


class TypedHead:
    """The head in numpy: the same scores, to 1e-4, as training/network.py gives."""

    def __init__(self, weights: dict[str, Floats], vectors: WordVectors, types: Sequence[str]) -> None:
        self._vectors = vectors
        self._names = tuple(types)
        self._known = Known(types)
        enter = np.ascontiguousarray(weights["typed.enter.weight"].T)
        company = np.ascontiguousarray(weights["typed.company.enter.weight"].T)
        self._lexical = weights["typed.lexical.weight"]
        states, beside = COLUMNS * (len(company) - DIMENSION), company.shape[1]
        ends = np.cumsum([states, *[DIMENSION] * COLUMNS, beside, self._lexical.shape[1], len(types), DIMENSION])
        self._states, *lemmas, self._beside, self._told, self._types, self._said, self._about = np.split(enter, ends)
        self._hung, hung = np.split(company, [len(company) - DIMENSION])
        self._hung_bias = weights["typed.company.enter.bias"]
        self._relations = weights["typed.company.relations.weight"]
        self._hung_words = self._table(hung)
        self._bias = weights["typed.enter.bias"]
        self._leave, self._leave_bias = weights["typed.leave.weight"].T.copy(), weights["typed.leave.bias"]
        self._near, self._middle = weights["typed.near.weight"].T.copy(), weights["typed.middle"]
        self._tables = [self._table(each) for each in lemmas]

    def tell(self, sentences: Sequence[Sentence], rows: NDArray[np.int32], predictions: Sequence[Prediction]) -> None:
        """Fill `types` of each prediction: log-odds by token and type, to two places, of types that a word knows.

        `rows` are the tokens' as `TypedWords.of` takes them.
        """
        words = TypedWords.of(sentences, rows, self._vectors, self._known)
        if not len(words.places):
            return
        scores = self.scores(words, np.concatenate([each.states for each in predictions]))
        starts = np.cumsum([0, *(len(sentence.tokens) for sentence in sentences)])
        indexes = words.places - starts[words.sentences]
        told, kinds = np.nonzero(words.types)
        odds = np.round(scores[told, kinds], 2)
        spots = zip(words.sentences[told].tolist(), indexes[told].tolist(), kinds.tolist(), odds.tolist(), strict=True)
        for number, index, kind, score in spots:
            predictions[number].types.setdefault(index, {})[self._names[kind]] = score

    def scores(self, words: TypedWords, states: Floats) -> Floats:
        """[k, types] log-odds; those of types that a word does not know mean nothing."""
        hidden: Floats = words.seen(states) @ self._states
        hidden += self._together(words.company, states, len(hidden)) @ self._beside
        hidden += np.add.reduce(self._lexical.take(words.lexical, axis=0), axis=1) @ self._told
        hidden += words.types @ self._types
        hidden += (words.said @ self._said + (words.about @ self._about + self._bias))[words.sentences]
        for table, rows in zip(self._tables, words.words.T, strict=True):
            hidden += _rows(table, rows)
        scores: Floats = np.maximum(hidden, 0, out=hidden) @ self._leave
        near = away(words.said, self._middle) + away(words.about[None, :DIMENSION], self._middle)
        scores += (near @ self._near + self._leave_bias)[words.sentences]
        return scores

    def _together(self, company: Company, states: Floats, words: int) -> Floats:
        """Of each word [words, size] the most that any of its company says; nothing where it has none."""
        found = np.zeros((words, self._hung.shape[1]), np.float32)
        if len(company.owners):
            said: Floats = states[company.places] @ self._hung
            said += _rows(self._hung_words, company.words)
            said += self._relations.take(company.relations, axis=0)
            said += self._hung_bias
            owners, firsts = np.unique(company.owners, return_index=True)
            found[owners] = np.maximum(np.maximum.reduceat(said, firsts), 0)
        return found

    def _table(self, weight: Floats) -> RowTable:
        """Lemmas as the head projects them."""
        own = np.ascontiguousarray(weight)

        def make(words: NDArray[np.intp]) -> Floats:
            product: Floats = self._vectors.unpack(words) @ own
            return product[None]

        return RowTable(make, 1, own.shape[1], _CACHED_WORDS)


def _rows(table: RowTable, words: NDArray[np.int32]) -> Floats:
    """The table's row of each word."""
    distinct, places = np.unique(words, return_inverse=True)
    found: Floats = table.rows[0].take(table.slots(distinct.tolist())[places], axis=0)
    return found


def away(means: Floats, middle: Floats) -> Floats:
    """Directions [n, 300], of length 1, in which the means lie from the middle."""
    off = means - middle
    found: Floats = off / np.maximum(np.linalg.norm(off, axis=1, keepdims=True), 1e-6)
    return found
