"""Slots that grammar tells where the parser is mistaken: one readable line a case."""

import pytest

from letopis.document import Article
from letopis.entities import EntityStage
from letopis.events.lexicon import EventLexicon
from letopis.events.ontology import Ontology
from letopis.events.slots import SlotFinder
from letopis.events.stage import EventStage
from letopis.extractor import Extractor
from letopis.language import LanguageStage
from letopis.times import TimeStage

CASES = [
    ("Мост открыли в мае.", "открыли", "obj", ["Мост"]),
    ("Десяток машин столкнулись на трассе.", "столкнулись", "subj", ["Десяток"]),
    ("Рыбаков унесло на льдине.", "унесло", "obj", ["Рыбаков"]),
    ("Из сёл вывезли около 400 человек.", "вывезли", "obj", ["человек"]),
    ("Вас хотели сократить?", "сократить", "obj", ["Вас"]),
    ("Убийце дали двенадцать лет.", "дали", "term", ["лет"]),
    ("Закон напечатан вчера и вступил в силу.", "вступил", "subj", ["Закон"]),
    ("Врач не справился с управлением.", "справился", "adv", ["не"]),
    # Hung on a word of the next clause:
    ("Сначала отказала рация, и диспетчер Олег Рудин попросил помощи.", "попросил", "subj", ["диспетчер"]),
    ("Трактор сорвался в овраг, водитель совхоза Пётр Лад сломал ногу.", "сломал", "subj", ["водитель"]),
    ("Совет распустил комиссию, а ревизионный отдел требует отчёта.", "распустил", "subj", ["Совет"]),
    ("Совет распустил комиссию, а ревизионный отдел требует отчёта.", "требует", "subj", ["отдел"]),
    ("Завод купил станки, банк дал кредит, но не простил долга.", "простил", "subj", ["банк"]),
    ("Кооператив долго держался, в 2009 году закрылся.", "закрылся", "subj", ["Кооператив"]),
    ("Иск жильцов рассматривает Печорский городской суд.", "рассматривает", "subj", ["суд"]),
    ("Задержали шестерых.", "Задержали", "obj", ["шестерых"]),
    # Told with others:
    ("В Орск прибыла бригада врачей во главе с хирургом Олегом Ладом.", "прибыла", "subj", ["бригада", "хирургом"]),
    ("Патруль задержал пятерых, включая местного лесника.", "задержал", "obj", ["пятерых", "лесника"]),
    ("С острова вывезено 90 чел., в т. ч. 12 школьников.", "вывезено", "obj", ["чел", "школьников"]),
    ("Школу основал Пётр Лад вместе с сестрой.", "основал", "subj", ["Пётр", "сестрой"]),
    ("Кассира уволили вместе с бухгалтером.", "уволили", "obj", ["Кассира", "бухгалтером"]),
    ("Директор говорил с бухгалтером.", "говорил", "subj", ["Директор"]),
    ("В Алай вылетел вице-премьер Болот Эсенкулов.", "вылетел", "в+Acc", ["Алай"]),
]


@pytest.fixture(scope="module")
def language() -> Extractor:
    return Extractor(stages=[LanguageStage()])


@pytest.mark.parametrize(("text", "word", "slot", "fillers"), CASES)
def test_slot(language: Extractor, text: str, word: str, slot: str, fillers: list[str]) -> None:
    sentence = language.annotate(Article("x", text, "")).sentences[0]
    token = next(token for token in sentence.tokens if token.text == word)
    found = SlotFinder(sentence, EventLexicon.load()).slots(token).get(slot, [])
    assert [each.text for each in found] == fillers


def test_the_topic_of_the_article_tells_a_sense() -> None:
    extractor = Extractor(stages=[LanguageStage(), TimeStage(), EntityStage(), EventStage(Ontology.load())])

    def types(text: str) -> list[str]:
        return [mention.type for mention in extractor.annotate(Article("x", text, "")).event_mentions]

    assert "detention" in types("Банкир в розыске. В мае его взяли в Лимасоле.")
    assert "detention" not in types("Банкир богат. В мае его взяли в Лимасоле.")
