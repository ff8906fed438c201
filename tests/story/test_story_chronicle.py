"""One event once: a chronicle of our own with headings, captions, counts and a closing list."""

import pytest

from letopis.extractor import Extractor
from letopis.record import Record

CHRONICLE = """Хроника встреч

Сегодня президент Эстонии Тоомас Рейнсалу должен прибыть в Румынию с государственным визитом.

2021 год: начало

5 марта Рейнсалу прибыл в Бухарест с рабочим визитом и провёл переговоры с Михаем Попеску.

Фото пресс-службы. 5 марта 2021 года Рейнсалу прибыл в Бухарест с рабочим визитом

2022 год: две встречи

В 2022 году Тоомас Рейнсалу и Михай Попеску встретились дважды.

Первый раз 7 июня 2022-го в Вене на полях саммита ОБСЕ.

Вторая встреча состоялась 9 декабря в Праге.

2024 год: ответный визит

12-13 октября Михай Попеску совершил официальный визит в Таллин.

Итоги

Президенты объявили итоги:

рабочие визиты — один (Бухарест — 2021 год);

официальные визиты — два (Таллин — октябрь 2023 года; Рига — май 2020 года).
"""


@pytest.fixture(scope="module")
def record(extractor: Extractor) -> Record:
    return extractor.extract(CHRONICLE, published="2025-11-25")


def told(record: Record, event_type: str) -> list[tuple[str, str | None, list[str]]]:
    """(status, EDTF date, places) of the events of a type, in order."""
    return [
        (event.status, event.time.edtf if event.time else None, [place.name for place in event.places])
        for event in record.events
        if event.type == event_type
    ]


def test_each_visit_is_told_once(record: Record) -> None:
    assert told(record, "visit") == [
        ("planned", "2025-11-25", ["Румыния"]),
        ("occurred", "2021-03-05", ["Бухарест"]),
        ("occurred", "2023-10-12/2023-10-13", ["Таллин"]),
        ("occurred", "2020-05", ["Рига"]),
    ]


def test_a_caption_is_one_more_mention(record: Record) -> None:
    bucharest = next(e for e in record.events if e.type == "visit" and e.places[0].name == "Бухарест")
    assert {"body", "caption"} <= {mention.block for mention in bucharest.mentions}


def test_talks_are_part_of_the_visit_and_share_its_day(record: Record) -> None:
    talks = next(event for event in record.events if event.type == "negotiation")
    visit = next(e for e in record.events if e.type == "visit" and e.places[0].name == "Бухарест")
    assert talks.part_of == visit.id
    assert talks.time is not None
    assert talks.time.from_ == "2021-03-05"
    assert {who.name for who in talks.participants} == {"Тоомас Рейнсалу", "Михай Попеску"}


def test_counted_meetings_are_a_claim_and_two_events(record: Record) -> None:
    meetings = told(record, "meeting")
    assert [row[1] for row in meetings] == ["2022-06-07", "2022-12-09"]
    claim = next(claim for claim in record.claims if claim.type == "meeting")
    assert (claim.min, claim.max, claim.found) == (2, 2, 2)


def test_the_elided_meeting_has_people_and_context(record: Record) -> None:
    first = next(event for event in record.events if event.type == "meeting")
    assert {who.name for who in first.participants} == {"Тоомас Рейнсалу", "Михай Попеску"}
    assert first.context == "саммит ОБСЕ"


def test_the_list_contradicts_the_heading_and_wins(record: Record) -> None:
    visit = next(e for e in record.events if e.type == "visit" and e.places[0].name == "Таллин")
    (conflict,) = visit.conflicts
    assert conflict.field == "time"
    assert {value.basis for value in conflict.values} == {"section", "explicit"}
    assert conflict.values[conflict.chosen].basis == "explicit"


def test_the_same_bytes_on_every_run(extractor: Extractor, record: Record) -> None:
    assert extractor.extract(CHRONICLE, published="2025-11-25").to_json() == record.to_json()


AHEAD = """Президенты Перу и Чили встретятся в Лиме: хроника отношений

17 марта в Лиму прибудет президент Чили Пабло Орте. Планируется, что он проведёт переговоры с президентом Перу Луисом Рохо, а стороны подпишут пять соглашений. Мы вспомнили, как общались главы двух стран в последние шесть лет.

За шесть лет Рохо и Орте встречались не менее семи раз, включая три государственных визита.

2019 год: знакомство

12 апреля Рохо прибыл в Сантьяго с государственным визитом. По итогам переговоров подписано соглашение о торговле.

2022 год: Кальяо

11 мая Рохо встретился с Орте в Кальяо.
"""  # noqa: E501 - paragraphs, as an article has them


def test_what_is_to_come_takes_in_nothing_of_the_years_before(extractor: Extractor) -> None:
    record = extractor.extract(AHEAD, published="2025-03-14")
    talks = [event for event in record.events if event.type in ("meeting", "negotiation")]
    told = [(event.status, event.time.edtf if event.time else None) for event in talks]
    assert told == [("planned", "2025-03-17"), ("occurred", "2019-04-12"), ("occurred", "2022-05-11")]
    signed = [event.status for event in record.events if event.type == "agreement"]
    assert signed == ["planned", "occurred"]
    assert [(claim.type, claim.min, claim.max) for claim in record.claims] == [("meeting", 7, None), ("visit", 3, 3)]
