"""How alike two nouns for people are, by the vectors of natasha's news: «актёр» and «артист», «чиновник» and «мэр»."""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from letopis.model.vectors import WordVectors

_DIGITS = 3


@lru_cache(maxsize=5_000)
def _direction(word: str) -> NDArray[np.float32]:
    """The word's vector at length one; zeros for a word that the table lacks."""
    table = WordVectors.load()
    vector: NDArray[np.float32] = table.unpack(np.array([table.row(word)]))[0]
    length = np.linalg.norm(vector)
    if length:
        vector /= length
    return vector


@lru_cache(maxsize=20_000)
def likeness(one: str, other: str) -> float:
    """Cosine of the words' vectors, rounded, as its last bits depend on the machine."""
    return 1.0 if one == other else round(float(_direction(one) @ _direction(other)), _DIGITS)
