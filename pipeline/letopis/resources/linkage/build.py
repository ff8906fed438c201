"""Build rarity.txt, how rare the stems of Russian words are: `python -m letopis.resources.linkage.build`.

Counted in the news that navec's vectors were made of (MIT licence): its word list tells how often each word came.
The same list gives the same bytes.
"""

from collections import Counter
from itertools import groupby
from math import log10
from pathlib import Path
from typing import Any, Final

from letopis.language.analysis import Analyzer
from letopis.linkage.words import COMMON, RAREST, stems

FILE: Final = Path(__file__).parent / "rarity.txt"


def rarities(counts: dict[str, int]) -> dict[str, float]:
    """By stem the tens by which it is rarer than one word in a hundred, 0 to less than RAREST; the rest is left out."""
    total = sum(counts.values())
    found = {stem: max(0.0, round(-log10(count / total) - COMMON, 1)) for stem, count in counts.items()}
    return {stem: rarity for stem, rarity in found.items() if rarity < RAREST}


def made() -> str:
    """The file, a line for each rarity: the number, then its stems."""
    vocabulary: Any = Analyzer.load().embedding.vocab
    counts: Counter[str] = Counter()
    for word, count in zip(vocabulary.words, vocabulary.counts, strict=False):
        for stem in stems(word):
            counts[stem] += int(count)
    by_rarity = sorted((rarity, stem) for stem, rarity in rarities(counts).items())
    runs = groupby(by_rarity, key=lambda one: one[0])
    return "".join(f"{rarity} {' '.join(stem for _, stem in run)}\n" for rarity, run in runs)


if __name__ == "__main__":
    FILE.write_text(made(), encoding="utf-8")
