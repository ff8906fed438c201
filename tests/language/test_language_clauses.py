"""Repairs of clauses leave trees: no word comes to stand above itself."""

from letopis.document import Sentence, Token
from letopis.language.clauses import mend_clauses

FINITE = {"VerbForm": "Fin", "Voice": "Act"}


def sentence_of(*rows: tuple[str, str, dict[str, str], int, str]) -> Sentence:
    tokens = [Token(index, 0, 0, text, text, pos, dict(feats), head, rel)
              for index, (text, pos, feats, head, rel) in enumerate(rows)]  # fmt: skip
    return Sentence(0, 0, 0, 0, tokens)


def test_predicate_joined_to_a_noun_joins_the_verb_above_it() -> None:
    sentence = sentence_of(
        ("закроет", "VERB", FINITE, -1, "root"),
        ("цех", "NOUN", {}, 0, "obj"),
        ("уволит", "VERB", FINITE, 1, "conj"),
    )
    mend_clauses(sentence)
    assert sentence.tokens[2].head == 0


def test_verb_below_its_own_noun_is_left() -> None:
    sentence = sentence_of(
        ("цех", "NOUN", {}, 2, "obj"),
        ("уволит", "VERB", FINITE, 0, "conj"),
        ("закроет", "VERB", FINITE, 1, "conj"),
    )
    mend_clauses(sentence)
    assert [token.head for token in sentence.tokens] == [2, 0, 1]
