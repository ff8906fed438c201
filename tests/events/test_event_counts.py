"""Figures of events, wherever their sentences put them."""

import pytest

from letopis.extractor import Extractor

TOLD = [
    ("Из зон затопления эвакуированы 2 367 чел., в том числе 611 детей.", "evacuation", (2367, None, None)),
    ("За выходные умерли двенадцать человек, в том числе четыре медика.", "death", (12, None, None)),
    ("К полудню были задержаны четверо, в том числе ночной сторож вокзала.", "detention", (4, None, None)),
    ("Погибли два человека, мать и дочь 1989 и 2014 г. р.", "death", (2, None, None)),
    ("Погибли два члена экипажа, третий, прапорщик Улан Жуков, доставлен в Бишкек.", "death", (2, None, None)),
    ("Не менее девятнадцати заключённых убиты в ходе бунта.", "killing", (None, 19, None)),
    ("От тайфуна погибли больше ста человек.", "death", (None, 100, None)),
    ("С завода сократят не больше двадцати работников.", "layoff", (None, None, 20)),
    ("На митинг вышли от 5 до 7 тысяч человек.", "protest", (None, 5000, 7000)),
    ("В июне два десятка рыбаков вышли на пикет.", "protest", (20, None, None)),
]


@pytest.mark.parametrize(("text", "event_type", "figure"), TOLD)
def test_the_whole_figure_is_told(
    extractor: Extractor, text: str, event_type: str, figure: tuple[int | None, int | None, int | None]
) -> None:
    events = [e for e in extractor.extract(text, published="2024-05-05").events if e.type == event_type]
    figures = [(count.value, count.min, count.max) for event in events for count in event.counts.values()]
    assert figures == [figure]


@pytest.mark.parametrize(
    "text",
    [
        "Ни один пассажир не погиб.",
        "Водители остановились на трое суток, бастует весь парк.",
        "Несколько тысяч торговцев блокировали дороги вокруг рынка.",
        "Из 240 работников сократят некоторых.",
        "Три моряка и лоцман погибли.",
        "Погибли лётчик Иван Котов, штурман и два пассажира.",
        "Убиты трое военных и один житель.",
    ],
)
def test_what_is_no_figure_of_the_event(extractor: Extractor, text: str) -> None:
    assert not any(event.counts for event in extractor.extract(text, published="2024-05-05").events)


def test_a_day_counts_no_events(extractor: Extractor) -> None:
    assert not extractor.extract("С 25 по 28 июля 2019 года в Туле пройдут бесплатные показы фильмов.").claims
