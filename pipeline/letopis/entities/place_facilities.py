"""Buildings and sites, and the common nouns that tell the kind of a place (resources/entities/facilities.yaml)."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Literal

from letopis.document import PlaceKind
from letopis.entities.gazetteer import fold_place
from letopis.entities.lexicon import Strict, load
from letopis.entities.place_forms import nominatives

_FILE = "facilities.yaml"
# Letters at a noun's beginning that its forms share.
_SHARED = 2


class KindWords(Strict):
    """Common nouns that make a place of one kind.

    With `strip` the proper name is looked up without them, with `whole` they are part of it.
    """

    words: tuple[str, ...]
    kind: PlaceKind
    strip: bool
    whole: bool = False
    example: str


class Facility(Strict):
    """A building or site. `at` is latitude and longitude in degrees; `hint` the noun without which it is not meant."""

    name: str
    country: str
    example: str
    names: tuple[str, ...] = ()
    city: str | None = None
    at: tuple[float, float] | None = None
    kind: PlaceKind = "facility"
    hint: str | None = None


class NamedBy(Strict):
    """Nouns that are part of the name of a site: of a way between two places, of a town's port, of its power station.

    `name` is what the example's site is called.
    """

    how: Literal["way", "port", "plant"]
    words: tuple[str, ...]
    example: str
    name: str


class FacilityFile(Strict):
    """The whole file, with its index."""

    kinds: tuple[KindWords, ...]
    named: tuple[NamedBy, ...]
    facilities: tuple[Facility, ...]

    @staticmethod
    def load() -> "FacilityFile":
        """The table that comes with the package, once a process; ResourceError says what is wrong in the file."""
        table: FacilityFile = load(_FILE, FacilityFile)
        return table

    def find(self, key: str, hint: str | None) -> tuple[Facility, ...]:
        """Facilities of that key, in the file's order; those that need another noun beside them are left out."""
        return tuple(f for f in _by_name().get(key, ()) if f.hint in (None, hint) or fold_place(f.name) != key)

    def keys(self) -> Iterable[str]:
        """All folded names of facilities."""
        return _by_name()

    def kind_of(self, word: str) -> KindWords | None:
        """The class of a common noun in any case: «аэропорту», «области»."""
        kinds = _by_word()
        if fold_place(word)[:_SHARED] not in _beginnings():
            return None
        return next((kinds[form.key] for form in nominatives(word) if form.key in kinds), None)

    def named_how(self, lemma: str) -> str | None:
        """How a site is named with the noun of that folded lemma, None where it is not."""
        return _by_noun().get(lemma)


@lru_cache(maxsize=1)
def _by_noun() -> dict[str, str]:
    return {fold_place(word): entry.how for entry in FacilityFile.load().named for word in entry.words}


@lru_cache(maxsize=1)
def _by_name() -> dict[str, list[Facility]]:
    table: dict[str, list[Facility]] = {}
    for facility in FacilityFile.load().facilities:
        for name in (facility.name, *facility.names):
            table.setdefault(fold_place(name), []).append(facility)
    return table


@lru_cache(maxsize=1)
def _by_word() -> dict[str, KindWords]:
    return {fold_place(word): entry for entry in FacilityFile.load().kinds for word in entry.words}


@lru_cache(maxsize=1)
def _beginnings() -> frozenset[str]:
    """How the forms of these nouns begin: most words of a text need not be declined."""
    return frozenset(word[:_SHARED] for word in _by_word())
