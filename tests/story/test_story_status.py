"""Which status an event has whose mentions differ."""

from letopis.document import Article
from letopis.extractor import Extractor


def test_a_noun_without_a_verb_does_not_make_an_occurrence_of_a_plan() -> None:
    text = "В среду Казахстан с официальным визитом посетит президент Словении. Это первый визит за десять лет."
    document = Extractor().annotate(Article("x", text, "", published="2024-02-01"))
    assert {event.status for event in document.events if event.type == "visit"} == {"planned"}


def test_what_most_mentions_tell_outweighs_a_noun() -> None:
    text = (
        "Жителей Самары предложили штрафовать за шум. Чиновники хотят штрафовать их с осени. "
        "Закон предполагает наказание в виде штрафа в размере тысячи рублей. Депутаты требуют штрафовать и владельцев."
    )
    document = Extractor().annotate(Article("x", text, "", published="2024-02-01"))
    fines = [event for event in document.events if event.type == "fine"]
    assert {event.status for event in fines} == {"hypothetical"}
    assert "occurred" in {mention.status for event in fines for mention in event.mentions}


def test_whoever_stays_away_calls_off_no_summit(extractor: Extractor) -> None:
    record = extractor.extract("Президент Перу не приедет на саммит в Вену.")
    assert {event.type: event.status for event in record.events} == {"visit": "cancelled", "summit": "planned"}


def test_nor_does_whoever_takes_no_part_in_it(extractor: Extractor) -> None:
    absent, present = (
        extractor.extract(f"Министр {verb} участи{end} в переговорах в Вене.").events[0]
        for verb, end in (("не примет", "я"), ("примет", "е"))
    )
    assert (absent.status, absent.participants) == ("planned", [])
    assert (present.status, [who.text for who in present.participants]) == ("planned", ["Министр"])


def test_nor_does_whoever_declines_to_take_part(extractor: Extractor) -> None:
    (declined,) = [
        event
        for event in extractor.extract("Сенатор Мария Лунёва отказалась участвовать в голосовании по бюджету.").events
        if event.type == "vote"
    ]
    assert (declined.status, declined.participants) == ("planned", [])


def test_what_some_decline_is_done_to_others(extractor: Extractor) -> None:
    text = "Из посёлков под Орском эвакуировали 300 человек. Двенадцать жителей отказались от эвакуации."
    told = [event for event in extractor.extract(text).events if event.type == "evacuation"]
    assert [(event.status, [who.count for who in event.participants]) for event in told] == [
        ("occurred", [300]),
        ("negated", [12]),
    ]
