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
