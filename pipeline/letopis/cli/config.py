"""`--config FILE`: options of the command from a TOML file; what stands on the command line wins."""

import difflib
import tomllib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, Final

import typer

from letopis.errors import UsageError

# Names that no option has: the command's arguments, and a table for an option that is repeated.
_INPUTS: Final = "inputs"
_FIELDS: Final = "fields"


def load_config(context: typer.Context, path: Path | None) -> Path | None:
    """Make the file's settings the defaults of the command's options; UsageError names file, key and fix."""
    if path is not None:
        known = _known(context)
        told = _read(path)
        unknown = [key for key in told if key.replace("_", "-") not in known]
        if unknown:
            near = difflib.get_close_matches(unknown[0].replace("_", "-"), known, n=1, cutoff=0)
            raise UsageError(f"{path}: there is no setting {unknown[0]!r}; did you mean {near[0]!r}?")
        given = {known[key.replace("_", "-")]: _value(path, key, value) for key, value in told.items()}
        context.default_map = {**(context.default_map or {}), **given}
    return path


def _known(context: typer.Context) -> dict[str, str]:
    """Parameters by the names that their options have without dashes."""
    names = {
        option.removeprefix("--"): parameter.name or ""
        for parameter in context.command.params
        for option in parameter.opts
        if option.startswith("--") and option not in {"--help", "--config", "--field"}
    }
    return names | {_INPUTS: "paths", _FIELDS: "field"}


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror}; give a TOML file with --config") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: not TOML: {error}") from error


def _value(path: Path, key: str, value: Any) -> Any:
    """The value as an option takes it."""
    if key == _FIELDS and isinstance(value, Mapping):
        return [f"{name}={column}" for name, column in value.items()]
    if key == _INPUTS and isinstance(value, str):
        return [value]
    if isinstance(value, Mapping) or (isinstance(value, list) and key != _INPUTS):
        raise UsageError(f"{path}: {key} takes one value; only {_INPUTS} is a list, only {_FIELDS} a table")
    return value.isoformat() if isinstance(value, date) else value
