"""Heads of words never lead round in a ring, whatever the parser says."""

from hypothesis import given
from hypothesis import strategies as st

from letopis.document import Sentence, Token
from letopis.language.trees import break_cycles


def sentence(heads: list[int], finite: frozenset[int] = frozenset()) -> Sentence:
    """A sentence of words with these heads; those of `finite` are finite verbs."""
    tokens = [
        Token(
            index, index, index + 1, "x", "x", "VERB" if index in finite else "NOUN",
            {"VerbForm": "Fin"} if index in finite else {}, head, "dep",
        )
        for index, head in enumerate(heads)
    ]  # fmt: skip
    return Sentence(index=0, start=0, end=len(heads), block=0, tokens=tokens)


def ends(tokens: list[Token], index: int) -> bool:
    steps = 0
    while index >= 0 and steps <= len(tokens):
        index, steps = tokens[index].head, steps + 1
    return index < 0


@given(st.integers(1, 12).flatmap(lambda n: st.lists(st.integers(-1, n - 1), min_size=n, max_size=n)))
def test_every_word_leads_to_a_root(heads: list[int]) -> None:
    made = sentence(heads)
    break_cycles(made)
    assert all(ends(made.tokens, index) for index in range(len(heads)))
    cut = [index for index, head in enumerate(heads) if made.tokens[index].head != head]
    assert all(made.tokens[index].head == -1 for index in cut)


@given(st.integers(2, 12))
def test_a_tree_stays_as_it_is(size: int) -> None:
    heads = [index - 1 for index in range(size)]
    made = sentence(heads)
    break_cycles(made)
    assert [token.head for token in made.tokens] == heads


def test_a_ring_is_cut_at_its_finite_verb() -> None:
    made = sentence([1, 2, 0, 1], frozenset({1}))
    break_cycles(made)
    assert [token.head for token in made.tokens] == [1, -1, 0, 1]
    assert made.tokens[1].rel == "root"
