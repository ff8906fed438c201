"""What an event's confidence is made of, the figures by which it is judged, and what is not told."""

import numpy as np
import pytest

from letopis.document import Article, Document, Event, EventMention, Prediction, Trigger
from letopis.events.ontology import Ontology
from letopis.language import LanguageStage
from letopis.odds import Odds
from letopis.story.confidence import Confidence, event_evidence, set_confidence

TEXT = "Президент прибыл в Астану."


def arrival(eventness=None, number=1, kind="visit"):
    """The document of TEXT with bare events, and with the tagger's probability for every word if there is one."""
    document = Document(Article("a", TEXT, "0"))
    LanguageStage()([document])
    (sentence,) = document.sentences
    if eventness is not None:
        document.predictions = [Prediction([], [], [eventness] * len(sentence.tokens), np.zeros(1))]
    start = TEXT.index("прибыл")
    triggers = [Trigger(start + shift, start + len("прибыл"), "прибыл", "прибыть") for shift in range(number)]
    mentions = [EventMention(kind, one, 0, sentence.start, sentence.end, "body", "occurred") for one in triggers]
    return document, [Event(f"e{i}", kind, "occurred", [mention]) for i, mention in enumerate(mentions)]


def sure(eventness=None, kind="visit"):
    document, events = arrival(eventness, kind=kind)
    set_confidence(document, events, Ontology.load())
    return events[0].confidence, document


def test_the_tagger_makes_what_it_alone_sees_surer_or_less_sure():
    low, even, high = (sure(eventness, "other")[0] for eventness in (0.01, 0.5, 0.99))
    assert 0 < low < even < high < 1


def test_without_a_model_only_the_text_counts():
    (evidence,) = event_evidence(*arrival(), Ontology.load())
    assert not any(name.startswith("tagger") for name in evidence)
    assert 0 < sure()[0] < 1


def test_certainty_is_bounded():
    (low,), (high,) = (event_evidence(*arrival(eventness), Ontology.load()) for eventness in (0.0, 1.0))
    assert (low["tagger"], high["tagger"]) == (-5.0, 5.0)


def test_a_bare_word_of_a_type_told_before_is_noted():
    document, events = arrival(number=2)
    first, second = event_evidence(document, events, Ontology.load())
    assert "of the type before, nobody" not in first
    assert second["of the type before, no date or place of its own"] == 1.0


def test_what_the_rules_ask_of_a_word_and_its_other_types_speak_too():
    ontology = Ontology.load()
    (evidence,) = event_evidence(*arrival(), ontology)
    rules = ontology.index["verb", "прибыть"]
    asked = min(len(rule.when) for kind, rule in rules if kind.type == "visit")
    types = {kind.type for kind, _ in rules}
    assert evidence.get("least that a rule of the word asks", 0.0) == asked
    assert evidence.get("other types of the word", 0.0) == len(types) - 1


def test_the_trace_names_what_weighs_most():
    (step,) = [step for step in sure()[1].trace if step.stage == "story.confidence"]
    assert len(step.rule.split(", ")) == 3


def test_an_event_is_told_when_it_is_likely_enough_to_raise_f1():
    weights = Confidence.load()
    assert (weights.rules.told, weights.model.told) == (0.4, 0.4)
    assert weights.other.told < weights.model.told


def test_a_fit_gives_back_the_log_odds_that_made_the_answers():
    pytest.importorskip("torch")
    from letopis.training.regression import fit_odds, sigmoid

    random = np.random.default_rng(1)
    values = random.normal(size=20_000)
    right = random.random(20_000) < sigmoid(0.5 + values)
    odds = fit_odds([{"value": float(value), "rare": 1.0} if i < 2 else {"value": float(value)}
                     for i, value in enumerate(values)], right.tolist(), 1.0)  # fmt: skip
    assert dict(odds.weights) == pytest.approx({"bias": 0.5, "value": 1.0}, abs=0.06)


MEASURED = [
    # confidence, right, ROC AUC, expected calibration error
    ([0.95, 0.05], [1, 0], 1.0, 0.05),
    ([0.05, 0.95], [1, 0], 0.0, 0.95),
    ([0.55, 0.55], [1, 0], 0.5, 0.05),
]


@pytest.mark.parametrize(("sure", "right", "area", "error"), MEASURED)
def test_figures(sure, right, area, error):
    pytest.importorskip("torch")
    from letopis.training.confidence import calibration_error
    from letopis.training.held_out import auc

    sure, right = np.array(sure), np.array(right, float)
    assert auc(sure, right) == area
    assert calibration_error(sure, right) == pytest.approx(error)


def test_odds_are_settled_for_unseen_articles():
    """What differs there goes into the weights themselves: the same probability with the mark and, settled, without."""
    pytest.importorskip("torch")
    from letopis.training.held_out import as_unseen, settled

    evidence = {"typed": 2.0, "nobody": 1.0}
    marked = as_unseen(evidence, "typed", "tagger")
    odds = Odds(weights={"bias": 1.0, "typed": 0.5, "nobody": -0.5, "unseen": -0.25, "unseen: typed": -0.2})
    assert marked.items() >= evidence.items()
    assert set(settled(odds).weights) == {"bias", "typed", "nobody"}
    assert settled(odds).probability(evidence) == pytest.approx(odds.probability(marked))
    assert settled(settled(odds)) == settled(odds)
