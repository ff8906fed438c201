"""Names in the titles of works are nobody's and nowhere's; beside them they are."""

import pytest

from letopis.document import Article
from letopis.entities import EntityStage
from letopis.extractor import Extractor
from letopis.language import LanguageStage


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor(stages=[LanguageStage(), EntityStage()])


def names(extractor: Extractor, text: str) -> set[str]:
    return {entity.name for entity in extractor.annotate(Article("x", text, "")).entities}


@pytest.mark.parametrize(("text", "kept"), [
    ("Рассказ «Дочь Павла Орлова» вышел в журнале.", set()),
    ("В Туле показали фильм «Сын Павла Орлова».", {"Тула"}),
    ("Повесть Эрика Хансена «Смерть Анны Кох» перевели.", {"Эрик Хансен"}),
    ("Театр поставил пьесы «Зима» и «Месяц в Вологде».", set()),
])  # fmt: skip
def test_a_title_names_nobody(extractor: Extractor, text: str, kept: set[str]) -> None:
    assert {name for name in names(extractor, text) if name[0].isupper() and name != "Театр"} == kept


def test_what_is_said_in_quotation_marks_is_no_title(extractor: Extractor) -> None:
    assert "Павел Орлов" in names(extractor, "Она заявила: «Павел Орлов обещал приехать», но его нет.")
