"""Where an expression lies, by what it hangs on: one readable line a case."""

from datetime import date
from typing import get_args

import pytest
from times_support import plain_document

from letopis.document import Document, TimeExpression
from letopis.errors import ResourceError
from letopis.times import TimeStage, resources
from letopis.times.build import COMPOUNDS
from letopis.times.builders import BUILDERS
from letopis.times.shifts import at_noon, read, reading

STAGE = TimeStage()


def document(text: str, published: str | None = "2025-03-12") -> Document:
    result = plain_document(text, published)
    STAGE([result])
    return result


def last(text: str, published: str | None = "2025-03-12") -> TimeExpression:
    return document(text, published).times[-1]


TURN_OF_YEAR = [
    # text, published, value
    ("Авария произошла 28 декабря.", "2024-01-03", "2023-12-28"),
    ("Фестиваль пройдёт 3 февраля.", "2024-12-27", "2025-02-03"),
    ("Фестиваль прошёл 3 февраля.", "2024-12-27", "2024-02-03"),
    ("Суд состоялся 3 января.", "2024-01-03", "2024-01-03"),
    ("Суд состоится 3 января.", "2024-01-03", "2024-01-03"),
    ("Снег выпал в декабре.", "2024-01-03", "2023-12"),
    ("Снег выпал в декабре.", "2024-12-03", "2024-12"),
    ("Выборы пройдут в январе.", "2024-12-27", "2025-01"),
    ("Встреча намечена на февраль.", "2024-12-27", "2025-02"),
    ("Выборы перенесли на 2 февраля.", "2024-12-27", "2025-02-02"),
    ("Это случилось в ночь на 1 января.", "2025-01-02", "2025-01-01"),
    ("Музей был закрыт с 28 декабря по 8 января.", "2025-02-01", "2024-12-28/2025-01-08"),
    ("Во вторник состоялся суд.", "2025-01-01", "2024-12-31"),
    ("На прошлой неделе прошёл форум.", "2025-01-03", "2024-12-23/2024-12-29"),
    ("Зимой произошла авария.", "2025-01-03", "2024-12/2025-02"),
]
UNTIL_AND_BEFORE = [
    # what is decided in the past lasts on, unless it is just over
    ("Суд продлил арест до 1 июня.", "2025-03-12", "../2025-06-01"),
    ("Суд отправил его в СИЗО до 10 марта.", "2025-03-12", "../2025-03-10"),
    ("Город дал подрядчику срок до понедельника.", "2025-03-12", "../2025-03-17"),
    # a day ahead is not that of the hours told behind it
    ("Концерт перенесли на 14 марта. Пожар потушили в 16:00.", "2025-03-12", "2025-03-12T16:00"),
    # nor a year ahead that of what has happened
    ("Станцию сдадут 5 мая 2026 года. Насосы купили в августе.", "2025-09-12", "2025-08"),
]
COUNTED_FROM_COARSER = [
    # what is counted in days from a year or a month told just before was in it, no more can be said
    ("В 2012 году она встала за пульт. Через неделю трое уволились.", "2012"),
    ("Диплом он защитил в мае 1940 года, за неделю до отъезда.", "1940-05"),
    ("Мост открыли 3 мая 2019 года. Через неделю его закрыли.", "2019-05-10"),
]
WITHIN_AND_UNTIL = [
    # a day of the season just told, until when it lasts, a part of this day whatever month was told
    ("Летом прошлого года его опознали. 2 июля его взяли.", "2024-07-02"),
    ("В ноябре 2024 года его взяли, арест продлили до 1 июня.", "../2025-06-01"),
    ("В октябре его оштрафовали. Соседку задержали ночью.", "2025-03-12"),
    ("В октябре его оштрафовали. Соседку задержали в тот же вечер.", None),
]
SINCE_AND_AHEAD = [
    # what holds now has begun, what is put off is to be then, what a dash announces is to come
    ("Поездов между городами нет с августа.", "2024-08/.."),
    ("Сверхурочные отменяют с 15 марта.", "2025-03-15/.."),
    ("Гастроли отложили до осени.", "2025-23"),
    ("Суд отложен с 14 марта на 9 апреля.", "2025-04-09"),
    ("Похороны — в субботу.", "2025-03-15"),
    ("Последние похороны — в субботу.", "2025-03-08"),
    ("Его собирались выдать ещё в сентябре.", "2024-09"),
]
IMPOSSIBLE = ["31 ноября", "30 февраля 2024 года", "29 февраля 2023 года", "31.04.2025", "0 мая 2024 года"]
HEADINGS = (
    "Хроника\n\n2019 год: проект\n\nЧертежи сдали 12 марта. Летом их утвердили.\n\nИтоги\n\nСмету подписали 5 марта."
)


