"""Who is who: clusters of mentions against gold's, by the three measures whose mean is the CoNLL F1.

MUC (Vilain et al. 1995) counts links, B³ (Bagga & Baldwin 1998) mentions, CEAF-e (Luo 2005, φ₄) entities. All three
are sums over articles. A mention is its stretch, a dropped subject its verb; one that stands for two entities («они»)
counts for the first of them. Strict: stretches have to be equal; lenient: a shared character is enough, one to one.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np

from letopis.evaluation.matching import assign
from letopis.record.parts import Entity, EntityMention

Key = tuple[int, int]
Cluster = frozenset[Key]


@dataclass(frozen=True, slots=True)
class Shares:
    """Precision and recall with numerators of their own; all four add up."""

    found: float = 0.0
    system: float = 0.0
    covered: float = 0.0
    gold: float = 0.0

    def __add__(self, other: Self) -> "Shares":
        return Shares(
            self.found + other.found,
            self.system + other.system,
            self.covered + other.covered,
            self.gold + other.gold,
        )

    @property
    def precision(self) -> float | None:
        """Of the system's links, mentions or entities, the share that gold has; 0 when there are none of gold's."""
        return self._ratio(self.found, self.system)

    @property
    def recall(self) -> float | None:
        """Of gold's, the share that the system has."""
        return self._ratio(self.covered, self.gold)

    @property
    def f1(self) -> float | None:
        """Harmonic mean of both; None where neither side has any."""
        precision, recall = self.precision, self.recall
        if precision is None or recall is None:
            return None
        return 2 * precision * recall / (precision + recall) if precision + recall else 0.0

    def _ratio(self, part: float, whole: float) -> float | None:
        if whole:
            return part / whole
        return 0.0 if self.system or self.gold else None


def add_shares(parts: Iterable[dict[str, Shares]]) -> dict[str, Shares]:
    """Sum by key, keys in order of first appearance."""
    total: dict[str, Shares] = {}
    for part in parts:
        for key, shares in part.items():
            total[key] = total.get(key, Shares()) + shares
    return total


def conll_f1(shares: dict[str, Shares], suffix: str = "") -> float | None:
    """The mean F1 of the three measures; None where there is nothing to link."""
    values = [shares[name + suffix].f1 for name in ("muc", "b3", "ceaf") if name + suffix in shares]
    known = [value for value in values if value is not None]
    return sum(known) / len(known) if known else None


def coreference(gold: Sequence[Entity], system: Sequence[Entity]) -> dict[str, Shares]:
    """The three measures, strict and lenient, of one article."""
    wanted, found = _clusters(gold), _clusters(system)
    lenient = _renamed(found, wanted)
    return _measures(wanted, found, "") | _measures(wanted, lenient, "_lenient")


def _measures(gold: Sequence[Cluster], system: Sequence[Cluster], suffix: str) -> dict[str, Shares]:
    return {
        f"muc{suffix}": Shares(*_muc(system, gold), *_muc(gold, system)),
        f"b3{suffix}": Shares(*_b_cubed(system, gold), *_b_cubed(gold, system)),
        f"ceaf{suffix}": _ceaf(gold, system),
    }


def _clusters(entities: Iterable[Entity]) -> list[Cluster]:
    taken: set[Key] = set()
    found = []
    for entity in entities:
        cluster = frozenset(map(_key, entity.mentions)) - taken
        taken |= cluster
        if cluster:
            found.append(cluster)
    return found


def _key(mention: EntityMention) -> Key:
    """A dropped subject has an empty stretch, so that it is never a mention that stands there."""
    if mention.start is None or mention.end is None:
        return (mention.at or 0, mention.at or 0)
    return (mention.start, mention.end)


def _renamed(system: Sequence[Cluster], gold: Sequence[Cluster]) -> list[Cluster]:
    """The system's mentions under the names of gold's that they overlap, equal ones first, then the longest overlap."""
    wanted = {key for cluster in gold for key in cluster}
    mine = [key for cluster in system for key in cluster]
    names = {key: key for key in mine if key in wanted}
    rest, free = sorted(set(mine) - wanted), sorted(wanted - names.keys())
    overlaps = [(max(0, min(a[1], b[1]) - max(a[0], b[0])), a, b) for a in rest for b in free]
    taken: set[Key] = set()
    for overlap, one, other in sorted(overlaps, key=lambda pair: (-pair[0], pair[1:])):
        if overlap and one not in names and other not in taken:
            names[one] = other
            taken.add(other)
    return [frozenset(names.get(key, key) for key in cluster) for cluster in system]


def _muc(key: Sequence[Cluster], response: Sequence[Cluster]) -> tuple[float, float]:
    """Links of `key` that `response` has, and all links of `key`."""
    home = _home(response)
    kept = sum(len(cluster) - _parts(cluster, home) for cluster in key)
    return float(kept), float(sum(len(cluster) - 1 for cluster in key))


def _parts(cluster: Cluster, home: dict[Key, int]) -> int:
    """Into how many pieces the other side breaks it; a mention that it lacks is a piece."""
    return len({home[key] for key in cluster if key in home}) + sum(key not in home for key in cluster)


def _b_cubed(key: Sequence[Cluster], response: Sequence[Cluster]) -> tuple[float, float]:
    """For each mention of `key` the share of its cluster that stays with it; and the number of mentions."""
    home = _home(response)
    shares = (
        together**2 / len(cluster)
        for cluster in key
        for together in Counter(home[mention] for mention in cluster if mention in home).values()
    )
    return sum(shares), float(sum(map(len, key)))


def _home(clusters: Sequence[Cluster]) -> dict[Key, int]:
    return {key: number for number, cluster in enumerate(clusters) for key in cluster}


def _ceaf(gold: Sequence[Cluster], system: Sequence[Cluster]) -> Shares:
    likeness = np.array([[2 * len(k & r) / (len(k) + len(r)) for r in system] for k in gold])
    total = sum(float(likeness[pair]) for pair in assign(likeness.reshape(len(gold), len(system))))
    return Shares(total, float(len(system)), total, float(len(gold)))
