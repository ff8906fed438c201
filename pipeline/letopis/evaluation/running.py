"""What `letopis evaluate` does, by the kind of gold: events, times, or FactRuEval's own tasks."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from letopis.errors import InputError, UsageError
from letopis.evaluation.agreement import both_passes, is_gold
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
class Request:
    """What was asked for; `settings` are None where no option named any."""

    gold: Path
    records: Path | None
    settings: Settings | None
    layout: str = "own"
    labels: str | None = None
    as_json: bool = False
    by: tuple[str, ...] = ()
    verbose: bool = False
    baselines: bool = False
    outputs: tuple[Path, ...] = ()
    gate: Path | None = None
    pin: bool = False
    lower: bool = False


def run(request: Request) -> int:
    """The exit code: 0, or 1 where an article could not be extracted. Raises UsageError, GoldError, InputError."""
    check_outputs(request.outputs)
    unknown = [name for name in request.by if name not in BREAKDOWNS]
    _refuse(bool(unknown), f"--by {', '.join(unknown)}: choose among {', '.join(BREAKDOWNS)}")
    _refuse(request.pin and request.gate is None, "--pin needs --gate FILE, where the floors are to stand")
    _refuse(request.lower and not request.pin, "--lower goes with --pin")
    if request.layout == "factrueval" and request.labels is None:
        return _factrueval(request)
    if request.layout == "own" and (times := times_files(request.gold)):
        return _times(request, times)
    return _events(request)


def _factrueval(request: Request) -> int:
    from letopis.evaluation.factrueval import evaluate_factrueval

    _refuse(bool(request.by) or request.baselines, "--by and --baselines do not go with --format factrueval")
    _refuse(bool(request.outputs), "-o does not go with --format factrueval; use --json")
    _refuse(request.gate is not None, "--gate does not go with --format factrueval")
    settings = request.settings or Settings()
    failed = evaluate_factrueval(
        request.gold, request.records, settings, as_json=request.as_json, verbose=request.verbose
    )
    return _finish([], failed)


def _times(request: Request, files: Sequence[Path]) -> int:
    gold = request.gold
    told = f"{gold} is gold of times"
    _refuse(request.records is not None, f"{told}: its texts are extracted now; leave RECORDS out")
    _refuse(bool(request.by), f"{told}, which have no event types; leave --by out")
    _refuse(request.settings is not None, f"{told}, which no model reads; leave --model out")
    _refuse(bool(request.outputs), f"{told}, which has no page; use --json")
    _refuse(request.gate is not None, f"{told}, which has no floors; leave --gate out")
    evaluate_times(files, baselines=request.baselines, as_json=request.as_json, verbose=request.verbose)
    return 0


def _events(request: Request) -> int:
    gold = load_gold(request.gold, request.layout, request.labels)
    failed: list[InputError] = []
    if request.records is None:
        found, failed = extract(gold, _settings(request, gold))
    elif is_gold(request.records):
        gold, found, alone = both_passes(gold, load_gold(request.records, request.layout, request.labels))
        _tell("only in one of the two, not compared", alone)
    else:
        found = records_of(request.records)
    title = f"{request.records or 'letopis'} against {request.gold}"
    comparison = Comparison(gold, found, Report.of(score_all(gold, found)), title)
    if request.baselines:
        comparison.report.baselines = _baselines(gold)
    write_outputs(request.outputs, comparison)
    if request.as_json:
        sys.stdout.buffer.write(as_json(comparison).encode("utf-8"))
    else:
        print_report(comparison.report, console(), by=request.by, verbose=request.verbose)
    code = _finish([article.name for article in gold if article.name not in found], failed)
    if request.gate is not None:
        _hold(Gate(request.gate, request.gold, gold), comparison.report.total, request)
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
    told = gate.pin(total, lower=request.lower) if request.pin else gate.check(total)
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
