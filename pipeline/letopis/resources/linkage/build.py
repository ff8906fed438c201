"""Build rarity.txt, how rare the stems of Russian words are, and akin.txt, which words of the ontology tell of an event
in other words: `python -m letopis.resources.linkage.build`.

Counted in the news that navec's vectors were made of (MIT licence): its word list tells how often each word came, its
vectors in what company. The same list and ontology give the same bytes.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby
from math import log10
from pathlib import Path
from typing import Any, Final

import numpy as np

from letopis.events.ontology import Ontology
from letopis.language.analysis import Analyzer
from letopis.linkage.tables import event_table
from letopis.linkage.words import COMMON, RAREST, stems
from letopis.model.vectors import WordVectors

FILE: Final = Path(__file__).parent / "rarity.txt"
AKIN: Final = FILE.with_name("akin.txt")
# Cosine from which on two words are alike enough to be told.
_ALIKE: Final = 0.4


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


def akin(words: Iterable[str]) -> Iterator[tuple[float, str, str]]:
    """Pairs of these words, each in the order of letters, that come in much the same company, and how much."""
    vectors = WordVectors.load()
    known = [word for word in sorted(words) if vectors.row(word) != vectors.unknown]
    found = vectors.unpack(np.array([vectors.row(word) for word in known], dtype=int)).astype(float)
    found /= np.linalg.norm(found, axis=1, keepdims=True)
    cosines = found @ found.T
    for one, other in zip(*np.nonzero(np.triu(cosines, 1) >= _ALIKE), strict=True):
        yield round(float(cosines[one, other]), 2), known[one], known[other]


def made_akin() -> str:
    """The file, a line for each likeness: the number, then the pairs; of words of one family of types."""
    families: dict[str, set[str]] = {}
    for kind in Ontology.load().types.values():
        lemmas = {lemma for rule in kind.triggers for lemma in rule.lemma}
        for family in event_table().families_of(kind.type):
            families.setdefault(family, set()).update(lemmas)
    pairs = sorted({pair for words in families.values() for pair in akin(words)})
    runs = groupby(pairs, key=lambda pair: pair[0])
    return "".join(f"{likeness} {' '.join(f'{one}={other}' for _, one, other in run)}\n" for likeness, run in runs)


if __name__ == "__main__":
    FILE.write_text(made(), encoding="utf-8")
    AKIN.write_text(made_akin(), encoding="utf-8")
