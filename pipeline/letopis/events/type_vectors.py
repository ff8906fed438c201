"""How near words are to what each type of event is usually told with: directions in the space of word vectors."""

from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from letopis.document import Token
from letopis.model.vectors import WordVectors

STORED = files("letopis") / "resources" / "events" / "type_vectors.npz"
_CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ"})
_SHORTEST = 3

Vector = NDArray[np.float32]


class TypeVectors:
    """For each type, the direction [300] in which its examples lie from the mean of all types' examples."""

    def __init__(self, types: Sequence[str], rows: Vector, mean: Vector) -> None:
        self._place = {name: number for number, name in enumerate(types)}
        self._rows = rows
        self._mean = mean
        self._words = WordVectors.load()

    @classmethod
    @lru_cache(maxsize=1)
    def load(cls) -> "TypeVectors":
        """The package's."""
        with STORED.open("rb") as file, np.load(file, allow_pickle=False) as stored:
            rows, mean = stored["rows"].astype(np.float32), stored["mean"].astype(np.float32)
            return cls([str(name) for name in stored["types"]], rows, mean)

    def __contains__(self, name: str) -> bool:
        return name in self._place

    def nearness(self, lemmas: Sequence[str]) -> Vector:
        """Cosine, -1 to 1, of the words' mean vector with each type's direction; zeros without words."""
        if not lemmas:
            return np.zeros(len(self._rows), np.float32)
        away = mean_vector(lemmas, self._words) - self._mean
        return (self._rows @ away / max(float(np.linalg.norm(away)), 1e-6)).astype(np.float32)

    def of(self, name: str, nearness: Vector) -> float:
        """The type's own among what `nearness` gave."""
        return float(nearness[self._place[name]])


def mean_vector(lemmas: Sequence[str], words: WordVectors) -> Vector:
    """The mean [300] of the words' vectors; that of an unknown word is zero."""
    mean: Vector = words.unpack(np.array([words.row(lemma) for lemma in lemmas])).mean(axis=0)
    return mean


def content(tokens: Sequence[Token]) -> list[str]:
    """Lemmas of the words that carry meaning."""
    return [token.lemma for token in tokens if token.pos in _CONTENT and len(token.lemma) >= _SHORTEST]
