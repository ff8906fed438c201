"""What goes on in a relative clause is its antecedent's, and that agrees with the pronoun."""

import pytest

from letopis.extractor import Extractor


@pytest.mark.parametrize(
    ("text", "type_", "who"),
    [
        ("Иван Дроздов выпустил роман о солдате из деревни, который бежал, но был убит.", "killing", "солдате"),
        ("Пётр Лунёв вспомнил о соседке из дома напротив, которая пропала и потом умерла.", "death", "соседке"),
        ("Журналист рассказал о враче, который лечил детей и был убит в подъезде.", "killing", "враче"),
        ("Певец рассказал о сестре, которая жила у моря, и умер.", "death", "Певец"),
        ("Ждут посла, который должен приехать, но ночью Иван Лодж позвонил и отказался.", "statement", "Иван Лодж"),
        ("Газета писала о юноше из провинции Сычуань, который учился, но умер от рака.", "death", "юноше"),
        ("Он рассказал о жителях деревни, которые пропали в горах и погибли.", "death", "жителях деревни"),
    ],
)
def test_whose_deed(extractor: Extractor, text: str, type_: str, who: str) -> None:
    (event,) = [event for event in extractor.extract(text).events if event.type == type_]
    assert [each.text for each in event.participants] == [who]
