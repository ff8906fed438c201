"""Words that say how what is told stands in time to what was told before."""

import pytest

from letopis.document import Article, Document
from letopis.events.lexicon import EventLexicon, read_groups
from letopis.language import LanguageStage
from letopis.story.order import order_of


@pytest.mark.parametrize(("name", "group"), read_groups("order.yaml").items())
def test_examples_show_a_word_of_their_group(name, group):
    order = EventLexicon.load().order
    for example in group.examples:
        document = Document(Article("a", example, ""))
        LanguageStage()([document])
        sentence = document.sentences[0]
        root = next(token for token in sentence.tokens if token.rel == "root")
        assert name in order_of(sentence, root, order), example


def test_a_word_of_another_clause_says_nothing():
    document = Document(Article("a", "Дом сгорел, потому что провода позже не заменили.", ""))
    LanguageStage()([document])
    sentence = document.sentences[0]
    verb = next(token for token in sentence.tokens if token.text == "сгорел")
    assert order_of(sentence, verb, EventLexicon.load().order) == []
