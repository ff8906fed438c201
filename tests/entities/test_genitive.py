"""The genitive of places' names."""

import pytest

from letopis.entities.countries import CountryTable
from letopis.entities.genitive import genitive_of


@pytest.mark.parametrize(
    ("name", "genitive"),
    [
        ("Северная Македония", "Северной Македонии"),
        ("Коста-Рика", "Коста-Рики"),
        ("Гвинея-Бисау", "Гвинеи-Бисау"),
        ("Республика Конго", "Республики Конго"),
        ("США", "США"),
        ("Филиппины", "Филиппин"),
        ("Пермский край", "Пермского края"),
        ("Мали", "Мали"),
    ],
)
def test_genitive(name: str, genitive: str) -> None:
    assert genitive_of(name) == genitive


def test_every_country_has_as_many_words_in_the_genitive() -> None:
    for country in CountryTable.load():
        assert len(genitive_of(country.name).split()) == len(country.name.split())
