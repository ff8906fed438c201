"""When and who: expressions of time, people, places, organisations with their mentions."""

from dataclasses import dataclass, field

from letopis.document.vocabulary import Basis, MentionForm, PlaceKind, Precision, TimeKind


@dataclass(slots=True)
class TimeExpression:
    """One expression of time, as it reads where it stands.

    `low` and `high` are ISO dates or date-times, an inclusive interval, either None for an open
    end; both None with a `reason` when unresolved. `rule` names the rules that found and resolved it.
    `recurring` is what a date without its year and a weekday without its week say of the day, as ISO 8601:2000 writes
    what is truncated: `--11-16`, `-W-3` (Wednesday); `bygone` what lies months or years before an unknown publication.
    """

    id: str
    start: int
    end: int
    text: str
    sentence: int
    kind: TimeKind
    precision: Precision
    low: str | None = None
    high: str | None = None
    edtf: str | None = None
    approximate: bool = False
    basis: Basis | None = None
    anchor: str | None = None
    reason: str | None = None
    rule: str = ""
    recurring: str | None = None
    bygone: bool = False

    @property
    def resolved(self) -> bool:
        """Whether it names at least one end of an interval on the calendar."""
        return self.low is not None or self.high is not None


@dataclass(slots=True)
class EntityMention:
    """One place where the text speaks of an entity. A dropped subject has no span, but `at`, its verb's offset."""

    start: int | None
    end: int | None
    text: str
    form: MentionForm
    sentence: int
    at: int | None = None
    rule: str = ""

    @property
    def place(self) -> int:
        """Offset at which it stands, of a dropped subject its verb's."""
        return self.start if self.start is not None else self.at or 0


@dataclass(slots=True)
class Office:
    """A position somebody holds: «президент» of «Кыргызстан», with the offsets of the whole phrase."""

    title: str
    of: str | None
    start: int
    end: int
    country: str | None = None


@dataclass(slots=True)
class Entity:
    """Somebody or something the article names, in nominative. `country` is ISO 3166-1 alpha-2."""

    id: str
    name: str
    mentions: list[EntityMention]
    country: str | None = None


@dataclass(slots=True)
class Person(Entity):
    """`gender` is Masc, Fem or None when unknown."""

    first: str | None = None
    last: str | None = None
    middle: str | None = None
    gender: str | None = None
    offices: list[Office] = field(default_factory=list)


@dataclass(slots=True)
class Place(Entity):
    """Degrees are WGS 84; `geonames` is a GeoNames id; `reason` says why this row of the gazetteer, or why none."""

    kind: PlaceKind = "area"
    geonames: int | None = None
    admin1: str | None = None
    lat: float | None = None
    lon: float | None = None
    reason: str | None = None


@dataclass(slots=True)
class Organization(Entity):
    """A body that acts: ministry, party, firm, alliance; `of_states` when its members are known to be states."""

    abbreviation: str | None = None
    of_states: bool = False
    aliases: list[str] = field(default_factory=list)
