"""Content words of a sentence, cut to what inflection leaves alone, how rare they are, and which mean the like."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from importlib.resources import files
from typing import Final

from letopis.language.morphology import fold
from letopis.linkage.tables import event_table

_WORD: Final = re.compile(r"[^\W\d_]+|\d+")
_STEM: Final = 5
# A word in a hundred tells nothing (rarity 0), a word in a hundred thousand, or one never met, most.
COMMON: Final = 2
RAREST: Final = 3.0
# Numbers are in no list of words; years and single figures come in any news.
_NUMBER: Final = 1.0
_PLAIN_NUMBER: Final = 0.3
# What makes a topic: as rare as this; that it comes more often than so says no more.
_TELLING: Final = 1.2
_OFTEN: Final = 3
# What is sought by: so many of the words that are as rare as this.
_KEYS: Final = 5
# So alike are words of quite different events.
_STRANGE: Final = 0.3
_RARE: Final = 1.8


def stems(text: str, shortest: int = 4) -> Iterator[str]:
    """The first five letters of each content word, folded, and numbers; in order, repeated as they come.

    Words of fewer than `shortest` letters are left out: mostly prepositions and pronouns.
    """
    empty = event_table().empty_words
    for word in _WORD.findall(fold(text)):
        if (len(word) >= shortest or word.isdigit()) and word not in empty:
            yield word[:_STEM]


@lru_cache(maxsize=20_000)
def rarity(stem: str) -> float:
    """How much a stem tells, from 0 to RAREST: the tens by which it is rarer in news than one word in a hundred."""
    if stem.isdigit():
        plain = len(stem) < 2 or (len(stem) == 4 and stem.startswith(("19", "20")))
        return _PLAIN_NUMBER if plain else _NUMBER
    return _rarities().get(stem, RAREST)


def topic_of(text: str, most: int) -> tuple[str, ...]:
    """The stems that tell the text from others, sorted: the rare ones, those that come again before others."""
    counted = Counter(stems(text))
    telling = {stem: rarity(stem) * min(count, _OFTEN) for stem, count in counted.items() if rarity(stem) >= _TELLING}
    return tuple(sorted(sorted(telling, key=lambda stem: (-telling[stem], stem))[:most]))


def rarest(words: Iterable[str]) -> list[str]:
    """The stems by which two sentences about one event find each other: the rarest, few."""
    telling = sorted((-rarity(stem), stem) for stem in set(words) if rarity(stem) >= _RARE)
    return [stem for _, stem in telling[:_KEYS]]


def weight(words: Iterable[str]) -> float:
    """The sum of their rarities."""
    return sum(map(rarity, words))


def akin(one: Iterable[str], other: Sequence[str]) -> float:
    """How near in meaning the nearest two dictionary forms are, «крушение» and «катастрофа», 0 to 1."""
    table = _akin()
    nearest = max((table.get((min(mine, its), max(mine, its)), 0.0) for mine in one for its in other), default=0.0)
    return max(0.0, (nearest - _STRANGE) / (1 - _STRANGE))


@lru_cache(maxsize=1)
def _rarities() -> dict[str, float]:
    return {stem: number for number, line in _read("rarity.txt") for stem in line}


@lru_cache(maxsize=1)
def _akin() -> dict[tuple[str, ...], float]:
    return {tuple(pair.split("=")): number for number, line in _read("akin.txt") for pair in line}


def _read(name: str) -> Iterator[tuple[float, list[str]]]:
    """Lines of a number and what has it."""
    text = (files("letopis") / "resources" / "linkage" / name).read_text(encoding="utf-8")
    return ((float(number), line) for number, *line in map(str.split, text.split("\n")[:-1]))
