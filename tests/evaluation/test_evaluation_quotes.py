"""Quotes to offsets, values to intervals."""

import pytest

from letopis.evaluation.formats import edtf
from letopis.evaluation.formats.quotes import QuoteError, locate, locate_all

TEXT = "Вице-мэр Оша встретил мэра.\nМэра ждали в Оше:\u00a0он прибыл с визитом, и он же уехал."

FOUND = [
    ("визитом", "визитом"),
    ("мэра", "мэра"),
    ("Мэра", "Мэра"),
    ("он#1", "он"),
    ("он#2", "он"),
    ("и [он] же", "он"),
    ("Оше: он", "Оше:\u00a0он"),
    ("[Вице-мэр] Оша", "Вице-мэр"),
]


@pytest.mark.parametrize(("quote", "text"), FOUND)
def test_quote_names_its_text(quote: str, text: str) -> None:
    start, end = locate(TEXT, quote)
    assert TEXT[start:end] == text


def test_second_occurrence_is_the_second() -> None:
    assert locate(TEXT, "он#1")[0] < locate(TEXT, "он#2")[0] == locate(TEXT, "и [он] же")[0]


def test_scope_decides_between_two() -> None:
    text = "Он пришёл. Он ушёл."
    assert locate(text, "Он", (11, 19)) == (11, 13)


FAULTS = [
    ("губернатор", "does not occur"),
    ("он", r"occurs 2 times; write он#1 \.\.\. #2"),
    ("он#3", "occurs 2 times, there is no #3"),
    ("мэр", "does not occur"),
]


@pytest.mark.parametrize(("quote", "message"), FAULTS)
def test_fault_says_how_to_mend_it(quote: str, message: str) -> None:
    with pytest.raises(QuoteError, match=message):
        locate(TEXT, quote)


def test_pattern_takes_every_form_and_no_part_of_a_word() -> None:
    assert [TEXT[start:end] for start, end in locate_all(TEXT, "Ош*")] == ["Оша", "Оше"]


def test_pattern_without_a_find_is_a_fault() -> None:
    with pytest.raises(QuoteError, match="no words"):
        locate_all(TEXT, "Бишкек*")


VALUES = [
    ("2023-05-15", "2023-05-15", "2023-05-15", "day"),
    ("2024-02", "2024-02-01", "2024-02-29", "month"),
    ("2023", "2023-01-01", "2023-12-31", "year"),
    ("2023-21", "2023-03-01", "2023-05-31", "season"),
    ("2023-24", "2023-12-01", "2024-02-29", "season"),
    ("2023-34", "2023-04-01", "2023-06-30", "quarter"),
    ("2023-41", "2023-07-01", "2023-12-31", "half"),
    ("199X", "1990-01-01", "1999-12-31", "decade"),
    ("18XX", "1801-01-01", "1900-12-31", "century"),
    ("2023-05-09T22:00", "2023-05-09T22:00", "2023-05-09T22:00", "time"),
    ("2023-05-15/2023-05-16", "2023-05-15", "2023-05-16", "interval"),
    ("../2023-05", None, "2023-05-31", "interval"),
    ("2023-12/..", "2023-12-01", None, "interval"),
]


@pytest.mark.parametrize(("text", "low", "high", "precision"), VALUES)
def test_value_spans(text: str, low: str | None, high: str | None, precision: str) -> None:
    value = edtf.parse(text)
    assert (value.low, value.high, value.precision, value.approximate) == (low, high, precision, False)


def test_tilde_is_about() -> None:
    assert edtf.parse("2024-08-04T16:40~").approximate


@pytest.mark.parametrize("text", ["вчера", "2023-13", "2023-02-30", "2023-05-16/2023-05-15", ""])
def test_no_value(text: str) -> None:
    with pytest.raises(ValueError, match=r"\d|date"):
        edtf.parse(text)
