"""`letopis evaluate`: its options, and what they mean together is `running`'s business."""

from pathlib import Path
from typing import Annotated

import typer

Gold = Annotated[Path, typer.Argument(metavar="GOLD", help="A gold .yaml file, or a folder of them; see --format.")]
Records = Annotated[
    Path | None,
    typer.Argument(
        metavar="RECORDS",
        help="records.jsonl to compare, or a second pass of gold; left out, gold's articles are extracted now.",
    ),
]
Layout = Annotated[
    str,
    typer.Option("--format", metavar="own|records|brat|label-studio|doccano|conll|factrueval", help="What GOLD is."),
]
Labels = Annotated[
    str | None,
    typer.Option(
        metavar="letopis|nerel|factrueval|FILE",
        help="What the labels of an annotation tool mean; left out, found out from the labels.",
    ),
]
Output = Annotated[
    list[Path] | None,
    typer.Option(
        "--output", "-o", metavar="FILE", help="Also write .html (the page to read), .md or .json; repeatable."
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="All figures and differences as JSON.")]
By = Annotated[
    list[str] | None,
    typer.Option(metavar="type|block|tag|calibration", help="Also a table by this; repeatable."),
]
ByType = Annotated[bool, typer.Option("--by-type", help="The same as --by type.")]
Verbose = Annotated[bool, typer.Option("--verbose", help="List every difference with its sentence.")]
Baselines = Annotated[
    bool, typer.Option("--baselines", help="natasha alone, dateparser and a lexicon baseline in the same table.")
]
GateFile = Annotated[
    Path | None,
    typer.Option(metavar="FLOORS", help="A floors file: exit code 1 where a figure is under its floor."),
]
Pin = Annotated[
    bool, typer.Option("--pin", help="With --gate: write floors a little below today's figures; raises only.")
]
Lower = Annotated[bool, typer.Option("--lower", help="With --pin: floors may also be lowered.")]
Model = Annotated[
    str | None,
    typer.Option("--model", metavar="none|default|PATH", help="The trained model that extracts beside the rules."),
]


def evaluate(
    gold: Gold,
    records: Records = None,
    *,
    layout: Layout = "own",
    labels: Labels = None,
    output: Output = None,
    as_json: AsJson = False,
    by: By = None,
    by_type: ByType = False,
    verbose: Verbose = False,
    baselines: Baselines = False,
    gate: GateFile = None,
    pin: Pin = False,
    lower: Lower = False,
    model: Model = None,
) -> None:
    """Compare records with gold: how many events are right, and what is right about them.

    An article without a record counts as missed. Exit code 0: compared; 1: faulty gold or records, an article that
    could not be extracted, or a figure under its floor; 2: wrong usage. Gold of times (a list of texts with marked
    expressions) is told by its format and scored by detection, exact span and value.

    Agreement of two annotators: give the second one's gold in place of records. Only articles that both have are
    compared; F1 is the same in either order, and --verbose lists the differences to decide on.

    Examples:

    letopis evaluate corpus/gold/dev output/records.jsonl --by type --by tag

    letopis evaluate corpus/gold/dev -o differences.html --baselines

    letopis evaluate corpus/gold/dev --gate corpus/floors.json

    letopis evaluate pass_a pass_b --verbose

    letopis evaluate NEREL/dev output/records.jsonl --format brat
    """
    from letopis.cli.options import make_settings
    from letopis.evaluation.running import Floors, Request, Shown, run

    settings = None if model is None else make_settings(model=model)
    tables = (*(by or ()), *(["type"] if by_type else []))
    shown = Shown(tables, tuple(output or ()), as_json=as_json, verbose=verbose, baselines=baselines)
    floors = Floors(gate, pin=pin, lower=lower)
    if code := run(Request(gold, records, settings, layout, labels, shown, floors)):
        raise typer.Exit(code)
