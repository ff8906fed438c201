"""Inflected place names to rows of the gazetteer."""

import pytest

from letopis.entities.place_forms import guess_nominative, nominatives
from letopis.entities.places import PlaceResolver, is_capital

RESOLVER = PlaceResolver.load()

# surface, name, kind, country, GeoNames id
NAMES = [
    ("Москвой", "Москва", "city", "RU", 524901),
    ("Оше", "Ош", "city", "KG", 1527534),
    ("ОШ", "Ош", "city", "KG", 1527534),
    ("Чолпон-Ате", "Чолпон-Ата", "city", "KG", 1528512),
    ("Нижнем Новгороде", "Нижний Новгород", "city", "RU", 520555),
    ("Ростове-на-Дону", "Ростов-на-Дону", "city", "RU", 501175),
    ("Комсомольске-на-Амуре", "Комсомольск-на-Амуре", "city", "RU", 2021851),
    ("Санкт-Петербурга", "Санкт-Петербург", "city", "RU", 498817),
    ("Питере", "Санкт-Петербург", "city", "RU", 498817),
    ("Нур-Султане", "Астана", "city", "KZ", 1526273),
    ("Фрунзе", "Бишкек", "city", "KG", 1528675),
    ("Джалал-Абадом", "Джалал-Абад", "city", "KG", 1528249),
    ("Рио-де-Жанейро", "Рио-де-Жанейро", "city", "BR", 3451190),
    ("Ельце", "Елец", "city", "RU", 467978),
    ("Химок", "Химки", "city", "RU", 550280),
    ("Киеву", "Киев", "city", "UA", 703448),
    ("Манхэттене", "Манхэттен", "locality", "US", 5125771),
    ("Киргизии", "Кыргызстан", "country", "KG", 1527747),
    ("Соединенных Штатах", "США", "country", "US", 6252001),
    ("США", "США", "country", "US", 6252001),
    ("Республике Казахстан", "Казахстан", "country", "KZ", 1522867),
    ("Папуа — Новой Гвинее", "Папуа — Новая Гвинея", "country", "PG", 2088628),
    ("Панаме", "Панама", "country", "PA", 3703430),
    ("Абхазии", "Абхазия", "country", "GE", 615929),
    ("Шотландией", "Шотландия", "region", "GB", 2638360),
    ("СССР", "СССР", "country", None, None),
    ("Ошской области", "Ошская область", "region", "KG", 1346798),
    ("Подмосковье", "Московская область", "region", "RU", 524925),
    ("ХМАО", "Ханты-Мансийский автономный округ", "region", "RU", 1503773),
    ("Татарстаном", "Татарстан", "region", "RU", 484048),
    ("штате Вашингтон", "штат Вашингтон", "region", "US", 5815135),
    ("Ближнем Востоке", "Ближний Восток", "area", None, None),
    ("Чёрным морем", "Чёрное море", "area", None, None),
    ("озере Иссык-Куль", "Иссык-Куль", "area", "KG", None),
    ("Кремле", "Кремль", "facility", "RU", None),
    ("аэропорту «Манас»", "Аэропорт Манас", "facility", "KG", None),
    ("Ынтымак Ордо", "Ынтымак Ордо", "facility", "KG", None),
    ("городе Ош", "Ош", "city", "KG", 1527534),
]


@pytest.mark.parametrize(("surface", "name", "kind", "country", "geonames"), NAMES, ids=[row[0] for row in NAMES])
def test_one_surface(surface: str, name: str, kind: str, country: str | None, geonames: int | None) -> None:
    place = RESOLVER.resolve([surface])
    assert (place.name, place.kind, place.country, place.geonames) == (name, kind, country, geonames)


# surface, countries of the article, noun beside the name, country, kind
CONTEXTS = [
    ("КР", {}, None, "KG", "country"),
    ("КР", {"RU": 1, "KG": 3}, None, "KG", "country"),
    ("РК", {"KZ": 2}, None, "KZ", "country"),
    ("РК", {"KR": 2, "US": 1}, None, "KR", "country"),
    ("Ош", {"FR": 3}, None, "FR", "city"),
    ("Александрии", {}, None, "EG", "city"),
    ("Александрии", {"US": 4}, None, "US", "city"),
    ("Париж", {"US": 9}, None, "FR", "city"),
    ("Белом доме", {}, None, "US", "facility"),
    ("Белом доме", {"KG": 5, "RU": 1}, None, "KG", "facility"),
    ("Панама", {}, "городе", "PA", "city"),
    ("Борисовка", {}, "посёлке", "RU", "city"),
    ("Вашингтон", {}, None, "US", "city"),
    ("Вашингтон", {}, "штата", "US", "region"),
    ("Гватемалы", {}, "столица", "GT", "city"),
    ("Домодедово", {}, "аэропорту", "RU", "facility"),
    ("Домодедово", {}, None, "RU", "city"),
]


