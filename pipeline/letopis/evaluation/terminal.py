"""Figures for people: tables on the terminal."""

import sys
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Final

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from letopis.evaluation.agreement import Kappa
from letopis.evaluation.bootstrap import Interval
from letopis.evaluation.calibration import BINS, Calibration
from letopis.evaluation.coreference import Shares, conll_f1
from letopis.evaluation.counts import Rate, Tally
from letopis.evaluation.difference import Difference
from letopis.evaluation.labels import FIGURE_LABELS, RATE_LABELS, SHARE_LABELS, TALLY_LABELS
from letopis.evaluation.phenomena import Phenomenon
from letopis.evaluation.report import Report

_ABSENT = "–"
# Tables that are printed when asked for.
BREAKDOWNS: Final = ("type", "block", "tag", "calibration")


def console() -> Console:
    """The terminal; into a file or pipe figures are written whole, where rich would take it to be 80 columns wide."""
    return Console(width=None if sys.stdout.isatty() else 140)


def print_report(report: Report, console: Console, *, by: Collection[str], verbose: bool) -> None:
    """The tables, those of BREAKDOWNS that `by` names; `verbose` lists every difference with its sentence."""
    total = report.total
    title = f"{len(report.articles)} articles; 95% intervals by bootstrap over articles"
    console.print(_tally_table(title, "what", _labelled(total.tallies), report.intervals))
    if total.rates:
        console.print(_rate_table(total.rates, report.intervals))
    if total.shares:
        console.print(_coreference_table(total.shares))
    if "events" in total.tallies:
        console.print(f"events told as several (split): {total.splits}; several told as one (merged): {total.merges}")
        console.print(_summary(report))
    if report.kappas:
        console.print(_kappa_line(report.kappas))
    _print_breakdowns(report, console, by)
    if report.baselines:
        console.print(_baselines_table(report))
    if verbose:
        for kind, group in _by_kind(report.differences):
            console.print(Text(f"\n{kind}: {len(group)}", style="bold"))
            for difference in group:
                console.print(difference_line(difference), soft_wrap=True)
    elif report.differences:
        console.print(f"{len(report.differences)} differences; --verbose lists them")


def _summary(report: Report) -> str:
    means = [f"mean F1 of events over {name} {percent(value)}" for name, value in report.macro.items()]
    error = report.total.calibration.error
    means += [] if error is None else [f"confidence off by {percent(error)} (ECE)"]
    return "; ".join(means)


def _kappa_line(kappas: Mapping[str, Kappa]) -> str:
    events = max(one.choices.total() for one in kappas.values())
    told = ", ".join(f"{name} {two_places(one.value)}" for name, one in kappas.items())
    return f"Cohen's kappa over the {events} events that share a trigger: {told}"


def _print_breakdowns(report: Report, console: Console, by: Collection[str]) -> None:
    groups = {
        "type": ("events by type", report.total.by_type),
        "block": ("triggers by block", report.total.by_block),
        "tag": ("events by what is hard about the article", report.by_tag),
    }
    for name, (title, tallies) in groups.items():
        if name in by:
            rows = [(key, key, tally) for key, tally in tallies.items()]
            console.print(_tally_table(title, name, rows, {}))
    if "tag" in by and report.total.by_event_tag:
        console.print(_phenomena_table(report.total.by_event_tag))
    if "calibration" in by:
        console.print(_calibration_table(report.total.calibration))


def _baselines_table(report: Report) -> Table:
    table = figures_table("F1, or share right", "beside other systems", ("letopis", *report.baselines))
    for name, values in report.side_by_side.items():
        table.add_row(FIGURE_LABELS[name], *(percent(value) for value in values.values()))
    return table


def _coreference_table(shares: Mapping[str, Shares]) -> Table:
    table = figures_table("who is who", "", ("P", "R", "F1"))
    for name, label in SHARE_LABELS.items():
        if name in shares:
            one = shares[name]
            table.add_row(label, percent(one.precision), percent(one.recall), percent(one.f1))
    table.add_row("CoNLL F1 (their mean)", "", "", percent(conll_f1(dict(shares))))
    table.add_row("CoNLL F1, overlapping mentions", "", "", percent(conll_f1(dict(shares), "_lenient")))
    return table


def _calibration_table(found: Calibration) -> Table:
    table = figures_table("confidence", "events by confidence", ("events", "mean", "right"))
    for key, one in found.bins.items():
        label = f"{key / BINS:.1f}–{(key + 1) / BINS:.1f}"
        table.add_row(label, str(one.events), percent(one.confidence / one.events), percent(one.right / one.events))
    brier, auc = (two_places(value) for value in (found.brier, found.auc))
    table.caption = f"Brier {brier}, ROC AUC {auc}"
    return table


def _phenomena_table(found: Mapping[str, Phenomenon]) -> Table:
    columns = ("events", "found", "of these: status", "participants and roles")
    table = figures_table("tag or status", "events by what is hard about them", columns)
    for tag, one in found.items():
        ratios = [percent(rate.ratio) for rate in (one.found, one.status, one.participants)]
        table.add_row(tag, str(one.found.total), *ratios)
    return table


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


def two_places(value: float | None) -> str:
    """A coefficient, a dash for none."""
    return _ABSENT if value is None else f"{value:.2f}"


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
