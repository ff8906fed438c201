"""The frozen gazetteer: nominative Russian names of cities and first-level regions to rows of GeoNames.

The file is made by resources/gazetteer/build.py; its sources and licences stand in the README there.
"""

import gzip
import re
from collections.abc import Iterator
from functools import lru_cache
from importlib import resources
from typing import NamedTuple

from letopis.document import PlaceKind
from letopis.errors import ResourceError
from letopis.language.morphology import fold

VERSION = "letopis-gazetteer/1"
_FILE = "gazetteer.tsv.gz"
_DASHES = re.compile(r"\s*[-‐‑–—]\s*|\s+")
_SMALL = frozenset(("на", "де", "дель", "ди", "ла", "ле", "эль", "аль", "да", "ду", "дю", "и", "под", "о"))
_QUOTES = str.maketrans("", "", "’'«»\"„“”")
_PARTS = re.compile(r"[^- ]+")


class GazetteerRow(NamedTuple):
    """One place. Degrees are WGS 84; `country` is ISO 3166-1 alpha-2; `admin1` the region's Russian name.

    `population` of a region is that of its towns in the gazetteer; 0 is unknown.
    """

    name: str
    kind: PlaceKind
    country: str | None
    geonames: int | None
    admin1: str | None
    lat: float | None
    lon: float | None
    population: int


@lru_cache(maxsize=20_000)
def fold_place(name: str) -> str:
    """Key of a place name: lower case, ё as е, every dash, hyphen and run of spaces as one space, no quotes."""
    return fold(name) if name.isalpha() else _DASHES.sub(" ", fold(unquoted(name))).strip()


def unquoted(name: str) -> str:
    """The name without quotation marks and apostrophes, wherever they stand."""
    return name.translate(_QUOTES)


def title_place(key: str) -> str:
    """A key as a name is commonly written; hyphens are lost in it, so a name that has them keeps its own spelling."""
    return _PARTS.sub(lambda m: m[0] if m.start() and m[0] in _SMALL else m[0].capitalize(), key)


class Gazetteer:
    """Names to rows; rows are read when asked for, so loading costs little more than unpacking."""

    def __init__(self, text: str) -> None:
        head, regions, rows, keys = text.split("\n\n")
        if not head.startswith(VERSION + "\t"):
            raise ResourceError(_FILE, f"not of version {VERSION}: build it again", 1)
        self.sources = head.partition("\t")[2]
        self._regions = dict(line.split("\t") for line in regions.split("\n"))
        self._rows = rows.split("\n")
        self._keys: dict[str, str] = dict(line.split("\t", 1) for line in keys.split("\n"))

    @classmethod
    @lru_cache(maxsize=1)
    def load(cls) -> "Gazetteer":
        """The gazetteer that comes with the package, once a process."""
        packed = resources.files("letopis.resources.gazetteer").joinpath(_FILE).read_bytes()
        return cls(gzip.decompress(packed).decode("utf-8"))

    def __len__(self) -> int:
        return len(self._rows)

    def __contains__(self, name: str) -> bool:
        return self.has(fold_place(name))

    def has(self, key: str) -> bool:
        """Whether a place has the folded name."""
        return key in self._keys and not (key.endswith("е") and self._is_locative(key))

    def _is_locative(self, key: str) -> bool:
        """«Джидде» beside «Джидда» of one place: its sources have a form of the name for another name."""
        other = self._keys.get(f"{key[:-1]}а")
        if other is None:
            return False
        rows = set(self._numbers(self._keys[key])) & set(self._numbers(other))
        return any(fold_place(self._rows[int(row)].rpartition("\t")[2]) != key for row in rows)

    @staticmethod
    def _numbers(value: str) -> list[str]:
        return value.partition("\t")[0].split(",")

    def candidates(self, name: str) -> list[GazetteerRow]:
        """Every place of that nominative name, the most populous first; blind to case, ё, hyphens and spaces.

        The row's `name` is the spelling asked for, as the gazetteer writes it: Алма-Ата stays Алма-Ата.
        """
        return self.rows(fold_place(name))

    def rows(self, key: str) -> list[GazetteerRow]:
        """The same by a folded name."""
        if not self.has(key):
            return []
        numbers, *spelling = self._keys[key].split("\t")
        shown = spelling[0] if spelling else title_place(key)
        return [self._row(int(number), shown) for number in numbers.split(",")]

    def phrases(self) -> Iterator[str]:
        """Keys of the names that have several words."""
        return (key for key in self._keys if " " in key)

    def main_name(self, row: GazetteerRow) -> str:
        """The name that the gazetteer shows for the row's place: Алматы for Алма-Ата."""
        for line in self._rows_of(row):
            return line.rpartition("\t")[2]
        return row.name

    def _rows_of(self, row: GazetteerRow) -> list[str]:
        numbers = self._numbers(self._keys.get(fold_place(row.name), ""))
        prefix = f"{row.geonames}\t"
        return [self._rows[int(number)] for number in numbers if number and self._rows[int(number)].startswith(prefix)]

    def _row(self, number: int, shown: str) -> GazetteerRow:
        ident, kind, country, admin1, lat, lon, population, _ = self._rows[number].split("\t")
        place: PlaceKind = "region" if kind == "region" else "city"
        region = self._regions.get(admin1) if kind == "city" else None
        return GazetteerRow(shown, place, country, int(ident), region, float(lat), float(lon), int(population))
