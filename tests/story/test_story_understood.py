"""What an article leaves to be understood: the guest, the other side, whose meetings are counted, where one goes to."""

import pytest

from letopis.extractor import Extractor
from letopis.record import Record
from letopis.record.parts import Event

GUEST = """Президент Латвии Янис Озолс и президент Грузии Леван Чиковани 3 июня встретились в Батуми. Визит был рабочим.
"""
SIGNED = (
    "4 июня президент Латвии Янис Озолс прибыл в Батуми с визитом. "
    "Переговоры с президентом Грузии Леваном Чиковани, подписание договора заняли весь день."
)
COUNTED = """Президент Латвии Янис Озолс и президент Грузии Леван Чиковани за год провели не менее трёх встреч.

3 июня Озолс прибыл в Батуми с визитом. Там он встретился с Чиковани. 5 июля Озолс и Чиковани встретились в Риге.

Итоги: две встречи

Телефонные контакты — регулярные, подтверждено четыре-пять.
"""


def record(extractor: Extractor, text: str) -> Record:
    return extractor.extract(text, published="2024-08-05")


def only(record: Record, event_type: str) -> Event:
    (event,) = [event for event in record.events if event.type == event_type]
    return event


def test_the_guest_of_a_visit_is_the_one_who_is_abroad_there(extractor: Extractor) -> None:
    visit = only(record(extractor, GUEST), "visit")
    assert [(who.name, who.role) for who in visit.participants] == [("Янис Озолс", "visitor")]


def test_what_is_signed_at_talks_both_sides_sign(extractor: Extractor) -> None:
    paper = only(record(extractor, SIGNED), "agreement")
    assert {who.name for who in paper.participants} == {"Янис Озолс", "Леван Чиковани"}


def test_claims_count_occasions_of_the_pair_that_the_article_is_about(extractor: Extractor) -> None:
    found = record(extractor, COUNTED)
    claims = [(claim.type, claim.min, claim.max, claim.found, len(claim.participants)) for claim in found.claims]
    assert claims == [("meeting", 3, None, 2, 2), ("meeting", 2, 2, 2, 2), ("phone_call", 4, 5, 0, 2)]


def test_what_has_no_date_is_none_of_what_a_year_counts(extractor: Extractor) -> None:
    text = (
        "В 2022 году Садыр Омуров и Иван Котов встретились дважды.\n\nВстреча Омурова и Котова прошла 16 мая 2022 года."
        "\n\nОмуров обсудил с послом Чехии итоги переговоров Котова и Омурова с послом Индии."
    )
    (claim,) = record(extractor, text).claims
    assert (claim.min, claim.found) == (2, 1)


def test_what_is_counted_from_later_on_has_no_end(extractor: Extractor) -> None:
    record = extractor.extract("Министры будут встречаться дважды в неделю с апреля 2023 года.", published="2022-09-24")
    assert [(claim.from_, claim.to) for claim in record.claims] == [("2023-04-01", None)]


def test_claims_that_exclude_one_another_say_so(extractor: Extractor) -> None:
    claims = record(extractor, COUNTED).claims
    assert "claims[1]" in claims[0].contradicts
    assert "claims[0]" in claims[1].contradicts


def test_the_month_of_an_occasion_is_that_of_the_congratulation(extractor: Extractor) -> None:
    text = "Король Дании поздравил Хуана Риверу с победой на выборах в марте 2023 года."
    message, election = (only(record(extractor, text), kind) for kind in ("message", "election"))
    assert message.time is not None
    assert message.time.edtf == "2023-03"
    assert [(who.name, who.role) for who in election.participants] == [("Хуан Ривера", "winner")]


@pytest.mark.parametrize(
    ("text", "event_type", "places"),
    [
        ("Премьер Чехии прилетел в Ниццу на открытие фестиваля джаза.", "performance", ["Ницца"]),
        ("Встреча в Мариинском дворце, подписание договора — программа насыщенная.", "agreement", []),
        ("На саммите в Осло прошли переговоры и подписание договора.", "agreement", ["Осло"]),
        ("В Ницце почтили память погибших в столетнюю годовщину крушения дирижабля.", "accident", []),
        ("В Осло дали концерт к 100-летию крушения дирижабля.", "accident", []),
    ],
)
def test_where(extractor: Extractor, text: str, event_type: str, places: list[str]) -> None:
    assert [place.name for place in only(record(extractor, text), event_type).places] == places


def test_who_comes_for_something_has_come(extractor: Extractor) -> None:
    visit = only(record(extractor, "Принц Швеции Карл 5 мая прибыл в Норвегию для участия в торжествах."), "visit")
    assert [mention.trigger.text for mention in visit.mentions] == ["прибыл"]


def test_a_union_of_states_sits_and_its_summit_are_one(extractor: Extractor) -> None:
    text = (
        "9 декабря президент Армении прилетел в Минск для участия в заседании ОДКБ. "
        "На полях саммита он встретился с президентом Беларуси."
    )
    summit = only(record(extractor, text), "summit")
    assert [mention.trigger.text for mention in summit.mentions] == ["заседании", "саммита"]


@pytest.mark.parametrize(
    ("text", "agents"),
    [
        ("Губернатор Иван Котов рассказал, что при обстреле Шебекина погибла женщина.", []),
        ("Иван Котов: при обстреле погибла женщина.", []),
        ("Иван Котов признался, что напал на кассира.", ["Иван Котов"]),
    ],
)
def test_a_person_who_tells_of_an_attack_has_not_made_it(extractor: Extractor, text: str, agents: list[str]) -> None:
    (attack,) = [event for event in record(extractor, text).events if event.type == "attack"]
    assert [one.name for one in attack.participants if one.role == "agent"] == agents


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Губернатор рассказал о поездке в Казань. 21 февраля Иван Лосев встретился в Казани с мэром.", "2025-02-21"),
        ("Визит Макарова в Пекин завершён. Иван Макаров 4 марта встретился в Пекине с мэром города.", "2025-03-04"),
        ("Визит Лосева в Минск намечен на лето. 4 марта Лосев встретился в Минске с мэром.", "2025-22"),
    ],
)
def test_a_stay_without_a_date_was_on_the_day_of_what_was_done_on_it(extractor: Extractor, text: str, day: str) -> None:
    visit = next(event for event in extractor.extract(text, published="2025-03-12").events if event.type == "visit")
    assert visit.time is not None
    assert visit.time.edtf == day