@pytest.mark.parametrize(("surface", "context", "hint", "country", "kind"), CONTEXTS)
def test_context_and_hint_decide(
    surface: str, context: dict[str, float], hint: str | None, country: str, kind: str
) -> None:
    place = RESOLVER.resolve([surface], (), context, hint)
    assert (place.country, place.kind) == (country, kind)


def test_all_surfaces_count() -> None:
    assert RESOLVER.resolve(["Кирова", "Кировом"]).name == "Киров"
    assert RESOLVER.resolve(["Иванове", "Иваново"]).name == "Иваново"


@pytest.mark.parametrize(
    ("surfaces", "reason"),
    [
        (["Казахстане"], "country table"),
        (["Чолпон-Ате"], "one candidate"),
        (["Нур-Султан"], "former name Нур-Султан"),
        (["Питер"], "also called Питер"),
        (["Кремле"], "table of facilities: Москва"),
        (["Европе"], "table of areas"),
        (["Оше"], "3 candidates (Ош, KG; Ош, FR; Ош, RU): population"),
        (["Усть-Хренске"], "unresolved: no such name in the tables"),
    ],
)
def test_reasons(surfaces: list[str], reason: str) -> None:
    assert RESOLVER.resolve(surfaces).reason == reason


def test_reason_names_the_context_when_it_decided() -> None:
    assert RESOLVER.resolve(["Оше"], (), {"FR": 2}).reason.endswith(": country of the article")


@pytest.mark.parametrize(
    ("surface", "lemmas", "name", "kind"),
    [
        ("Усть-Хренске", [], "Усть-Хренск", "locality"),
        ("Усть-Хренске", ["Усть-Хренск"], "Усть-Хренск", "locality"),
        ("Лейлекском районе", [], "Лейлекский район", "region"),
        ("селе Кызыл-Дыйкан", [], "Село Кызыл-Дыйкан", "locality"),
        ("улице Чуйкова", [], "Улица Чуйкова", "facility"),
        ("Московского района", [], "Московский район", "region"),
        ("Сибирским военным округом", [], "Сибирский военный округ", "region"),
        ("Новодевичьем кладбище", [], "Новодевичье кладбище", "facility"),
        ("МИД", [], "МИД", "locality"),
    ],
)
def test_unresolved_names_keep_a_nominative_guess_and_no_row(
    surface: str, lemmas: list[str], name: str, kind: str
) -> None:
    place = RESOLVER.resolve([surface], lemmas)
    assert place.name.lower() == name.lower()
    assert (place.kind, place.country, place.geonames, place.lat, place.score) == (kind, None, None, None, 0.0)
    assert not place.resolved


def test_admin1_and_position() -> None:
    place = RESOLVER.resolve(["Чолпон-Ате"])
    assert (place.admin1, place.lat, place.lon) == ("Иссык-Кульская область", 42.64944, 77.08225)
    assert 0.9 <= place.score <= 1


@pytest.mark.parametrize(
    ("surface", "state"),
    [("Москве", "RU"), ("Астане", "KZ"), ("Нур-Султане", "KZ"), ("Ош", None), ("России", None), ("Нью-Йорке", None)],
)
def test_is_capital(surface: str, state: str | None) -> None:
    assert is_capital(RESOLVER.resolve([surface])) == state


@pytest.mark.parametrize(
    ("surface", "key"),
    [
        ("Соединённых Штатах Америки", "соединенные штаты америки"),
        ("Великих Луках", "великие луки"),
        ("Мытищах", "мытищи"),
        ("Орле", "орел"),
        ("Сочи", "сочи"),
        ("Перми", "пермь"),
        ("Грозном", "грозный"),
        ("Верхней Пышмой", "верхняя пышма"),
        ("«Азовстали»", "азовсталь"),
    ],
)
def test_nominatives(surface: str, key: str) -> None:
    assert key in {hypothesis.key for hypothesis in nominatives(surface)}


@pytest.mark.parametrize("surface", ["", " ", "—", "«»", "А", "123", "a b c d e f g h", "Ё" * 300])
def test_odd_surfaces_do_no_harm(surface: str) -> None:
    assert nominatives(surface)
    assert isinstance(guess_nominative(surface), str)
    assert not RESOLVER.resolve([surface]).resolved


@pytest.mark.parametrize(("surface", "name"), [
    ("Заводском районе", "Заводской район"),
    ("Донского района", "Донской район"),
    ("Псковском районе", "Псковский район"),
])  # fmt: skip
def test_adjectives_in_the_nominative(surface: str, name: str) -> None:
    assert guess_nominative(surface) == name
