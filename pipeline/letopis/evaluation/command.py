"""`letopis evaluate`."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from letopis.errors import InputError


def evaluate(
    gold: Annotated[Path, typer.Argument(metavar="GOLD", help="A gold .yaml file, or a folder of them.")],
    records: Annotated[
        Path | None,
        typer.Argument(
            metavar="RECORDS",
            help="records.jsonl to compare, or a second pass of gold; left out, gold's articles are extracted now.",
        ),
    ] = None,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="All figures and differences as JSON.")] = False,
    by_type: Annotated[bool, typer.Option("--by-type", help="Also a table of the event types.")] = False,
    verbose: Annotated[bool, typer.Option("--verbose", help="List every difference with its sentence.")] = False,
    model: Annotated[
        str | None,
        typer.Option("--model", metavar="none|default|PATH", help="The trained model that extracts beside the rules."),
    ] = None,
    layout: Annotated[
        str,
        typer.Option(
            "--format", metavar="own|records|brat|label-studio|doccano|conll|factrueval", help="What GOLD is."
        ),
    ] = "own",
    labels: Annotated[
        str | None,
        typer.Option(
            metavar="letopis|nerel|factrueval|FILE",
            help="What the labels of an annotation tool mean; left out, found out from the labels.",
        ),
    ] = None,
    baselines: Annotated[
        bool, typer.Option("--baselines", help="Gold of times: natasha and dateparser in the same table.")
    ] = False,
) -> None:
    """Compare records with gold: how many events are right, and what is right about them.

    An article without a record counts as missed. Exit code 0: compared; 1: faulty gold or records, or an
    article that could not be extracted; 2: wrong usage. Gold of times (a list of texts with marked expressions)
    is told by its format and scored by detection, exact span and value.

    Agreement of two annotators: give the second one's gold in place of records. Only articles that both have are
    compared; F1 is the same in either order, and --verbose lists the differences to decide on.

    Examples:

    letopis evaluate corpus/gold/dev output/records.jsonl --by-type

    letopis evaluate pass_a pass_b --verbose

    letopis evaluate NEREL/dev output/records.jsonl --format brat
    """
    import orjson

    from letopis.cli.options import make_settings
    from letopis.evaluation.agreement import both_passes, is_gold
    from letopis.evaluation.factrueval import evaluate_factrueval
    from letopis.evaluation.loading import load_gold
    from letopis.evaluation.report import Report, console, print_report
    from letopis.evaluation.scores import score_all
    from letopis.evaluation.systems import extract, records_of
    from letopis.evaluation.times_command import evaluate_times, times_files

    if layout == "factrueval":
        _refuse(by_type or baselines, "--by-type and --baselines do not go with --format factrueval")
        unread = evaluate_factrueval(gold, records, make_settings(model=model), as_json=as_json, verbose=verbose)
        _finish([], unread)
        return
    if layout == "own" and (times := times_files(gold)):
        _refuse(records is not None, f"{gold} is gold of times: its texts are extracted now; leave RECORDS out")
        _refuse(by_type, f"{gold} is gold of times, which have no event types; leave --by-type out")
        _refuse(model is not None, f"{gold} is gold of times, which no model reads; leave --model out")
        evaluate_times(times, baselines=baselines, as_json=as_json, verbose=verbose)
        return
    _refuse(baselines, f"{gold} is gold of events; --baselines goes with gold of times")
    articles = load_gold(gold, layout, labels)
    failed: list[InputError] = []
    if records is None:
        found, failed = extract(articles, make_settings(model=model))
    elif is_gold(records):
        articles, found, alone = both_passes(articles, load_gold(records, layout, labels))
        _tell("only in one of the two, not compared", alone)
    else:
        found = records_of(records)
    report = Report.of(score_all(articles, found))
    if as_json:
        sys.stdout.buffer.write(orjson.dumps(report.to_dict(), option=orjson.OPT_INDENT_2) + b"\n")
    else:
        print_report(report, console(), by_type=by_type, verbose=verbose)
    _finish([article.name for article in articles if article.name not in found], failed)


def _refuse(wrong: bool, message: str) -> None:
    """Options that say nothing about this gold are faults, not ignored. Raises UsageError."""
    from letopis.errors import UsageError

    if wrong:
        raise UsageError(message)


def _finish(names: list[str], failed: "Sequence[InputError]") -> None:
    """Say what counts as missed because there is no record of it; exit code 1 where extraction failed."""
    for failure in failed:
        print(f"letopis: {failure}", file=sys.stderr)
    _tell("no record, counted as missed", names)
    if failed:
        raise typer.Exit(1)


def _tell(what: str, names: Sequence[str]) -> None:
    if names:
        print(f"letopis: {what}: {', '.join(names)}", file=sys.stderr)
