"""What is learned of when two mentions tell of one event."""

import pytest

from letopis.document import Article
from letopis.events.ontology import Ontology
from letopis.extractor import Extractor
from letopis.ids import sha256_text
from letopis.settings import NO_MODEL
from letopis.story.relations import Relations
from letopis.story.sameness import Sameness
from letopis.training.chain import chain
from letopis.training.sameness import compared

ONE = [
    # a word of the same sentence that hangs on the other, a noun below the verb that it takes up
    ("Полиция Гаваны задержала банкира Ивана Руса. Задержание прошло без стрельбы.", "detention"),
    ("В Туле сгорел склад. Причины пожара выясняют.", "fire"),
    # the headline's event in other words, of somebody whom it does not name, or by another name
    (
        "Суд арестовал аптекаря из Вольска\n\nВольский районный суд 4 мая отправил под стражу Игоря Пряхина.",
        "detention",
    ),
    ("Под Канском застрелили лесника\n\nВ Канском районе убит сотрудник лесничества Павел Дроздов.", "killing"),
    ("Мэр Бийска ушёл в отставку\n\nГлава Бийска Виктор Лопатин сложил полномочия.", "resignation"),
]
TWO = [
    # a verb with a day of its own below one without; another day reached before; others than those named
    ("Под Тверью сгорел склад. В апреле здесь уже горел ангар.", "fire"),
    ("3 мая в Туле Иван Рус встретился с мэром. Там он встретился и с Львом Ладом. 5 мая он встретился с ректором.",
     "meeting"),
    ("Ивана Котова задержали в марте. Задержали ещё одного мужчину.", "detention"),
    # the same words of somebody else, not in lead or caption
    ("Новости суда.\n\nСуд Тулы приговорил Ивана Руса к году колонии за кражу.\n\n"
     "Суд Тулы приговорил Льва Лада к году колонии за кражу.", "sentence"),
    # somebody else befell it; years before what is to come
    ("Тренер «Кометы» уволен\n\nКлуб уволил тренера Сергея Гущина. Помощник тренера Лев Орлов тоже уволен.",
     "resignation"),
    # what was right before
    ("Сборная Швеции 5 мая обыграла Данию со счётом 3:1. Ранее шведы победили сборную Чехии.", "competition"),
    ("Вчера в Риге загорелся дом. Ещё раньше пожар вспыхнул на соседней улице.", "fire"),
    ("Иван Рус приедет в Баку на саммит. 5 мая 2019 года он был на саммите в Туле.", "summit"),
    # two sides, both others; the same actor, once more; stays in other countries
    ("Центробанк оштрафовал банк «Камский» за нарушение правил. ФАС оштрафовала банк «Восток».", "fine"),
    ("Районный суд Перми обязал банк вернуть деньги. В августе тот же суд отказал в иске Олегу Тарасову.", "trial"),
    ("Летом министр посетит Ригу. Анкару посетил премьер.", "visit"),
    # the round that is reached is not the one that was won
    ("«Трактор» победил «Зарю» и пробился в финал Кубка. Финал пройдёт 30 августа.", "competition"),
    ("Анна Кох обыграла Инну Рой в четвертьфинале. В полуфинале она сыграет с Марией Лунд.", "competition"),
]  # fmt: skip


def count(extractor: Extractor, text: str, kind: str) -> int:
    """How many events of the type there are."""
    return sum(event.type == kind for event in extractor.extract(text, published="2024-08-05").events)


@pytest.mark.parametrize(("text", "kind"), ONE)
def test_one_event(extractor: Extractor, text: str, kind: str) -> None:
    assert count(extractor, text, kind) == 1


@pytest.mark.parametrize(("text", "kind"), TWO)
def test_more_than_one(extractor: Extractor, text: str, kind: str) -> None:
    assert count(extractor, text, kind) > 1


def test_reasons_are_told(extractor: Extractor) -> None:
    document = extractor.annotate(Article("a", ONE[0][0], sha256_text(ONE[0][0])))
    merged = [step.rule for step in document.trace if step.stage == "story.merge"]
    assert merged
    assert all(":" in rule for rule in merged)


def test_what_is_learned_from_are_pairs_of_gold() -> None:
    text = "В Туле сгорел склад. Пожар потушили. В Омске горел театр."
    document = chain(NO_MODEL, told=False).annotate(Article("a", text, sha256_text(text)))
    first, again, other = document.event_mentions
    told = [(first, "e1"), (again, "e1"), (other, None)]
    (pair,) = compared(document, told, Relations.load(), Ontology.load())
    assert pair.right
    assert pair.evidence["next sentence"] == 1.0


def test_words_that_hang_on_the_event_are_told_apart_from_the_sentences() -> None:
    text = "Банк купил завод в Туле, узнав о пожаре. После покупки завода сгорел склад банка."
    document = chain(NO_MODEL, told=False).annotate(Article("a", text, sha256_text(text)))
    told = [(mention, "e1") for mention in document.event_mentions if mention.type == "deal"]
    (pair,) = compared(document, told, Relations.load(), Ontology.load())
    assert pair.evidence["own words shared"] == 0.5
    assert "own words apart" not in pair.evidence


def test_weights_are_of_evidence_that_there_is() -> None:
    weights = Sameness.load().weights
    assert weights["rules join"] > 0 > weights["other kind"]
    assert weights["same kind"] > 0 > weights["sentences between"]
