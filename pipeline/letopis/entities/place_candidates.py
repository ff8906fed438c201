"""Everything that a nominative key can name, out of all tables: countries, areas, cities, regions, facilities."""

from collections.abc import Iterator
from functools import lru_cache
from math import log10
from typing import NamedTuple

from letopis.document import PlaceKind
from letopis.entities.countries import Country, CountryTable
from letopis.entities.gazetteer import Gazetteer, GazetteerRow, fold_place
from letopis.entities.place_facilities import Facility, FacilityFile
from letopis.entities.place_names import Area, NamedRow, PlaceNames

# How well known a place is, on the scale of a quarter of the decimal logarithm of its inhabitants:
# a city of a million has 1.5. Countries come before the cities called like them (Алжир, Панама).
_COUNTRY, _PART, _FORMER, _AREA, _FACILITY = 2.3, 2.1, 2.0, 1.6, 1.8
_PER_DECADE, _MAIN_NAME, _OWN_TABLE, _CAPITAL, _LATER_IN_FILE = 0.25, 0.15, 0.3, 0.2, 0.02


class Candidate(NamedTuple):
    """One place that a key can name. `fame` ranks places of one name where the text says nothing.

    `note` goes into the resolution's reason. Degrees are WGS 84.
    """

    name: str
    kind: PlaceKind
    country: str | None
    geonames: int | None
    admin1: str | None
    lat: float | None
    lon: float | None
    fame: float
    note: str
    population: int = 0

    @property
    def identity(self) -> tuple[int | str, str | None, str]:
        """Two candidates of one identity are one place."""
        return (self.geonames or fold_place(self.name), self.country, "" if self.geonames else self.kind)


class PlaceResolution(NamedTuple):
    """Which place a name is. Degrees are WGS 84; all but name, kind, reason and score are None when unresolved.

    `country` is ISO 3166-1 alpha-2, `geonames` a GeoNames id; `score` in [0, 1] is 0 when unresolved.
    """

    name: str
    kind: PlaceKind
    country: str | None
    geonames: int | None
    admin1: str | None
    lat: float | None
    lon: float | None
    reason: str
    score: float

    @property
    def resolved(self) -> bool:
        """Whether a row was found."""
        return self.score > 0


def resolution(candidate: Candidate, reason: str, score: float) -> PlaceResolution:
    """The candidate, chosen."""
    c = candidate
    return PlaceResolution(c.name, c.kind, c.country, c.geonames, c.admin1, c.lat, c.lon, reason, score)


def candidates(key: str, hint: str | None = None) -> tuple[Candidate, ...]:
    """Places of a nominative key (see `fold_place`), each once; `hint` is the common noun beside the name, if any."""
    return _distinct(key, hint) if key in _hand_written() or Gazetteer.load().has(key) else ()


@lru_cache(maxsize=1)
def _hand_written() -> frozenset[str]:
    """Keys of all tables but the gazetteer."""
    return frozenset((*CountryTable.load().keys(), *_named_rows(), *_areas(), *FacilityFile.load().keys()))


@lru_cache(maxsize=20_000)
def _distinct(key: str, hint: str | None) -> tuple[Candidate, ...]:
    found: dict[object, Candidate] = {}
    for candidate in _all(key, hint):
        known = found.get(candidate.identity)
        if known is None or candidate.fame > known.fame:
            found[candidate.identity] = candidate
    return tuple(found.values())


def _all(key: str, hint: str | None) -> Iterator[Candidate]:
    for order, country in enumerate(CountryTable.load().by_key(key)):
        yield of_country(country, order)
    for entry, note in _named_rows().get(key, ()):
        yield of_named(entry, note)
    for area in _areas().get(key, ()):
        yield of_area(area)
    for order, facility in enumerate(FacilityFile.load().find(key, hint)):
        yield _of_facility(facility, order)
    gazetteer = Gazetteer.load()
    for row in gazetteer.rows(key):
        yield _of_key(row, gazetteer.main_name(row), key)


def _of_key(row: GazetteerRow, main: str, key: str) -> Candidate:
    """A row as the key calls it; a region is shown by its main name («ХМАО»), a city by the one it was asked for."""
    if fold_place(main) == key:
        return of_row(row)
    if row.kind == "region":
        return of_row(row, main=False)._replace(name=main, note=f"also called {row.name}")
    return of_row(row, main=False)


def of_country(country: Country, order: int = 0) -> Candidate:
    """A country as a place; a part of a state is a region, a former state has no code."""
    fame = {"part": _PART, "former": _FORMER}.get(country.status, _COUNTRY)
    if country.status == "territory":
        fame = _AREA
    kind: PlaceKind = "region" if country.status == "part" else "country"
    note = "country table" if country.status != "former" else "country table: former state"
    fame -= order * _LATER_IN_FILE
    return Candidate(country.name, kind, country.alpha2, country.geonames, None, country.lat, country.lon, fame, note)


def of_row(row: GazetteerRow, main: bool = True) -> Candidate:
    """A row of the gazetteer; `main` when it was asked for by the name that the gazetteer shows."""
    fame = _PER_DECADE * log10(row.population + 1) + (_MAIN_NAME if main else 0)
    if row.kind == "city" and is_capital_row(row):
        fame += _CAPITAL
    return Candidate(
        row.name, row.kind, row.country, row.geonames, row.admin1, row.lat, row.lon, fame, "", row.population
    )


def is_capital_row(row: GazetteerRow) -> bool:
    """Whether it is the capital of its country, by name and country."""
    return any(country.alpha2 == row.country for country in CountryTable.load().by_capital(row.name))


def of_named(entry: NamedRow, note: str) -> Candidate:
    """The gazetteer's row behind an entry of place_names.yaml, under the entry's own name."""
    row = next(row for row in Gazetteer.load().candidates(entry.name) if row.country == entry.country)
    base = of_row(row)
    return base._replace(name=entry.name, fame=base.fame + _OWN_TABLE, note=note)


def of_area(area: Area) -> Candidate:
    """A continent, sea, river, macro-region."""
    lat, lon = area.at or (None, None)
    return Candidate(area.name, area.kind, area.country, area.geonames, None, lat, lon, _AREA, "table of areas")


def _of_facility(facility: Facility, order: int) -> Candidate:
    lat, lon = facility.at or (None, None)
    fame, admin1 = _FACILITY - order * _LATER_IN_FILE, None
    for row in Gazetteer.load().candidates(facility.city or ""):
        if row.country == facility.country:
            admin1 = row.admin1
            break
    note = f"table of facilities: {facility.city}" if facility.city else "table of facilities"
    return Candidate(facility.name, facility.kind, facility.country, None, admin1, lat, lon, fame, note)


@lru_cache(maxsize=1)
def _named_rows() -> dict[str, list[tuple[NamedRow, str]]]:
    """Further names of cities and regions, with what to say of them."""
    table: dict[str, list[tuple[NamedRow, str]]] = {}
    names = PlaceNames.load()
    for entry in (*names.cities, *names.regions):
        table.setdefault(fold_place(entry.name), []).append((entry, ""))
        for former in entry.former:
            table.setdefault(fold_place(former), []).append((entry, f"former name {former}"))
        for colloquial in entry.colloquial:
            table.setdefault(fold_place(colloquial), []).append((entry, f"also called {colloquial}"))
    return table


@lru_cache(maxsize=1)
def _areas() -> dict[str, list[Area]]:
    table: dict[str, list[Area]] = {}
    for area in PlaceNames.load().areas:
        for name in (area.name, *area.names):
            table.setdefault(fold_place(name), []).append(area)
    return table
