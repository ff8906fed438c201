"""Which of several figures of one event stands, by the table's own examples; where a sentence puts them."""

import pytest

import letopis
from letopis.record.parts import Amount, Event
from letopis.story.figures import FigureWords


def event_of(text: str, kind: str) -> Event:
    record = letopis.extract(text, published="2023-05-06")
    return next(event for event in record.events if event.type == kind)


@pytest.mark.parametrize(("text", "killed"), [(each.text, each.killed) for each in FigureWords.load().examples])
def test_examples_of_the_table(text: str, killed: int) -> None:
    assert event_of(text, "death").counts["killed"] == Amount(value=killed)


@pytest.mark.parametrize(
    ("text", "kind", "key", "value"),
    [
        ("Полиция задержала четверых.", "detention", "detained", 4),
        ("Задержали четверых.", "detention", "detained", 4),
        ("Под Солвези убиты трое ангольских дальнобойщиков.", "killing", "killed", 3),
        ("Пассажиров, 74 человека, эвакуировали.", "evacuation", "evacuated", 74),
        ("Взрыв унёс жизни шести человек.", "death", "killed", 6),
    ],
)
def test_a_figure_is_found_where_the_sentence_puts_it(text: str, kind: str, key: str, value: int) -> None:
    assert dict[str, Amount](event_of(text, kind).counts)[key] == Amount(value=value)


def test_no_figure_no_count() -> None:
    assert event_of("Полиция задержала грабителей.", "detention").counts == {}
