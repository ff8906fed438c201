"""Scores after the rules of FactRuEval-2016: entities with their attributes (task 2) and facts (task 3).

What is matched earns the share of its attributes or arguments that agree; a position weighs half. Matching is
one to one, the best pairs first. Facts marked as hard, and entities that are nameless, embedded or only
adjectives, count neither way.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from letopis.evaluation.factrueval_records import FoundEntity, FoundFact, entities_of, facts_of
from letopis.evaluation.factrueval_values import argument_values, attribute_values, equal, same_position
from letopis.evaluation.formats.factrueval import FactArticle, GoldEntity, GoldFact
from letopis.record import Record

_WEIGHTS = {"position": 0.5}

Gold = TypeVar("Gold", GoldEntity, GoldFact)
Found = TypeVar("Found", FoundEntity, FoundFact)


@dataclass(frozen=True, slots=True)
class Score:
    """`right` is the sum of the pairs' qualities; `gold` and `found` how many there are."""

    right: float = 0.0
    gold: int = 0
    found: int = 0

    def __add__(self, other: "Score") -> "Score":
        return Score(self.right + other.right, self.gold + other.gold, self.found + other.found)

    @property
    def precision(self) -> float | None:
        """Of what was found; None when nothing was."""
        return self.right / self.found if self.found else None

    @property
    def recall(self) -> float | None:
        """Of what gold has; None when it has nothing."""
        return self.right / self.gold if self.gold else None

    @property
    def f1(self) -> float | None:
        """The harmonic mean; None when there was nothing to find and nothing was found."""
        return 2 * self.right / (self.gold + self.found) if self.gold + self.found else None


def score_article(gold: FactArticle, record: Record | None) -> tuple[dict[str, Score], list[str]]:
    """Scores by row («entities per», «occupation», ...) and a line for each difference; no record: all missed."""
    scores: dict[str, Score] = {}
    lines: list[str] = []
    entities = entities_of(record) if record else []
    for kind in ("per", "loc", "org"):
        wanted = [one for one in gold.entities if one.kind == kind]
        scores[f"entities {kind}"], other = _compared(
            wanted, [one for one in entities if one.kind == kind], _entity_quality
        )
        lines += other
    scores["entities overall"] = sum(scores.values(), Score())
    facts = facts_of(record) if record else []
    for kind in ("occupation", "meeting"):
        expected = [one for one in gold.facts if one.kind == kind]
        scores[kind], other = _compared(expected, [one for one in facts if one.kind == kind], _fact_quality)
        lines += other
    return scores, [f"{gold.name}: {line}" for line in lines]


def _compared(
    gold: Sequence[Gold], found: Sequence[Found], quality: Callable[[Gold, Found], float]
) -> tuple[Score, list[str]]:
    """The score of one class and its differences. What is matched with something ignored is left out as well."""
    ranked = sorted(
        ((-quality(g, f), g.ignored, i, j) for i, g in enumerate(gold) for j, f in enumerate(found)),
        key=lambda row: row,
    )
    pairs: dict[int, int] = {}
    for worth, _, i, j in ranked:
        if worth < 0 and i not in pairs and j not in pairs.values():
            pairs[i] = j
    counted = {i: j for i, j in pairs.items() if not gold[i].ignored}
    given = len(found) - (len(pairs) - len(counted))
    right = sum(quality(gold[i], found[j]) for i, j in counted.items())
    lines = [f"missed {g}" for i, g in enumerate(gold) if i not in pairs and not g.ignored]
    lines += [f"false {f}" for j, f in enumerate(found) if j not in pairs.values()]
    lines += [f"{found[j]} for {gold[i]}" for i, j in counted.items() if quality(gold[i], found[j]) < 1]
    return Score(right, sum(not one.ignored for one in gold), given), lines


def _entity_quality(gold: GoldEntity, found: FoundEntity) -> float:
    wanted = attribute_values(gold)
    right = [name for name, value in found.attributes.items() if any(equal(v, value) for v in wanted.get(name, ()))]
    total = len(wanted) + len(found.attributes) - len(right)
    return len(right) / total if total else 0.0


def _fact_quality(gold: GoldFact, found: FoundFact) -> float:
    """Weight of the arguments that agree, of all that either side has."""
    left = list(found.arguments)
    right = missed = 0.0
    for name, values in gold.arguments:
        accepted = {text for value in values for text in argument_values(value)}
        hit = next((row for row in left if row[0] == name and _accepts(name, accepted, row[1])), None)
        if hit is None:
            missed += _WEIGHTS.get(name, 1.0)
            continue
        left.remove(hit)
        right += _WEIGHTS.get(name, 1.0)
    total = right + missed + sum(_WEIGHTS.get(name, 1.0) for name, _ in left)
    return right / total if total else 0.0


def _accepts(name: str, accepted: set[str], value: str) -> bool:
    if name == "position":
        return any(same_position(one, value) for one in accepted)
    return any(equal(one, value) for one in accepted)
