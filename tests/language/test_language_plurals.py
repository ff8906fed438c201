import pytest

from letopis.language.morphology import lemmatize


@pytest.mark.parametrize(
    ("word", "number", "lemma"),
    [
        ("выборах", "Plur", "выборы"),
        ("выбор", "Sing", "выбор"),
        ("роды", "Plur", "роды"),
        ("рода", "Sing", "род"),
    ],
)
def test_plural_only_nouns_have_their_own_lemma(word: str, number: str, lemma: str) -> None:
    assert lemmatize(word, "NOUN", {"Number": number}) == lemma
