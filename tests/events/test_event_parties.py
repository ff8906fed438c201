"""Who only talks of an event has no part in it; who is told as one of those hurt is; where bodies stand for places."""

import pytest

from letopis.extractor import Extractor


@pytest.mark.parametrize(
    ("text", "kind", "names"),
    [
        ("Гутьеррес и Лавров обсудили встречу Трампа и Си.", "meeting", {"Трамп", "Си"}),
        ("Рябков обсудил с послом Китая визит Владимира Путина в Пекин.", "visit", {"Владимир Путин"}),
        ("Лавров обсудил с Фиданом ход своего визита в Анкару.", "visit", {"Лавров", "Фидан"}),
        ("Министры обсудили саммит в Риге.", "summit", {"Министры"}),
        ("В Кремле назвали обстрел Белгорода терактом.", "attack", {"Белгород"}),
    ],
)
def test_who_talks_of_it(extractor: Extractor, text: str, kind: str, names: set[str]) -> None:
    (event,) = [event for event in extractor.extract(text).events if event.type == kind]
    assert {who.name or who.text for who in event.participants} <= names


def test_talks_about_talks(extractor: Extractor) -> None:
    talks = extractor.extract("Лавров обсудил с генсеком ООН переговоры США и Ирана.").events
    assert [{who.name for who in each.participants} for each in talks] == [
        {"Лавров", "генеральный секретарь ООН"}, {"США", "Иран"},
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("В числе погибших водитель автобуса и две пассажирки.", ["водитель автобуса", "две пассажирки"]),
        ("Среди пострадавших — кассир магазина и охранник.", ["кассир магазина", "охранник"]),
        ("В числе раненых оказались двое школьников.", ["двое школьников"]),
        ("В списке погибших — капитан судна и двое матросов.", ["капитан судна", "двое матросов"]),
        ("В числе погибших — глава района Павел Лобов.", ["Павел Лобов"]),
    ],
)
def test_one_of_them(extractor: Extractor, text: str, names: list[str]) -> None:
    event = extractor.extract(text).events[0]
    assert [who.name or who.text for who in event.participants] == names


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Президент вручил в Кремле государственные награды.", ["Кремль"]),
        ("Встреча прошла в Кремле.", ["Кремль"]),
        ("В Кремле осудили нападение на посольство.", []),
    ],
)
def test_kremlin(extractor: Extractor, text: str, places: list[str]) -> None:
    assert [place.name for place in extractor.extract(text).events[0].places] == places


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("На трассе М-5 «Урал» под Пензой столкнулись два грузовика.", ["М-5", "Пенза"]),
        ("На трассе М7 «Волга» загорелся автобус.", ["М7"]),
        ("В аэропорту Хитроу задержали певца.", ["Хитроу"]),
        ("В аэропорту Пулково задержали певца.", ["Пулково"]),
    ],
)
def test_roads_and_airports(extractor: Extractor, text: str, places: list[str]) -> None:
    assert [place.name for place in extractor.extract(text).events[0].places] == places


@pytest.mark.parametrize(
    ("text", "kind", "parts"),
    [
        ("Суд отправил мужчину под домашний арест.", "detention", {("суд", "agent"), ("мужчину", "target")}),
        ("Иван Котов попал под арест.", "detention", {("Иван Котов", "target")}),
        ("Папа римский призвал к миру в Судане.", "statement", {("папа римский", "agent")}),
        (
            "Сотрудники СК пришли с обыском к Роману Ломову.",
            "search",
            {("Сотрудники СК", "agent"), ("Роман Ломов", "target")},
        ),
        ("Тысячи человек пришли на митинг в центре Минска.", "protest", {("Тысячи человек", "agent")}),
        ("Роман Фомин признался в поджоге военкомата.", "fire", {("Роман Фомин", "agent")}),
    ],
)
def test_who_does_and_suffers(extractor: Extractor, text: str, kind: str, parts: set[tuple[str, str]]) -> None:
    (event,) = [event for event in extractor.extract(text).events if event.type == kind]
    assert {(who.name or who.text, who.role) for who in event.participants} == parts


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Роман Фомин вышел на свободу.", [("release", "Роман Фомин", "target")]),
        ("Пассажиров рейса Москва — Сочи эвакуировали по трапам.", [("evacuation", "Пассажиров", "target")]),
    ],
)
def test_names_that_are_words_too(extractor: Extractor, text: str, parts: list[tuple[str, str, str]]) -> None:
    events = extractor.extract(text).events
    assert [(event.type, who.name or who.text, who.role) for event in events for who in event.participants] == parts


def test_who_steers_is_no_site(extractor: Extractor) -> None:
    events = extractor.extract("Автобус под управлением 30-летнего рязанца врезался в столб.").events
    assert not [place.name for event in events for place in event.places if "управление" in place.name]
