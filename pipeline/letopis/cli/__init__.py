"""The command `letopis`: one module a command, each heavy import inside the function that needs it."""

import sys
from collections.abc import Sequence

import typer

from letopis.cli.compare import compare
from letopis.cli.convert import convert
from letopis.cli.db import changes, db
from letopis.cli.explain import explain
from letopis.cli.export import export
from letopis.cli.extract import extract
from letopis.cli.load import load
from letopis.cli.query import query
from letopis.cli.review import review
from letopis.cli.schema import schema
from letopis.cli.timeline import timeline
from letopis.cli.version import version
from letopis.errors import LetopisError, UsageError
from letopis.evaluation.command import evaluate
from letopis.garbage import collect_rarely
from letopis.threads import default_to_one_thread
from letopis.training.command import train

__all__ = ["app", "main"]

app = typer.Typer(
    name="letopis",
    help="Russian news articles in, event records out: who did what with whom, where, when, and who says so.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
for command in (extract, explain, evaluate, compare, convert, export, load, changes, schema, timeline, train, version):
    app.command()(command)
app.add_typer(db)
app.add_typer(review)
app.add_typer(query)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command; exits 0 when all went well, 1 when some input failed, 2 on wrong usage.

    Matrix products run on one thread unless OPENBLAS_NUM_THREADS (or its like) says otherwise.
    """
    default_to_one_thread()
    collect_rarely()
    try:
        app(args=None if arguments is None else list(arguments))
    except UsageError as error:
        print(f"letopis: {error}", file=sys.stderr)
        sys.exit(2)
    except LetopisError as error:
        print(f"letopis: {error}", file=sys.stderr)
        sys.exit(1)
