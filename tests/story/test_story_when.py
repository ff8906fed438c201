"""Which day an event has that its own clause does not give, and which it must not have."""

import pytest

import letopis
from letopis.document import Article, EventTime
from letopis.record.parts import Event
from letopis.story.told_times import days_of
from letopis.story.years import Years


def event_of(text: str, kind: str) -> Event:
    record = letopis.extract(text, published="2023-05-10")
    return next(event for event in reversed(record.events) if event.type == kind)


DATED = [
    # a label, a dateline, a part of the day
    ("ОСЛО, 10 мая. Полиция задержала пианиста Яна Озолса.", "detention", "2023-05-10"),
    ("Итоги дня в области.\n\nНочь. Под Омском столкнулись два автобуса.", "accident", "2023-05-10"),
    ("Утром в Риге сгорел склад.", "fire", "2023-05-10"),
    # across a colon, before what follows, behind a participle
    ("Предупредительная забастовка уже была: 3 мая поезда стояли шесть часов.", "strike", "2023-05-03"),
    ("Во вторник у ворот произошла стычка: полиция задержала троих.", "detention", "2023-05-09"),
    ("Водолазы нашли пароход, затонувший, предположительно, в 1855 году.", "accident", "1855-01-01"),
    # by somebody who goes on, upon a dismissal
    ("В среду суд осудил Льва Руса. Кроме того, он оштрафован на миллион.", "fine", "2023-05-10"),
    ("5 мая мэр отправил в отставку ректора. Новым ректором назначена Анна Ким.", "appointment", "2023-05-05"),
    # whoever takes part is there when it takes place
    ("Президент Чили прилетел на торжества, которые прошли 3 мая в Осло.", "visit", "2023-05-03"),
    # not when something else was, or when it became known
    ("О смерти тренера Льва Руса стало известно 8 мая. Рус умер 3 мая.", "death", "2023-05-03"),
    ("Во вторник, через неделю после пожара, мэр уехал. Склад горел 2 мая.", "fire", "2023-05-02"),
    # adjectives
    ("Перед июньским саммитом в Осло министр молчал.", "summit", "2023-06-01"),
]

UNDATED = [
    # another time of another story, what is only feared, what somebody wishes to be
    ("Суд перенёс слушания на 20 мая. Мэром города может стать Лев Рус.", "appointment"),
    ("Город Рига основан в 1201 году.\n\nПрезидент Латвии намерен посетить Осло.", "visit"),
]


@pytest.mark.parametrize(("text", "kind", "day"), DATED)
def test_day_left_to_be_understood(text: str, kind: str, day: str) -> None:
    time = event_of(text, kind).time
    assert time is not None
    assert time.from_ is not None
    assert time.from_[:10] == day


@pytest.mark.parametrize(("text", "kind"), UNDATED)
def test_day_of_something_else(text: str, kind: str) -> None:
    assert event_of(text, kind).time is None


def test_a_day_within_the_year_above_is_not_given_up_for_the_year() -> None:
    visit = event_of("Хроника\n\n2021 год\n\n24 февраля мэр Риги прибыл в Осло с визитом.", "visit")
    assert visit.time is not None
    assert visit.time.edtf == "2021-02-24"


def test_a_date_may_be_of_the_year_that_its_story_has_reached() -> None:
    text = "Завод построен в 2015 году.\n\nАварии\n\nВ июне 2016 года сгорел цех.\n\nВ октябре мэр Риги посетил завод."
    document = letopis.Extractor().annotate(Article("a", text, "0", published="2023-05-10"))
    readings = [each.low for each, _ in Years(document).readings(document.times[-1])]
    assert readings == ["2016-10-01", "2017-10-01", "2015-10-01", "2022-10-01"]