@pytest.mark.parametrize(("text", "published", "edtf"), TURN_OF_YEAR + UNTIL_AND_BEFORE)
def test_turn_of_the_year(text: str, published: str, edtf: str) -> None:
    assert last(text, published).edtf == edtf


@pytest.mark.parametrize("text", IMPOSSIBLE[:4])
def test_impossible_dates_are_found_unresolved_and_not_moved(text: str) -> None:
    time = last(f"Заявку датировали {text}.")
    assert (time.text, time.low, time.high, time.edtf) == (text, None, None, None)
    assert time.reason
    assert "no such day" in time.reason


def test_leap_day_without_a_year_is_the_last_there_was() -> None:
    assert last("Он родился 29 февраля.", "2025-03-12").edtf == "2024-02-29"


def test_a_heading_governs_until_the_next() -> None:
    times = document(HEADINGS, "2025-11-20").times
    assert [(t.text, t.edtf, t.basis) for t in times] == [
        ("2019 год", "2019", "explicit"),
        ("12 марта", "2019-03-12", "section"),
        ("Летом", "2019-22", "section"),
        ("5 марта", "2025-03-05", "publication"),
    ]
    assert times[1].anchor == times[0].id


@pytest.mark.parametrize(("text", "value"), COUNTED_FROM_COARSER + WITHIN_AND_UNTIL + SINCE_AND_AHEAD)
def test_what_a_time_is_counted_from_and_where_its_sentence_looks(text: str, value: str | None) -> None:
    assert last(text).edtf == value


def test_a_winter_told_after_the_spring_of_its_section_ends_the_year() -> None:
    assert last("Хроника\n\n2019 год\n\nВ апреле их посадили.\n\nЗимой срубили.").edtf == "2019-12/2020-02"


@pytest.mark.parametrize("heading", ["2017", "## 2017", "**2017**", "# 2017 год"])
def test_a_year_alone_heads_a_section_however_it_is_marked(heading: str) -> None:
    """«## 2017» is a heading's mark and a year; «#2017» and «№ 2017» are numbers."""
    assert last(f"Хроника\n{heading}\nОбыск прошёл 4 июня.", "2026-02-17").edtf == "2017-06-04"


@pytest.mark.parametrize("number", ["#2017", "№ 2017"])
def test_a_number_behind_its_sign_is_no_year(number: str) -> None:
    assert not document(f"Хроника\n{number}\nОбыск прошёл.").times


def test_the_example_of_the_contract() -> None:
    text = (
        "Министр 15-16 мая находился в Оше. Во вторник он провёл переговоры. План готов на будущий год.\n\n"
        "Встреча намечена на июнь. За год стороны виделись трижды. Рабочие вышли 16 мая на пикет."
    )
    got = [(t.text, t.kind, t.precision, t.edtf, t.basis) for t in document(text, "2023-05-17").times]
    assert got == [
        ("15-16 мая", "date", "interval", "2023-05-15/2023-05-16", "publication"),
        ("вторник", "date", "day", "2023-05-16", "publication"),
        ("будущий год", "date", "year", "2024", "publication"),
        ("июнь", "date", "month", "2023-06", "publication"),
        ("За год", "duration", "year", None, None),
        ("16 мая", "date", "day", "2023-05-16", "publication"),
    ]


UNDATED = ["Вчера отключили газ.", "15 июля обещают включить.", "В пятницу был суд.", "В прошлом году его закрыли."]


@pytest.mark.parametrize("text", UNDATED)
def test_without_a_publication_date_nothing_is_made_up(text: str) -> None:
    time = last(text, None)
    assert (time.low, time.high, time.basis) == (None, None, None)
    assert time.reason


def test_without_a_publication_date_a_story_still_has_its_years() -> None:
    times = document("3 мая 1945 года часть вошла в город. 8 мая бои закончились, на следующий день был салют.", None)
    assert [t.edtf for t in times.times] == ["1945-05-03", "1945-05-08", "1945-05-09"]
    assert [t.anchor for t in times.times] == [None, "t1", "t2"]


