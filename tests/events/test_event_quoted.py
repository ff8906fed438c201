"""Quoted words that go on over sentences: who says so, and who «я» and «мой» are."""

import pytest

from letopis.extractor import Extractor
from letopis.record.parts import Event

_CHIEF = "Директор завода Пётр Котов рассказал о планах: "
_COLON = f"{_CHIEF}«Людей предупредили. Я встречался с губернатором Олегом Русом 12 ноября»."
_BEHIND = "«Обыск начался в три часа. Меня задержали на вокзале», — рассказал политик Илья Дронов."
_TURN = "— Мы всё объяснили, — сообщил адвокат Семён Гай. — Подзащитного избили в камере."
_BROKEN = "«Цех закрыт, — сказал Пётр Котов. — Рабочие вышли на митинг»."
_STRAIGHT = 'Луис Перес написал: "Я потрясён. Завтра я вылетаю в Лиму".'


def told(extractor: Extractor, text: str, kind: str) -> Event:
    (event,) = [event for event in extractor.extract(text, published="2025-11-25").events if event.type == kind]
    return event


@pytest.mark.parametrize(
    ("text", "kind", "source"),
    [
        (_COLON, "meeting", "Пётр Котов"),
        (_BEHIND, "search", "Илья Дронов"),
        (_TURN, "attack", "Семён Гай"),
        (_BROKEN, "protest", "Пётр Котов"),
        (_STRAIGHT, "visit", "Луис Перес"),
        ("Пётр Котов молчал. «Серый дом» закрыт. Рабочие вышли на митинг.", "protest", None),
        ("«Цех закрыт», — сказал Пётр Котов. Рабочие вышли на митинг.", "protest", None),
        ("Районный суд Перми счёл, что Пётр Котов сам сообщил код неизвестным.", "trial", None),
        ("Министр осудил нападение, о котором сообщил Пётр Котов.", "attack", "Пётр Котов"),
        ("Министр осудил нападение, о котором сообщил Пётр Котов.", "statement", None),
    ],
)
def test_source_in_another_sentence(extractor: Extractor, text: str, kind: str, source: str | None) -> None:
    record = extractor.extract(text, published="2025-11-25")
    names = {entity.id: entity.name for entity in record.entities}
    attribution = told(extractor, text, kind).attribution
    assert source == (attribution and names[attribution.entity or ""])


@pytest.mark.parametrize(
    ("text", "kind", "who"),
    [
        (_COLON, "meeting", {"Пётр Котов", "Олег Рус"}),
        (_BEHIND, "detention", {"Илья Дронов"}),
        (_STRAIGHT, "visit", {"Луис Перес"}),
        ("Луис Перес написал: «Я потрясён. Мой визит в Лиму отменён».", "visit", {"Луис Перес"}),
    ],
)
def test_the_first_person_is_who_says_so(extractor: Extractor, text: str, kind: str, who: set[str]) -> None:
    assert {side.name for side in told(extractor, text, kind).participants} == who
