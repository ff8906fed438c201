"""Latin letters in Russian words: «Cовет» typed with a Latin C looks right, and no dictionary knows it."""

import re
from typing import Final

_MIXED: Final = re.compile(r"[а-яё][a-z]|[a-z][а-яё]", re.IGNORECASE)
_LETTERS: Final = re.compile(r"[^\W\d_]+")
_LATIN: Final = "ABCEHKMOPTXaceopxy"
_CYRILLIC: Final = "АВСЕНКМОРТХасеорху"
_TWINS: Final = str.maketrans(_LATIN, _CYRILLIC)
_HAVE_TWINS: Final = frozenset(_LATIN)
_ARE_TWINS: Final = frozenset(_CYRILLIC)


def in_one_script(text: str) -> str:
    """The text, as long as it was, with Cyrillic letters in Russian words for the Latin ones that look the same.

    A word is Russian when a letter of it is only Cyrillic and none only Latin: «YouTubе», «ABС» stay as they are.
    """
    return _LETTERS.sub(_folded, text) if _MIXED.search(text) else text


def _folded(word: re.Match[str]) -> str:
    latin = {letter for letter in word[0] if letter.isascii()}
    russian = latin and latin <= _HAVE_TWINS and not set(word[0]) - latin <= _ARE_TWINS
    return word[0].translate(_TWINS) if russian else word[0]