def test_without_a_publication_date_this_year_is_that_of_its_chapter() -> None:
    text = "Хроника\n2019 год: мост\nЕго открыли 2 марта этого года. В августе 2018 года его строили."
    assert [t.edtf for t in document(text, None).times] == ["2019", "2019-03-02", "2018-08"]


def test_a_story_of_another_year_goes_on_but_fresh_news_are_of_this() -> None:
    story = "14 марта 2014 года суд арестовал директора. 18 марта его отпустили."
    news = "Завод построен в 1975 году. 7 марта на нём произошёл пожар."
    assert last(story).edtf == "2014-03-18"
    assert last(news).edtf == "2025-03-07"


ZONES = [
    ("Начало в 14:30 мск.", "2025-03-12T14:30+03:00"),
    ("Начало в 14:30 по московскому времени.", "2025-03-12T14:30+03:00"),
    ("Начало в 14:30 по местному времени.", "2025-03-12T14:30"),
    ("Начало в 14:30 UTC+6.", "2025-03-12T14:30+06:00"),
    ("Начало в 9 вечера.", "2025-03-12T21:00"),
    ("Старт 9 мая 2024 года в 22:15.", "2024-05-09T22:15"),
]


@pytest.mark.parametrize(("text", "value"), ZONES)
def test_clock_times(text: str, value: str) -> None:
    time = last(text)
    assert (time.low, time.high, time.precision, time.kind) == (value, value, "time", "time")


PRECISIONS = [
    ("16 мая 2022 года", "day", "2022-05-16"),
    ("май 2022 года", "month", "2022-05"),
    ("весной 2022 года", "season", "2022-21"),
    ("второй квартал 2024 года", "quarter", "2024-34"),
    ("второе полугодие 2024 года", "half", "2024-41"),
    ("2022 год", "year", "2022"),
    ("1990-е годы", "decade", "199X"),
    ("XIX век", "century", "1801/1900"),
    ("начало 2024 года", "interval", "2024-01/2024-04"),
    ("44 год до н. э.", "year", "-0043"),
]


@pytest.mark.parametrize(("text", "precision", "edtf"), PRECISIONS)
def test_precision_is_that_of_the_text(text: str, precision: str, edtf: str) -> None:
    time = last(f"Так было: {text}.")
    assert (time.precision, time.edtf) == (precision, edtf)


def test_every_time_is_traced() -> None:
    got = document("Три дня назад упал кран.")
    assert [(step.stage, step.rule, step.detail) for step in got.trace] == [
        ("times", "relative.ago+dateparser", "2025-03-09 by publication")
    ]


def test_approximate_is_marked_not_moved() -> None:
    time = last("Примерно в 1780 году тут поставили часовню.")
    assert (time.text, time.low, time.high, time.approximate, time.edtf) == (
        "1780 году",
        "1780-01-01",
        "1780-12-31",
        True,
        "1780~",
    )


STORY = "Школу закрыли в марте 2018 года.\n{}"
GOING_ON = [
    # the next paragraph, published, value
    ("В мае суд отклонил иск родителей.", "2024-11-20", "2018-05"),
    ("В мае суд отклонил иск родителей.", "2019-11-20", "2019-05"),  # news tells of both years alike
    ("В мае пройдёт суд.", "2024-11-20", "2025-05"),
    ("В январе суд отклонил иск родителей.", "2024-11-20", "2024-01"),  # not onward
    ("В ноябре суд отклонил иск родителей.", "2024-11-20", "2024-11"),  # news
]


@pytest.mark.parametrize(("after", "published", "edtf"), GOING_ON)
def test_a_story_of_years_past_goes_on_in_the_next_paragraph(after: str, published: str, edtf: str) -> None:
    assert last(STORY.format(after), published).edtf == edtf


EVES = [
    # text, published on 12 March, value
    ("Во вторник, 4 марта, суд отклонил иск. Накануне у суда собрались жители.", "2025-03-03"),
    ("Суд отклонил иск в понедельник.\nНакануне у суда собрались жители.", "2025-03-09"),  # the day of the news
    ("Суд отклонил иск 27 февраля.\nНакануне у суда собрались жители.", "2025-03-11"),
    ("Суд отклонил иск сегодня.\nНакануне у суда собрались жители.", "2025-03-11"),
    ("Вчера суд отклонил иск. Накануне у суда собрались жители.", "2025-03-11"),
]


