"""Somebody described beside his own name has his part once."""

import pytest

from letopis import Extractor


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("Повар - создатель музея Геннадий Седов - покидает пост директора.", ["Геннадий Седов"]),
        ("Заместитель в свитере и директор Павел Седов задержаны.", ["Заместитель", "Павел Седов"]),
    ],
)
def test_one_person_once(extractor: Extractor, text: str, sides: list[str]) -> None:
    (event,) = extractor.extract(text, published="2024-02-01").events
    assert sorted(who.name or who.text for who in event.participants) == sides
