"""Whoever hinders, ends or condemns an event takes no part in it; things and routes lend it neither time nor place."""

import pytest

from letopis.extractor import Extractor


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Полиция разогнала митинг слезоточивым газом.", "protest"),
        ("ФСБ предотвратила теракт в Ставрополе.", "attack"),
        ("Германия осудила нападение на посольство в Багдаде.", "attack"),
    ],
)
def test_against(extractor: Extractor, text: str, kind: str) -> None:
    (event,) = [event for event in extractor.extract(text).events if event.type == kind]
    assert not {who.name for who in event.participants} & {"полиция", "ФСБ", "Германия"}


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("Археологи нашли в Пскове берестяную грамоту XII века.", None),
        ("В Пскове сгорел храм конца XVII века.", None),
        ("В XVII веке Псков сгорел.", "1601/1700"),
        ("Заложников освободили после 12 часов переговоров.", None),
        ("Заложников освободили после 12 часов дня.", "2024-06-01T12:00/.."),
    ],
)
def test_age_and_length_are_no_date(extractor: Extractor, text: str, time: str | None) -> None:
    event = extractor.extract(text, published="2024-06-01").events[0]
    assert (event.time.edtf if event.time else None) == time


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Поезд Омск — Сочи сошёл с рельсов под Тулой.", ["Тула"]),
        ("Под Тулой загорелся автобус «Орёл — Тамбов», пострадали двое.", ["Тула"]),
        ("Гендиректор «Почты России» покинул пост.", []),
        ("Герцог врезался в забор, об этом говорится в сообщении Виндзорского дворца.", []),
    ],
)
def test_names_of_routes_and_bodies_are_no_places(extractor: Extractor, text: str, places: list[str]) -> None:
    assert [place.name for place in extractor.extract(text).events[0].places] == places


@pytest.mark.parametrize("helps", ["помог", "поручил оказать помощь"])
def test_who_helps_the_injured_is_none_of_them(extractor: Extractor, helps: str) -> None:
    record = extractor.extract(f"При взрыве в Туле пострадали трое. Губернатор Алексей Котов {helps} пострадавшим.")
    (injury,) = [event for event in record.events if event.type == "injury"]
    assert "Алексей Котов" not in {who.name for who in injury.participants}


def test_the_land_whose_artist_somebody_is_has_no_part(extractor: Extractor) -> None:
    record = extractor.extract("Народного артиста СССР доставили в реанимацию одной из клиник. Врачи помогли ему.")
    assert record.events
    assert "СССР" not in {who.name for event in record.events for who in event.participants}
