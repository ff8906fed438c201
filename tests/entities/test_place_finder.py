"""Where places stand in a sentence: names, names inside names, adjectives."""

from functools import lru_cache

import pytest

from letopis.document import Article, Document
from letopis.entities.lexicon import load
from letopis.entities.place_adjectives import AdjectiveFile
from letopis.entities.places import find_adjectives, find_names, find_places
from letopis.language.stage import LanguageStage


@lru_cache(maxsize=1)
def stage() -> LanguageStage:
    return LanguageStage()


def analysed(text: str) -> Document:
    document = Document(Article("x", text, ""))
    stage()([document])
    return document


def found(text: str) -> list[str]:
    document = analysed(text)
    return [text[span.start : span.end] for sentence in document.sentences for span in find_places(sentence)]


# sentence, places in text order
SENTENCES = [
    ("Глава МИД России прилетел в Ош.", ["России", "Ош"]),
    ("Министерство обороны Соединённых Штатов опровергло это.", ["Соединённых Штатов"]),
    ("Тринидад и Тобаго закрыл границу.", ["Тринидад и Тобаго"]),
    ("В Боснии и Герцеговине прошли выборы.", ["Боснии и Герцеговине"]),
    ("Российско-кыргызский форум открылся.", ["Российско", "кыргызский"]),
    ("Пожар в ошской больнице потушен.", ["ошской"]),
    ("Московский городской суд отложил слушания.", ["Московский"]),
    ("Власти Лейлекского района сообщили о паводке.", ["Лейлекского района"]),
    ("Во Владимире ждут гостей.", ["Владимире"]),
    ("Порты Прибалтики теряют грузы.", ["Прибалтики"]),
    ("Владимир Московский уехал домой.", []),
    ("Того не знали в городе.", []),
    ("Он мали и чад не видел.", []),
    ("Премьер ФРГ и президент КНР созвонились.", ["ФРГ", "КНР"]),
    ("Пожар подошёл к Минусинску.", ["Минусинску"]),
    ("Суд России (СК РФ) отложил дело.", ["России", "РФ"]),
    ("В Искитиме и Минусинске отключили воду.", ["Искитиме", "Минусинске"]),
    ("Митинг прошёл на улице Строителей.", ["улице Строителей"]),
    ("На улицах Москвы стало людно.", ["Москвы"]),
    ("Дожди идут в Тульской и Орловской областях.", ["Тульской", "Орловской областях"]),
    ("Дожди идут в новой и старой областях Тулы.", ["Тулы"]),
    ("Тверской районный суд Москвы отложил слушания.", ["Москвы"]),
    ("Горно-Алтайск и Улан-Удэ получили поезда.", ["Горно-Алтайск", "Улан-Удэ"]),
]


@pytest.mark.parametrize(("text", "places"), SENTENCES, ids=[row[0] for row in SENTENCES])
def test_places(text: str, places: list[str]) -> None:
    assert found(text) == places


# sentence, lemma → place of its adjectives
ADJECTIVES = [
    ("Кыргызские власти ответили.", [("кыргызский", "Кыргызстан")]),
    ("Французский министр прилетел.", [("французский", "Франция")]),
    ("Приехал французский актёр.", []),
    ("Московский студент победил.", [("московский", "Москва")]),
    ("Он говорит на немецком языке.", []),
    ("Сибирские и уральские заводы стоят.", [("сибирский", "Сибирь"), ("уральский", "Урал")]),
    ("Женский клуб и морской порт закрыты.", []),
    ("Узбекско-таджикская граница открыта.", [("узбекско", "Узбекистан"), ("таджикский", "Таджикистан")]),
]


@pytest.mark.parametrize(("text", "adjectives"), ADJECTIVES, ids=[row[0] for row in ADJECTIVES])
def test_adjectives(text: str, adjectives: list[tuple[str, str]]) -> None:
    document = analysed(text)
    mentions = [mention for sentence in document.sentences for mention in find_adjectives(sentence)]
    assert [(mention.lemma, mention.target.name) for mention in mentions] == adjectives
    assert all(text[mention.start : mention.end] == mention.text for mention in mentions)


def test_examples_of_left_out_adjectives() -> None:
    table = load("place_adjectives.yaml", AdjectiveFile)
    for entry in (*table.people, *table.things):
        document = analysed(entry.example)
        assert [m.text for s in document.sentences for m in find_adjectives(s)] == [], entry.example


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("Он живёт в штате Вашингтон.", "штате"),
        ("Самолёт сел в аэропорту «Манас».", "аэропорту"),
        ("Столица Казахстана ждёт гостей.", None),
        ("Он живёт в Вашингтоне.", None),
    ],
)
def test_noun_beside_the_name(text: str, hint: str | None) -> None:
    document = analysed(text)
    assert [span.hint for sentence in document.sentences for span in find_places(sentence)] == [hint]


def test_repaired_names_are_taken_instead_of_the_sentences() -> None:
    document = analysed("В Ынтымак Ордо прошла встреча.")
    spans = find_places(document.sentences[0], names=[])
    assert [document.text[span.start : span.end] for span in spans] == ["Ынтымак Ордо"]


def test_names_are_not_sought_inside_people() -> None:
    document = analysed("Писатель Виктор Париж выступил в Лондоне.")
    people = [name for name in document.sentences[0].names if name.type == "PER"]
    assert people
    assert [document.text[span.start : span.end] for span in find_names(document.sentences[0])] == ["Лондоне"]
