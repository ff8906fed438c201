"""What courts judge and memorials recall was not on their day."""

import pytest

from letopis.extractor import Extractor
from letopis.story.relations import Relations

PUBLISHED = "2024-06-01"


def days(extractor: Extractor, text: str, type_: str) -> list[str | None]:
    events = extractor.extract(text, published=PUBLISHED).events
    return [event.time.edtf if event.time else None for event in events if event.type == type_]


@pytest.mark.parametrize(
    ("text", "type_", "day"),
    [
        ("Суд в Туле 29 мая приговорил Ивана Лосева к 10 годам за убийство Петра Котова.", "killing", None),
        ("Суд 29 мая начал рассматривать дело об убийстве журналиста Петра Котова.", "killing", None),
        ("Мэр Тулы 29 мая возложил цветы к памятнику жертвам взрыва на шахте «Заря».", "explosion", None),
        ("В годовщину взрыва на шахте «Заря» 29 мая в Туле прошёл митинг.", "explosion", None),
        ("29 мая опубликован доклад о крушении самолёта под Пермью.", "accident", None),
        ("Суд 29 мая осудил Ивана Лосева за убийство, совершённое 3 марта в Туле.", "killing", "2024-03-03"),
        ("29 мая в Туле прогремел взрыв. Суд 30 мая арестовал директора шахты.", "explosion", "2024-05-29"),
    ],
)
def test_what_is_told_as_bygone_has_not_the_day_of_what_tells_of_it(
    extractor: Extractor, text: str, type_: str, day: str | None
) -> None:
    assert days(extractor, text, type_) == [day]


def test_what_the_judged_did_has_not_the_day_of_the_sentence(extractor: Extractor) -> None:
    text = "Суд в Туле 29 мая приговорил Ивана Лосева к 10 годам. Лосев ударил сторожа ножом."
    assert days(extractor, text, "sentence") == ["2024-05-29"]
    assert days(extractor, text, "attack") == [None]


def test_nothing_comes_after_what_it_may_hold() -> None:
    relations = Relations.load()
    pairs = [(later, than) for later, types in relations.aftermath.items() for than in types]
    assert pairs
    assert not [pair for pair in pairs if relations.contains(*reversed(pair)) or relations.kin(*pair)]
