"""Who had which part, where several mentions tell of one event."""

import pytest

from letopis import Extractor


@pytest.mark.parametrize(
    ("text", "event_type", "sides"),
    [
        (
            "В Твери убиты двое полицейских. Полицейские погибли на посту.",
            "killing",
            {("victim", "двое полицейских"), ("victim", "Полицейские")},
        ),
        (
            "Павел Котов и друг задержаны в Твери. Мужчину задержали в баре.",
            "detention",
            {("target", "Павел Котов"), ("target", "друг")},
        ),
    ],
)
def test_sides_of_one_event(extractor: Extractor, text: str, event_type: str, sides: set[tuple[str, str]]) -> None:
    (event,) = extractor.extract(text, published="2024-02-01").events
    assert event.type == event_type
    assert {(who.role, who.name or who.text) for who in event.participants} == sides
