"""The weights that the package brings; a wheel without them works on rules alone."""

from importlib.resources import files

import pytest

from letopis.extractor import Extractor
from letopis.settings import PACKAGED_MODEL, Settings

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


def test_typed_events_of_the_rules_stay(extractor):
    text = "5 мая 2023 года президент Монголии прибыл с официальным визитом в Астану."
    ruled = Extractor(Settings(model="none")).extract(text)
    both = extractor.extract(text)
    assert [event.id for event in ruled.events] == [event.id for event in both.events if event.type != "other"]


@pytest.mark.parametrize("text", ["", "123.", "«…» — и."])
def test_a_text_without_a_word_that_carries_meaning_tells_of_nothing(extractor: Extractor, text: str) -> None:
    assert extractor.extract(text).events == []
