"""What a word that may tell of an event is seen to stand with."""

import numpy as np
import pytest

from letopis.document import Article, Document
from letopis.ids import sha256_text
from letopis.language import LanguageStage
from letopis.model.company import Company, Tree
from letopis.model.lexical import MAX_LEXICAL, lexical
from letopis.model.token_features import bucket

TEXT = "Рабочие начали забастовку. Прокурор вчера приехал в город."


@pytest.fixture(scope="module")
def tree():
    document = Document(Article("a", TEXT, sha256_text(TEXT)))
    LanguageStage()([document])
    return Tree(document.sentences)


def row_of(tree, text):
    return next(row for row, token in enumerate(tree.tokens) if token.text == text)


def test_what_hangs_on_a_word_stands_without_prepositions_and_punctuation(tree):
    told = row_of(tree, "приехал")
    assert [tree.tokens[row].text for row in tree.company(told)] == ["Прокурор", "вчера", "город"]
    assert tree.preposition(row_of(tree, "город")) == "в"
    assert tree.over[told] == -1
    assert tree.over[row_of(tree, "вчера")] == told


def test_company_is_told_word_by_word(tree):
    wanted = [row_of(tree, "забастовку"), row_of(tree, "приехал")]
    company = Company.of(tree, np.arange(len(tree.tokens), dtype=np.int32), wanted)
    assert company.owners.tolist() == [1, 1, 1]
    assert [tree.tokens[row].text for row in company.places] == ["Прокурор", "вчера", "город"]
    assert company.words.tolist() == company.places.tolist()
    assert len(set(company.relations.tolist())) == 3
    assert not len(Company.of(tree, np.zeros(len(tree.tokens), np.int32), []).owners)


def test_features_name_the_word_what_is_over_it_and_what_hangs_on_it(tree):
    strike, told = lexical(tree, [row_of(tree, "забастовку"), row_of(tree, "приехал")])
    assert strike.shape == (MAX_LEXICAL,)
    assert {bucket("word.head=забастовка|начать"), bucket("beside=nsubj|рабочий")} <= set(strike.tolist())
    names = ("word.with=приехать|город", "word.way=приехать|obl|в|Acc", "root")
    assert {bucket(name) for name in names} <= set(told.tolist())
