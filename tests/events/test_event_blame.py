"""Whoever is accused did it, in the record as in the news, and is never told as its victim."""

import pytest

from letopis.extractor import Extractor

ACCUSED = [
    ("Обвиняемому в убийстве Ивану Котову продлили арест.", [("agent", "Иван Котов")]),
    ("Обвиняемый в убийстве жены Иван Котов сбежал.", [("victim", None), ("agent", "Иван Котов")]),
    ("Обвиняемый в убийстве Иван Котов сбежал.", [("agent", "Иван Котов")]),
]


@pytest.mark.parametrize(("text", "sides"), ACCUSED)
def test_sides_of_the_crime(extractor: Extractor, text: str, sides: list[tuple[str, str | None]]) -> None:
    (killing,) = [event for event in extractor.extract(text).events if event.type == "killing"]
    assert [(who.role, who.name) for who in killing.participants] == sides


COMMEMORATED = [
    ("Президент Армении Ваге Сарян приехал в Гюмри на годовщину взрыва.", "explosion", []),
    ("Президент Ваге Сарян 25 апреля посетил Торгау по случаю 75-летия встречи армий на Эльбе.", "meeting", [None]),
    ("Супруги Лев и Анна Рус отметили годовщину свадьбы в Риге.", "marriage", ["Анна Рус", "Лев"]),
]


@pytest.mark.parametrize(("text", "kind", "names"), COMMEMORATED)
def test_who_keeps_an_anniversary(extractor: Extractor, text: str, kind: str, names: list[str | None]) -> None:
    """They had no part in what it is of, unless it is their own."""
    (recalled,) = [event for event in extractor.extract(text, published="2020-04-26").events if event.type == kind]
    assert [who.name for who in recalled.participants] == names
    assert recalled.time is None or recalled.time.from_ is None


OWNERS = [
    ("Яхта бизнесмена Олега Дятлова затонула у берегов Сардинии.", "accident", []),
    ("Судья Олег Дятлов ранен в Туле: его машина врезалась в столб.", "injury", ["Олег Дятлов"]),
]


@pytest.mark.parametrize(("text", "kind", "names"), OWNERS)
def test_whose_the_car_was(extractor: Extractor, text: str, kind: str, names: list[str]) -> None:
    """That alone gives him no part in what befell it."""
    events = [event for event in extractor.extract(text).events if event.type == kind]
    assert [[who.name for who in event.participants] for event in events] == [names]
