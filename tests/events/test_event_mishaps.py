"""News of crimes and accidents: what went off is told, the culprit did it, and who reports or appeals has no part."""

import pytest

from letopis.extractor import Extractor

PARTS = [
    ("Виновником аварии в Омске стал водитель грузовика.", "accident", [("agent", "водитель грузовика")]),
    ("Виновником пожара стал сторож.", "fire", [("agent", "сторож")]),
    ("Аварию под Тулой устроил пьяный мотоциклист.", "accident", [("agent", "пьяный мотоциклист")]),
    ("Как рассказал Кротов, ранены две женщины.", "injury", [("victim", "две женщины")]),
    ("По словам Кротова, погиб рабочий.", "death", [("person", "рабочий")]),
    ("Мэр Иван Кротов осмотрел место аварии.", "accident", []),
    ("Присяжные оправдали хирурга, прокуратура обжаловала приговор.", "sentence",
     [("agent", "Присяжные"), ("target", "хирурга")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "sides"), PARTS)
def test_who_has_a_part(extractor: Extractor, text: str, kind: str, sides: list[tuple[str, str]]) -> None:
    (event,) = [event for event in extractor.extract(text).events if event.type == kind]
    assert [(who.role, who.text) for who in event.participants] == sides


@pytest.mark.parametrize(
    ("text", "events"),
    [
        ("В порту прогремели два взрыва.", ["explosion"]),
        ("Полиция провела три обыска в офисах.", ["search"]),
        ("За сутки в области произошло семь пожаров.", []),
    ],
)
def test_what_goes_off_a_few_times_is_told(extractor: Extractor, text: str, events: list[str]) -> None:
    record = extractor.extract(text)
    assert [event.type for event in record.events] == events
    assert bool(record.claims) is not bool(events)


def test_figure_behind_no_less(extractor: Extractor) -> None:
    text = "Ранения получили не менее 12 человек, трое из них находятся в тяжёлом состоянии."
    (event,) = extractor.extract(text).events
    assert event.counts["injured"].min == 12


def test_acquittal_and_sentence(extractor: Extractor) -> None:
    events = extractor.extract("Суд оправдал Иванова и приговорил Петрова к трём годам колонии.").events
    assert [event.kind for event in events] == ["acquittal", "prison"]


def test_title_is_no_first_name(extractor: Extractor) -> None:
    record = extractor.extract("Экс-министра Лунина задержали в аэропорту.")
    assert [who.name for who in record.events[0].participants] == ["Лунин"]