def test_a_date_of_news_may_be_of_the_year_that_its_story_has_reached() -> None:
    text = "Завод построен в 2015 году.\n\nАварии\n\nВ июне 2022 года сгорел цех.\n\nВ октябре мэр Риги посетил завод."
    document = letopis.Extractor().annotate(Article("a", text, "0", published="2023-11-30"))
    readings = [each.low for each, _ in Years(document).readings(document.times[-1])]
    assert readings == ["2023-10-01", "2022-10-01", "2024-10-01", "2022-10-01"]


def test_the_day_on_which_a_body_is_found_is_not_that_of_the_death() -> None:
    death = event_of("При пожаре 8 мая в Твери погиб сторож. Тело второго рабочего нашли 9 мая.", "death")
    assert death.time is not None
    assert death.time.edtf == "2023-05-08"


def test_of_two_that_may_hold_each_other_the_first_told_is_the_larger() -> None:
    record = letopis.extract("В Твери 5 мая сгорел склад. В здании взорвались баллоны.", published="2023-05-10")
    fire, explosion = (next(event for event in record.events if event.type == kind) for kind in ("fire", "explosion"))
    assert (explosion.part_of, fire.part_of) == (fire.id, None)


def test_a_heading_dates_what_its_section_tells() -> None:
    text = (
        "История завода «Гранит» глазами тех, кто на нём работал.\n\n1942\n\nНа заводе погибли восемь работниц.\n\n"
        "1998\n\nСуд признал завод банкротом."
    )
    record = letopis.extract(text, published="2018-08-17")
    years = {event.type: event.time.edtf if event.time else None for event in record.events}
    assert (years["death"], years["bankruptcy"]) == ("1942", "1998")


@pytest.mark.parametrize(
    ("text", "kind", "edtf"),
    [
        ("10 мая двухдневный саммит в Осло завершился.", "summit", "2023-05-09/2023-05-10"),
        ("8 мая в Осло начался трёхдневный саммит.", "summit", "2023-05-08/2023-05-10"),
        ("Президент Латвии 8 мая начал трёхдневный визит в Осло.", "visit", "2023-05-08/2023-05-10"),
        ("Забастовка, начавшаяся во вторник, продолжается.", "strike", "2023-05-09/.."),
        ("Шахтёры бастуют третьи сутки.", "strike", "2023-05-08/.."),
        ("Пятый день продолжаются поиски рыбаков.", "search", "2023-05-06/.."),
        ("Бои у Гондэра возобновились в апреле.", "military_action", "2023-04/.."),
        ("Забастовку докеры прекратили 9 мая.", "strike", "../2023-05-09"),
    ],
)
def test_all_days_of_what_one_end_dates(text: str, kind: str, edtf: str) -> None:
    time = event_of(text, kind).time
    assert time is not None
    assert time.edtf == edtf


def test_what_is_put_off_is_to_be_on_the_later_day() -> None:
    trial = event_of("Суд над Львом Русом отложен с 14 мая на 9 июня.", "trial")
    assert trial.time is not None
    assert trial.time.edtf == "2023-06-09"
    assert [(each.why, each.values[1].value[0]) for each in trial.conflicts] == [("rescheduled", "2023-05-14")]


def test_the_day_of_one_line_of_a_list_goes_on_in_the_next() -> None:
    text = "Хронология такая.\n\n— 3 мая, 01:47. Пропал сигнал.\n\n— 04:30. Сухогруз подбирает троих."
    assert letopis.extract(text, published="2023-05-10").times[-1].edtf == "2023-05-03T04:30"


MEASURED = [
    # against a stretch of time: when it was is not said
    ("Визит президента Турции в Ереван стал первым с 2003 года.", "visit", None),
    ("Это крупнейший пожар в области за последние десять лет.", "fire", None),
    ("Это самая тяжёлая авария после 2010 года.", "accident", None),
    ("Впервые с весны 2019 года премьер Литвы посетил Баку.", "visit", None),
    # of the event itself
    ("Первый раунд переговоров идёт с начала года.", "negotiation", "2023-01-01"),
    ("С 5 по 7 мая в Туле прошёл первый фестиваль.", "performance", "2023-05-05"),
    ("Первый завод в Туле открыли в 2010 году.", "opening", "2010-01-01"),
]


