"""The weights that the package brings; a wheel without them works on rules alone."""

from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from letopis.document import Article, Document, Sentence
from letopis.extractor import Extractor
from letopis.language import LanguageStage
from letopis.model.model import Model
from letopis.settings import PACKAGED_MODEL, Settings

ARTICLES = sorted((Path(__file__).parents[2] / "corpus" / "articles").glob("*.txt"))[:10]
WEIGHTS = files("letopis") / "resources" / "model" / "weights.npz"
pytestmark = pytest.mark.skipif(not WEIGHTS.is_file(), reason="built without weights")

LIMIT_MB = 15
FOUND = [
    # sentence, word within the trigger of an event
    ("Писатель Олег Рудин эмигрировал в Канаду в 1974 году.", "эмигрировал"),
    ("В марте 2015 года корабль покинул орбиту и вернулся на Землю.", "покинул"),
    ("Суд в Лионе приговорил банкира Поля Мартена к трём годам тюрьмы.", "приговорил"),
]


@pytest.fixture(scope="module")
def extractor():
    return Extractor(Settings(model=PACKAGED_MODEL))


def test_weights_are_small():
    assert len(WEIGHTS.read_bytes()) < LIMIT_MB * 1e6


@pytest.mark.parametrize(("text", "word"), FOUND)
def test_events_are_found(extractor, text, word):
    record = extractor.extract(text)
    triggers = [mention.trigger.text for event in record.events for mention in event.mentions]
    assert any(word in trigger for trigger in triggers)


def test_what_stands_around_an_article_changes_nothing(extractor):
    text = FOUND[0][0]
    alone = extractor.extract(text)
    extractor.extract(" ".join(row[0] for row in FOUND))
    assert extractor.extract(text) == alone


@pytest.fixture(scope="module")
def sentences() -> list[list[Sentence]]:
    """Of articles of many lengths."""
    documents = [Document(Article(path.name, path.read_bytes().decode("utf-8"), "")) for path in ARTICLES]
    LanguageStage()(documents)
    return [document.sentences[: 2 * number] for number, document in enumerate(documents)]


def numbers(articles: list[list[Sentence]]) -> list[list[tuple[object, ...]]]:
    """What the model says of each article's sentences, bit by bit."""
    return [
        [(each.triggers, each.arguments, each.eventness, each.types, each.states.tobytes()) for each in predictions]
        for predictions in Model.load().predict(articles)
    ]


@given(order=st.lists(st.sampled_from(range(len(ARTICLES))), min_size=1, max_size=8))
@settings(deadline=None, max_examples=5)
def test_what_shares_a_batch_changes_no_number(sentences: list[list[Sentence]], order: list[int]) -> None:
    together = numbers([sentences[number] for number in order])
    assert together == [alone for number in order for alone in numbers([sentences[number]])]


def test_typed_events_of_the_rules_stay(extractor):
    text = "5 мая 2023 года президент Монголии прибыл с официальным визитом в Астану."
    ruled = Extractor(Settings(model="none")).extract(text)
    both = extractor.extract(text)
    assert [event.id for event in ruled.events] == [event.id for event in both.events if event.type != "other"]


@pytest.mark.parametrize("text", ["", "123.", "«…» — и."])
def test_a_text_without_a_word_that_carries_meaning_tells_of_nothing(extractor: Extractor, text: str) -> None:
    assert extractor.extract(text).events == []
