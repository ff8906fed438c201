"""`letopis evaluate`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    pass


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
    by: Annotated[
        list[str] | None,
        typer.Option(metavar="type|block|tag|calibration", help="Also a table by this; repeatable."),
    ] = None,
    by_type: Annotated[bool, typer.Option("--by-type", help="The same as --by type.")] = False,
    verbose: Annotated[bool, typer.Option("--verbose", help="List every difference with its sentence.")] = False,
    output: Annotated[
        list[Path] | None,
        typer.Option(
            "--output", "-o", metavar="FILE", help="Also write .html (the page to read), .md or .json; repeatable."
        ),
    ] = None,
    gate: Annotated[
        Path | None,
        typer.Option(metavar="FLOORS", help="A floors file: exit code 1 where a figure is under its floor."),
    ] = None,
    pin: Annotated[
        bool, typer.Option("--pin", help="With --gate: write floors a little below today's figures; raises only.")
    ] = False,
    lower: Annotated[bool, typer.Option("--lower", help="With --pin: floors may also be lowered.")] = False,
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
        bool, typer.Option("--baselines", help="natasha alone, dateparser and a lexicon baseline in the same table.")
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

    letopis evaluate corpus/gold/dev -o differences.html

    letopis evaluate corpus/gold/dev --gate corpus/floors.json

    letopis evaluate pass_a pass_b --verbose

    letopis evaluate NEREL/dev output/records.jsonl --format brat
    """
    from letopis.cli.options import make_settings
    from letopis.evaluation.running import Request, run

    request = Request(
        gold,
        records,
        None if model is None else make_settings(model=model),
        layout=layout,
        labels=labels,
        as_json=as_json,
        by=(*(by or ()), *(["type"] if by_type else [])),
        verbose=verbose,
        baselines=baselines,
        outputs=tuple(output or ()),
        gate=gate,
        pin=pin,
        lower=lower,
    )
    if code := run(request):
        raise typer.Exit(code)