@pytest.mark.parametrize(("text", "kind", "day"), MEASURED)
def test_what_an_event_is_measured_against_is_not_its_time(text: str, kind: str, day: str | None) -> None:
    time = event_of(text, kind).time
    assert (time and str(time.from_)[:10]) == day


ISSUED = [
    # the dateline is the report's day: one event, on the day that is told
    ("ВОЛОГДА, 10 мая. Маршрутка столкнулась с поездом. Авария случилась в понедельник.", "accident", ["2023-05-08"]),
    ("МИНСК, 10 мая. Министр Лев Рус встретился с Хосе Лагосом. Встреча прошла во вторник.", "meeting", ["2023-05-09"]),
    ("АСТАНА, 10 мая. Суд приговорил Льва Руса к году. Приговор огласили в пятницу.", "sentence", ["2023-05-05"]),
    ("ОСЛО, 10 мая. В порту вспыхнул пожар. Пожар начался накануне вечером.", "fire", ["2023-05-09"]),
    # another event, of another day
    ("ВОЛОГДА, 10 мая. Маршрутка столкнулась с поездом. Такая же авария случилась 3 мая.", "accident",
     ["2023-05-10", "2023-05-03"]),
    ("ВОЛОГДА, 10 мая. Маршрутка столкнулась с поездом. В понедельник под Томском автобус врезался в трактор.",
     "accident", ["2023-05-10", "2023-05-08"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "days"), ISSUED)
def test_a_dateline_gives_way_to_the_day_that_is_told(text: str, kind: str, days: list[str]) -> None:
    record = letopis.extract(text, published="2023-05-10")
    told = [event.time.from_[:10] for event in record.events if event.type == kind and event.time and event.time.from_]
    assert told == days


TOLD_BEFORE = [
    # a clock is for all of its paragraph, a line of place and date for the paragraph below it
    ("Хроника дня.\n\n18:50. Капитан баржи задержан. Прокуратура начала проверку.", "investigation",
     "2023-05-10 2023-05-10"),
    ("«Луч» — «Волна» — 2:2\n\nОмск. Стадион «Луч». 9 мая.\n\nМатч спас юниор.", "competition",
     "2023-05-09 2023-05-09"),
    # the clause of «когда», and what «и» adds
    ("Настроение испортилось ещё в пятницу, когда суд оштрафовал клуб.", "fine", "2023-05-05 2023-05-05"),
    ("В 2001 году завод обанкротился, и триста человек уволили одним приказом.", "layoff", "2001-01-01 2001-12-31"),
    # a verb with a day of its own shares none; two days told together are both
    ("Летом 2019-го его арестовали, а осенью осудили на два года.", "sentence", "2019-09-01 2019-11-30"),
    ("Концерты хора прошли в Омске 6 и 7 мая.", "performance", "2023-05-06 2023-05-07"),
    ("10 апреля цех закрыли. 12-го рабочих уволили.", "layoff", "2023-04-12 2023-04-12"),
    # what is done once has the first of the days from which it holds
    ("С 1 июня он возглавит управление в правительстве края.", "appointment", "2023-06-01 2023-06-01"),
    ("Лев Рус с 2009 года женат на Анне Ким.", "marriage", "2009-01-01 2009-12-31"),
    ("Забастовка на заводе идёт с 1 мая.", "strike", "2023-05-01 None"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "days"), TOLD_BEFORE)
def test_days_told_at_the_head_or_in_the_clause_before(text: str, kind: str, days: str | None) -> None:
    time = event_of(text, kind).time
    assert (time and f"{str(time.from_)[:10]} {str(time.to)[:10]}") == days


def test_a_day_before_our_era_is_whole() -> None:
    time = EventTime("-0499-01-01", "-0400-12-31T23:59", "-04XX", "century", False, "explicit", [])
    assert days_of(time) == ("-0499-01-01", "-0400-12-31")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Министр Анна Ким пообещала быть в Гюмри в пятницу.", "statement"),
        ("Вакцину в министерстве обещают в августе.", "statement"),
        ("Суд арестовал Льва Руса до 14 июля.", "detention"),
    ],
)
def test_what_is_told_as_done_was_not_after_the_publication(text: str, kind: str) -> None:
    assert event_of(text, kind).time is None


