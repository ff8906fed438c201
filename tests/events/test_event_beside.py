"""Words that tell of two things, and words that only name who did it."""

import pytest

from letopis.document import Article
from letopis.extractor import Extractor


def told(by_rules: Extractor, text: str) -> list[tuple[str, str, str]]:
    document = by_rules.annotate(Article("example", text, ""))
    return [(mention.type, mention.trigger.text, mention.status) for mention in document.event_mentions]


def test_a_term_asked_for_is_a_statement_and_a_sentence_that_may_come(by_rules: Extractor) -> None:
    found = told(by_rules, "Гособвинитель просил для водителя девять лет.")
    assert ("statement", "просил", "occurred") in found
    assert ("sentence", "просил", "hypothetical") in found


def test_whoever_attacked_is_no_attack(by_rules: Extractor) -> None:
    assert told(by_rules, "Нападавший скрылся.") == []


@pytest.mark.parametrize(
    ("text", "trigger"),
    [("Её пассажирка с переломами — в реанимации.", "переломами"), ("Сосед жаловался на угрозы.", "угрозы")],
)
def test_plurals_of_which_the_words_around_speak_are_particular(by_rules: Extractor, text: str, trigger: str) -> None:
    assert trigger in [words for _, words, _ in told(by_rules, text)]
