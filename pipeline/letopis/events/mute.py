"""Words that tell of no event in such company, whatever rule would take them: resources/events/mute.yaml."""

from collections import defaultdict
from functools import lru_cache
from importlib.resources import files
from typing import Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, Field, field_validator

from letopis.document import Token
from letopis.events.classes import Condition, Conditions
from letopis.events.senses import Context
from letopis.language.morphology import fold
from letopis.tables import read_table


class MuteRow(BaseModel):
    """Lemmas and the company in which they tell of nothing, in one `case` alone where it is given; `but` shows where
    they do tell."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    lemma: tuple[str, ...]
    pos: Literal["verb", "noun"] = "verb"
    case: Literal["Nom", "Gen", "Dat", "Acc", "Ins", "Loc"] | None = None
    when: dict[str, tuple[str, ...]] = Field(min_length=1)
    unless: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    examples: tuple[str, ...] = Field(min_length=1)
    but: tuple[str, ...] = ()

    @field_validator("lemma", mode="before")
    @classmethod
    def _one_or_many(cls, value: object) -> object:
        return (value,) if isinstance(value, str) else value


@lru_cache(maxsize=1)
def mute_rows() -> tuple[MuteRow, ...]:
    """The table, read once. Raises ResourceError for a faulty file."""
    return read_table(files("letopis") / "resources" / "events" / "mute.yaml", tuple[MuteRow, ...])


class _Company(NamedTuple):
    """What a row asks, with the lists of words put in."""

    case: str | None
    when: tuple[Condition, ...]
    unless: tuple[Condition, ...]


class MuteWords:
    """Tells where a word says nothing of an event."""

    def __init__(self, conditions: Conditions) -> None:
        self._rows: defaultdict[tuple[str, str], list[_Company]] = defaultdict(list)
        for row in mute_rows():
            company = _Company(row.case, conditions.of(row.when), conditions.of(row.unless))
            for lemma in row.lemma:
                self._rows[row.pos, fold(lemma)].append(company)

    def holds(self, part_of_speech: str, token: Token, context: Context) -> bool:
        """Whether the word, whose company `context` is, tells of nothing."""
        return any(
            (row.case is None or token.feats.get("Case") == row.case)
            and all(context.holds(each) for each in row.when)
            and not any(context.holds(each) for each in row.unless)
            for row in self._rows.get((part_of_speech, token.lemma), ())
        )
