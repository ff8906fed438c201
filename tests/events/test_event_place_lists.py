"""Places told in one row: an event took place in all of them."""

import pytest

from letopis.extractor import Extractor

ROWS = [
    ("Взрывы прогремели в городах Тула, Орёл и Курск.", ["Тула", "Орёл", "Курск"]),
    ("Пожары бушуют в Ленинградской и Псковской областях.", ["Ленинградская область", "Псковская область"]),
    ("Взрывы прогремели в Донецкой, Луганской, Харьковской областях.",
     ["Донецкая область", "Луганская область", "Харьковская область"]),
    ("Показы состоятся в кинотеатрах «Звезда», «Космос» и «Юность».", ["Звезда", "Космос", "Юность"]),
    ("Митинг прошёл в Туле, Россия.", ["Тула", "Россия"]),
    ("В московском районе Люблино прошёл митинг.", ["Люблино"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "places"), ROWS)
def test_every_place_of_the_row_is_told(extractor: Extractor, text: str, places: list[str]) -> None:
    (event,) = [event for event in extractor.extract(text).events if event.type != "other"]
    assert [place.name for place in event.places] == places


def test_who_holds_offices_of_lands_that_share_a_noun(extractor: Extractor) -> None:
    record = extractor.extract("Губернаторы Тульской и Орловской областей встретились в Москве.")
    (meeting,) = record.events
    assert [who.name for who in meeting.participants] == ["губернатор Тульской области", "губернатор Орловской области"]
    named = {entity.name: entity.mentions[0].text for entity in record.entities if entity.type == "place"}
    assert named == {"Тульская область": "Тульской", "Орловская область": "Орловской областей", "Москва": "Москве"}
