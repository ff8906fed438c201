"""Offices told of several at once: one holder for each land, found again by his office."""

import pytest

from letopis.extractor import Extractor

LISTED = [
    ("Президенты России и США встретились в Женеве.", ["президент России", "президент США"]),
    ("Лидеры Франции, Германии и Чили обсудили перемирие.", ["лидер Франции", "лидер Германии", "лидер Чили"]),
    ("Мэры Тулы, Орла и Курска подписали соглашение.", ["мэр Тулы", "мэр Орла", "мэр Курска"]),
    ("Президенты Перу и Чили прибыли в Рим. Президент Чили выступил с речью.", ["президент Перу", "президент Чили"]),
    ("Президент Чили прибыл в Рим с президентом Перу. Президент Чили выступил.", ["президент Чили", "президент Перу"]),
]


@pytest.mark.parametrize(("text", "names"), LISTED)
def test_each_land_has_its_holder(extractor: Extractor, text: str, names: list[str]) -> None:
    assert [entity.name for entity in extractor.extract(text).entities if entity.type == "person"] == names


def test_names_behind_such_an_office_are_its_holders_in_their_order(extractor: Extractor) -> None:
    record = extractor.extract("Президенты России и Чили Иван Котов и Пабло Орте провели переговоры в Риме.")
    people = [entity for entity in record.entities if entity.type == "person"]
    held = [(one.name, office.title, office.of) for one in people for office in one.offices]
    assert held == [("Иван Котов", "президент", "Россия"), ("Пабло Орте", "президент", "Чили")]
