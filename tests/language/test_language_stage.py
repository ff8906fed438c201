"""Sentences and tokens point into the text, whatever the text is made of."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from letopis.document import Article, Document
from letopis.language import LanguageStage
from letopis.language.lookalikes import in_one_script


@pytest.fixture(scope="module")
def stage() -> LanguageStage:
    return LanguageStage()


def analysed(stage: LanguageStage, text: str) -> Document:
    document = Document(Article("x", text, ""))
    stage([document])
    return document


def test_words_are_tagged_parsed_and_named(stage: LanguageStage) -> None:
    document = analysed(stage, "Министр Ержан Абишев прибыл в Ош.")
    tokens = document.sentences[0].tokens
    verb = next(token for token in tokens if token.lemma == "прибыть")
    assert (verb.pos, verb.rel, verb.head) == ("VERB", "root", -1)
    assert [(name.text, name.type) for name in document.sentences[0].names] == [("Ержан Абишев", "PER"), ("Ош", "LOC")]
    assert [token.rel for token in document.sentences[0].children(verb.index)][:1] == ["nsubj"]


def test_a_title_in_the_text_becomes_the_articles(stage: LanguageStage) -> None:
    assert analysed(stage, "Министр прибыл в Ош\n\nОн пробудет там два дня.").article.title == "Министр прибыл в Ош"
    assert analysed(stage, "Он пробудет там два дня.").article.title is None


def test_what_shares_a_batch_changes_nothing(stage: LanguageStage) -> None:
    texts = ["Министр прибыл в Ош.", "Переговоры прошли в Вене 5 мая, сообщил МИД."]
    together = [Document(Article("x", text, "")) for text in texts]
    stage(together)
    assert [document.sentences for document in together] == [analysed(stage, text).sentences for text in texts]


NASTY = st.text(
    alphabet=st.sampled_from("аБёЁ эюй.,!?—«»\n\r\t\u00a0\u0301\U0001f600\u2028\u0085 12abи"), min_size=0, max_size=120
)


@settings(max_examples=60, deadline=None)
@given(text=NASTY)
def test_offsets_point_into_the_text(stage: LanguageStage, text: str) -> None:
    document, read = analysed(stage, text), in_one_script(text)
    for sentence in document.sentences:
        block = document.blocks[sentence.block]
        assert block.start <= sentence.start < sentence.end <= block.end
        for token in sentence.tokens:
            assert read[token.start : token.end] == token.text
            assert -1 <= token.head < len(sentence.tokens)
        for name in sentence.names:
            assert text[name.start : name.end] == name.text
