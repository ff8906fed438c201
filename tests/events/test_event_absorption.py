"""Two words, one telling or two: what is said and of what it is said are two acts, a light verb's noun tells alone."""

import pytest

from letopis.document import Article
from letopis.extractor import Extractor


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Посол отверг предложение Осло.", [("statement", "отверг"), ("statement", "предложение")]),
        ("Королева Дании произнесла речь.", [("statement", "речь")]),
        ("Министр заявил, что двоих задержали.", [("statement", "заявил"), ("detention", "задержали")]),
        ("Завод уволил сварщика.", [("resignation", "уволил")]),
        ("Завод уволил сорок сварщиков.", [("layoff", "уволил")]),
    ],
)
def test_what_is_told(by_rules: Extractor, text: str, told: list[tuple[str, str]]) -> None:
    document = by_rules.annotate(Article("x", text, ""))
    assert [(mention.type, mention.trigger.text) for mention in document.event_mentions] == told
