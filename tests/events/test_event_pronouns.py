"""Whom a pronoun beside an event means: nobody is accused for somebody else of whom the sentence has just told."""

import pytest

from letopis.extractor import Extractor

_MAYOR = "Мэр города Олег Рогов пообещал торговцам компенсации."


@pytest.mark.parametrize(
    ("text", "accused"),
    [
        (f"{_MAYOR} Владельцу рынка предъявили обвинение, он арестован до 20 января.", False),
        (f"{_MAYOR} Владелец рынка не платил налогов, и его задержали.", False),
        (f"{_MAYOR} Через день он арестован.", True),
    ],
)
def test_the_mayor_is_arrested_only_where_it_is_said(extractor: Extractor, text: str, accused: bool) -> None:
    detentions = [event for event in extractor.extract(text).events if event.type == "detention"]
    assert detentions
    assert accused == any(who.name == "Олег Рогов" for event in detentions for who in event.participants)


@pytest.mark.parametrize(
    ("text", "type_", "who"),
    [
        ("Владельцу рынка предъявили обвинение, он арестован.", "detention", "Владельцу рынка"),
        ("Заведующему складом объявили выговор, он уволился.", "resignation", "Заведующему"),
    ],
)
def test_somebody_unnamed_of_whom_the_sentence_has_just_told(
    extractor: Extractor, text: str, type_: str, who: str
) -> None:
    (event,) = [event for event in extractor.extract(f"{_MAYOR} {text}").events if event.type == type_]
    assert [each.text for each in event.participants] == [who]
