"""The table of countries: names, abbreviations, adjectives, residents, capitals (resources/entities/countries.yaml)."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Literal

from pydantic import model_validator

from letopis.entities.gazetteer import fold_place
from letopis.entities.lexicon import Strict, load
from letopis.language.morphology import fold

_FILE = "countries.yaml"
# Letters that the cases of a name share.
_SHARED = 2
# «российско-кыргызский»: the first half ends in -о for the -ий of the adjective.
_SHORT_ADJECTIVES = {
    "американо": "US",
    "англо": "GB",
    "афгано": "AF",
    "германо": "DE",
    "греко": "GR",
    "индо": "IN",
    "ирано": "IR",
    "испано": "ES",
    "итало": "IT",
    "франко": "FR",
    "японо": "JP",
}


class Country(Strict):
    """A state, territory, part of a state, unrecognised or former state. `at` is latitude and longitude in degrees.

    `code` is ISO 3166-1 alpha-2 where there is one; `iso` the country that ISO 3166-1 puts it in, or None.
    """

    code: str
    name: str
    capital: str
    at: tuple[float, float]
    status: Literal["state", "territory", "part", "unrecognised", "former"] = "state"
    iso: str | None = None
    names: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    residents: tuple[str, ...] = ()
    geonames: int | None = None

    @property
    def lat(self) -> float:
        """Latitude of about the middle, degrees."""
        return self.at[0]

    @property
    def lon(self) -> float:
        """Longitude of about the middle, degrees."""
        return self.at[1]

    @property
    def alpha2(self) -> str | None:
        """ISO 3166-1 alpha-2 of the country that it is or belongs to; None for a former state."""
        return self.iso or (self.code if len(self.code) == 2 and self.status != "former" else None)


class CountryFile(Strict):
    """countries.yaml."""

    countries: tuple[Country, ...]

    @model_validator(mode="after")
    def _codes_once(self) -> "CountryFile":
        codes = [country.code for country in self.countries]
        twice = sorted({code for code in codes if codes.count(code) > 1})
        if twice:
            raise ValueError(f"codes that come twice: {', '.join(twice)}")
        return self


class CountryTable:
    """Lookup by nominative name, adjective or resident; a form that several share gives all, the likeliest first."""

    def __init__(self, countries: tuple[Country, ...]) -> None:
        self._by_code = {country.code: country for country in countries}
        self._names: dict[str, list[Country]] = {}
        self._adjectives: dict[str, list[Country]] = {}
        self._residents: dict[str, list[Country]] = {}
        self._capitals: dict[str, list[Country]] = {}
        for country in countries:
            _index(self._names, (country.name, *country.names), country)
            _index(self._adjectives, country.adjectives, country)
            _index(self._residents, country.residents, country)
            if country.status == "state":
                _index(self._capitals, (country.capital,), country)
        self._shapes = frozenset(map(_shape, self._names))

    @classmethod
    @lru_cache(maxsize=1)
    def load(cls) -> "CountryTable":
        """The table that comes with the package, once a process; ResourceError says what is wrong in the file."""
        return cls(load(_FILE, CountryFile).countries)

    def __iter__(self) -> Iterator[Country]:
        return iter(self._by_code.values())

    def get(self, code: str) -> Country | None:
        """The entry of a code such as `KG` or `GB-SCT`."""
        return self._by_code.get(code)

    def by_name(self, name: str) -> tuple[Country, ...]:
        """Countries of that nominative name or abbreviation: «Киргизия», «КР» (Кыргызстан, then Корея)."""
        return self.by_key(fold_place(name))

    def by_key(self, key: str) -> tuple[Country, ...]:
        """The same by a folded name (see `fold_place`)."""
        return tuple(self._names.get(key, ()))

    def keys(self) -> Iterable[str]:
        """All folded names."""
        return self._names

    def is_like_name(self, text: str) -> bool:
        """Whether a name begins as the text does, and has as many words: others stand in no case for it."""
        return _shape(fold_place(text)) in self._shapes

    def by_adjective(self, lemma: str) -> tuple[Country, ...]:
        """Countries of an adjective in the masculine nominative; «конголезский» has two."""
        return tuple(self._adjectives.get(fold_place(lemma), ()))

    def by_resident(self, lemma: str) -> tuple[Country, ...]:
        """Countries of a resident in the nominative singular: «россиянин», «кыргызстанка»."""
        return tuple(self._residents.get(fold_place(lemma), ()))

    def by_capital(self, name: str) -> tuple[Country, ...]:
        """States whose capital has that nominative name."""
        return tuple(self._capitals.get(fold_place(name), ()))

    def halves(self, lemma: str) -> tuple[tuple[str, Country], ...]:
        """«российско-кыргызский» as («российско», Россия), («кыргызский», Кыргызстан); empty when it is not of two.

        A whole that is one country's adjective («коста-риканский») is not of two.
        """
        parts = fold(lemma).split("-")
        if len(parts) < 2 or self.by_adjective(lemma):
            return ()
        found = [self._half(part) for part in parts]
        return tuple((part, c) for part, c in zip(parts, found, strict=True) if c) if all(found) else ()

    def _half(self, part: str) -> Country | None:
        if part in _SHORT_ADJECTIVES:
            return self._by_code[_SHORT_ADJECTIVES[part]]
        whole = part[:-1] + "ий" if part.endswith("о") else part
        return next(iter(self.by_adjective(whole)), None)


def _shape(key: str) -> tuple[str, int]:
    """What all cases of a name share: its first letters, the number of its words."""
    return key[:_SHARED], key.count(" ")


def _index(table: dict[str, list[Country]], forms: tuple[str, ...], country: Country) -> None:
    for form in forms:
        found = table.setdefault(fold_place(form), [])
        if country not in found:
            found.append(country)