def test_what_is_planned_may_be_after_the_publication() -> None:
    time = event_of("Министр Анна Ким посетит Гюмри в пятницу.", "visit").time
    assert time is not None
    assert time.edtf == "2023-05-12"


@pytest.mark.parametrize(
    ("text", "kind", "days"),
    [
        ("В июле и августе 2019 года в центре Риги проходили акции протеста.", "protest", "2019-07-01/2019-08-31"),
        ("В 2014-м и в 2015-м годах завод бастовал.", "strike", "2014-01-01/2015-12-31"),
        ("Выборы прошли 5 и 6 мая.", "election", "2023-05-05/2023-05-06"),
    ],
)
def test_what_follows_each_other_is_one_stretch(text: str, kind: str, days: str) -> None:
    time = event_of(text, kind).time
    assert time is not None
    assert f"{time.from_}/{time.to}" == days


def test_what_comes_later_does_not_share_the_date_before() -> None:
    told = event_of("Льва Руса задержали в марте 2011 года в Осло и затем экстрадировали в Чили.", "extradition")
    assert [mention.times for mention in told.mentions] == [[]]


def test_no_date_moves_before_the_first_year() -> None:
    text = "Город основан в 63 году до н. э., а перестроен во II веке. Встреча намечена на июнь в Хюэ."
    record = letopis.extract(text, published="2023-05-06")
    assert record.times[-1].edtf == "2023-06"


@pytest.mark.parametrize(
    "text",
    [
        "Визит премьера в Осло пройдёт 27 мая. Визит был запланирован на апрель, но его перенесли на май.",
        "Премьер посетит Осло 27 мая. Изначально визит планировали на апрель.",
        "Визит премьера в Осло, намеченный на апрель, перенесён на 27 мая.",
        "Визит премьера в Осло, который должен был пройти в апреле, перенесён на 27 мая.",
    ],
)
def test_the_day_first_meant_is_told_of_the_one_event(text: str) -> None:
    visits = [event for event in letopis.extract(text, published="2023-05-10").events if event.type == "visit"]
    assert [(visit.status, visit.time and visit.time.edtf) for visit in visits] == [("planned", "2023-05-27")]
    assert [each.why for each in visits[0].conflicts] == ["rescheduled"]


FOREGONE = [
    ("5 мая президент Чили прибыл в Осло. Ранее Ригу посетил премьер Дании Ян де Вит.", "visit"),
    ("8 мая Льва Руса осудили. До этого суд арестовал его счета и оштрафовал завод.", "fine"),
    ("9 мая в Туле сгорел склад. Прежде на этом заводе взорвался котёл.", "explosion"),
    ("9 мая губернатор Лев Рус открыл мост. Чуть ранее он посетил школу.", "visit"),
]


@pytest.mark.parametrize(("text", "kind"), FOREGONE)
def test_what_is_told_as_earlier_was_on_no_day_told_before(text: str, kind: str) -> None:
    event = event_of(text, kind)
    assert event.time is None
    assert event.time_reason
    assert event.part_of is None


def test_earlier_than_something_else_says_nothing_of_the_order() -> None:
    record = letopis.extract("Лев Рус вышел на свободу 5 мая. Раньше срока его освободил суд.", published="2023-05-10")
    assert [event.time.edtf for event in record.events if event.type == "release" and event.time] == ["2023-05-05"]


def test_what_was_reported_earlier_was_not_earlier_itself() -> None:
    record = letopis.extract("5 мая в Туле сгорел склад. Ранее сообщалось о пожаре на складе.", published="2023-05-10")
    assert [event.type for event in record.events].count("fire") == 1
