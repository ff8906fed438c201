"""All figures of one comparison, and as JSON."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from letopis.evaluation.agreement import Kappa
from letopis.evaluation.bootstrap import Interval, intervals
from letopis.evaluation.calibration import BINS, Calibration
from letopis.evaluation.coreference import Shares, conll_f1
from letopis.evaluation.counts import Rate, Tally
from letopis.evaluation.difference import Difference
from letopis.evaluation.labels import FIGURE_LABELS
from letopis.evaluation.phenomena import Phenomenon
from letopis.evaluation.scores import ArticleScore, Score

HEADLINES = (
    "events", "events_whole", "triggers", "arguments", "times_whole", "status", "time", "participants_role",
    "word_triggers", "triples",
)  # fmt: skip


@dataclass(slots=True)
class Report:
    """All figures of one comparison; `kappas` where it is one of two annotators."""

    articles: list[ArticleScore]
    total: Score
    intervals: dict[str, Interval]
    baselines: dict[str, "Report"] = field(default_factory=dict)
    kappas: dict[str, Kappa] = field(default_factory=dict)

    @classmethod
    def of(cls, articles: list[ArticleScore]) -> "Report":
        """Sum up the articles."""
        return cls(articles, Score.total([article.score for article in articles]), intervals(articles, HEADLINES))

    @property
    def by_tag(self) -> dict[str, Tally]:
        """Events by what gold says is hard about an article; an article counts for each of its tags."""
        tags = sorted({tag for article in self.articles for tag in article.tags})
        return {
            tag: sum((a.score.tallies.get("events", Tally()) for a in self.articles if tag in a.tags), Tally())
            for tag in tags
        }

    @property
    def macro(self) -> dict[str, float]:
        """Mean F1 of events over types and over articles, all of one weight; those without events are left out."""
        articles = (article.score.tallies.get("events", Tally()).f1 for article in self.articles)
        groups = {"types": (tally.f1 for tally in self.total.by_type.values()), "articles": articles}
        means = {name: _mean(values) for name, values in groups.items()}
        return {name: mean for name, mean in means.items() if mean is not None}

    @property
    def differences(self) -> list[Difference]:
        """Every difference of every article."""
        return [difference for article in self.articles for difference in article.differences]

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON values."""
        return {
            "articles": len(self.articles),
            "tallies": {name: tally_dict(tally) for name, tally in self.total.tallies.items()},
            "rates": {name: _rate_dict(rate) for name, rate in self.total.rates.items()},
            "by_type": {name: tally_dict(tally) for name, tally in self.total.by_type.items()},
            "by_block": {name: tally_dict(tally) for name, tally in self.total.by_block.items()},
            "by_tag": {name: tally_dict(tally) for name, tally in self.by_tag.items()},
            "by_event_tag": {name: _phenomenon_dict(one) for name, one in self.total.by_event_tag.items()},
            "macro": {name: _rounded(value) for name, value in self.macro.items()},
            "coreference": _coreference_dict(self.total.shares),
            "calibration": _calibration_dict(self.total.calibration),
            "splits": self.total.splits,
            "merges": self.total.merges,
            "intervals": {name: list(interval) for name, interval in self.intervals.items()},
            "by_article": {
                article.name: tally_dict(article.score.tallies["events"])
                for article in self.articles
                if "events" in article.score.tallies
            },
            **({"baselines": self.side_by_side} if self.baselines else {}),
            **({"kappa": {name: _kappa_dict(one) for name, one in self.kappas.items()}} if self.kappas else {}),
            "differences": [difference.to_dict() for difference in self.differences],
        }

    @property
    def side_by_side(self) -> dict[str, dict[str, float | None]]:
        """Each figure (F1, or the share right) of this system and of the baselines, in the order of tables."""
        reports = {"letopis": self, **self.baselines}
        known = {name for report in reports.values() for name in report.total.figures}
        figures = {
            name: {system: _rounded(report.figure(name)) for system, report in reports.items()}
            for name in FIGURE_LABELS
            if name in known
        }
        linked = {system: _rounded(conll_f1(report.total.shares)) for system, report in reports.items()}
        return figures | ({"conll": linked} if any(linked.values()) else {})

    def figure(self, name: str) -> float | None:
        """F1 of a tally, the share of a rate; None where there is none of that name or nothing to count."""
        part, whole = self.total.fraction(name)
        return part / whole if whole else None


def tally_dict(tally: Tally) -> dict[str, int | float | None]:
    """Counts and ratios of a tally; ratios to four decimals."""
    return {
        "right": tally.right,
        "false": tally.false,
        "missed": tally.missed,
        "precision": _rounded(tally.precision),
        "recall": _rounded(tally.recall),
        "f1": _rounded(tally.f1),
    }


def _rate_dict(rate: Rate) -> dict[str, int | float | None]:
    return {"right": rate.right, "total": rate.total, "ratio": _rounded(rate.ratio)}


def _kappa_dict(one: Kappa) -> dict[str, int | float | None]:
    return {"kappa": _rounded(one.value), "events": one.choices.total()}


def _phenomenon_dict(one: Phenomenon) -> dict[str, Any]:
    return {name: _rate_dict(getattr(one, name)) for name in ("found", "status", "participants")}


def _coreference_dict(shares: dict[str, Shares]) -> dict[str, Any]:
    measures = {
        name: {"precision": _rounded(one.precision), "recall": _rounded(one.recall), "f1": _rounded(one.f1)}
        for name, one in shares.items()
    }
    conll = {"conll": _rounded(conll_f1(shares)), "conll_lenient": _rounded(conll_f1(shares, "_lenient"))}
    return measures | conll if shares else {}


def _calibration_dict(found: Calibration) -> dict[str, Any]:
    bins = [
        {"from": key / BINS, "events": one.events, "right": one.right, "confidence": round(one.confidence, 2)}
        for key, one in found.bins.items()
    ]
    figures = {"error": found.error, "brier": found.brier, "auc": found.auc}
    return {name: _rounded(value) for name, value in figures.items()} | {"bins": bins}


def _mean(values: Iterable[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return sum(known) / len(known) if known else None


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
