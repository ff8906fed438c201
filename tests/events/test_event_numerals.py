"""Number words and digits, by the table's own examples."""

import razdel

from letopis.document import Token
from letopis.events.numerals import amount, numerals


def tokens_of(text: str) -> list[Token]:
    return [Token(i, piece.start, piece.stop, piece.text) for i, piece in enumerate(razdel.tokenize(text))]


def test_examples_of_the_table() -> None:
    for example in numerals().examples:
        found = amount(tokens_of(str(example["text"])))
        expected = (example["low"], example["high"], example.get("approximate", False))
        assert found is not None, example
        assert (found.low, found.high, found.approximate) == expected, example


def test_no_number_no_amount() -> None:
    assert amount(tokens_of("жители города")) is None
    assert amount([]) is None
