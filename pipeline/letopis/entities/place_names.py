"""Hand table of place names that the gazetteer's sources lack (resources/entities/place_names.yaml)."""

from pydantic import Field

from letopis.document import PlaceKind
from letopis.entities.lexicon import Strict, load

_FILE = "place_names.yaml"


class _Entry(Strict):
    name: str
    adjectives: tuple[str, ...] = ()
    example: str


class NamedRow(_Entry):
    """Further names and adjectives of a city or region that the gazetteer has, by its name and ISO country."""

    country: str = Field(alias="in")
    former: tuple[str, ...] = ()
    colloquial: tuple[str, ...] = ()


class Area(_Entry):
    """A place that the gazetteer lacks. `at` is latitude and longitude of about the middle, degrees, if it has any."""

    names: tuple[str, ...] = ()
    at: tuple[float, float] | None = None
    country: str | None = None
    geonames: int | None = None
    kind: PlaceKind = "area"


class PlaceNames(Strict):
    """The whole file."""

    cities: tuple[NamedRow, ...]
    regions: tuple[NamedRow, ...]
    areas: tuple[Area, ...]

    @staticmethod
    def load() -> "PlaceNames":
        """The table that comes with the package, once a process; ResourceError says what is wrong in the file."""
        table: PlaceNames = load(_FILE, PlaceNames)
        return table
