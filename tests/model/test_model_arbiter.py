"""The arbiter's scales, what gold says of an offer, and the fit that makes the scales."""

import pytest

from letopis.document import Article, Document, EventMention, TimeExpression, Trigger
from letopis.events.arbiter import Arbiter, Scale
from letopis.events.found import Found
from letopis.model.labels import ROLES

TEXT = "5 мая Орлов прибыл в Тулу."
SCALE = Scale(kept=0.1, near=0.4, added=0.5, other=0.3, weights={"bias": -1.0, "linker": 1.0, "linker: odds": 0.5})

PROBABILITIES = [
    # evidence, probability
    ({"linker": 1.0}, 0.5),
    ({"rules": 1.0}, 0.269),
    ({"linker": 1.0, "linker: odds": 4.0}, 0.881),
]


@pytest.mark.parametrize(("evidence", "expected"), PROBABILITIES)
def test_evidence_adds_up_and_what_is_not_listed_weighs_nothing(evidence, expected):
    assert SCALE.probability(evidence) == pytest.approx(expected, abs=1e-3)


LEAST = [
    # evidence, whether the rules have it, whether the event is of the ontology, the least probability
    ({"rules": 1.0}, True, True, 0.1),
    ({"linker": 1.0}, False, True, 0.4),
    ({"linker": 1.0, "linker: outside the clause": 1.0}, False, True, 0.5),
    ({"linker": 1.0, "linker: of another event": 1.0}, False, True, 0.5),
    ({"linker": 1.0}, False, False, 0.3),
]


@pytest.mark.parametrize(("evidence", "by_rules", "typed", "expected"), LEAST)
def test_more_is_asked_of_what_is_far_or_busy_elsewhere(evidence, by_rules, typed, expected):
    assert SCALE.least(evidence, by_rules=by_rules, typed=typed) == expected


def test_reasons_name_the_heaviest_first():
    assert SCALE.reasons({"linker": 1.0, "linker: odds": 4.0}, most=1) == "linker: odds +2.0"


def test_the_packages_scales_believe_a_sure_linker():
    for role in ROLES[1:]:
        scale = Arbiter.load().scales[role]
        low, high = (scale.probability({"linker": 1.0, "linker: odds": odds}) for odds in (-3.0, 3.0))
        assert low < high


JUDGED = [
    # trigger, type, whether the rules have the date, what gold says of it
    ("прибыл", "visit", True, True),
    ("прибыл", "meeting", True, None),
    ("прибыл", "meeting", False, False),
    ("Орлов", "visit", False, False),
    ("Орлов", "other", False, None),
]


@pytest.mark.parametrize(("word", "kind", "by_rules", "expected"), JUDGED)
def test_gold_judges_offers_to_events_that_it_knows(word, kind, by_rules, expected):
    pytest.importorskip("torch")
    from letopis.training.judged import Answers

    def span(words):
        return TEXT.index(words), TEXT.index(words) + len(words)

    answers = Answers(True, [(span("прибыл"), "visit")], [(span("прибыл"), "when", span("5 мая"))])
    time = TimeExpression("t1", *span("5 мая"), "5 мая", 0, "date", "day")
    found, offer = told(kind, word, span(word)), dated(time, by_rules)
    assert answers.judge(Document(Article("a", TEXT, "0")), found, offer, None) is expected


def told(kind, word, span):
    mention = EventMention(kind, Trigger(*span, word, word), 0, 0, len(TEXT), "body", "occurred")
    return Found(None, mention, [])


def dated(time, by_rules):
    from letopis.events.offers import Offer

    return Offer("when", None, by_rules, None, 0.0, 0, time=time)
