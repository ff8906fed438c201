"""Larger events and their parts, as a record has them."""

import pytest

from letopis.document import Article
from letopis.extractor import Extractor
from letopis.story.ground import Ground
from letopis.story.parthood import Parthood

COLLISION = """Под Тверью автобус столкнулся с грузовиком. Погибли трое, ещё девять человек пострадали.

В тот же вечер в Торжке сгорел склад. Рабочих эвакуировали.
"""


def _parts(extractor: Extractor, text: str) -> set[tuple[str, str]]:
    """Types of each part and its whole."""
    events = extractor.extract(text, published="2024-05-05").events
    types = {event.id: event.type for event in events}
    return {(event.type, types[event.part_of]) for event in events if event.part_of is not None}


def test_each_is_part_of_what_brought_it_about(extractor: Extractor) -> None:
    assert _parts(extractor, COLLISION) == {("death", "accident"), ("injury", "accident"), ("evacuation", "fire")}


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("При взрыве на шахте погиб горняк.", {("death", "explosion")}),
        ("Премьер прибыл в Прагу и провёл переговоры с коллегой.", {("negotiation", "visit")}),
        # what is yet to come holds nothing that has been
        (
            "Папа Франциск примет участие в съезде религий в Астане. "
            "Впервые он встречался с Кириллом в Гаване в феврале 2016 года.",
            set(),
        ),
        ("Встреча в Мариинском дворце, подписание договора — программа насыщенная.", set()),
        ("5 апреля в Омске умер художник Иван Крылов. 2 мая в Туле на концерте задержали певца.", set()),
    ],
)
def test_what_is_part_and_what_is_not(extractor: Extractor, text: str, parts: set[tuple[str, str]]) -> None:
    assert _parts(extractor, text) == parts


@pytest.mark.parametrize(
    ("told", "elsewhen"),
    [("В августе суд разбирал гибель рыбака на реке.", True), ("В мае суд разбирал гибель рыбака.", False),
     ("Утонул рыбак.", False)],
)  # fmt: skip
def test_what_the_verb_of_another_day_tells_of_is_no_part(extractor: Extractor, told: str, elsewhen: bool) -> None:
    document = extractor.annotate(Article("x", f"5 мая 2021 года под Ригой прорвало плотину. {told}", ""))
    whole, *_, part = document.events
    part.time = None
    assert Parthood(Ground(document)).elsewhen(whole, part) is elsewhen
