"""What an event's confidence is made of, and the figures by which it is judged."""

import numpy as np
import pytest

from letopis.document import Article, Document, Event, EventMention, Prediction, Trigger
from letopis.language import LanguageStage
from letopis.story.confidence import confidence, support

TEXT = "Президент прибыл в Астану."


def arrival(eventness=None):
    """The document of TEXT with one bare event, and with the tagger's probability for every word if there is one."""
    document = Document(Article("a", TEXT, "0"))
    LanguageStage()([document])
    (sentence,) = document.sentences
    if eventness is not None:
        document.predictions = [Prediction([], [], [eventness] * len(sentence.tokens), np.zeros(1))]
    start = TEXT.index("прибыл")
    trigger = Trigger(start, start + len("прибыл"), "прибыл", "прибыть")
    mention = EventMention("visit", trigger, 0, sentence.start, sentence.end, "paragraph", "occurred")
    return Event("e1", "visit", "occurred", [mention]), document


def test_the_tagger_makes_an_event_surer_or_less_sure():
    low, even, high = (confidence(*arrival(eventness)) for eventness in (0.01, 0.5, 0.99))
    assert 0 < low < even < high < 1


def test_without_a_model_only_the_text_counts():
    event, document = arrival()
    assert support(event, document).tagger == 0.0
    assert 0 < confidence(event, document) < 1


def test_certainty_is_bounded():
    assert support(*arrival(0.0)).tagger == -support(*arrival(1.0)).tagger == -5.0


def test_a_fit_gives_back_the_log_odds_that_made_the_answers():
    pytest.importorskip("torch")
    from letopis.training.confidence import fit, sigmoid

    random = np.random.default_rng(1)
    rows = np.column_stack([np.ones(20_000), random.normal(size=20_000)])
    right = (random.random(20_000) < sigmoid(rows @ np.array([0.5, 1.0]))).astype(float)
    assert fit(rows, right) == pytest.approx([0.5, 1.0], abs=0.06)


MEASURED = [
    # confidence, right, ROC AUC, expected calibration error
    ([0.95, 0.05], [1, 0], 1.0, 0.05),
    ([0.05, 0.95], [1, 0], 0.0, 0.95),
    ([0.55, 0.55], [1, 0], 0.5, 0.05),
]


@pytest.mark.parametrize(("sure", "right", "area", "error"), MEASURED)
def test_figures(sure, right, area, error):
    pytest.importorskip("torch")
    from letopis.training.confidence import auc, calibration_error

    sure, right = np.array(sure), np.array(right, float)
    assert auc(sure, right) == area
    assert calibration_error(sure, right) == pytest.approx(error)
