"""The real article the product was conceived for: every expression of it, with its value.

A careful reader counts 41 spans. «За пять лет» is a duration and has no value; «Через три месяца, 24-25 мая
2021-го» is one time told twice, and counts once among the 39.
"""

from pathlib import Path

import pytest

import letopis
from letopis.document import Article, Document
from letopis.language.stage import LanguageStage
from letopis.times import TimeStage

ARTICLE = Path(__file__).parents[3] / "shared" / "articles" / "kyrgyzstan-russia-chronicle.txt"

# start, expression, EDTF
WANTED = [
    (0, "Сегодня", "2025-11-25"),
    (252, "январе 2021-го", "2021-01"),
    (348, "С 2021 по 2025 год", "2021/2025"),
    (618, "2021 год", "2021"),
    (684, "2021 год", "2021"),
    (858, "24 февраля 2021 года", "2021-02-24"),
    (1130, "Через три месяца", "2021-05"),
    (1148, "24-25 мая 2021-го", "2021-05-24/2021-05-25"),
    (1525, "2022 год", "2022"),
    (1580, "2022 году", "2022"),
    (1653, "16 мая 2022-го", "2022-05-16"),
    (1950, "9 декабря 2022 года", "2022-12-09"),
    (2082, "9 декабря 2022 года", "2022-12-09"),
    (2456, "2023 год", "2023"),
    (2490, "2023-й", "2023"),
    (2536, "8-9 мая", "2023-05-08/2023-05-09"),
    (2697, "9 Мая", "2023-05-09"),
    (2790, "2023-й", "2023"),
    (2836, "8-9 мая", "2023-05-08/2023-05-09"),
    (2897, "2024 год", "2024"),
    (2943, "Осенью", "2024-23"),
    (2982, "12-13 октября", "2024-10-12/2024-10-13"),
    (3220, "последние годы", "../2025-11-25~"),
    (3317, "21 февраля", "2024-02-21"),
    (3630, "21 февраля 2024 года", "2024-02-21"),
    (3700, "2025 год", "2025"),
    (3871, "мае 2025 года", "2025-05"),
    (4409, "мае 2025-го", "2025-05"),
    (4422, "2 июля этого года", "2025-07-02"),
    (4730, "2 июля 2025 года", "2025-07-02"),
    (4850, "этих лет", "2021/2025"),
    (4973, "марте 2024 года", "2024-03"),
    (5011, "августе 2025-го", "2025-08"),
    (5147, "за пять лет", None),
    (5310, "май 2023 года", "2023-05"),
    (5334, "октябрь 2023-го", "2023-10"),
    (5385, "2021 год", "2021"),
    (5402, "2021-й", "2021"),
    (5419, "2022 год", "2022"),
    (5438, "2024-й", "2024"),
    (5455, "2025 год", "2025"),
]


@pytest.mark.slow
@pytest.mark.skipif(not ARTICLE.exists(), reason="the article is not part of the project")
def test_every_expression_of_the_article_and_nothing_else() -> None:
    document = Document(Article("a", ARTICLE.read_bytes().decode("utf-8"), "", published="2025-11-25"))
    for stage in (LanguageStage(), TimeStage()):
        stage([document])
    assert [(t.start, t.text, t.edtf) for t in document.times] == WANTED


def test_a_day_to_come_is_not_that_of_long_ago() -> None:
    """An anniversary's year is not that of the news, nor of the days around it."""
    news = "25 июля, в четверг, пловец переплывёт пролив. 25 июля 1909 года это удалось другому."
    record = letopis.extract(f"{news}\n\n14 июля он уже плавал там.")
    assert [time.edtf for time in record.times] == [None, "1909-07-25", None]


@pytest.mark.parametrize(
    "text",
    [
        "31 декабря 9999 года в Осло закрылся порт. Вчера и в субботу было тихо.",
        "С 30 декабря 9999 года по 3 января шла забастовка.",
        "В 9999 году откроют мост. За неделю до этого, летом, мэр ушёл.",
        "1 января 1 года в Осло умер Иван Котов. За два дня до этого, в пятницу, прошёл матч.",
    ],
)
def test_the_ends_of_the_calendar_stop_no_article(text: str) -> None:
    times = letopis.extract(text).times
    assert times
    bounds = [bound for time in times for bound in (time.from_, time.to) if bound is not None]
    assert all(len(bound) == len("9999-12-31") for bound in bounds)


def test_what_lay_ahead_of_something_past_dates_no_news() -> None:
    promised = "Мост откроют в мае 2017 года, обещал мэр. В этом году начат его ремонт."
    gone = promised.replace("В этом", "В августе 2019 года его закрыли. В этом")
    assert [letopis.extract(text).times[-1].edtf for text in (promised, gone)] == ["2017", None]


def test_what_is_to_come_is_of_no_chapter_of_the_past() -> None:
    text = "Хроника\n\n2019 год\n\nЛетом открыли мост.\n\nТеперь строят второй. Его откроют осенью."
    assert [time.edtf for time in letopis.extract(text, published="2025-03-14").times] == ["2019", "2019-22", "2025-23"]