@pytest.mark.parametrize(("text", "edtf"), EVES)
def test_the_eve_is_that_of_the_day_just_told(text: str, edtf: str) -> None:
    assert last(text).edtf == edtf


def test_a_season_with_its_year_sets_the_year_of_what_follows() -> None:
    assert last("Всё началось летом 2015 года. 4 августа пришли проверяющие.").edtf == "2015-08-04"


def test_running_twice_gives_the_same() -> None:
    first = document(HEADINGS)
    times = list(first.times)
    STAGE([first])
    assert first.times == times


YEARS_ABOVE = [
    # text, published, the last value
    ("Хроника\n\n2022\n\n14 марта стороны встретились в Москве.", "2024-07-01", "2022-03-14"),
    ("Визит был запланирован на 18–19 апреля.", "2019-04-16", "2019-04-18/2019-04-19"),
    ("Визит был запланирован на 18 апреля.", "2019-04-25", "2019-04-18"),
    ("Встреча может состояться осенью.", "2019-04-16", "2019-23"),
]


@pytest.mark.parametrize(("text", "published", "edtf"), YEARS_ABOVE)
def test_years_above_and_plans(text: str, published: str, edtf: str) -> None:
    assert last(text, published).edtf == edtf


def test_an_unknown_builder_is_refused_at_loading_by_file_line_and_rule() -> None:
    row = {"name": "date.odd", "level": "top", "pattern": "ISO", "build": "oddly", "examples": ["2020-01-01"]}
    with pytest.raises(ResourceError, match=r"points.yaml:7: rule 'date.odd': build"):
        resources._validated("points.yaml", resources.RuleRow, row, 7)


def test_every_builder_that_rules_may_name_exists() -> None:
    assert set(get_args(resources.Builder)) == {*BUILDERS, *COMPOUNDS}


@pytest.mark.parametrize("row", resources.dateparser_rows(), ids=lambda row: row.phrase)
def test_what_dateparser_reads_once_it_reads_for_every_base(row: resources.RelativeRow) -> None:
    for day in (date(2024, 2, 29), date(2025, 3, 31), date(1999, 12, 31)):
        for amount in (1, 2, 11, 30):
            phrase = row.phrase.format(n=amount)
            shift = reading(phrase, "day" if row.unit == "deictic" else row.unit)
            assert shift is not None
            assert shift.of(at_noon(day)) == read(phrase, at_noon(day))


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("За год до этого клуб вылетел.", None),
        ("Клуб взял кубок в 2010 году. За год до того, как он вылетел, сменился тренер.", None),
        ("Пасху в этом году встретят 20 апреля.", "2025-04-20"),
        ("Вербное воскресенье 2024 года выдалось тёплым.", "2024-04-28"),
        ("В позапрошлом году здесь был пустырь.", "2023"),
        ("После 44 года до н. э. власть сменилась.", "-0042/.."),
        ("В начале прошлой недели ударил мороз.", "2025-03-03/2025-03-04"),
        ("За последние недели снега стало больше.", "../2025-03-12~"),
    ],
)
def test_what_is_counted_from_other_times(text: str, edtf: str | None) -> None:
    assert last(text).edtf == edtf


@pytest.mark.parametrize("text", ["Газета «Сегодня» вышла.", "Икону «Рождество Христово» украли."])
def test_a_title_in_quotes_tells_no_time(text: str) -> None:
    assert document(text).times == []


def test_without_a_publication_date_the_day_of_the_news_gives_the_year() -> None:
    """Not the year of what is told by the way, which is read last."""
    news, aside = "12 апреля 2019 года в Уфе установили рекорд.", "Прежний держался с 28 сентября 2014 года."
    text = f"{news}\n\n{aside}\n\n13 апреля гости разъехались."
    assert last(text, None).edtf == "2019-04-13"


ABOUT_THE_NEWS = [
    # what is told before its year is, what lies ahead of it, what went on after its first day
    ("Накануне, 11 мая, бастовали.\n\n12 мая 2019 года в Осло закрылся порт.", "2019-05-11"),
    ("12 мая 2019 года закрыли порт.\n\nОн построен в 1998 году. Снос назначен на 16 января.", "2020-01-16"),
    ("12 мая 2019 года закрыли порт.\n\nОн построен в 1998 году. 20 мая докеры ушли домой.", "2019-05-20"),
    # the weekday says which year
    ("Порт отметит в 2011 году юбилей. В пятницу, 22 октября, за это проголосовали депутаты.", "2010-10-22"),
]


