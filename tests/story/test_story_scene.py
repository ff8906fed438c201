"""Where and who, when no word of the event's own says it: labels, «здесь», acting bodies, those who left before."""

import pytest

import letopis
from letopis.document import Place
from letopis.record.parts import Event
from letopis.story.further import Further
from letopis.story.placing import Placing
from letopis.story.where import Spot

NO_OTHER = Further(weights={"bias": -6.0}, told=0.5, beside_site=0.5)


def event_of(text: str, kind: str, published: str = "2023-05-06") -> Event:
    record = letopis.extract(text, published=published)
    return next(event for event in reversed(record.events) if event.type == kind)


def places(event: Event) -> list[str | None]:
    return [place.name for place in event.places]


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("РИГА. Вчера скончался художник Ян Озолс.", "death", ["Рига"]),
        ("Полиция Читы задержала двух грабителей.", "detention", ["Чита"]),
        ("Под Тверью сгорел склад. В апреле здесь уже горел ангар.", "fire", ["ангар", "Тверь"]),
        ("Пожар произошёл в Омске. Губернатор Лев Орешин вылетел на место происшествия.", "visit", ["Омск"]),
        ("РИГА. В Осло вчера скончался художник Ян Озолс.", "death", ["Осло"]),
        ("Полиция Читы сообщила о планах. Банк оштрафован.", "fine", []),
        ("• ЧЕХИЯ. Палата депутатов запретила пакеты.", "law", ["Чехия"]),
        ("В баре задержали вора.", "detention", ["бар"]),
        ("Торжество прошло на старом кладбище Вологды.", "ceremony", ["Вологда", "старое кладбище Вологды"]),
        ("На парковке у ледовой арены задержали вора.", "detention", ["парковка у ледовой арены"]),
        ("В баре за драку задержали туриста.", "detention", ["бар"]),
        ("В лесу на рыбака напал медведь.", "attack", ["лес"]),
        ("На стадионе «Луч» прошёл концерт.", "performance", ["Луч"]),
        ("На съёмках «Тихой дачи» погиб каскадёр.", "death", []),
        ("Жители вышли на митинг к мэрии.", "protest", ["мэрия"]),
        ("Вора увезли в отдел полиции.", "detention", ["отдел полиции"]),
        ("В отделе полиции рассказали о задержании вора.", "detention", []),
        ("Обыски прошли в офисе «Луча» и на складе.", "search", ["офис «Луча»", "склад"]),
        ("При обрушении кровли цеха ранен сварщик.", "injury", ["цех"]),
        ("На складе шин начался пожар. Огонь на складе потушен.", "fire", ["склад шин"]),
        ("Пожар начался в бане на Советской.", "fire", ["баня на Советской"]),
        ("Митинг прошёл вокруг здания суда.", "protest", ["здание суда"]),
        ("Пожар произошёл в торговом центре «Заря» в Лисках.", "fire", ["Лиски", "Заря"]),
        ("В торговом центре задержали вора.", "detention", ["торговый центр"]),
        ("В центре города задержали вора.", "detention", []),
        ("Драка произошла недалеко от вокзала.", "attack", ["вокзал"]),
        ("Рядом с магазином произошла драка.", "attack", ["магазин"]),
        ("Рядом с другом задержали вора.", "detention", []),
        ("Под Братском столкнулись два автобуса.", "accident", ["Братск"]),
        ("Вратарь опроверг переход в «Луч»: «Я в Братске доиграю».", "statement", []),
        ("Вора, недавно вышедшего на свободу, взяли в Туле.", "release", []),
        ("Две недели Лиски живут без хлеба.\n\nВ клубе начался пожар.", "fire", ["клуб", "Лиски"]),
        ("В храме прогремел взрыв. После взрыва в храме ранены двое. Погиб сторож.", "death", ["храм"]),
        ("У рынка толпа избила сторожа; ранен прохожий.", "injury", ["рынок"]),
        ("Мэр Тулы Лев Рус подал в отставку. В Омской области не удивлены.", "resignation", ["Тула"]),
        ("Губернатор Омской области Лев Рус болен. Министром назначен Ян Лад.", "appointment", ["Омская область"]),
        ("В горном селе Верхний Лог ночью не спали. Поток сошёл туда в пятницу.", "natural_disaster", ["Верхний Лог"]),
        ("В селе Верхний Лог 4 мая сошёл сель.\n\nПогибли трое.", "death", ["Верхний Лог"]),
        ("Тула. Стадион «Луч». 3 мая.\n\nМатч закончился вничью.", "competition", ["Тула", "Луч"]),
        ("Две недели Лиски живут без хлеба.\n\nПаводок снёс мост. Весной сгорела школа.", "fire", ["Лиски"]),
        ("Две недели Лиски живут без хлеба.\n\nВ Туле весной сгорела школа.", "fire", ["Тула"]),
        ("Мэры Лисок, Тулы и Омска встретились.\n\nВесной сгорела школа.", "fire", []),
        ("Встреча с послами перенесена на сентябрь и состоится в Осло.", "meeting", ["Осло"]),
        ("Концерт, сказали в мэрии, отменён.", "performance", []),
        ("После выборов президент Чехии прилетел в Осло.", "election", []),
        ("Концерты в Перми и Уфе отменены.", "performance", ["Пермь", "Уфа"]),
    ],
)
def test_place_that_the_text_leaves_to_be_understood(text: str, kind: str, expected: list[str]) -> None:
    assert places(event_of(text, kind)) == expected


