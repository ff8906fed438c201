"""A report into files: the ending says as what."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import orjson

from letopis.errors import UsageError
from letopis.evaluation.coreference import conll_f1
from letopis.evaluation.gold import GoldArticle
from letopis.evaluation.labels import FIGURE_LABELS, RATE_LABELS, SHARE_LABELS, TALLY_LABELS
from letopis.evaluation.report import Report
from letopis.evaluation.terminal import percent, two_places
from letopis.record import Record


@dataclass(frozen=True, slots=True)
class Comparison:
    """What is to be reported: gold, the records compared with it, their scores in gold's order, and a title."""

    gold: Sequence[GoldArticle]
    found: Mapping[str, Record]
    report: Report
    title: str


def as_json(comparison: Comparison) -> str:
    """All figures and differences."""
    return orjson.dumps(comparison.report.to_dict(), option=orjson.OPT_INDENT_2).decode("utf-8") + "\n"


def as_markdown(comparison: Comparison) -> str:
    """The figures as tables for a README, and the number of differences by kind."""
    report = comparison.report
    told = f"{len(report.articles)} articles; 95% intervals by bootstrap over articles."
    kinds = Counter(difference.kind for difference in report.differences)
    tables = [
        _table(("what", "P", "R", "F1", "95%", "right", "false", "missed"), _tally_rows(report)),
        _table(("of matched events, right", "share", "95%", "right", "of"), _rate_rows(report)),
        _table(("who is who", "P", "R", "F1"), _share_rows(report)),
        _table(("Cohen's kappa", "", "events"), _kappa_rows(report)),
        _table(("F1, or share right", "letopis", *report.baselines), _baseline_rows(report)),
        _table(("difference", "number"), kinds.items()),
    ]
    return "\n\n".join([f"# {comparison.title}", told, *filter(None, tables)]) + "\n"


def _table(columns: Sequence[str], rows: Iterable[Iterable[object]]) -> str:
    """Empty when there are no rows."""
    lines = [f"| {' | '.join(map(str, row))} |" for row in rows]
    return "\n".join([f"| {' | '.join(columns)} |", "|---" * len(columns) + "|", *lines]) if lines else ""


def _tally_rows(report: Report) -> Iterator[tuple[object, ...]]:
    for name, label in TALLY_LABELS.items():
        if (tally := report.total.tallies.get(name)) is not None:
            ratios = (percent(value) for value in (tally.precision, tally.recall, tally.f1))
            yield (label, *ratios, _interval(report, name), tally.right, tally.false, tally.missed)


def _rate_rows(report: Report) -> Iterator[tuple[object, ...]]:
    for name, label in RATE_LABELS.items():
        if (rate := report.total.rates.get(name)) is not None:
            yield label, percent(rate.ratio), _interval(report, name), rate.right, rate.total


def _share_rows(report: Report) -> Iterator[tuple[object, ...]]:
    for name, label in SHARE_LABELS.items():
        if (share := report.total.shares.get(name)) is not None:
            yield label, percent(share.precision), percent(share.recall), percent(share.f1)
    if report.total.shares:
        yield "CoNLL F1 (their mean)", "", "", percent(conll_f1(report.total.shares))
        yield "CoNLL F1, overlapping mentions", "", "", percent(conll_f1(report.total.shares, "_lenient"))


def _baseline_rows(report: Report) -> Iterator[tuple[object, ...]]:
    for name, values in report.side_by_side.items() if report.baselines else ():
        yield FIGURE_LABELS[name], *(percent(value) for value in values.values())


def _kappa_rows(report: Report) -> Iterator[tuple[object, ...]]:
    for name, kappa in report.kappas.items():
        yield name, two_places(kappa.value), kappa.choices.total()


def _interval(report: Report, name: str) -> str:
    low, high = report.intervals.get(name, (None, None))
    return "" if low is None or high is None else f"{percent(low)}–{percent(high)}"


def as_page(comparison: Comparison) -> str:
    """One self-contained HTML page."""
    from letopis.report.gold_page import render_page

    return render_page(comparison.gold, comparison.found, comparison.report, comparison.title)


OUTPUTS: dict[str, Callable[[Comparison], str]] = {".json": as_json, ".md": as_markdown, ".html": as_page}


def check_outputs(paths: Sequence[Path]) -> None:
    """Before anything is computed. Raises UsageError for an ending that says nothing, or a folder that is not there."""
    for path in paths:
        if path.suffix not in OUTPUTS:
            raise UsageError(f"-o {path}: end the name with one of {', '.join(OUTPUTS)}")
        if not path.parent.is_dir():
            raise UsageError(f"-o {path}: there is no folder {path.parent}")


def write_outputs(paths: Sequence[Path], comparison: Comparison) -> None:
    """Write each file."""
    for path in paths:
        path.write_text(OUTPUTS[path.suffix](comparison), encoding="utf-8")
