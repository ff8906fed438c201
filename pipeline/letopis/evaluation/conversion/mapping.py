"""What the labels of an annotation tool mean: `resources/annotation/*.yaml`, or a user's own file of that shape."""

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Final, Literal

from pydantic import BaseModel, ConfigDict, Field

from letopis.document import PlaceKind
from letopis.errors import UsageError
from letopis.evaluation.formats.standoff import StandoffArticle
from letopis.record.vocabulary import EVENT_TYPES, PLACE_ROLES, ROLES, EventType, PlaceRole, Role
from letopis.tables import read_table

FOLDER: Final = Path(__file__).parents[2] / "resources" / "annotation"
TIME_ROLE: Final = "time"
# Who holds an office, what it is called, and of which body or place it is.
OFFICE_ARGUMENTS: Final = ("who", "position", "where")


class Strict(BaseModel):
    """Base: an unknown key is a fault."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class EntityLabel(Strict):
    """What a label of entities stands for; `edge`: scored as neither right nor false."""

    type: Literal["person", "place", "organization"]
    kind: PlaceKind | None = None
    edge: bool = False


class TimeLabel(Strict):
    """A label of times."""

    edge: bool = False


class ArgumentLabel(Strict):
    """What a relation says of an event, and which of its ends is the trigger."""

    role: Role | PlaceRole | Literal["time"]
    trigger: Literal["source", "target"] = "source"


class OfficeLabel(Strict):
    """How offices are written: as statements of OFFICE_ARGUMENTS, the office's words a span of their own."""

    statement: str
    title: str


class Mapping(Strict):
    """One tool's or data set's labels.

    `triggers` gives `any` where gold does not say the type; `named_only` says that of entities only names are marked.
    `gatherings` are statements of who took part in an event of one of the types.
    """

    about: str
    own_words: bool = False
    entities: dict[str, EntityLabel] = Field(default_factory=dict)
    unnamed: str | None = None
    times: dict[str, TimeLabel] = Field(default_factory=dict)
    claims: str | None = None
    triggers: dict[str, EventType | Literal["any"]] = Field(default_factory=dict)
    arguments: dict[str, ArgumentLabel] = Field(default_factory=dict)
    same: str | None = None
    part_of: str | None = None
    implied: str | None = None
    offices: OfficeLabel | None = None
    gatherings: dict[str, tuple[EventType, ...]] = Field(default_factory=dict)
    attributes: bool = False
    named_only: bool = False
    aside: tuple[str, ...] = ()

    @property
    def untyped(self) -> bool:
        """Whether gold of these labels says of an event only that it is one."""
        return "any" in self.triggers.values()

    def event_type(self, label: str) -> str | None:
        """The event type of a trigger's label, `other` where gold does not say; None when it is no trigger."""
        found = self.triggers.get(label)
        if found is None and self.own_words and label in EVENT_TYPES:
            return label
        return "other" if found == "any" else found

    def trigger_label(self, type_: str) -> str | None:
        """The label of triggers of an event type, None when there is none."""
        if self.own_words:
            return type_
        exact = next((label for label, known in self.triggers.items() if known == type_), None)
        return exact or next((label for label, known in self.triggers.items() if known == "any"), None)

    def argument(self, label: str) -> ArgumentLabel | None:
        """What a relation's label says of an event; None when it is no argument."""
        if self.own_words and label in (*ROLES, *PLACE_ROLES, TIME_ROLE):
            return ArgumentLabel.model_validate({"role": label})
        return self.arguments.get(label)

    def argument_label(self, role: str) -> tuple[str, bool] | None:
        """The relation for a role, and whether it starts at the trigger; the nearest one where roles are few."""
        if self.own_words:
            return role, True
        places, times = role in PLACE_ROLES, role == TIME_ROLE
        fitting = [
            (known.role != role, label, known.trigger == "source")
            for label, known in self.arguments.items()
            if (known.role in PLACE_ROLES) == places and (known.role == TIME_ROLE) == times
        ]
        return min(fitting)[1:] if fitting else None

    def entity_label(self, type_: str, kind: str | None) -> str | None:
        """The label for an entity, that of its place's kind where there is one."""
        fitting = [
            (known.edge and known.kind != kind, known.kind != kind, position, label)
            for position, (label, known) in enumerate(self.entities.items())
            if known.type == type_
        ]
        return min(fitting)[-1] if fitting else None

    def knows(self, label: str) -> bool:
        """Whether a span's label means something here."""
        other = (self.unnamed, self.claims, *self.times, *self.entities)
        return label in other or self.event_type(label) is not None


@lru_cache(maxsize=8)
def load(source: str) -> Mapping:
    """A shipped mapping by its name, or one from a .yaml file. Raises UsageError, ResourceError."""
    shipped = FOLDER / f"{source}.yaml"
    path = shipped if source in names() else Path(source)
    if not path.is_file():
        raise UsageError(f"--labels {source}: choose one of {', '.join(names())}, or give a .yaml file of that shape")
    return read_table(path, Mapping)


def names() -> list[str]:
    """The mappings that come with the package."""
    return sorted(path.stem for path in FOLDER.glob("*.yaml"))


def fitting(articles: Iterable[StandoffArticle]) -> str:
    """The shipped mapping that knows most of the spans; our own labels where none is better."""
    labels = Counter(span.label for article in articles for span in article.spans)

    def known(name: str) -> tuple[int, bool]:
        mapping = load(name)
        return sum(times for label, times in labels.items() if mapping.knows(label)), name == "letopis"

    return max(names(), key=known)


def unknown_labels(articles: Sequence[StandoffArticle], mapping: Mapping) -> Counter[str]:
    """Labels of spans that mean nothing here, and how many spans have them."""
    found = (span.label for article in articles for span in article.spans)
    return Counter(label for label in found if not mapping.knows(label) and label not in mapping.aside)
