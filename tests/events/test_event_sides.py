"""Who did not meet: whoever is only spoken of where others met, bids others meet, or wrote what they speak of."""

import pytest

from letopis.extractor import Extractor


def parties(extractor: Extractor, text: str, kind: str = "meeting") -> set[str]:
    """Named participants of the events of a kind."""
    events = [event for event in extractor.extract(text).events if event.type == kind]
    assert events
    return {who.name for event in events for who in event.participants if who.entity is not None and who.name}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Павел Гуров раскритиковал Олега Рябова на встрече с избирателями.", {"Павел Гуров"}),
        ("В ходе встречи с избирателями Павел Гуров похвалил Олега Рябова.", {"Павел Гуров"}),
        ("Борис Титов позвал Глеба Гурова на встречу с Марией Орловой.", {"Борис Титов", "Глеб Гуров", "Мария Орлова"}),
        ("Депутат Глеб Титов призвал Павла Гурова встретиться с рабочими завода.", {"Павел Гуров"}),
    ],
)
def test_the_other_side_is_one_alone(extractor: Extractor, text: str, expected: set[str]) -> None:
    assert parties(extractor, text) == expected


def test_the_next_sentence_adds_nobody_where_both_sides_are_told(extractor: Extractor) -> None:
    text = "Виктор Плахов призвал начать переговоры с перевозчиками. Игорь Снегин его поддержал."
    assert parties(extractor, text, "negotiation") == {"Виктор Плахов"}


def test_whose_book_was_read_was_not_there(extractor: Extractor) -> None:
    assert parties(extractor, "Борис Тульский познакомился с рукописью Якова Блоха и одобрил её.") == {"Борис Тульский"}
