"""What a site is called: how much of its phrase belongs to the name."""

import pytest

from letopis.document import Article, Sentence, Token
from letopis.events.lexicon import EventLexicon
from letopis.events.site_names import named_alone, site_phrase, unquoted
from letopis.extractor import Extractor
from letopis.language import LanguageStage

PHRASES = [
    ("Вора поймали на парковке у ледовой арены.", "парковке", "парковка у ледовой арены"),
    ("Вора поймали на пляже у деревни Ольховки.", "пляже", "пляж"),
    ("Вора поймали в общежитии на ул. Мира.", "общежитии", "общежитие"),
    ("Вора поймали в сквере у Оперного театра.", "сквере", "сквер у Оперного театра"),
    ("Вора поймали в бане на Советской.", "бане", "баня на Советской"),
    ("У ворот колонии прошёл пикет.", "ворот", "ворота колонии"),
    ("У моста через Клязьму нашли клад.", "моста", "мост через Клязьму"),
    ("Грузовики перекрыли трассу на Ейск.", "трассу", "трасса на Ейск"),
    ("На шахте № 7 сработал датчик.", "шахте", "шахта № 7"),
    ("Туристов вывели из ущелья.", "ущелья", "ущелье"),
    ("Шахтёра похоронили на кладбище города Тимиртау.", "кладбище", "кладбище города Тимиртау"),
    ("Беглеца держат в тюрьме города Кливленд, штат Огайо.", "тюрьме", "тюрьма города Кливленд"),
    ("У ворот колонии Лосева нашли клад.", "ворот", "ворота колонии Лосева"),
]


@pytest.fixture(scope="module")
def language() -> Extractor:
    return Extractor(stages=[LanguageStage()])


@pytest.mark.parametrize(("text", "word", "name"), PHRASES)
def test_a_site_is_called_by_what_tells_whose_it_is(language, text, word, name):
    document = language.annotate(Article("x", text, ""))
    sentence: Sentence = document.sentences[0]
    noun: Token = next(token for token in sentence.tokens if token.text == word)
    found, start, end = site_phrase(text, sentence, noun, ())
    assert found == name
    assert 0 <= start < end <= len(text)


@pytest.mark.parametrize(("name", "alone"), [
    ("кинотеатр «Заря»", "Заря"), ("старый клуб «Волна»", "Волна"), ("лагерь «Заря»", None), ("кинотеатр", None),
    ("клуб «", None),
])  # fmt: skip
def test_venues_go_by_their_name_alone(name, alone):
    assert named_alone(name, EventLexicon.load().classes["venue"]) == alone


def test_the_quote_is_what_stands_inside():
    text = "Встреча в кинотеатре «Заря» прошла."
    start, end = unquoted(text, text.index("кинотеатре"), text.index(" прошла"))
    assert text[start:end] == "Заря"
    assert unquoted("в бане", 2, 6) == (2, 6)
