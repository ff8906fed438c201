"""What every gold format is read into: a record, and what of it the annotators answer for."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal, get_args

from pydantic import ValidationError

from letopis.document import Status
from letopis.errors import LetopisError
from letopis.record.contract import Record
from letopis.record.vocabulary import EVENT_TYPES

if TYPE_CHECKING:
    from letopis.evaluation.segmentation import Segmentation
    from letopis.evaluation.untyped import WordView

Field = Literal[
    "events", "time", "places", "participants", "kind", "status", "counts", "part_of", "conflicts",
    "triggers", "arguments", "entities", "times", "claims",
]  # fmt: skip

# What can be hard about one event; what its status says (a plan, a negation) is no tag beside it.
EventTag = Literal[
    "passive", "nominalization", "light-verb", "participles", "relative", "metaphor", "quotes",
    "pronouns", "descriptors", "zero-subject", "same-surname",
    "postponed", "rumour", "denial", "background", "relative-dates", "corrected-figures", "conflicting-figures",
]  # fmt: skip

FIELDS: Final[tuple[Field, ...]] = get_args(Field)
EVENT_TAGS: Final[tuple[EventTag, ...]] = get_args(EventTag)
# `other` is what the ontology has no type for: it is scored only where gold asks for it.
SCORED_TYPES: Final[frozenset[str]] = frozenset(EVENT_TYPES) - {"other"}


@dataclass(frozen=True, slots=True)
class Coverage:
    """What the annotators looked for. Nothing else counts, neither as a miss nor as a false alarm.

    `named_only`: of entities they marked names and adjectives, no descriptors, pronouns or dropped subjects.
    """

    types: frozenset[str] = SCORED_TYPES
    fields: frozenset[str] = frozenset(FIELDS)
    named_only: bool = False


@dataclass(slots=True)
class GoldArticle:
    """One annotated article. `name` is the file name of the article without its ending.

    `event_tags` says by an event's id what is hard about it; empty where only the article has tags.
    `view` is there where gold does not tell types of events: then it is scored by words (`untyped`).
    `segmentation` is there where gold has tokens or sentences.
    """

    name: str
    path: Path
    record: Record
    covers: Coverage = field(default_factory=Coverage)
    tags: tuple[str, ...] = ()
    event_tags: dict[str, tuple[str, ...]] = field(default_factory=dict)
    view: "WordView | None" = None
    segmentation: "Segmentation | None" = None

    @property
    def article_tags(self) -> tuple[str, ...]:
        """Its tags, without those that its events carry one by one where they do."""
        told = {*EVENT_TAGS, *get_args(Status)} if self.event_tags else set()
        return tuple(tag for tag in self.tags if tag not in told)


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong in a gold file; `line` counts from 1."""

    path: Path
    line: int | None
    message: str

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}" if self.line is not None else str(self.path)
        return f"{place}: {self.message}"


class GoldError(LetopisError):
    """Gold that cannot be used; `faults` has all of them, each with file, line and fix."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__("\n".join(str(fault) for fault in faults))
        self.faults = tuple(faults)


def validated(values: dict[str, Any], path: Path) -> Record:
    """The record of gold's values. Raises GoldError with the field of each fault that no reader had foreseen."""
    try:
        return Record.model_validate(values)
    except ValidationError as error:
        faults = error.errors(include_url=False, include_context=False)
        told = [f"{'.'.join(map(str, one['loc']))}: {one['msg']}, not {str(one['input'])[:60]!r}" for one in faults]
        raise GoldError([Fault(path, None, message) for message in told]) from error
