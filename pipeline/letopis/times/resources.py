"""Reads the YAML tables of this stage; a fault names file and line."""

from functools import cache
from importlib.resources import files
from typing import Literal, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from letopis.errors import ResourceError
from letopis.tables import parse_data
from letopis.times.specs import Unit

Model = TypeVar("Model", bound=BaseModel)


Builder = Literal[
    "between", "calendar", "clock", "daypart", "daypart_open", "deictic", "duration", "elliptic_year", "enumerate",
    "eve", "first_units", "iso", "morrow", "nth_day", "open", "open_not", "ordinal_unit", "pointed_year",
    "recurrence", "shift", "shift_later", "span_years",
    "these_years", "today", "unit", "vague", "window", "window_one", "years_in_brackets", "years_of_era",
]  # fmt: skip


class Strict(BaseModel):
    """A table row: unknown keys are faults."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Entry(Strict):
    """One line of the lexicon: `forms` (or phrases) that belong to a class and mean `value`."""

    cls: str = Field(alias="class", pattern=r"^[A-Z][A-Z0-9]*$")
    value: int | str
    forms: list[str] = Field(min_length=1)
    example: str
    abbreviation: bool = False
    caseless: bool = True
    capital: bool = False


class NumeralExample(Strict):
    """A number in words and what it comes to."""

    text: str
    value: float


class Numerals(Strict):
    """Cardinals by value, ordinals by stem and endings."""

    cardinals: dict[int, list[str]]
    thousand: list[str]
    fractions: dict[float, list[str]]
    ordinal_stems: dict[int, str]
    ordinal_forms: dict[int, list[str]]
    endings: list[str]
    plural_endings: list[str]
    examples: list[NumeralExample]


class RuleRow(Strict):
    """A rule: a regular expression over class names, how to build its value, and examples that a test runs.

    `level`: `point` stands alone and inside others, `inner` only inside others, `top` only alone,
    `skip` eats what looks like a time and is none.
    """

    name: str
    level: Literal["point", "inner", "top", "skip"]
    pattern: str
    build: Builder | None = None
    span: str | None = None
    set: dict[str, int | str | bool] = Field(default_factory=dict)
    examples: list[str] = Field(min_length=1)


class MacroRow(Strict):
    """A named piece of patterns."""

    name: str
    pattern: str


class TenseCue(Strict):
    """A word that tells past from future whatever the tagger says; `scheduling` ones look ahead with «на» and «к»."""

    forms: list[str]
    direction: Literal["past", "future", "scheduling", "postponing", "commitment", "plan"]
    examples: list[str] = Field(min_length=1)


class RelativeRow(Strict):
    """Shifts by `unit` that dateparser evaluates, as measured: `direction` -1 back, 1 on."""

    unit: Unit | Literal["deictic"]
    direction: int
    phrase: str
    example: str


@cache
def lexicon() -> list[Entry]:
    """Every line of lexicon.yaml."""
    return _rows("lexicon.yaml", "entries", Entry)


@cache
def numerals() -> Numerals:
    """The whole of numerals.yaml."""
    name, (data, _) = "numerals.yaml", _load("numerals.yaml")
    return _validated(name, Numerals, data, 1)


@cache
def macros() -> list[MacroRow]:
    """Pieces of patterns, each using only those above it."""
    return _rows("macros.yaml", "macros", MacroRow)


@cache
def rules() -> list[RuleRow]:
    """All rules in the order in which they are tried."""
    found: list[RuleRow] = []
    for name in ("skips.yaml", "ranges.yaml", "relative.yaml", "points.yaml", "durations.yaml"):
        found += _rows(name, "rules", RuleRow)
    return found


@cache
def tense_cues() -> list[TenseCue]:
    """Words that tell the direction of a date."""
    return _rows("tense.yaml", "cues", TenseCue)


@cache
def dateparser_rows() -> list[RelativeRow]:
    """The relative expressions that dateparser reads right."""
    return _rows("dateparser.yaml", "phrases", RelativeRow)


def _rows(name: str, key: str, model: type[Model]) -> list[Model]:
    data, lines = _load(name)
    if not isinstance(data, dict) or not isinstance(data.get(key), list):
        raise ResourceError(name, f"wants a list under {key!r}")
    numbers = lines.get(key, [])
    return [_validated(name, model, row, numbers[i]) for i, row in enumerate(data[key])]


def _load(name: str) -> tuple[object, dict[str, list[int]]]:
    """The file's data, and for each list in it the lines (from 1) on which its items begin."""
    text = (files("letopis") / "resources" / "times" / name).read_text(encoding="utf-8")
    data = parse_data(name, text)
    node = yaml.compose(text, Loader=yaml.CSafeLoader)
    lines: dict[str, list[int]] = {}
    for key, value in node.value if isinstance(node, yaml.MappingNode) else []:
        if isinstance(value, yaml.SequenceNode):
            lines[key.value] = [item.start_mark.line + 1 for item in value.value]
    return data, lines


def _validated(name: str, model: type[Model], row: object, line: int) -> Model:
    try:
        return model.model_validate(row)
    except ValidationError as error:
        faults = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors())
        rule = f"rule {row['name']!r}: " if isinstance(row, dict) and "name" in row else ""
        raise ResourceError(name, rule + faults, line) from error
