"""Whether confidence means what it says: of the events given 0.8, about 80% should be right."""

from dataclasses import dataclass, field

from letopis.evaluation.event_scores import Comparison

BINS = 10


@dataclass(frozen=True, slots=True)
class Bin:
    """Events whose confidence lies in one tenth: how many, how many of them gold has, the sum of their confidences."""

    events: int = 0
    right: int = 0
    confidence: float = 0.0

    def __add__(self, other: "Bin") -> "Bin":
        return Bin(self.events + other.events, self.right + other.right, self.confidence + other.confidence)

    @property
    def gap(self) -> float:
        """Mean confidence minus the share that is right."""
        return (self.confidence - self.right) / self.events if self.events else 0.0


@dataclass(slots=True)
class Calibration:
    """A reliability table; bins by the tenth of the confidence, 1.0 in the last one, and the confidence of the events
    that are right and of those that are wrong."""

    bins: dict[int, Bin] = field(default_factory=dict)
    right: list[float] = field(default_factory=list)
    wrong: list[float] = field(default_factory=list)

    def __add__(self, other: "Calibration") -> "Calibration":
        keys = sorted(self.bins.keys() | other.bins.keys())
        bins = {key: self.bins.get(key, Bin()) + other.bins.get(key, Bin()) for key in keys}
        return Calibration(bins, self.right + other.right, self.wrong + other.wrong)

    @property
    def brier(self) -> float | None:
        """Mean squared difference of confidence and truth (Brier 1950): lower is better."""
        misses = [(1 - one) ** 2 for one in self.right] + [one**2 for one in self.wrong]
        return sum(misses) / len(misses) if misses else None

    @property
    def auc(self) -> float | None:
        """How often a right event is held surer than a wrong one, ties counted half: the area under the ROC curve."""
        pairs = len(self.right) * len(self.wrong)
        above = sum((one > other) + (one == other) / 2 for one in self.right for other in self.wrong)
        return above / pairs if pairs else None

    @property
    def error(self) -> float | None:
        """Expected calibration error (Naeini et al. 2015): the mean gap, bins weighed by their events."""
        total = sum(one.events for one in self.bins.values())
        return sum(abs(one.gap) * one.events for one in self.bins.values()) / total if total else None


def calibration(comparison: Comparison) -> Calibration:
    """The covered events of one article; right are those that are paired with an event of gold."""
    paired = {column for _, column in comparison.pairs}
    found = Calibration()
    for index, event in enumerate(comparison.system):
        tenth = min(BINS - 1, int(event.confidence * BINS))
        right, sure = index in paired, [event.confidence]
        told = Bin(1, int(right), event.confidence)
        found += Calibration({tenth: told}, sure if right else [], [] if right else sure)
    return found
