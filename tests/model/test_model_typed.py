"""What the typed head takes from the sentences around a word."""

import numpy as np
import pytest

from letopis.document import Article, Document
from letopis.ids import sha256_text
from letopis.language import LanguageStage
from letopis.model.typed import LEAD, Known, TypedWords
from letopis.model.vectors import WordVectors

# The last has no word that carries meaning.
TEXTS = ("Рабочие начали забастовку.", "Прокурор вчера приехал в город.", "Снег растаял.", "Ах!")
CONTENT = {"NOUN", "PROPN", "VERB", "ADJ", "ADV"}


@pytest.mark.parametrize("size", [0, 1, 3, 31, 32, 33, 64, 70])
def test_means_are_those_of_each_sentence_of_all_and_of_the_lead(size):
    text = "\n\n".join(TEXTS[number % len(TEXTS)] for number in range(size))
    document = Document(Article("a", text, sha256_text(text)))
    LanguageStage()([document])
    vectors = WordVectors.load()
    lemmas = [[vectors.row(t.lemma) if t.pos in CONTENT else -1 for t in s.tokens] for s in document.sentences]
    rows = np.array([[0, row, 0] for told in lemmas for row in told], np.int32).reshape(-1, 3)
    assert len(document.sentences) == size

    found = TypedWords.of(document.sentences, rows, vectors, Known([]))

    def mean(sentences):
        words = np.array([row for told in sentences for row in told if row >= 0], np.int32)
        return vectors.unpack(words).mean(0) if len(words) else np.zeros(300)

    said = np.array([mean([told]) for told in lemmas]).reshape(size, 300)
    np.testing.assert_allclose(found.said, said, atol=1e-6)
    np.testing.assert_allclose(found.about, np.concatenate([mean(lemmas), mean(lemmas[:LEAD])]), atol=1e-6)
