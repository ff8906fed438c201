"""Figures for people: tables on the terminal, or JSON."""

import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from letopis.evaluation.bootstrap import Interval, intervals
from letopis.evaluation.counts import Rate, Tally
from letopis.evaluation.difference import Difference
from letopis.evaluation.labels import RATE_LABELS, TALLY_LABELS
from letopis.evaluation.scores import ArticleScore, Score

HEADLINES = (
    "events", "events_whole", "triggers", "arguments", "times_whole", "status", "time", "participants_role",
    "word_triggers", "triples",
)  # fmt: skip
_ABSENT = "–"


@dataclass(slots=True)
class Report:
    """All figures of one comparison."""

    articles: list[ArticleScore]
    total: Score
    intervals: dict[str, Interval]

    @classmethod
    def of(cls, articles: list[ArticleScore]) -> "Report":
        """Sum up the articles."""
        return cls(articles, Score.total([article.score for article in articles]), intervals(articles, HEADLINES))

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
            "splits": self.total.splits,
            "merges": self.total.merges,
            "intervals": {name: list(interval) for name, interval in self.intervals.items()},
            "by_article": {
                article.name: tally_dict(article.score.tallies["events"])
                for article in self.articles
                if "events" in article.score.tallies
            },
            "differences": [difference.to_dict() for difference in self.differences],
        }


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


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def console() -> Console:
    """The terminal; into a file or pipe figures are written whole, where rich would take it to be 80 columns wide."""
    return Console(width=None if sys.stdout.isatty() else 140)


def print_report(report: Report, console: Console, *, by_type: bool, verbose: bool) -> None:
    """The tables; `verbose` lists every difference with its sentence."""
    total = report.total
    title = f"{len(report.articles)} articles; 95% intervals by bootstrap over articles"
    console.print(_tally_table(title, "what", _labelled(total.tallies), report.intervals))
    if total.rates:
        console.print(_rate_table(total.rates, report.intervals))
    if "events" in total.tallies:
        console.print(f"events told as several (split): {total.splits}; several told as one (merged): {total.merges}")
    if by_type:
        rows = [(name, name, tally) for name, tally in total.by_type.items()]
        console.print(_tally_table("events by type", "type", rows, {}))
    if verbose:
        for kind, group in _by_kind(report.differences):
            console.print(Text(f"\n{kind}: {len(group)}", style="bold"))
            for difference in group:
                console.print(difference_line(difference), soft_wrap=True)
    elif report.differences:
        console.print(f"{len(report.differences)} differences; --verbose lists them")


def _labelled(tallies: Mapping[str, Tally]) -> list[tuple[str, str, Tally]]:
    return [(name, TALLY_LABELS[name], tallies[name]) for name in TALLY_LABELS if name in tallies]


def _tally_table(title: str, what: str, rows: Iterable[tuple[str, str, Tally]], known: Mapping[str, Interval]) -> Table:
    table = figures_table(what, title, ("P", "R", "F1", "95%", "right", "false", "missed"))
    for name, label, tally in rows:
        ratios = [percent(value) for value in (tally.precision, tally.recall, tally.f1)]
        counts = [str(count) for count in (tally.right, tally.false, tally.missed)]
        table.add_row(label, *ratios, _span(known.get(name)), *counts)
    return table


def figures_table(what: str, title: str, columns: Sequence[str]) -> Table:
    """An empty table: `what` stands left, figures right."""
    table = Table(title=title or None, title_justify="left", box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0))
    table.add_column(what, no_wrap=True)
    for column in columns:
        table.add_column(column, justify="right", no_wrap=True)
    return table


def _rate_table(rates: Mapping[str, Rate], known: Mapping[str, Interval]) -> Table:
    table = figures_table("of matched events, right", "", ("share", "95%", "right", "of"))
    for name, label in RATE_LABELS.items():
        if name in rates:
            rate = rates[name]
            table.add_row(label, percent(rate.ratio), _span(known.get(name)), str(rate.right), str(rate.total))
    return table


def percent(value: float | None) -> str:
    """A ratio in per cent with one decimal, a dash for none."""
    return _ABSENT if value is None else f"{100 * value:.1f}"


def _span(interval: Interval | None) -> str:
    return "" if interval is None else f"{100 * interval[0]:.0f}–{100 * interval[1]:.0f}"


def _by_kind(differences: Sequence[Difference]) -> list[tuple[str, list[Difference]]]:
    groups: dict[str, list[Difference]] = {}
    for difference in differences:
        groups.setdefault(difference.kind, []).append(difference)
    return list(groups.items())


def difference_line(difference: Difference) -> Text:
    """Where it is, the words, and what is wrong."""
    head = f"  {difference.article}:{difference.start} {difference.type}: "
    return Text(f"{head}{' '.join(difference.text.split())} [{difference.detail}]")