@pytest.mark.parametrize(("text", "edtf"), ABOUT_THE_NEWS)
def test_without_a_publication_date_years_are_those_about_the_news(text: str, edtf: str) -> None:
    read = [time for time in document(text, None).times if time.low != "2019-05-12" and time.precision != "year"]
    assert [time.edtf for time in read] == [edtf]


@pytest.mark.parametrize(
    ("told", "days"),
    [
        ("в пятницу и субботу", ["2019-07-19", "2019-07-20"]),
        ("в среду, четверг и воскресенье", ["2019-07-17", "2019-07-18", "2019-07-21"]),
        ("в субботу и пятницу", ["2019-07-20", "2019-07-19"]),
    ],
)
def test_weekdays_in_a_row_are_of_one_week(told: str, days: list[str]) -> None:
    assert [time.edtf for time in document(f"Фильмы показали {told}.", "2019-07-22").times] == days


NEWS = "13 мая 2019 года в Осло закрылся порт."


@pytest.mark.parametrize(
    ("aside", "edtf"),
    [
        ("Бастовали докеры с прошлого месяца.", "2019-04/.."),
        ("В четверг мэр ушёл в отставку.", "2019-05-09"),
        ("В прошлом году порт принял тысячу судов.", "2018"),
        ("Суда примут завтра.", "2019-05-14"),
        ("План на сезон 2020—2021 принят. Мэр уйдёт в будущем году.", "2020"),
    ],
)
def test_without_a_publication_date_the_day_of_the_news_is_today(aside: str, edtf: str) -> None:
    time = last(f"Порт закрыт\n\n{NEWS}\n\n{aside}", None)
    assert (time.edtf, time.basis, time.anchor) == (edtf, "previous", "t1")


def test_without_a_publication_date_a_weekday_told_with_its_date_is_that_day() -> None:
    text = f"{NEWS}\n\nВ четверг, 16 мая, мэр созвал докеров. Премьер в четверг заявил, что порт примет суда."
    found = document(text, None).times
    assert [time.edtf for time in found] == ["2019-05-13", "2019-05-16", "2019-05-16"]
    assert (found[2].basis, found[2].anchor) == ("previous", "t2")


@pytest.mark.parametrize(
    "text",
    [
        f"{NEWS} В 2021 году он сгорел. В прошлом месяце его отстроили.",
        "На 13 мая 2029 года запланирован запуск порта. В прошлом месяце его чинили.",
        "Порт чинят.\n\nБастовали докеры.\n\nМэр молчит.\n\nСуда ждут.\n\n" + NEWS + " В прошлом месяце его чинили.",
    ],
    ids=["later told", "ahead", "not in the opening"],
)
def test_what_is_no_day_of_the_news_is_not_counted_from(text: str) -> None:
    assert last(text, None).low is None


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        # a day soon after it below, a year ahead told in the past tense
        (f"{NEWS}\n\nДокеры ждут.\n\nМэр молчит.\n\n15 мая 2019 года он ушёл. Вчера его видели.", "2019-05-14"),
        (f"Мэр объявил об участии в гонке 2020 года. {NEWS} Вчера его видели.", "2019-05-12"),
    ],
    ids=["soon after", "a year ahead"],
)
def test_the_day_of_the_news_bears_with_what_lies_ahead(text: str, edtf: str) -> None:
    assert last(text, None).edtf == edtf


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("22 августа убит мэр Осло. Он был избран в апреле 2011 года.", "2011-08-22"),
        ("18 января назначен советник. Он предложил реформу в октябре 2011 года.", "2012-01-18"),
        ("4 марта съезд назовёт преемника. Слухи об отставке пошли в декабре 2010 года.", "2011-03-04"),
        ("Осенью прошлого года альбом запретили. Суд снял запрет в феврале 2010 года.", "2009-23"),
    ],
)
def test_the_latest_month_told_gives_a_year_to_dates_before_it(text: str, edtf: str) -> None:
    assert document(text, None).times[0].edtf == edtf


