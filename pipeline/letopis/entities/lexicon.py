"""Reading the lexicons of this package: YAML files under resources/entities, checked as they load."""

from functools import lru_cache
from importlib.resources import files
from typing import TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from letopis.errors import ResourceError


class Strict(BaseModel):
    """A resource row: no unknown keys, frozen once read."""

    model_config = ConfigDict(extra="forbid", frozen=True)


Table = TypeVar("Table", bound=Strict)


@lru_cache(maxsize=16)
def load(name: str, model: type[Table]) -> Table:
    """The lexicon `resources/entities/<name>`, once a process.

    Raises ResourceError that names the file, the entry and what is wrong with it.
    """
    source = files("letopis") / "resources" / "entities" / name
    return parse(name, source.read_text(encoding="utf-8"), model)


def parse(name: str, text: str, model: type[Table]) -> Table:
    """A lexicon from its text; `name` is what error messages call it."""
    try:
        data = yaml.load(text, Loader=yaml.CSafeLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise ResourceError(name, f"no YAML: {error}", None if mark is None else mark.line + 1) from error
    try:
        return model.model_validate(data)
    except ValidationError as error:
        faults = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors())
        raise ResourceError(name, faults) from error
