"""Bodies that share their noun: one entity each, told by the whole phrase."""

import pytest

from letopis.extractor import Extractor

SHARED = [
    ("Правительства Франции и Италии подписали договор.", ["Правительство Франции", "Правительство Италии"]),
    ("Тверской и Басманный суды Москвы арестовали двоих.", ["Тверской суд Москвы", "Басманный суд Москвы"]),
    ("Сборные России, Италии и Дании сыграли в Туле.", ["Сборная России", "Сборная Италии", "Сборная Дании"]),
    ("Клубы «Заря» и «Луч» сыграли вничью.", ["Заря", "Луч"]),
    ("Министры обороны Перу и Чили прибыли в Каир.", []),
    ("Правительства Франции сменились трижды.", ["Правительства Франции"]),
]


@pytest.mark.parametrize(("text", "names"), SHARED)
def test_bodies(extractor: Extractor, text: str, names: list[str]) -> None:
    assert [entity.name for entity in extractor.extract(text).entities if entity.type == "organization"] == names


def test_each_of_them_takes_part(extractor: Extractor) -> None:
    (event,) = extractor.extract("Тверской и Басманный суды Москвы арестовали двух чиновников.").events
    assert [who.name or who.text for who in event.participants] == [
        "Тверской суд Москвы", "Басманный суд Москвы", "двух чиновников",
    ]  # fmt: skip
