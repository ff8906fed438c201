"""Tokens are razdel's, whatever stands between them; what is remembered of one text holds in the next."""

import pytest
import razdel
from hypothesis import given
from hypothesis import strategies as st

from letopis.language.blocks import split_blocks
from letopis.language.segmentation import split_sentences

# What joins and what parts: letters of several scripts, digits, marks that razdel joins to their neighbours.
ALPHABET = "ая1 2-–—_.,/\\ x:)(«»\"'!?…*Δβ№"

TEXTS = [
    "из-за дождя 12,5 тыс. человек",
    "счёт 2 -1, 3- 2 и 4 - 0",
    "цена 5, 6 или 7.",
    "кое- как, кто -то",
    "«Север» (Омск)... ура?!",
    "yahoo! и Ямал_ЛНГ, 1/2",
]


def tokens_of(text):
    """(start, end, text) of all tokens."""
    return [(t.start, t.end, t.text) for s in split_sentences(text, split_blocks(text)) for t in s.tokens]


def razdel_tokens_of(text):
    """The same by razdel over each of our sentences."""
    return [
        (s.start + piece.start, s.start + piece.stop, piece.text)
        for s in split_sentences(text, split_blocks(text))
        for piece in razdel.tokenize(text[s.start : s.end])
    ]


@pytest.mark.parametrize("text", TEXTS)
def test_tokens_are_those_of_razdel(text):
    assert tokens_of(text) == razdel_tokens_of(text)


@given(st.text(ALPHABET, max_size=30))
def test_tokens_of_any_text_are_those_of_razdel(text):
    assert tokens_of(text) == razdel_tokens_of(text)


def test_each_token_is_the_text_at_its_offsets():
    text = "\n".join(TEXTS)
    assert all(text[start:end] == piece for start, end, piece in tokens_of(text))
