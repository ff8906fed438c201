"""Whoever is accused did it, in the record as in the news, and is never told as its victim."""

import pytest

from letopis.extractor import Extractor

ACCUSED = [
    ("Обвиняемому в убийстве Ивану Котову продлили арест.", [("agent", "Иван Котов")]),
    ("Обвиняемый в убийстве жены Иван Котов сбежал.", [("victim", None), ("agent", "Иван Котов")]),
    ("Обвиняемый в убийстве Иван Котов сбежал.", [("agent", "Иван Котов")]),
]


@pytest.mark.parametrize(("text", "sides"), ACCUSED)
def test_sides_of_the_crime(extractor: Extractor, text: str, sides: list[tuple[str, str | None]]) -> None:
    (killing,) = [event for event in extractor.extract(text).events if event.type == "killing"]
    assert [(who.role, who.name) for who in killing.participants] == sides
