"""One event told again: captions, topics, figures of a whole and of its parts, dates told next."""

import pytest

from letopis.extractor import Extractor
from letopis.record.parts import Event

FIRE = """Число погибших при пожаре на фабрике в Вязьме выросло до четырёх

Число погибших при пожаре на фабрике в Вязьме выросло до четырёх. Пострадали 9 человек.

Мэр пообещал, что семьи погибших получат помощь.

Последствия пожара в Вязьме
"""


def events(extractor: Extractor, text: str, event_type: str) -> list[Event]:
    """The events of a type, in order."""
    return [event for event in extractor.extract(text, published="2024-08-05").events if event.type == event_type]


@pytest.mark.parametrize("event_type", ["fire", "death"])
def test_a_fire_and_its_dead_are_told_once(extractor: Extractor, event_type: str) -> None:
    assert [event.status for event in events(extractor, FIRE, event_type)] == ["occurred"]


def test_the_fire_has_the_figures_of_its_parts(extractor: Extractor) -> None:
    (fire,) = events(extractor, FIRE, "fire")
    assert {key: figure.value for key, figure in fire.counts.items()} == {"killed": 4, "injured": 9}


def test_who_won_is_more_than_a_side_of_the_match(extractor: Extractor) -> None:
    text = "«Ротор» вышел в полуфинал турнира\n\n«Ротор» обыграл «Урал» в четвертьфинале турнира.\n"
    (match,) = events(extractor, text, "competition")
    assert {side.name: side.role for side in match.participants} == {"Ротор": "winner", "Урал": "loser"}


def test_the_game_to_come_is_not_the_one_played(extractor: Extractor) -> None:
    text = "«Ротор» вышел в финал кубка\n\n«Ротор» обыграл «Урал» в матче.\n\nФинал пройдёт 9 августа в Сочи.\n"
    assert [event.status for event in events(extractor, text, "competition")] == ["occurred", "planned"]


def test_the_suit_of_the_news_is_not_that_of_years_before(extractor: Extractor) -> None:
    text = "«Омега» подала иск против «Дельты».\n\nСумма не названа.\n\nВ 2021 году «Омега» судилась с «Гаммой».\n"
    first, second = events(extractor, text, "trial")
    assert (first.time, second.time and second.time.edtf) == (None, "2021")


def test_what_is_only_spoken_of_does_not_say_that_it_happened(extractor: Extractor) -> None:
    text = "Премьер Эстонии опроверг встречу с послом Латвии. О встрече написала в субботу газета."
    assert [event.status for event in events(extractor, text, "meeting")] == ["negated"]


def test_a_summit_was_held_whoever_stayed_away(extractor: Extractor) -> None:
    text = "Президент Ирана не приехал на саммит в Астане."
    assert [event.status for event in events(extractor, text, "summit")] == ["occurred"]


@pytest.mark.parametrize(
    ("text", "event_type"),
    [
        ("ПОЖАР. В Костроме выгорел склад.", "fire"),
        ("Роды. В Томске фельдшер приняла мальчика. Роды прошли легко.", "birth"),
        ("Хоккеисты «Ладьи» победили в решающем матче.", "competition"),
        ("Посол Дании 5 мая прибыл в Тулу с визитом, визит продлится день.", "visit"),
        ("Следователи задержали мэра Льва Руса. Адвокат обжалует задержание.", "detention"),
        ("Рынок взорвался 2 мая 2023 года.\n\nНа прошлой неделе мэра допросили после взрыва.", "explosion"),
        ("Склад в Туле сгорел 2 марта. На прошлой неделе мэр уехал. О пожаре он молчал.", "fire"),
        ("Лев Рус родился в 1935 году в Глазове (Удмуртия, Россия).", "birth"),
    ],
)
def test_one_event_in_other_words(extractor: Extractor, text: str, event_type: str) -> None:
    record = extractor.extract(text, published="2023-05-10")
    assert [event.type for event in record.events if event.type == event_type] == [event_type]