@pytest.mark.parametrize(
    "text",
    [
        "24 сентября съезд выдвинул мэра. Выборы пройдут в 2012 году.",
        "10 июня певице исполнилось 80 лет. Орден она получила в мае 2004 года. Дом откроют в 2010 году.",
        "Летом этого года порт закрыли. Его построили в мае 2004 года.",
    ],
    ids=["a year ahead", "long ago", "this year"],
)
def test_a_year_ahead_and_what_was_long_ago_give_no_year(text: str) -> None:
    assert document(text, None).times[0].low is None


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("24 сентября съезд выдвинул мэра. Выборы пройдут в марте 2012 года.", "2011-09-24"),
        ("22 октября состоится премьера. Гастроли начнутся 12 февраля 2020 года.", "2019-10-22"),
        ("2 февраля состоится премьера. Гастроли начнутся 12 февраля 2020 года.", "2020-02-02"),
        ("20 сентября откроется выставка, она должна идти до 9 января 2009 года.", "2008-09-20"),
        ("С 5 по 21 августа пройдут игры. Открытие состоится 5 августа 2016 года.", "2016-08-05/2016-08-21"),
        ("В апреле нынешнего года мэр ушёл. Преемника ждут 1 января 2012 года.", "2011-04"),
    ],
)
def test_what_is_to_come_with_its_year_gives_one_to_the_days_before_it(text: str, edtf: str) -> None:
    assert document(text, None).times[0].edtf == edtf


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("Она объявила на понедельник забастовку.", "2025-03-17"),
        ("Профсоюз, который пугал забастовкой на понедельник, сдался.", "2025-03-17"),
        ("По состоянию на понедельник погибли трое.", "2025-03-10"),
        ("По данным на понедельник, погибли трое.", "2025-03-10"),
    ],
)
def test_a_weekday_behind_na_lies_ahead_but_for_what_is_known_on_it(text: str, edtf: str) -> None:
    assert last(text).edtf == edtf


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("В октябре 2022 года порт закрыли. Склад продали в феврале.", "2025-02"),
        ("В октябре 2022 года порт закрыли. Склад продали в ноябре.", "2022-11"),
        ("9 декабря 2022 года склад нашли пустым. Зерно вывезли 2 ноября.", "2022-11-02"),
    ],
    ids=["back", "onward", "a day back"],
)
def test_a_story_goes_back_in_its_year_by_days_only(text: str, edtf: str) -> None:
    assert last(text).edtf == edtf


def test_last_year_is_that_before_the_latest_month_told() -> None:
    times = document("Мэр ушёл в мае 2015 года. Он судился в прошлом году. В этом году суд молчит.", None).times
    assert [time.edtf for time in times] == ["2015-05", "2014", None]


@pytest.mark.parametrize("line", ["12 мая 2023, 14:30", "Опубликовано: 12.05.2023", "2023-05-12 09:00"])
def test_the_line_that_says_when_it_was_printed_dates_the_article(line: str) -> None:
    printed = document(f"{line}\n\nПорт закрыт\n\nВчера в Осло закрылся порт.", None)
    assert (printed.article.published, printed.article.published_from) == ("2023-05-12", "text")
    assert (printed.times[-1].edtf, printed.times[-1].basis) == ("2023-05-11", "publication")


def test_without_publication_date_and_news_the_last_year_goes_on() -> None:
    text = "Завод строили долго.\n\nЦех открыли в мае 2014 года.\n\n13 июня пустили вторую печь."
    assert last(text, None).edtf == "2014-06-13"


@pytest.mark.parametrize(
    ("text", "recurring"),
    [("Митинг прошёл 16 ноября.", "--11-16"), ("Митинг прошёл в среду.", "-W-3"), ("Митинг прошёл в ноябре.", None)],
)
def test_what_is_known_of_a_day_without_its_year_or_week(text: str, recurring: str | None) -> None:
    time = last(text, None)
    assert (time.resolved, time.recurring) == (False, recurring)


def test_what_is_to_come_is_not_of_a_year_told_paragraphs_before() -> None:
    text = "Послы впервые встречались в феврале 2016 года.\n\nМузей закроют.\n\n14 сентября состоится приём."
    assert not last(text, None).resolved


def test_a_year_before_an_unknown_publication_is_bygone() -> None:
    assert [last(f"Пожар случился {when}.", None).bygone for when in ("год назад", "прошлым летом", "вчера")] == [
        True,
        True,
        False,
    ]
