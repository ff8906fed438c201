"""Whether a text is a Russian article, and which passages of it are not Russian."""

import re
from collections import Counter
from typing import Final

from letopis.document import Notice
from letopis.readers.source import fault

_RUSSIAN: Final = frozenset("абвгдеёжзийклмнопрстуфхцчшщъыьэюя")
_MIN_CYRILLIC = 0.5  # share of Cyrillic among letters: names and quotations in Latin stay below the rest
_MAX_FOREIGN = 0.03  # share of і, ї, ў, ј, ө ... among Cyrillic letters; Ukrainian has 8%, Kyrgyz 5%
_BULGARIAN_HARD_SIGN = 0.008  # share of ъ where it is no mere sign; Russian has none
_ENOUGH_LETTERS = 200  # below this the absence of ы and э says nothing
_PASSAGE_LETTERS = 80  # a shorter line in another language is a name or a title
_LINE: Final = re.compile(r"[^\n]+")
# A line that has Russian letters and no others; one without «ъ» cannot be Bulgarian.
_PLAIN: Final = re.compile(r"[\W\d_]*[а-щыьэюяё][\W\d_а-щыьэюяё]*", re.IGNORECASE)
# «объявил», «съезд»: the sign before a vowel, of which a short Russian text may have some and no «ы».
_MERE_SIGN: Final = re.compile("ъ(?=[еёюя])")
_SURROGATE: Final = re.compile(r"[\ud800-\udfff]")


def foreign_reason(text: str) -> str | None:
    """Why the text is not Russian, in words; None when it is, or has too few letters to tell."""
    return _reason(_letters(text))


def _reason(letters: Counter[str]) -> str | None:
    total = letters.total()
    cyrillic = sum(number for letter, number in letters.items() if "\u0400" <= letter <= "\u052f")
    if cyrillic < total * _MIN_CYRILLIC:
        return f"{100 * cyrillic // total}% of its letters are Cyrillic"
    foreign = sorted(letter for letter in letters if "\u0400" <= letter <= "\u052f" and letter not in _RUSSIAN)
    if sum(letters[letter] for letter in foreign) > cyrillic * _MAX_FOREIGN:
        return f"it is written with {', '.join(foreign)}"
    if cyrillic >= _ENOUGH_LETTERS and not letters["ы"] and letters["ъ"] > cyrillic * _BULGARIAN_HARD_SIGN:
        return "it has ъ as a vowel and no ы, as in Bulgarian"
    return None


def _letters(text: str) -> Counter[str]:
    counts = Counter(_MERE_SIGN.sub("", text.casefold()))
    return Counter({character: number for character, number in counts.items() if character.isalpha()})


def check_text(text: str, where: str) -> list[Notice]:
    """Notices of passages that are not Russian.

    Raises InputError when the article has no letters, is broken, or not Russian as a whole.
    """
    letters = _letters(text)
    if not letters:
        raise fault(where, "no-text", "the article has no text")
    check_surrogates(text, where)
    reason = _reason(letters)
    if reason is not None:
        raise fault(where, "not-russian", f"not Russian: {reason}")
    return _foreign_passages(text)


def check_surrogates(text: str, where: str) -> None:
    """InputError where a character is half of a pair: it cannot be written as UTF-8."""
    lone = _SURROGATE.search(text)
    if lone is not None:
        raise fault(where, "encoding", f"a lone surrogate (U+{ord(lone.group()):04X}) at character {lone.start()}")


def _foreign_passages(text: str) -> list[Notice]:
    """Runs of lines that are not Russian, one notice each."""
    runs: list[tuple[int, int, str]] = []
    joined = False
    for line in _LINE.finditer(text):
        if _PLAIN.fullmatch(line.group()):
            joined = False
            continue
        counts = _letters(line.group())
        letters, reason = counts.total(), _reason(counts) if counts else None
        if reason is not None and joined:
            runs[-1] = (runs[-1][0], line.end(), runs[-1][2])
        elif reason is not None and letters >= _PASSAGE_LETTERS:
            runs.append((line.start(), line.end(), reason))
            joined = True
        elif letters:
            joined = False
    return [
        Notice("not-russian-parts", f"a passage is not Russian: {reason}", start, end) for start, end, reason in runs
    ]
