"""Options that several commands share, and their way into settings."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from letopis.errors import UsageError

if TYPE_CHECKING:
    from letopis.settings import Settings

Published = Annotated[
    str | None,
    typer.Option(
        metavar="DATE",
        help="Day of publication (2025-11-25, or a date-time with zone) of articles that do not say it.",
    ),
]
Fields = Annotated[
    list[str] | None,
    typer.Option("--field", metavar="NAME=KEY", help="JSON key that has a field, such as text=body; repeatable."),
]
ModelName = Annotated[
    str | None,
    typer.Option(
        "--model",
        metavar="none|default|PATH",
        help="The trained model beside the rules: none, the package's own, or a weights file of `letopis train`.",
    ),
]
Resources = Annotated[
    Path | None,
    typer.Option(
        metavar="DIR",
        help="Your own ontology files (DIR/ontology/own_NAME.yaml adds a type, DIR/ontology/visit.yaml replaces one).",
        exists=True,
        file_okay=False,
    ),
]
Database = Annotated[
    str | None,
    typer.Option("--db", metavar="URL", help="Also load the records into this database: sqlite:///events.db"),
]


def make_settings(**given: object) -> "Settings":
    """Settings from options, None where one was left out; UsageError names the option and what is wrong with it."""
    from pydantic import ValidationError

    from letopis.settings import Settings

    try:
        return Settings.model_validate({name: value for name, value in given.items() if value is not None})
    except ValidationError as error:
        faults = [(str(fault["loc"][0]).replace("_", "-"), fault["msg"]) for fault in error.errors()]
        told = [f"--{name}: {message.removeprefix('Value error, ')}" for name, message in faults]
        raise UsageError("; ".join(told)) from error


def parse_fields(pairs: Sequence[str] | None) -> Mapping[str, str]:
    """`text=body` to {"text": "body"}; UsageError when it has another form or names no field."""
    from letopis.readers import FIELDS

    found: dict[str, str] = {}
    for pair in pairs or ():
        name, equals, key = pair.partition("=")
        if not equals or not key or name not in FIELDS:
            raise UsageError(f"--field {pair}: write NAME=KEY, NAME one of {', '.join(FIELDS)}")
        found[name] = key
    return found
