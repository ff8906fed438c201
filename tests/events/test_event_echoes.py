"""General nouns name again what was told: the table's own examples, and what is no echo."""

import pytest

import letopis
from letopis.events.echoes import EchoGroup, echo_groups
from letopis.record.parts import Event
from letopis.settings import NO_MODEL, Settings

EXAMPLES = [(group, text) for group in echo_groups().values() for text in group.examples]


def events_of(text: str) -> list[Event]:
    record = letopis.extract(text, published="2023-05-06")
    return [event for event in record.events if event.type != "other"]


@pytest.mark.parametrize(("group", "text"), EXAMPLES)
def test_an_echo_is_a_mention_of_what_was_told(group: EchoGroup, text: str) -> None:
    (event,) = events_of(text)
    assert event.type in group.types
    assert event.mentions[-1].trigger.start > text.index(". ")


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("На складе прогремел взрыв. Мэр не видит умысла в этом инциденте.", "инциденте"),
        ("На складе прогремел взрыв. После инцидента склад закрыли.", "инцидента"),
        ("На складе прогремел взрыв. Причины инцидента неизвестны.", "инцидента"),
    ],
)
def test_an_echo_stands_where_the_reader_must_know_of_it(text: str, word: str) -> None:
    (event,) = events_of(text)
    assert [mention.trigger.text for mention in event.mentions] == ["взрыв", word]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("В Сочи прошёл фестиваль кукол. Жюри фестиваля собралось в Туле.", ["фестиваль", "фестиваля"]),
        ("В Туле прогремели взрывы. Очевидица описала минуты взрывов.", ["взрывы", "взрывов"]),
        ("В Туле прогремел взрыв. Учебник описывает причины взрывов.", ["взрыв"]),
        ("В Сочи прошёл детский фестиваль. Жюри взрослого фестиваля собралось в Туле.", ["фестиваль"]),
        ("В Сочи прошёл фестиваль. Жюри другого фестиваля собралось в Туле.", ["фестиваль"]),
        ("В Сочи прошёл фестиваль. Директор фестиваля Анна Лад довольна.", ["фестиваль"]),
    ],
)
def test_a_noun_names_again_what_it_told(text: str, words: list[str]) -> None:
    record = letopis.Extractor(Settings(model=NO_MODEL)).extract(text, published="2023-05-06")
    triggers = [mention.trigger.text for event in record.events for mention in event.mentions]
    assert [word for word in triggers if word[:4] == words[0][:4]] == words


@pytest.mark.parametrize(
    "text",
    [
        "На складе прогремел взрыв. После нового инцидента склад закрыли.",
        "На складе прогремел взрыв. Инструкция описывает инцидент.",
        "На складе прогремел взрыв. Новое происшествие случилось ночью.",
        "Происшествие случилось ночью.",
        "На складе прогремел взрыв. Происшествия случились и в портах.",
    ],
)
def test_what_is_no_echo_adds_nothing(text: str) -> None:
    assert all(len(event.mentions) == 1 for event in events_of(text))
