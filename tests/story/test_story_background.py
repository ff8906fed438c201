"""What was before the news is not what the article tells: older accidents in its last lines; who is told again is."""

import pytest

from letopis.extractor import Extractor
from letopis.record import Record
from letopis.record.parts import Amount, Event

_CRASH = "Под Самарой в ДТП погибли четверо\n\nЧетверо погибли в аварии на трассе под Самарой. Она случилась 31 мая. "
_FIRE = "В Норильске загорелся торговый центр\n\nКрупный торговый центр загорелся в Норильске.\n\n"
_QUAKE = "Число погибших при землетрясении в Непале превысило 800\n\nТолчки произошли 30 мая.\n\n"
_DORMITORY = """В Туле при пожаре в общежитии погибли двое

В ночь на 30 мая в Туле загорелось общежитие на улице Лесной.

На месте обнаружены тела двух мужчин. Ещё один жилец позднее скончался в больнице.

Напомним, в феврале прошлого года в Новомосковске сгорел частный дом, тогда погибла семья из четырёх человек.
"""


def read(extractor: Extractor, text: str) -> Record:
    return extractor.extract(text, published="2024-06-01")


def of_type(extractor: Extractor, text: str, kind: str) -> list[Event]:
    return [event for event in read(extractor, text).events if event.type == kind]


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        # before the day of the accident in which those of the headline died
        (_CRASH + "В марте прошлого года на этом же участке в аварии погибли шесть человек.", [4, 6]),
        # told beside a verb that has the date, of what brought it about
        (_CRASH + "В мае 2019 года там перевернулся автобус, погибли шесть человек.", [4, 6]),
        (_QUAKE + "В 2015 году землетрясение в той же области унесло жизни 9 тысяч человек.", [800, 9000]),
    ],
)
def test_older_deaths_are_counted_apart(extractor: Extractor, text: str, killed: list[int]) -> None:
    counts = [event.counts["killed"] for event in of_type(extractor, text, "death")]
    assert [count.value or count.min for count in counts] == killed


_CHARGE = "Пианист молчит\n\nПианисту Олегу Вернеру предъявили обвинение в мошенничестве. Он молчит.\n\n"
_RULING = "Суд в Туле обязал завод выплатить штраф\n\nСуд в Туле 5 марта обязал завод «Лад» выплатить штраф. "
_COUP = "Военные в Гвинее объявили о свержении президента. Власти соседних стран осудили переворот.\n\n"
_BLOCKADE = "Фермеры в Париже перекрывают дороги\n\nФранцузские фермеры вышли на акцию протеста в Париже.\n\n"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (_COUP + "В последний раз военный переворот в Гвинее произошёл в 2008 году.", "military_action"),
        (_BLOCKADE + "В прошлый раз фермеры перекрывали дороги в декабре 2023 года.", "protest"),
        (_FIRE + "В январе 2023 года в этом здании уже горела кровля. Тогда огонь потушили за час.", "fire"),
        (_QUAKE + "В 2015 году землетрясение в той же области унесло жизни 9 тысяч человек.", "natural_disaster"),
        (_CHARGE + "В 2018 году его обвиняли в плагиате.", "investigation"),
    ],
)
def test_the_news_keeps_its_day(extractor: Extractor, text: str, kind: str) -> None:
    news, before = of_type(extractor, text, kind)
    assert news.time is None or news.time.edtf == "2024-05-30"
    assert before.time is not None
    assert before.time.edtf < "2024"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Умер Виктор Лад\n\nПисатель Виктор Лад умер, сообщила дочь.\n\nЛад умер 12 апреля в Праге.", "death"),
        ("Следователи раскрыли убийство\n\nВ Пскове раскрыто убийство пенсионерки.\n\nУбийство произошло 3 февраля.",
         "killing"),
        ("Суд вынес приговор за ДТП\n\nВодителя осудили за смертельное ДТП.\n\nДТП произошло 14 сентября 2023 года.",
         "accident"),
    ],
)  # fmt: skip
def test_old_days_of_the_articles_own_event(extractor: Extractor, text: str, kind: str) -> None:
    (event,) = of_type(extractor, text, kind)
    assert event.time is not None


@pytest.mark.parametrize(
    ("text", "kind", "key", "value"),
    [
        ("При атаке на Туру пострадали девять человек. Среди раненых — двое детей.", "injury", "injured", 9),
        ("Автобус перевернулся, ранены 14 человек. В числе пострадавших трое школьников.", "injury", "injured", 14),
        ("Под Турой в аварии погибли пять человек. Среди погибших двое детей.", "death", "killed", 5),
    ],
)
def test_some_of_those_told_are_no_others(extractor: Extractor, text: str, kind: str, key: str, value: int) -> None:
    (event,) = of_type(extractor, text, kind)
    assert dict[str, Amount](event.counts)[key] == Amount(value=value)


def test_deaths_of_another_year(extractor: Extractor) -> None:
    record = extractor.extract(_DORMITORY, published="2024-05-31")
    deaths = [event for event in record.events if event.type == "death"]
    assert [event.time.edtf[:7] for event in deaths if event.time and event.time.edtf] == ["2024-05", "2023-02"]
    assert [place.name for place in deaths[1].places] == ["Новомосковск"]


_EXPELLED = "МИД Эстонии высылает дипломата\n\nМИД объявил персоной нон грата сотрудника посольства России.\n\n"


@pytest.mark.parametrize(
    ("text", "kind", "dates"),
    [
        # «уже» or «ранее» beside an imperfective in the past, with a month or without any
        (_EXPELLED + "В марте Таллин уже высылал второго секретаря посольства.", "diplomatic_break", [None, "2024-03"]),
        ("Суд оштрафовал «Омегу»\n\nСуд оштрафовал «Омегу».\n\nРанее суд уже штрафовал компанию.", "fine",
         [None, None]),
        # the verb that carries a noun and the noun «в результате» have one date
        ("МИД Перу сделал заявление 30 мая.\n\nВ прошлом году Лима выступала с таким же заявлением.",
         "statement", ["2024-05-30", "2023"]),
        ("На шахте в Гуково 30 мая произошёл взрыв.\n\nВ январе в результате взрыва погибли пять горняков.",
         "explosion", ["2024-05-30", "2024-01"]),
        # how things stood is told of the news
        ("В Туле 30 мая сгорел склад.\n\nКогда приехали пожарные, склад уже горел.", "fire", ["2024-05-30"]),
        ("В Риге бастуют докеры.\n\nВ марте докеры уже бастовали. Предыдущая забастовка длилась сутки.",
         "strike", [None, "2024-03"]),
    ],
)  # fmt: skip
def test_what_has_been_before_is_another_event(
    extractor: Extractor, text: str, kind: str, dates: list[str | None]
) -> None:
    assert [event.time and event.time.edtf for event in of_type(extractor, text, kind)] == dates


def test_what_befell_nobody_is_not_what_befell_somebody(extractor: Extractor) -> None:
    hurt = "Машинист и 14 пассажиров получили травмы."
    before = "Это уже вторая авария за год: в марте электричка сбила автомобиль, тогда никто не пострадал."
    injuries = of_type(extractor, f"Поезд столкнулся с самосвалом под Рязанью\n\n{hurt}\n\n{before}", "injury")
    assert [event.status for event in injuries] == ["occurred", "negated"]


def test_another_court_ruled_otherwise(extractor: Extractor) -> None:
    text = _RULING + "Ранее другой суд в Туле обязал «Лад» принести извинения."
    assert len(of_type(extractor, text, "trial")) == 2