def test_two_of_one_sentence_are_two(extractor: Extractor) -> None:
    text = "Посол Дании Ян Нильсен посетил Тулу, а посол Чехии Петр Новак посетил Омск."
    record = extractor.extract(text, published="2023-05-10")
    assert len([event for event in record.events if event.type == "visit"]) == 2


def test_who_denies_is_not_who_accused_him(extractor: Extractor) -> None:
    text = "Певец Иван Петров отрицает обвинения. В 2001 году стажёрка обвинила его в домогательствах."
    denied, accused = events(extractor, text, "statement")
    assert [side.role for side in denied.participants] == ["agent"]
    assert [(side.role, side.name) for side in accused.participants if side.name] == [("target", "Иван Петров")]


def test_others_in_custody_are_not_of_the_arrest_of_one(extractor: Extractor) -> None:
    text = "Экс-премьер Перу Иван Рус умер при задержании в Лиме. Два других экс-премьера находятся под стражей."
    taken, held = events(extractor, text, "detention")
    assert [side.name for side in taken.participants] == ["Иван Рус"]
    assert [side.name for side in held.participants] == [None]


HEADLINE = """Анна Лунд возглавила хор города Осло

Анна Лунд

Пианистка Анна Лунд назначена главой хора 5 мая 2023 года. Хор поёт в парке.

В 2010 году Анна Лунд стала директором музея.
"""
KILLED = """Убит журналист Пётр Сойкин

Пётр Сойкин был застрелен у подъезда. Коллеги скорбят.

О смерти Сойкина сообщили соседи.
"""


def test_the_headline_is_told_below_it_and_the_past_apart(extractor: Extractor) -> None:
    told = [
        [mention.trigger.text for mention in event.mentions] for event in events(extractor, HEADLINE, "appointment")
    ]
    assert told == [["возглавила", "назначена"], ["стала"]]


def test_who_is_killed_dies_once(extractor: Extractor) -> None:
    (killing,) = events(extractor, KILLED, "killing")
    assert [mention.trigger.text for mention in killing.mentions] == ["Убит", "застрелен", "смерти"]
    assert not events(extractor, KILLED, "death")


def test_one_person_dies_once(extractor: Extractor) -> None:
    text = (
        "Скончался художник Олег Крон. Вдова узнала о гибели Олега Крона от соседей.\n\n"
        "Убийство Олега Крона раскрыли за день до годовщины."
    )
    deaths = [event for event in extractor.extract(text).events if event.type in ("death", "killing")]
    assert [len(event.mentions) for event in deaths] == [3]


def test_two_days_of_one_death_contradict_each_other(extractor: Extractor) -> None:
    text = (
        "Умер художник Олег Крон.\n\nОлег Крон умер 3 мая 2021 года. По данным врача, Олег Крон умер 4 мая 2021 года."
    )
    (death,) = events(extractor, text, "death")
    assert [conflict.field for conflict in death.conflicts] == ["time"]


def test_the_headline_may_tell_of_what_was_done_as_of_what_comes(extractor: Extractor) -> None:
    text = """Олаф Берг станет дирижёром хора Осло

Олаф Берг

Композитор Олаф Берг назначен дирижёром хора Осло, сообщила мэрия."""
    (appointment,) = events(extractor, text, "appointment")
    assert [mention.trigger.text for mention in appointment.mentions] == ["станет", "назначен"]


def test_what_befalls_one_hardly_twice_is_told_once(extractor: Extractor) -> None:
    text = (
        "Суд приговорил банкира Олега Крона к пяти годам колонии.\n\n"
        "Олег Крон работал в Туле с 2001 года. Адвокат Олега Крона считает, что наказание Олегу Крону назначено зря."
    )
    assert len(events(extractor, text, "sentence")) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Клуб шесть раз выигрывал Кубок Чехии.",
        "Теннисистка 13 раз играла в финале турнира.",
        "Депутат не раз заявлял, что любит джаз.",
    ],
)
def test_what_is_told_by_how_often_only_is_no_event(extractor: Extractor, text: str) -> None:
    assert not [event for event in extractor.extract(text).events if event.type in ("competition", "statement")]


