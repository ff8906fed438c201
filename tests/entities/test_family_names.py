"""People told of by first name as a man's nearest have his surname; those of others keep what the text gives."""

import pytest
from entities_gold import analysed

from letopis.document import Person


def named(text):
    return {entity.name for entity in analysed(text).entities if isinstance(entity, Person)}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Бизнесмен Олег Ракитин и его дочь Вера погибли в аварии.", "Вера Ракитина"),
        ("Степан Лядов умер в среду. Его старший сын Никита возглавил банк.", "Никита Лядов"),
        ("Брат губернатора Павла Северского Игорь арестован в Омске.", "Игорь Северский"),
        ("Мэр Сургута Антон Жданов развёлся с женой Мариной.", "Марина Жданова"),
        ("Рауль Лагос прилетел в Лиму с дочерьми Кармен и Люсией.", "Люсия Лагос"),
        ("Джон Мейсон и его супруга Хелен усыновили мальчика.", "Хелен Мейсон"),
    ],
)
def test_a_mans_nearest_have_his_surname(text, name):
    assert name in named(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Певица Анна Лунёва приехала в суд с сыном Глебом.", "Глеб"),
        ("Пётр Гаев сообщил, что его клиент Руслан арестован.", "Руслан"),
        ("Дочь Виктора Шацкого Анна вышла замуж. Анна Кох живёт в Берлине.", "Анна Кох"),
    ],
)
def test_of_others_it_is_not_sure(text, name):
    assert name in named(text)