@pytest.mark.parametrize(
    ("text", "kind", "day"),
    [
        ("В апреле 2022 года на складе горел ангар, тогда никто не пострадал.", "injury", "2022-04-01"),
        ("Суд над банкиром Львом Гусевым начался 5 мая в Перми. Процесс длился три месяца.", "trial", "2023-05-05"),
    ],
)  # fmt: skip
def test_date_of_a_clause_without_its_own(text: str, kind: str, day: str) -> None:
    time = event_of(text, kind).time
    assert time is not None
    assert time.from_ == day


def test_one_speakers_words_are_one_statement() -> None:
    text = "Посол Дании Ян Нильсен осудил арест рыбаков. Он пообещал им защиту."
    record = letopis.extract(text, published="2023-05-06")
    assert [event.type for event in record.events if event.type == "statement"] == ["statement"]


def test_who_left_just_before_is_the_predecessor() -> None:
    appointed = event_of("Пост ректора покинул Лев Орешин. Эту должность заняла Анна Ким.", "appointment")
    assert ("Лев Орешин", "predecessor") in {(who.name, who.role) for who in appointed.participants}


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("• МАЛАВИ. Из-за урагана погибли трое.\n• КЕНИЯ. Суда нет.", "death", ["Малави"]),
        ("Село Сары-Таш, из которого эвакуировали детей, опустело.", "evacuation", ["Сары-Таш"]),
        ("Он полетит на чемпионат, который откроется в Нью-Дели.", "competition", ["Нью-Дели"]),
        ("Анна Чебан победила на выборах президента Молдавии.", "election", ["Молдавия"]),
        ("Переговоры, назначенные на июнь в Вене, под вопросом.", "negotiation", ["Вена"]),
    ],
)
def test_place_in_a_clause_of_its_own(text: str, kind: str, expected: list[str]) -> None:
    assert places(event_of(text, kind)) == expected


def test_a_site_stays_in_the_town_that_it_was_told_with() -> None:
    text = (
        "2023 год\n\n8 мая Лев Орешин прибыл в Москву. Встреча во дворце, переговоры, подписание договора.\n\n"
        "2024 год: встреча в Казани\n\nЛев Орешин прибыл в Казань. Президенты обсуждали торговлю."
    )
    assert places(event_of(text, "meeting")) == ["Казань"]


def test_of_a_land_that_its_own_words_name_a_likelier_part_is_told_and_no_other_place() -> None:
    """«Губернатор Омской области подал в отставку. Об отставке говорили в России»: not in Russia at large."""
    land, region = Place("e1", "Россия", [], kind="country"), Place("e2", "Омская область", [], kind="region")
    own, office = Spot(land, {"own": 1.0}, own=True), {"of an office": 1.0}
    choice = Placing(weights={"own": 1.0, "of an office": 2.0, "a coarser one is own": 0.0}, told=0.5, further=NO_OTHER)
    inside = Spot(region, office | {"a coarser one is own": 1.0})
    assert [spot.place for spot in choice.chosen([Spot(None), own, inside])] == [region]
    assert [spot.place for spot in choice.chosen([Spot(None), own, Spot(region, office)])] == [land]


def test_of_several_towns_those_that_its_own_words_name_are_told() -> None:
    """«Концерты в Перми и Уфе отменены. Труппа уехала в Омск»: whatever else speaks for Omsk."""
    perm, ufa, omsk = (
        Place(f"e{number}", name, [], kind="city") for number, name in enumerate(("Пермь", "Уфа", "Омск"))
    )
    spots = [
        Spot(None),
        Spot(perm, {"own": 2.0}, own=True),
        Spot(ufa, {"own": 1.0}, own=True),
        Spot(omsk, {"near": 1.0}),
    ]
    choice = Placing(
        weights={"own": 1.0, "near": 1.5}, told=0.5, further=Further(weights={"bias": 6.0}, told=0.5, beside_site=0.5)
    )
    assert [spot.place for spot in choice.chosen(spots)] == [perm, ufa]


def test_a_place_goes_with_the_likeliest_where_the_odds_say_so() -> None:
    """«В Осло (Норвегия) встретились послы» is in both, «В Осло встретились послы Чехии» is not."""
    oslo = Place("e1", "Осло", [], kind="city", country="NO")
    norway, czechia = (Place(code, code, [], kind="country", country=code) for code in ("NO", "CZ"))
    further = Further(weights={"bias": -2.0, "around": 3.0}, told=0.5, beside_site=0.5)
    choice = Placing(weights={"own": 1.0}, told=0.5, further=further)
    spots = [Spot(None), Spot(oslo, {"own": 2.0}, own=True), Spot(norway), Spot(czechia)]
    assert [spot.place for spot in choice.chosen(spots)] == [oslo, norway]
