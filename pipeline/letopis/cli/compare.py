"""`letopis compare`."""

import sys
from pathlib import Path
from typing import Annotated

import typer


def compare(
    a: Annotated[Path, typer.Argument(metavar="A", help="records.jsonl of one system, or of the version before.")],
    b: Annotated[Path, typer.Argument(metavar="B", help="records.jsonl of the second one.")],
    gold: Annotated[Path, typer.Argument(metavar="GOLD", help="Gold that both are compared with.")],
    *,
    layout: Annotated[str, typer.Option("--format", metavar="NAME", help="What GOLD is, as for evaluate.")] = "own",
    labels: Annotated[
        str | None, typer.Option(metavar="NAME|FILE", help="What the labels of an annotation tool mean.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Everything as JSON.")] = False,
    verbose: Annotated[
        bool, typer.Option("--verbose", help="List what was mended and broken in each article.")
    ] = False,
) -> None:
    """Compare two systems on the same gold: which figures changed for sure, what got better, what got worse.

    The interval of each difference comes from a paired bootstrap over articles; one that leaves zero out is marked.
    An article without a record counts as missed. Exit code 0: compared; 1: faulty gold or records; 2: wrong usage.

    Example: letopis compare before/records.jsonl after/records.jsonl corpus/gold/dev --verbose
    """
    import orjson

    from letopis.evaluation.comparing import compare_systems
    from letopis.evaluation.loading import load_gold
    from letopis.evaluation.paired_report import print_paired
    from letopis.evaluation.systems import records_of
    from letopis.evaluation.terminal import console

    articles = load_gold(gold, layout, labels)
    report = compare_systems(articles, records_of(a), records_of(b))
    if as_json:
        sys.stdout.buffer.write(orjson.dumps(report.to_dict(), option=orjson.OPT_INDENT_2) + b"\n")
    else:
        print_paired(report, console(), verbose=verbose)
