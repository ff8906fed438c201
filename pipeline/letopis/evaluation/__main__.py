"""`python -m letopis.evaluation`: the command `letopis evaluate` by itself."""

import sys

import typer

from letopis.errors import LetopisError, UsageError
from letopis.evaluation.command import evaluate


def main() -> int:
    """Exit code 0, 1 for faulty gold or records, 2 for wrong usage."""
    try:
        typer.run(evaluate)
    except UsageError as error:
        print(f"letopis: {error}", file=sys.stderr)
        return 2
    except LetopisError as error:
        print(f"letopis: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
