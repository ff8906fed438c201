"""Who does what, and when, across clauses: one readable line a case."""

import pytest

from letopis.extractor import Extractor

ROLES = [
    ("Сенат разрешил министру обороны Чехии посетить Вену.", "visit", [("visitor", "министр обороны Чехии")]),
    ("Суд обязал Ивана Котова выплатить штраф.", "fine", [("target", "Иван Котов")]),
    ("Премьер Яков Лунд принял отставку министра Олега Крона.", "resignation", [("person", "Олег Крон")]),
    ("После саммита Олег Крон провёл переговоры.", "summit", []),
    ("МИД Чехии распространил заявление о блокаде.", "statement", [("agent", "МИД Чехии")]),
    ("Суд признал банкротом Ивана Котова.", "bankruptcy", [("agent", "Суд"), ("target", "Иван Котов")]),
    ("Скрипач Ян Крон стал лауреатом премии.", "award", [("recipient", "Ян Крон")]),
    ("Из села вывезли около 400 жителей.", "evacuation", [("target", "400 жителей")]),
    ("Мэр Олег Крон принёс соболезнования Яну Новаку.", "message",
     [("agent", "Олег Крон"), ("recipient", "Ян Новак")]),
]  # fmt: skip


DATES = [
    ("Завтра Олег Крон возложит цветы к мемориалу, встретится с мэром и посетит Гори.", "meeting", "2024-02-02"),
    ("В среду Перу объявило о разрыве дипломатических отношений с Чили.", "diplomatic_break", "2024-01-31"),
    ("Министры договорились об отмене виз с 1 августа.", "agreement", None),
    ("9 мая прошла церемония вступления в должность мэра Олега Крона.", "inauguration", "2023-05-09"),
]


@pytest.mark.parametrize(("text", "event_type", "date"), DATES)
def test_dates(extractor: Extractor, text: str, event_type: str, date: str | None) -> None:
    (event,) = [event for event in extractor.extract(text, published="2024-02-01").events if event.type == event_type]
    assert (event.time and event.time.edtf) == date


@pytest.mark.parametrize(("text", "event_type", "roles"), ROLES)
def test_roles(extractor: Extractor, text: str, event_type: str, roles: list[tuple[str, str]]) -> None:
    (event,) = [event for event in extractor.extract(text, published="2024-02-01").events if event.type == event_type]
    assert [(who.role, who.name or who.text) for who in event.participants] == roles
