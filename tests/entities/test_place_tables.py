"""The tables of countries, place names and facilities: complete, consistent, and their examples found."""

from itertools import chain
from math import asin, cos, radians, sin, sqrt

import pytest

from letopis.entities.countries import Country, CountryTable
from letopis.entities.gazetteer import Gazetteer, fold_place
from letopis.entities.lexicon import parse
from letopis.entities.place_adjectives import adjective_target
from letopis.entities.place_candidates import candidates
from letopis.entities.place_facilities import Facility, FacilityFile, KindWords
from letopis.entities.place_forms import nominatives
from letopis.entities.place_names import Area, NamedRow, PlaceNames
from letopis.errors import ResourceError
from letopis.language.morphology import CASES, fold, inflect, lemmas, parses

TABLE = CountryTable.load()
NAMES = PlaceNames.load()
FACILITIES = FacilityFile.load()


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("Россия", ["RU"]),
        ("РФ", ["RU"]),
        ("Киргизия", ["KG"]),
        ("Кыргызская Республика", ["KG"]),
        ("КНР", ["CN"]),
        ("соединенные штаты", ["US"]),
        ("Соединённое Королевство", ["GB"]),
        ("РК", ["KZ", "KR"]),
        ("Кот-д'Ивуар", ["CI"]),
        ("Кот-д’Ивуар", ["CI"]),
        ("Папуа-Новая Гвинея", ["PG"]),
        ("Приднестровье", ["MD-SN"]),
        ("СССР", ["SU"]),
        ("Москва", []),
    ],
)
def test_names(name: str, codes: list[str]) -> None:
    assert [country.code for country in TABLE.by_name(name)] == codes


@pytest.mark.parametrize(
    ("lemma", "codes"),
    [
        ("российский", ["RU"]),
        ("киргизский", ["KG"]),
        ("кыргызский", ["KG"]),
        ("южно-корейский", ["KR"]),
        ("коста-риканский", ["CR"]),
        ("конголезский", ["CD", "CG"]),
        ("британский", ["GB"]),
        ("абхазский", ["GE-AB"]),
        ("московский", []),
    ],
)
def test_adjectives(lemma: str, codes: list[str]) -> None:
    assert [country.code for country in TABLE.by_adjective(lemma)] == codes


@pytest.mark.parametrize(
    ("lemma", "codes"),
    [("россиянин", ["RU"]), ("кыргызстанка", ["KG"]), ("немец", ["DE"]), ("косовар", ["XK"]), ("москвич", [])],
)
def test_residents(lemma: str, codes: list[str]) -> None:
    assert [country.code for country in TABLE.by_resident(lemma)] == codes


@pytest.mark.parametrize(
    ("lemma", "halves"),
    [
        ("российско-кыргызский", [("российско", "RU"), ("кыргызский", "KG")]),
        ("франко-германский", [("франко", "FR"), ("германский", "DE")]),
        ("узбекско-таджикско-киргизский", [("узбекско", "UZ"), ("таджикско", "TJ"), ("киргизский", "KG")]),
        ("коста-риканский", []),
        ("научно-российский", []),
        ("российский", []),
    ],
)
def test_compound_adjectives(lemma: str, halves: list[tuple[str, str]]) -> None:
    assert [(part, country.code) for part, country in TABLE.halves(lemma)] == halves


def test_every_un_member_and_more_is_there() -> None:
    states = [country for country in TABLE if country.status == "state"]
    assert len(states) >= 195
    assert all(country.geonames and country.alpha2 for country in states)
    assert all(country.adjectives and country.residents for country in states)


def test_unrecognised_and_former_states_have_the_iso_country_or_none() -> None:
    assert [(c.code, c.alpha2) for c in TABLE if c.status == "unrecognised"][:3] == [
        ("GE-AB", "GE"),
        ("GE-SO", "GE"),
        ("MD-SN", "MD"),
    ]
    assert all(country.alpha2 is None for country in TABLE if country.status == "former")


def declined(name: str, case: str) -> str | None:
    """A one-word name that the dictionary knows as a place, in another case."""
    readings = [p for p in parses(name) if "Geox" in p.tags and p.lemma == fold(name) and p.feats["Case"] == "Nom"]
    return inflect(name, case, readings[0].feats["Number"], "Geox") if readings and not name.isupper() else None


@pytest.mark.parametrize("case", CASES)
def test_single_word_names_are_found_in_every_case(case: str) -> None:
    lost = []
    for country in TABLE:
        for name in (country.name, *country.names):
            form = declined(name, case)
            if form and not any(country in TABLE.by_name(h.key) for h in nominatives(form)):
                lost.append(f"{form} of {name}")
    assert lost == []


