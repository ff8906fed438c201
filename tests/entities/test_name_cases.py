"""Names in the nominative, where the words around decide between two: «Лолла Каримова», not «Лолл Каримов»."""

import pytest

from letopis.document import Article, Organization, Person
from letopis.entities import EntityStage
from letopis.entities.declension import given_names, readings
from letopis.extractor import Extractor
from letopis.language import LanguageStage


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor(stages=[LanguageStage(), EntityStage()])


@pytest.mark.parametrize(("text", "names"), [
    ("Дочь президента Ислама Каримова Лолла Каримова сообщила, что отец болен.", {"Ислам Каримов", "Лолла Каримова"}),
    ("Секретарь директора школы Ирина Бандурина подтвердила слухи.", {"Ирина Бандурина"}),
    ("Нынешний президент Ханта Ракутумала на церемонию не поедет.", {"Ханта Ракутумала"}),
    ("Место в составе займёт девятнадцатилетний Лука Кобахидзе.", {"Лука Кобахидзе"}),
    ("Её поддержал выбывший Бенито Кинтана.", {"Бенито Кинтана"}),
    ("На вечер пришли Кейт Орлова, Софи Дикс и Мира Сорвино.", {"Кейт Орлова", "Софи Дикс", "Мира Сорвино"}),
    ("Хурал утвердил главой МИД Баяра Дамдина: за были 67 депутатов.", {"Баяр Дамдин"}),
    ("Суд признал виновной Анну Громову.", {"Анна Громова"}),
    ("Тимур Абаев обыграл узбекистанца Шахзода Эргашева.", {"Тимур Абаев", "Шахзод Эргашев"}),
    ("Жена Гареева Алия прилетела в город.", {"Гареев", "Алия"}),
    ("Эктору Бальдини понадобилось два года.", {"Эктор Бальдини"}),
    ("Он женился на медсестре Одиль Мерсье.", {"Одиль Мерсье"}),
    ("Премию вручили Инге Мажейкайте.", {"Инга Мажейкайте"}),
    ("Жена Ивана Рогова и помощнику мэра Омска Ивану Лунёву помогли.", {"Иван Рогов", "Иван Лунёв"}),
])  # fmt: skip
def test_the_words_around_decide(extractor: Extractor, text: str, names: set[str]) -> None:
    found = extractor.annotate(Article("x", text, "")).entities
    assert {entity.name for entity in found if isinstance(entity, Person)} == names


def test_first_names_that_the_dictionary_lacks_are_read_as_such() -> None:
    assert "лолла" in given_names()
    best = max(readings("Лолла"), key=lambda reading: reading.weight)
    assert (best.nominative, best.gender, best.case) == ("Лолла", "Fem", "Nom")


@pytest.mark.parametrize(("text", "names"), [
    ("Анна Лешукова пришла из вологодской «Вологжанки».", {"Вологжанка"}),
    ("Повстанцы «Движения 7 мая» накрыли город огнём.", {"Движение 7 мая"}),
    ("Он руководил дочерними предприятиями «Лукойла».", {"Лукойл"}),
    ("Тренер «Бенфики» доволен.", {"Бенфика"}),
    ("Активы «Норд Стрима» арестованы.", {"Норд Стрим"}),
    ("Продажи «Тесла Моторс» растут.", {"Тесла Моторс"}),
    ("Рабочие завода «Красный молот» бастуют.", {"Красный молот"}),
    ("Суд оштрафовал компании «Росток», «Ромашка» и «Клевер».", {"Росток", "Ромашка", "Клевер"}),
    ("Хоккеисты «Сокола» и «Ромашки» подрались.", {"Сокол", "Ромашка"}),
    ("Издательство «Росток» выпустило романы «Сад» и «Дом».", {"Росток"}),
])  # fmt: skip
def test_bodies_in_quotes(extractor: Extractor, text: str, names: set[str]) -> None:
    found = extractor.annotate(Article("x", text, "")).entities
    assert {entity.name for entity in found if isinstance(entity, Organization)} == names
