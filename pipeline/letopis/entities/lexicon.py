"""Reading the lexicons of this package: YAML files under resources/entities, checked as they load."""

from functools import lru_cache
from importlib.resources import files
from typing import TypeVar

from pydantic import BaseModel, ConfigDict

from letopis.tables import check_table, parse_data


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
    return check_table(name, parse_data(name, text), model)