def distance(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Kilometres on a sphere."""
    (lat1, lon1), (lat2, lon2) = (tuple(map(radians, point)) for point in (a, b))
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * 6371 * asin(sqrt(half))


def capital_of(country: Country) -> tuple[float, float] | None:
    rows = [row for row in Gazetteer.load().candidates(country.capital) if row.country == country.alpha2]
    return (rows[0].lat, rows[0].lon) if rows and rows[0].lat is not None and rows[0].lon is not None else None


def test_middles_lie_near_capitals() -> None:
    capitals = {country.code: capital_of(country) for country in TABLE if country.status == "state"}
    found = {code: at for code, at in capitals.items() if at}
    assert len(found) >= 180
    far = {country.code: distance(found[country.code], country.at) for country in TABLE if country.code in found}
    wide = {"RU": 4500, "US": 2000, "CA": 2500, "AU": 1800, "ID": 1600, "CL": 1000, "CN": 1500, "BR": 1500, "MY": 1300}
    assert {code: round(km) for code, km in far.items() if km > wide.get(code, 1100)} == {}


def windows(text: str) -> list[str]:
    """All stretches of up to five words, without punctuation."""
    words = text.replace(".", "").replace(",", "").replace(":", "").split()
    return [" ".join(words[i:j]) for i in range(len(words)) for j in range(i + 1, min(i + 5, len(words)) + 1)]


def keys_in(text: str) -> set[str]:
    return {hypothesis.key for window in windows(text) for hypothesis in nominatives(window)}


def adjectives_in(text: str) -> set[str]:
    return {fold_place(lemma) for word in text.strip(".").split() for lemma in lemmas(word.strip(".,:"))}


@pytest.mark.parametrize("row", [*NAMES.cities, *NAMES.regions], ids=lambda row: row.name)
def test_named_rows(row: NamedRow) -> None:
    assert any(found.country == row.country for found in Gazetteer.load().candidates(row.name)), "not in gazetteer"
    names = {fold_place(name) for name in (row.name, *row.former, *row.colloquial)}
    told = bool(names & keys_in(row.example)) or bool(set(map(fold_place, row.adjectives)) & adjectives_in(row.example))
    alias = any(name in fold_place(row.example) for name in ("приморь", "ставрополь", "ленобласть"))
    assert told or alias, row.example


@pytest.mark.parametrize("area", NAMES.areas, ids=lambda area: area.name)
def test_areas(area: Area) -> None:
    names = {fold_place(name) for name in (area.name, *area.names)}
    told = bool(names & keys_in(area.example)) or bool(
        set(map(fold_place, area.adjectives)) & adjectives_in(area.example)
    )
    assert told, area.example


@pytest.mark.parametrize("facility", FACILITIES.facilities, ids=lambda facility: facility.name)
def test_facilities(facility: Facility) -> None:
    assert {fold_place(name) for name in (facility.name, *facility.names)} & keys_in(facility.example)
    rows = Gazetteer.load().candidates(facility.city) if facility.city else []
    assert not facility.city or facility.city in ("Ватикан",) or facility.country in {row.country for row in rows}


@pytest.mark.parametrize("kinds", FACILITIES.kinds, ids=lambda kinds: kinds.kind)
def test_kind_words(kinds: KindWords) -> None:
    assert any(FACILITIES.kind_of(word) == kinds for word in kinds.example.split())


def test_adjectives_of_hand_tables_lead_to_their_rows() -> None:
    rows = chain(NAMES.cities, NAMES.regions, NAMES.areas)
    wrong = [
        (a, row.name)
        for row in rows
        for a in row.adjectives
        if (t := adjective_target(a)) is None or t.name != row.name
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("lemma", "name"),
    [
        ("пермский", "Пермь"),
        ("томский", "Томск"),
        ("казанский", "Казань"),
        ("липецкий", "Липецк"),
        ("химкинский", "Химки"),
        ("воронежский", "Воронеж"),
        ("хабаровский", "Хабаровск"),
        ("мюнхенский", "Мюнхен"),
        ("женский", None),
        ("морской", None),
        ("советский", "СССР"),
        ("зелёный", None),
        ("королевский", None),
    ],
)
def test_derived_adjectives(lemma: str, name: str | None) -> None:
    target = adjective_target(lemma)
    assert (target.name if target else None) == name


def test_gazetteer_is_small_and_folded() -> None:
    gazetteer = Gazetteer.load()
    assert len(gazetteer) > 25_000
    assert [row.geonames for row in gazetteer.candidates("ЧОЛПОН АТА")] == [1528512]
    assert [row.name for row in gazetteer.candidates("орел")] == ["Орёл"]
    assert gazetteer.candidates("") == []
    assert "Шарикоподшипник" not in gazetteer


def test_candidates_are_one_for_a_place() -> None:
    found = candidates(fold_place("Алма-Ата"))
    assert [(c.name, c.country) for c in found] == [("Алматы", "KZ")]


def test_a_wrong_table_is_told_with_file_and_field() -> None:
    with pytest.raises(ResourceError, match=r"place_names.yaml: .*areas\.0\.at"):
        parse("place_names.yaml", "cities: []\nregions: []\nareas: [{name: Х, example: х, at: [1]}]", PlaceNames)
