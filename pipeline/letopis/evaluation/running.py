"""What `letopis evaluate` does, by the kind of gold: events, times, or FactRuEval's own tasks."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from letopis.errors import InputError, UsageError
from letopis.evaluation.agreement import Kappa, both_passes, is_gold, kappas
from letopis.evaluation.gate import Gate
from letopis.evaluation.gold import GoldArticle
from letopis.evaluation.loading import load_gold
from letopis.evaluation.output import Comparison, as_json, check_outputs, write_outputs
from letopis.evaluation.report import Report
from letopis.evaluation.scores import Score, score_all
from letopis.evaluation.systems import extract, records_of
from letopis.evaluation.terminal import BREAKDOWNS, console, print_report
from letopis.evaluation.times_command import evaluate_times, times_files
from letopis.settings import Settings


@dataclass(frozen=True, slots=True)
class Shown:
    """What is to be shown: tables of BREAKDOWNS, files, JSON instead of tables, every difference, other systems."""

    by: tuple[str, ...] = ()
    outputs: tuple[Path, ...] = ()
    as_json: bool = False
    verbose: bool = False
    baselines: bool = False


@dataclass(frozen=True, slots=True)
class Floors:
    """The floors file, if any, and whether its floors are written anew, lower ones too."""

    file: Path | None = None
    pin: bool = False
    lower: bool = False


@dataclass(frozen=True, slots=True)
class Request:
    """What was asked for; `settings` are None where no option named any."""

    gold: Path
    records: Path | None
    settings: Settings | None
    layout: str
    labels: str | None
    shown: Shown
    floors: Floors


def run(request: Request) -> int:
    """The exit code: 0, or 1 where an article could not be extracted. Raises UsageError, GoldError, InputError."""
    check_outputs(request.shown.outputs)
    floors, unknown = request.floors, [name for name in request.shown.by if name not in BREAKDOWNS]
    _refuse(bool(unknown), f"--by {', '.join(unknown)}: choose among {', '.join(BREAKDOWNS)}")
    _refuse(floors.pin and floors.file is None, "--pin needs --gate FILE, where the floors are to stand")
    _refuse(floors.lower and not floors.pin, "--lower goes with --pin")
    if request.layout == "factrueval" and request.labels is None:
        return _factrueval(request)
    if request.layout == "own" and (times := times_files(request.gold)):
        return _times(request, times)
    return _events(request)


def _factrueval(request: Request) -> int:
    from letopis.evaluation.factrueval import evaluate_factrueval

    shown = request.shown
    _refuse(bool(shown.by) or shown.baselines, "--by and --baselines do not go with --format factrueval")
    _refuse(bool(shown.outputs), "-o does not go with --format factrueval; use --json")
    _refuse(request.floors.file is not None, "--gate does not go with --format factrueval")
    settings = request.settings or Settings()
    failed = evaluate_factrueval(request.gold, request.records, settings, as_json=shown.as_json, verbose=shown.verbose)
    return _finish([], failed)


def _times(request: Request, files: Sequence[Path]) -> int:
    shown, told = request.shown, f"{request.gold} is gold of times"
    _refuse(request.records is not None, f"{told}: its texts are extracted now; leave RECORDS out")
    _refuse(bool(shown.by), f"{told}, which have no event types; leave --by out")
    _refuse(request.settings is not None, f"{told}, which no model reads; leave --model out")
    _refuse(bool(shown.outputs), f"{told}, which has no page; use --json")
    _refuse(request.floors.file is not None, f"{told}, which has no floors; leave --gate out")
    evaluate_times(files, baselines=shown.baselines, as_json=shown.as_json, verbose=shown.verbose)
    return 0


def _events(request: Request) -> int:
    gold = load_gold(request.gold, request.layout, request.labels)
    failed: list[InputError] = []
    agreement: dict[str, Kappa] = {}
    if request.records is None:
        found, failed = extract(gold, _settings(request, gold))
    elif is_gold(request.records):
        gold, found, alone = both_passes(gold, load_gold(request.records, request.layout, request.labels))
        agreement = kappas(gold, found)
        _tell("only in one of the two, not compared", alone)
    else:
        found = records_of(request.records)
    bare = sum(one.segmentation is not None and one.name in found and not found[one.name].layers for one in gold)
    _tell("tokens and sentences not scored, extract with --layers", [f"{bare} records without layers"] if bare else [])
    title = f"{request.records or 'letopis'} against {request.gold}"
    comparison = Comparison(gold, found, Report.of(score_all(gold, found)), title)
    comparison.report.kappas = agreement
    if request.shown.baselines:
        comparison.report.baselines = _baselines(gold)
    write_outputs(request.shown.outputs, comparison)
    if request.shown.as_json:
        sys.stdout.buffer.write(as_json(comparison).encode("utf-8"))
    else:
        print_report(comparison.report, console(), by=request.shown.by, verbose=request.shown.verbose)
    code = _finish([article.name for article in gold if article.name not in found], failed)
    if request.floors.file is not None:
        _hold(Gate(request.floors.file, request.gold, gold), comparison.report.total, request)
    return code


def _baselines(gold: Sequence[GoldArticle]) -> dict[str, Report]:
    # natasha's own models load here: only who asks for them waits for them.
    from letopis.evaluation.baselines import baseline_records

    return {name: Report.of(score_all(gold, records)) for name, records in baseline_records(gold).items()}


def _settings(request: Request, gold: Sequence[GoldArticle]) -> Settings:
    """With layers where gold has tokens or sentences to compare them with."""
    settings = request.settings or Settings()
    return settings.model_copy(update={"layers": True}) if any(one.segmentation for one in gold) else settings


def _hold(gate: Gate, total: Score, request: Request) -> None:
    told = gate.pin(total, lower=request.floors.lower) if request.floors.pin else gate.check(total)
    print(f"letopis: {told}", file=sys.stderr)


def _refuse(wrong: bool, message: str) -> None:
    """Options that say nothing about this gold are faults, not ignored. Raises UsageError."""
    if wrong:
        raise UsageError(message)


def _finish(names: Sequence[str], failed: Sequence[InputError]) -> int:
    """Say what counts as missed because there is no record of it; the exit code."""
    for failure in failed:
        print(f"letopis: {failure}", file=sys.stderr)
    _tell("no record, counted as missed", names)
    return int(bool(failed))


def _tell(what: str, names: Sequence[str]) -> None:
    if names:
        print(f"letopis: {what}: {', '.join(names)}", file=sys.stderr)
