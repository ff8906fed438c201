"""What the tagger takes for an event and is none: the word goes, its neighbours stay."""

import numpy as np
import pytest

from letopis.document import Article, Document, Prediction
from letopis.entities import EntityStage
from letopis.events.lexicon import read_groups
from letopis.events.stage import EventStage
from letopis.language import LanguageStage
from letopis.language.morphology import fold, parses
from letopis.model.labels import ROLES
from letopis.model.pair_features import make_span
from letopis.times import TimeStage


class EagerModel:
    """Takes the words or phrases it is given for events, and links nothing."""

    def __init__(self, *words):
        self._words = words

    def predict(self, articles):
        return [[self._prediction(sentence) for sentence in sentences] for sentences in articles]

    def _prediction(self, sentence):
        texts, phrases = [token.text for token in sentence.tokens], [words.split() for words in self._words]
        found = [(first, first + len(words)) for first in range(len(texts)) for words in phrases
                 if texts[first : first + len(words)] == words]  # fmt: skip
        spans = [make_span(sentence, *place, "EVENT") for place in found]
        return Prediction(spans, [], [0.9] * len(sentence.tokens), np.zeros(1))

    def chances(self, _sentence, _prediction, triggers, arguments):
        found = np.zeros((len(triggers), len(arguments), len(ROLES)), np.float32)
        found[..., 0] = 1.0
        return found


def others(text, *words):
    document = Document(Article("a", text, "0"))
    model = EagerModel(*words)
    LanguageStage()([document])
    (document.predictions,) = model.predict([document.sentences])
    for stage in (TimeStage(), EntityStage(), EventStage(model=model)):
        stage([document])
    return [mention.trigger.text for mention in document.event_mentions if mention.type == "other"], document


DROPPED = [
    # text, word that the tagger marks
    ("Фильм показали в первый вечер.", "вечер"),
    ("Рыбаки вытащили лодку на берег.", "лодку"),
    ("Площадь перекрыли водители.", "водители"),
    ("Статья называется Sesto Comandamento.", "Comandamento"),
    ("Книгу подарил генерал в отставке.", "отставке"),
    ("Экипаж увидел Тулу ночью.", "Тулу"),
    ("Гости остались в одном доме.", "одном"),
    ("Конец письма смыло водой.", "Конец"),
    ("Певец досрочно вернулся домой.", "досрочно"),
    ("Приезд подали как демонстрацию доверия.", "демонстрацию"),
]


@pytest.mark.parametrize(("text", "word"), DROPPED)
def test_such_words_tell_of_no_event(text, word):
    found, document = others(text, word)
    assert found == []
    assert any(step.rule.startswith("tagger: no event") for step in document.trace)


KEPT = [
    ("Вазу уронил ребёнок.", "уронил"),
    ("Город отметил День Победы.", "День"),
    ("Соседи затеяли ремонт.", "ремонт"),
    ("Студенты устроили субботник.", "субботник"),
]


@pytest.mark.parametrize(("text", "word"), KEPT)
def test_events_stay(text, word):
    assert others(text, word)[0] == [word]


@pytest.mark.parametrize(
    ("text", "phrase", "told"),
    [
        ("Перекраска забора удалась.", "Перекраска забора", "Перекраска забора"),
        ("Начался ремонт старой городской набережной.", "ремонт старой городской", "ремонт"),
        ("Соседи вышли с лопатами.", "вышли с", "вышли"),
    ],
)
def test_no_phrase_is_broken_off(text, phrase, told):
    assert others(text, phrase)[0] == [told]


@pytest.mark.parametrize(("name", "group"), read_groups("eventless.yaml").items())
def test_examples_show_a_word_of_their_group(name, group):
    known = {fold(word) for word in group.words}
    for example in group.examples:
        words = [word for word in example.strip(".").split() if fold(parses(word.lower())[0].lemma) in known]
        assert words, (name, example)
        assert others(example, *words)[0] == []