def test_what_happened_elsewhere_too_is_another(extractor: Extractor) -> None:
    text = "В мечети Лиона ранили двоих. Нападавшего ищут. В мае 2021 года в Нанте тоже случилось нападение на мечеть."
    assert events(extractor, text, "attack")[-1].time.edtf == "2021-05"
    assert [mention.trigger.text for mention in events(extractor, text, "attack")[-1].mentions] == ["нападение"]


@pytest.mark.parametrize(
    ("text", "event_type", "count"),
    [
        ("Во вторник скончался писатель Иван Седов. В среду умер сенатор Лев Ладов.", "death", 2),
        ("Умер писатель Иван Седов. О смерти сенатора Льва Ладова сообщила вдова.", "death", 2),
        ("В Туле 14 июля прошёл митинг. Новый митинг у мэрии собрали 27 июля.", "protest", 2),
        ("Были запланированы митинг в Казани и шествие в Уфе.", "protest", 2),
        ("Министр Ян Озолс приедет в Осло. Министр посетил Осло в мае 2016 года.", "visit", 2),
        ("При шторме пострадали трое моряков. В мае прошлого года в шторме пострадали пятеро.", "injury", 2),
        ("Банк намерен купить завод, сделка должна быть закрыта до конца года.", "deal", 1),
        ("В Туле 14 июля сгорел склад. По данным МЧС, пожар 14 июля тушили до утра.", "fire", 1),
    ],
)
def test_how_many_events_of_a_type_are_told(extractor: Extractor, text: str, event_type: str, count: int) -> None:
    record = extractor.extract(text)
    assert [event.type for event in record.events].count(event_type) == count


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Глава Удмуртавтодора задержан\n\nВ Ижевске во вторник задержан Александр Котов.", {"Александр Котов"}),
        ("Глава Тувы подал в отставку\n\nВо вторник подал в отставку Шолбан Ондар.", {"Шолбан Ондар"}),
        (
            "Новак позвонил новому главе Кубы\n\nПетр Новак в пятницу позвонил Мигелю Рамиресу.",
            {"Петр Новак", "Мигель Рамирес"},
        ),
        (
            "Глава Тувы встретился с министром\n\nГлава Тувы во вторник встретился с Иваном Котовым.",
            {"глава Тувы", "Иван Котов"},
        ),
    ],
)
def test_whom_the_title_calls_by_his_office_is_named_once(extractor: Extractor, text: str, names: set[str]) -> None:
    (event,) = extractor.extract(text, published="2024-03-08").events
    assert {who.name for who in event.participants} == names


def test_a_meeting_and_what_was_discussed_at_it_are_one(extractor: Extractor) -> None:
    """The visit between them gives the talks their days; where they were is told of the meeting alone."""
    text = (
        "24 февраля 2021 года президент Ирландии Шон Келли прибыл в Дублин с рабочим визитом, где состоялись его "
        "первые переговоры с президентом Хорватии Мате Бабичем. Встреча показала, что новый президент Ирландии ставит "
        "на рыбу.\n\nЧерез три месяца, 24-25 мая 2021-го, Шон Келли и Мате Бабич провели ещё одну встречу — в Осаке. "
        "Визит был рабочим. О нём много писали газеты обеих стран. Лидеры обсуждали квоты."
    )
    record = extractor.extract(text, published="2025-11-25")
    talks = [event for event in record.events if event.type in ("meeting", "negotiation")]
    assert [[mention.trigger.text for mention in event.mentions] for event in talks] == [
        ["переговоры", "Встреча"],
        ["встречу", "обсуждали"],
    ]


def test_wars_of_other_names_are_other_wars(extractor: Extractor) -> None:
    text = "На Первой мировой войне Иван Сомов был врачом.\n\nЕго сын погиб на Второй мировой войне."
    wars = [event for event in extractor.extract(text).events if event.type == "military_action"]
    assert [[mention.trigger.text for mention in war.mentions] for war in wars] == [["войне"], ["войне"]]
