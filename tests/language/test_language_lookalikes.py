"""Latin letters in Russian words: put right for reading, and never in what the record quotes."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import letopis
from letopis.language.lookalikes import in_one_script


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("Cовет Mосквы", "Совет Москвы"),
        ("в Tвeри", "в Твери"),
        ("YouTubе и iPhone", "YouTubе и iPhone"),
        ("ракета C-300", "ракета C-300"),
        ("Fruktы", "Fruktы"),
    ],
)
def test_russian_words_are_read_in_one_script(printed, read):
    assert in_one_script(printed) == read


@given(st.text(alphabet="аеоиЩBCAeoFz -"))
def test_length_stays_and_twice_is_once(text):
    assert len(in_one_script(text)) == len(text)
    assert in_one_script(in_one_script(text)) == in_one_script(text)


def test_what_the_record_quotes_stays_as_printed():
    record = letopis.extract("5 мая 2019 года президент Чехии прибыл в Mocкву.")
    visit = record.events[0]
    assert (visit.type, visit.places[0].name, visit.places[0].country) == ("visit", "Москва", "RU")
    place = next(entity for entity in record.entities if entity.name == "Москва")
    assert [mention.text for mention in place.mentions] == ["Mocкву"]


ARTICLES = sorted((Path(__file__).parents[2] / "corpus" / "articles").glob("*.txt"))


@pytest.mark.parametrize("path", ARTICLES[::60], ids=lambda path: path.stem)
def test_a_text_full_of_them_is_read_and_quoted_as_printed(path):
    """Every offset of the record is checked as it is made."""
    looks_like, text = str.maketrans("асеоСТМ", "aceoCTM"), path.read_text(encoding="utf-8")
    printed = "".join(letter.translate(looks_like) if number % 3 else letter for number, letter in enumerate(text))
    assert letopis.extract(printed).article.text == printed
