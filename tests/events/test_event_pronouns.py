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
