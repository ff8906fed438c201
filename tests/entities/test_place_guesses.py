"""The nominative of places that no table has, and of those whose tables have a locative for another name."""

import pytest

import letopis


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Пожар случился в Берёзанке, у моста.", "Берёзанка"),
        ("Жители села Каменушка ждут дорогу.", "Каменушка"),
        ("В Зефельде прошёл турнир по лыжам.", "Зефельд"),
        ("Конвой обстреляли под Моатизе.", "Моатизе"),
        ("Жители города Умм эль-Фахм вышли на улицы.", "Умм эль-Фахм"),
        ("Завтра министр отправится в Кахетию.", "Кахетия"),
        ("Переговоры в Джидде провалились.", "Джидда"),
        ("Склад сгорел в Катовице.", "Катовице"),
    ],
)
def test_nominative(text: str, name: str) -> None:
    places = [entity.name for entity in letopis.extract(text).entities if entity.type == "place"]
    assert name in places
