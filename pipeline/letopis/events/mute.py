"""Words that tell of no event in such company, whatever rule would take them: resources/events/mute.yaml."""

from collections import defaultdict
from functools import lru_cache
from importlib.resources import files
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator

from letopis.events.classes import Condition, conditions
from letopis.events.lexicon import EventLexicon
from letopis.events.senses import Context
from letopis.language.morphology import fold
from letopis.tables import read_table


class MuteRow(BaseModel):
    """Lemmas and the company in which they tell of nothing; `but` shows where they do tell."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    lemma: tuple[str, ...]
    pos: Literal["verb", "noun"] = "verb"
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


class MuteWords:
    """Tells where a word says nothing of an event."""

    def __init__(self, lexicon: EventLexicon) -> None:
        self._rows: defaultdict[tuple[str, str], list[tuple[tuple[Condition, ...], tuple[Condition, ...]]]]
        self._rows = defaultdict(list)
        for row in mute_rows():
            asked = conditions(row.when, lexicon), conditions(row.unless, lexicon)
            for lemma in row.lemma:
                self._rows[row.pos, fold(lemma)].append(asked)

    def holds(self, part_of_speech: str, lemma: str, context: Context) -> bool:
        """Whether the word whose company `context` is tells of nothing."""
        return any(
            all(context.holds(each) for each in when) and not any(context.holds(each) for each in unless)
            for when, unless in self._rows.get((part_of_speech, lemma), ())
        )
