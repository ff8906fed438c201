"""The word table: navec's quantised vectors, shared with natasha's own models."""

from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from letopis.language.packed.network import Embedding

DIMENSION = 300


class WordVectors:
    """Rows by word; vectors are put together from their codes when asked for."""

    def __init__(self, vocabulary: dict[str, int], indexes: NDArray[np.uint8], codes: NDArray[np.float32]) -> None:
        self._rows = vocabulary
        self._embed = Embedding(indexes, codes)
        self.unknown = vocabulary["<unk>"]
        self.none = vocabulary["<pad>"]

    @classmethod
    @lru_cache(maxsize=1)
    def load(cls) -> "WordVectors":
        """The table of natasha's news models, loaded once a process."""
        from letopis.language.analysis import Analyzer

        navec: Any = Analyzer.load().embedding
        return cls(navec.vocab.word_ids, navec.pq.indexes, navec.pq.codes)

    def row(self, word: str) -> int:
        """Row of the word in lower case."""
        return self._rows.get(word.lower(), self.unknown)

    def unpack(self, rows: NDArray[np.integer[Any]]) -> NDArray[np.float32]:
        """Vectors of `rows` [n], as [n, 300]; those of unknown and absent words are zero."""
        found = self._embed(rows)
        found[(rows == self.unknown) | (rows == self.none)] = 0
        return found
