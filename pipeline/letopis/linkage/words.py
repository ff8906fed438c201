"""Content words of a sentence, cut to what inflection leaves alone."""

import re
from collections.abc import Iterator
from typing import Final

from letopis.language.morphology import fold
from letopis.linkage.tables import event_table

_WORD: Final = re.compile(r"[^\W\d_]+|\d+")
_STEM: Final = 5


def stems(text: str, shortest: int = 4) -> Iterator[str]:
    """The first five letters of each content word, folded, and numbers; in order, repeated as they come.

    Words of fewer than `shortest` letters are left out: mostly prepositions and pronouns.
    """
    empty = event_table().empty_words
    for word in _WORD.findall(fold(text)):
        if (len(word) >= shortest or word.isdigit()) and word not in empty:
            yield word[:_STEM]
