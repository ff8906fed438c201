"""Sites whose noun is part of their name, by the examples of facilities.yaml and beside them."""

import pytest

from letopis.document import Article, Place
from letopis.entities import EntityStage
from letopis.entities.place_facilities import FacilityFile, NamedBy
from letopis.extractor import Extractor
from letopis.language import LanguageStage


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor(stages=[LanguageStage(), EntityStage()])


def names(extractor: Extractor, text: str) -> list[str]:
    found = extractor.annotate(Article("x", text, "")).entities
    return [entity.name for entity in found if isinstance(entity, Place)]


@pytest.mark.parametrize("entry", FacilityFile.load().named, ids=lambda entry: entry.how)
def test_the_examples_of_the_table(extractor: Extractor, entry: NamedBy) -> None:
    assert entry.name in names(extractor, entry.example)


@pytest.mark.parametrize(("text", "name"), [
    ("Авария произошла на шоссе Калуга-Вязьма.", "шоссе Калуга-Вязьма"),
    ("Дорогу Нарын — Ат-Баши закрыли из-за схода лавины.", "Дорога Нарын — Ат-Баши"),
    ("В порту Баку разгрузили паром.", "порт Баку"),
    ("На Шатурской ГРЭС погас котёл.", "Шатурская ГРЭС"),
    ("На трассе М-7 «Волга» перевернулась фура.", "М-7"),
    ("Автодорогу Р217 закрыли из-за снега.", "Р217"),
])  # fmt: skip
def test_sites_named_with_their_noun(extractor: Extractor, text: str, name: str) -> None:
    assert name.lower() in [each.lower() for each in names(extractor, text)]


@pytest.mark.parametrize("text", [
    "Крупнейший порт Греции бастует.",
    "Через порты Поти и Батуми идёт зерно.",
    "Строительство железной дороги Китай — Кыргызстан начнётся летом.",
    "Он вышел на дорогу — Иван ждал его там.",
    "На дороге М. Иванов нашёл кошелёк.",
])  # fmt: skip
def test_no_such_sites(extractor: Extractor, text: str) -> None:
    assert not [name for name in names(extractor, text) if name.lower().startswith(("порт", "дорог"))]
