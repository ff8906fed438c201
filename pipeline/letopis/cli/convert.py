"""`letopis convert`."""

import sys
from pathlib import Path
from typing import Annotated

import typer

_NAMES = "own|records|brat|label-studio|doccano|conll|factrueval"


def convert(
    source: Annotated[Path, typer.Argument(metavar="IN", help="A file or folder of the format given by --from.")],
    target: Annotated[Path, typer.Argument(metavar="OUT", help="A new file or folder.")],
    *,
    from_: Annotated[str, typer.Option("--from", metavar=_NAMES, help="What IN is.")],
    to: Annotated[str, typer.Option("--to", metavar=_NAMES, help="What to write; factrueval is only read.")],
    labels: Annotated[
        str | None,
        typer.Option(
            metavar="letopis|nerel|factrueval|FILE",
            help="What the labels mean; left out, found out from the labels. A .yaml file for your own labels.",
        ),
    ] = None,
) -> None:
    """Turn gold, records or an annotation tool's export into another format, and list what that one cannot hold.

    What was written is read back and compared with what was given: the list on standard error is complete.
    Exit code 0: written; 1: faulty input; 2: wrong usage.

    Examples:

    letopis convert output/records.jsonl tasks.json --from records --to label-studio

    letopis convert export.json gold --from label-studio --to own

    letopis convert NEREL/dev nerel.jsonl --from brat --to doccano
    """
    from letopis.evaluation.conversion.convert import convert as run

    done = run(source, target, from_=from_, to=to, by=labels)
    told = f", labels as in {done.labels}" if done.labels else ""
    print(f"letopis: {done.articles} articles in {target}{told}", file=sys.stderr)
    for loss in done.losses:
        print(f"letopis: lost: {loss}", file=sys.stderr)
