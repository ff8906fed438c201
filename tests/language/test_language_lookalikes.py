"""Latin letters in Russian words: put right for reading, and never in what the record quotes."""

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
