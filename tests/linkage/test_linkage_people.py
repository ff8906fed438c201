"""Who is one person: full names, initials, surnames alone, namesakes."""

from dataclasses import replace

import pytest
from own_tellings import orders, person

from letopis.linkage.entities import partition
from letopis.linkage.profiles import Profile, profile_of

MAYOR, COACH, PRESIDENT = ("мэр", "Ош"), ("тренер", None), ("президент", "Чили")


def groups(profiles: list[Profile]) -> set[frozenset[str]]:
    (first, *others) = [{frozenset(entity.profiles) for entity in partition(shuffled)} for shuffled in orders(profiles)]
    assert all(other == first for other in others)
    return first


def one(profiles: list[Profile]) -> bool:
    """All together; else every one alone."""
    found = groups(profiles)
    assert found == {frozenset(profile.id for profile in profiles)} or len(found) == len({one.id for one in profiles})
    return len(found) == 1


@pytest.mark.parametrize(
    ("first", "second", "together"),
    [
        (person("Иван Лунин", MAYOR), person("Иван Лунин"), True),
        (person("Иван Лунин", MAYOR), person("Иван Лунин", ("градоначальник", None)), True),
        (person("Иван Лунин", MAYOR), person("Иван Лунин", ("мэр", "Нарын")), False),
        (person("Иван Лунин", MAYOR), person("Иван Лунин", ("депутат", "парламент")), True),
        (person("Иван Лунин", MAYOR), person("Иван Лунин", COACH), False),
        (person("Иван Лунин", MAYOR), person("Иван Лунин", ("глава", "города")), True),
        (person("Иван Лунин", PRESIDENT), person("Иван Лунин", ("лидер", "Чили")), True),
        (person("Иван Лунин", ("президент", "Киргизия")), person("Иван Лунин", ("президент", "Кыргызстан")), True),
        (person("Иван Лунин", country="KG"), person("Иван Лунин", country="CL"), False),
        (person("Иван Лунин"), person("Пётр Лунин"), False),
        (person("Пётр Лунин"), person("Петр Лунин"), True),
        (person("И. Лунин"), person("Иван Лунин", MAYOR), True),
        (person("П. Лунин"), person("Иван Лунин", MAYOR), False),
        (person("Лунин", article="b"), person("Иван Лунин", MAYOR), True),
        (person("Лунин", COACH), person("Иван Лунин", MAYOR), False),
        (person("Лунин", article="b"), person("Лунин", article="c"), False),
        (person("Лунин", MAYOR), person("Лунин", MAYOR, country="KG"), True),
        (person("Иван Лунин", middle="Петрович"), person("Иван Лунин", middle="Львович"), False),
        (person("Иван Лунин", MAYOR, middle="Львович"), person("Иван Лунин", COACH, middle="Львович"), True),
    ],
)
def test_two(first: Profile, second: Profile, together: bool) -> None:
    assert one([first, second]) == together


def test_a_surname_alone_waits_while_two_would_do() -> None:
    ivan, pyotr, bare = person("Иван Лунин", MAYOR), person("Пётр Лунин", COACH), person("Лунин", article="b")
    assert groups([ivan, pyotr, bare]) == {frozenset({one.id}) for one in (ivan, pyotr, bare)}
    told = person("Лунин", ("мэр", "Ош"), article="b")
    assert frozenset({ivan.id, told.id}) in groups([ivan, pyotr, told])


def test_of_two_namesakes_the_news_of_one_month_means_one() -> None:
    ivan, pyotr = told("2024-05-02", person("Иван Лунин", MAYOR)), told("2022-01-10", person("Пётр Лунин", COACH))
    near, far = (told(day, person("Лунин", article=day)) for day in ("2024-05-20", "2023-02-01"))
    apart = {frozenset({one.id}) for one in (pyotr, far)}
    assert groups([ivan, pyotr, near, far]) == apart | {frozenset({ivan.id, near.id})}
    both = [ivan, told("2024-05-10", pyotr), near]
    assert groups(both) == {frozenset({one.id}) for one in both}


def test_a_surname_alone_agrees_with_an_initial() -> None:
    ivan, short, bare = person("Иван Лунин", MAYOR), person("И. Лунин"), person("Лунин", article="b")
    assert one([ivan, short, bare])


def test_who_is_told_of_without_a_name_is_one_over_many_months() -> None:
    """Each month is compared with those beside it: that is enough, and grows with the months, not with their square."""
    days = [f"{year}-{month:02}-05" for year in range(2000, 2200) for month in range(1, 13)]
    (entity,) = partition(
        [told(day, person("президент Чили", PRESIDENT, last=None, first=None, article=day)) for day in days]
    )
    assert len(entity.profiles) == len(days)
    assert {why for _, why in entity.profiles.values()} == {"same surname; office президент; news of one month"}


def told(day: str, profile: Profile) -> Profile:
    """First told of on that day."""
    return replace(profile, first=f"{day} a")


def test_a_name_without_office_waits_between_namesakes() -> None:
    namesakes = [person("Иван Лунин", MAYOR), person("Иван Лунин", COACH), person("Иван Лунин")]
    assert len(groups(namesakes)) == 3


def test_why_is_kept() -> None:
    (entity,) = partition([person("Иван Лунин", MAYOR), person("И. Лунин")])
    assert set(entity.profiles.values()) == {(0.3, "initial")}
    assert entity.shown.features["name"] == "Иван Лунин"


def body(name: str, abbreviation: str | None = None, country: str | None = None) -> Profile:
    row = {"type": "organization", "name": name, "abbreviation": abbreviation, "country": country}
    return profile_of(row, ())


@pytest.mark.parametrize(
    ("first", "second", "together"),
    [
        (body("Союз моряков", "СМ"), body("СМ"), True),
        (body("Союз моряков"), body("«Союз моряков»"), True),
        (body("МЧС", country="KG"), body("МЧС", country="KZ"), False),
        (body("МЧС", country="KG"), body("МЧС"), True),
        (body("Союз моряков"), body("Союз рыбаков"), False),
    ],
)
def test_bodies(first: Profile, second: Profile, together: bool) -> None:
    assert one([first, second]) == together


def town(name: str, geonames: int | None, country: str | None) -> Profile:
    known = {"kind": "city", "admin1": None, "lat": None, "lon": None}
    return profile_of({"type": "place", "name": name, "geonames": geonames, "country": country, **known}, ())


@pytest.mark.parametrize(
    ("first", "second", "together"),
    [
        (town("Джалал-Абад", 7, "KG"), town("Манас", 7, "KG"), True),
        (town("Троицк", 7, "RU"), town("Троицк", 8, "RU"), False),
        (town("Ключи", None, "RU"), town("Ключи", None, "RU"), True),
        (town("Ключи", None, "RU"), town("Ключи", None, "KZ"), False),
    ],
)
def test_places(first: Profile, second: Profile, together: bool) -> None:
    assert one([first, second]) == (together or first.id == second.id)
