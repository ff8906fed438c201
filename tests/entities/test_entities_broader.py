"""«Бизнесмен» of a director, «офицер» of a colonel: a wider noun takes up who was named with a narrower one."""

import pytest

from letopis.extractor import Extractor


@pytest.mark.parametrize(
    ("title", "noun"),
    [
        ("Гендиректор завода", "Бизнесмен"),
        ("Директор завода", "Менеджер"),
        ("Полковник", "Офицер"),
        ("Тренер «Зари»", "Специалист"),
        ("Корреспондент «Зари»", "Журналист"),
        ("Лётчик", "Пилот"),
    ],
)
def test_a_wider_noun_takes_up_who_was_named(extractor: Extractor, title: str, noun: str) -> None:
    record = extractor.extract(f"{title} Игорь Дронов умер. {noun} скончался в больнице.")
    assert [event.type for event in record.events] == ["death"]
    (person,) = [entity for entity in record.entities if entity.type == "person"]
    assert noun in [mention.text for mention in person.mentions]
