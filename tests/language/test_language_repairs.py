"""Parses that grammar forbids are mended: the whole analysis of real sentences, by what hangs on what."""

import pytest

from letopis.document import Article, Document
from letopis.language import LanguageStage

CASES = [
    ("a nominative is the subject of the verb it agrees with",
     "Во вторник гостья прилетела в Хельсинки на два дня, где прошли её прямые консультации с премьером.",
     "консультации", "прошли", "nsubj"),
    ("a noun is not coordinated with a verb",
     "Весной Орлов хвалил соседа за успехи на скачках в мае, а финский министр в июне готовил бюджет.",
     "министр", "готовил", "nsubj"),
    ("an infinitive in front is no adverb", "Бастовать водители начали в среду.", "Бастовать", "начали", "xcomp"),
    ("a shortened word is what its preposition stands before", "В с. Верхний Лог идут работы.", "с", "идут", "obl"),
    ("a name in apposition to it", "При пожаре у р. Белая погиб лесник.", "Белая", "р", "appos"),
    ("an indeclinable name has the case of its adjective",
     "Рыбак Эрик Хансен похитил и убил 26-летнюю Чжан Мэй в июне 2017 года.", "Чжан", "убил", "obj"),
    ("a name agrees with whom it names",
     "Обвиняемый в убийстве жены Иван Котов сбежал.", "Иван", "Обвиняемый", "appos"),
    ("what is counted stands over its bounds", "На митинг вышли от 5 до 7 тысяч человек.", "человек", "вышли", "nsubj"),
    ("what stands before «включая» is not included",
     "Лидеры встречались не менее семи раз, включая три визита.", "раз", "встречались", "obl"),
    ("a relative clause is of the noun that agrees",
     "Юрист отказался от сделки с властями Чили, которые предложили ему три года.",
     "предложили", "властями", "acl:relcl"),
    ("of a noun further above too", "Встреча министра с послами, которую ждали, отменена.",
     "ждали", "Встреча", "acl:relcl"),
    ("what is told behind a colon is not hung across it",
     "Это уже вторая авария на трассе за месяц: 27 октября в столкновении двух машин погибли трое.",
     "столкновении", "погибли", "obl"),
    ("«и» joins a verb to its like between the same commas",
     "В среду он провёл переговоры в Вене, а в четверг прилетел в Рим, где выступил на форуме и возложил цветы.",
     "возложил", "выступил", "conj"),
    ("what follows the second participle is its own",
     "Портрет, украденный в 1994 году из усадьбы и найденный три года назад в Вене, показывают впервые.",
     "Вене", "найденный", "obl"),
    ("genitive of negation", "Весной визитов не было.", "визитов", "было", "nsubj"),
]  # fmt: skip


@pytest.fixture(scope="module")
def stage() -> LanguageStage:
    return LanguageStage()


@pytest.mark.parametrize(("text", "word", "head", "relation"), [case[1:] for case in CASES], ids=[c[0] for c in CASES])
def test_heads(stage: LanguageStage, text: str, word: str, head: str, relation: str) -> None:
    document = Document(Article("x", text, ""))
    stage([document])
    tokens = document.sentences[0].tokens
    token = next(token for token in tokens if token.text == word)
    assert (tokens[token.head].text, token.rel) == (head, relation)


def test_a_surname_shows_the_case_of_the_whole_name(stage: LanguageStage) -> None:
    document = Document(Article("x", "Первую поездку после отпуска Аскар Маматов совершил в Литву.", ""))
    stage([document])
    first = next(token for token in document.sentences[0].tokens if token.text == "Аскар")
    assert first.feats["Case"] == "Nom"


def test_brackets_are_not_cut(stage: LanguageStage) -> None:
    document = Document(Article("x", "Поездки — две (Рига — март 2019 года; Вена — июль 2018-го). Всё.", ""))
    stage([document])
    assert [document.text[s.start : s.end][:6] for s in document.sentences] == ["Поездк", "Всё."]


TAGS = [
    ("Двое альпинистов замёрзли у вершины.", "замёрзли", "VERB"),  # as «замерзли», which the models know
    ("Вооружённые силы Перу провели учения.", "Вооружённые", "ADJ"),
    ("Лайнер совершил вынужденную посадку.", "вынужденную", "ADJ"),
]


@pytest.mark.parametrize(("text", "word", "pos"), TAGS)
def test_parts_of_speech(stage: LanguageStage, text: str, word: str, pos: str) -> None:
    document = Document(Article("x", text, ""))
    stage([document])
    assert next(token for token in document.sentences[0].tokens if token.text == word).pos == pos


@pytest.mark.parametrize(("text", "word", "pos", "lemma"), [
    ("Вспышка кори началась в мае.", "Вспышка", "NOUN", "вспышка"),
    ("По мосту движение открыто.", "открыто", "VERB", "открыть"),
    ("Окно было открыто.", "открыто", "VERB", "открыть"),
])  # fmt: skip
def test_tags(stage: LanguageStage, text: str, word: str, pos: str, lemma: str) -> None:
    document = Document(Article("x", text, ""))
    stage([document])
    token = next(token for token in document.sentences[0].tokens if token.text == word)
    assert (token.pos, token.lemma) == (pos, lemma)


@pytest.mark.parametrize(
    ("text", "word", "tense", "number"),
    [
        ("Похоронят художника на Богословском кладбище.", "Похоронят", "Fut", "Plur"),
        ("Наградят лучших врачей.", "Наградят", "Fut", "Plur"),
        ("Епископ освятит храм в мае.", "освятит", "Fut", "Sing"),
        ("Похоронили художника на Богословском кладбище.", "Похоронили", "Past", "Plur"),
    ],
)
def test_a_tense_that_the_form_cannot_have_gives_way(
    stage: LanguageStage, text: str, word: str, tense: str, number: str
) -> None:
    document = Document(Article("x", text, ""))
    stage([document])
    token = next(token for token in document.sentences[0].tokens if token.text == word)
    assert (token.feats["Tense"], token.feats["Number"]) == (tense, number)


@pytest.mark.parametrize(("text", "lemma", "case"), [
    ("Премьера «Луны», назначенная на субботу, перенесена.", "премьера", "Nom"),
    ("Соболезнования вдове выразил консул.", "соболезнование", "Acc"),
    ("Премьера назначили в мае.", "премьер", "Acc"),
])  # fmt: skip
def test_a_reading_that_the_verb_or_the_dictionary_forbids_gives_way(
    stage: LanguageStage, text: str, lemma: str, case: str
) -> None:
    document = Document(Article("x", text, ""))
    stage([document])
    first = document.sentences[0].tokens[0]
    assert (first.lemma, first.pos, first.feats["Case"]) == (lemma, "NOUN", case)
