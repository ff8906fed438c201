"""Two passes of annotation over the same articles: the second one's gold stands in for the system's records.

F1 of such a comparison is the agreement between the annotators; it is the same whichever comes first. Where both
choose one of several words for the same event (its type, its status), kappa takes off what chance alone would give.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from letopis.evaluation.gold import Coverage, GoldArticle
from letopis.evaluation.matching import match_events, same_stretch
from letopis.record import Record
from letopis.record.parts import Event


@dataclass(frozen=True, slots=True)
class Kappa:
    """Cohen's kappa; `choices` counts (first annotator's word, second's) over what both judged.

    J. Cohen, A coefficient of agreement for nominal scales, Educational and Psychological Measurement 20 (1960).
    """

    choices: Counter[tuple[str, str]] = field(default_factory=Counter)

    @property
    def value(self) -> float | None:
        """At most 1; 0 is chance. None where nothing was judged, or both used one word throughout."""
        total = self.choices.total()
        first, second = Counter[str](), Counter[str]()
        for (one, other), times in self.choices.items():
            first[one] += times
            second[other] += times
        agreed = sum(times for (one, other), times in self.choices.items() if one == other)
        by_chance = sum(times * second[word] for word, times in first.items())
        return (agreed * total - by_chance) / (total**2 - by_chance) if total**2 > by_chance else None


def kappas(first: Sequence[GoldArticle], second: Mapping[str, Record]) -> dict[str, Kappa]:
    """Of type and status, over events that both passes have, told by a shared trigger and not by their type."""
    pairs = [pair for one in first for pair in _same_events(one, second[one.name])]
    types = Kappa(Counter((one.type, other.type) for one, other in pairs))
    return {"type": types, "status": Kappa(Counter((one.status, other.status) for one, other in pairs))}


def _same_events(first: GoldArticle, second: Record) -> Iterator[tuple[Event, Event]]:
    mine, others = ([event for event in r.events if event.type in first.covers.types] for r in (first.record, second))
    for one, other in match_events(mine, others, lambda _one, _other: True):
        pair = mine[one], others[other]
        if any(same_stretch(mention, twin) for mention in pair[0].mentions for twin in pair[1].mentions):
            yield pair


def is_gold(path: Path) -> bool:
    """Whether the path holds gold rather than records: a folder, or a .yaml file."""
    return path.is_dir() or path.suffix in {".yaml", ".yml"}


def both_passes(
    first: Sequence[GoldArticle], other: Sequence[GoldArticle]
) -> tuple[list[GoldArticle], dict[str, Record], list[str]]:
    """The articles that both passes have, the second pass's records, and the names that only one of them has.

    What one of the two does not cover is not compared.
    """
    second = {article.name: article for article in other}
    common = [replace(one, covers=_shared(one, second[one.name])) for one in first if one.name in second]
    alone = {article.name for article in first} ^ second.keys()
    return common, {one.name: second[one.name].record for one in common}, sorted(alone)


def _shared(one: GoldArticle, other: GoldArticle) -> Coverage:
    named_only = one.covers.named_only or other.covers.named_only
    return Coverage(one.covers.types & other.covers.types, one.covers.fields & other.covers.fields, named_only)
