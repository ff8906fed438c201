"""Two names of one person, by the examples of other_names.yaml and beside them."""

import pytest

from letopis.document import Article, Person
from letopis.entities import EntityStage
from letopis.entities.other_names import Between, other_names
from letopis.extractor import Extractor
from letopis.language import LanguageStage


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor(stages=[LanguageStage(), EntityStage()])


def people(extractor: Extractor, text: str) -> list[set[str]]:
    found = extractor.annotate(Article("x", text, "")).entities
    return [
        {mention.text for mention in entity.mentions if mention.form == "name"}
        for entity in found
        if isinstance(entity, Person)
    ]


@pytest.mark.parametrize("row", other_names().between, ids=lambda row: " ".join(row.words))
def test_the_examples_of_the_table(extractor: Extractor, row: Between) -> None:
    assert people(extractor, row.example.text) == [set(row.example.names)]


def test_the_other_name_is_the_same_one_later_on(extractor: Extractor) -> None:
    text = "Полиция задержала Игоря Рощина по прозвищу Лесник. По данным следствия, Лесник руководил бандой."
    assert people(extractor, text) == [{"Игоря Рощина", "Лесник"}]


@pytest.mark.parametrize("text", [
    "Суд арестовал Романа Вяткина, известного по работе с Иваном Мухиным.",
    "Роман Вяткин, известный критик Ивана Мухина, уехал.",
    "Певица Анна Белова в мире Ивана Мухина чужая.",
])  # fmt: skip
def test_others_beside_are_others(extractor: Extractor, text: str) -> None:
    assert len(people(extractor, text)) == 2
