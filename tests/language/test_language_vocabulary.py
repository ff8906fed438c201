"""Readings are those of natasha's own vocabulary, in its order and with its scores."""

import pytest
from natasha import MorphVocab
from natasha.morph.lemma import lemmatize as natashas_lemma

from letopis.language.morphology import _PLURALS, lemmatize, vocabulary

WORDS = [
    "президента",
    "все",
    "всё",
    "стали",
    "еще",
    "прилетел",
    "Елка",
    "елка",
    "Ош",
    "ооН",
    "ООН",
    "А",
    "Я",
    "я",
    "в",
    ".",
    "2023",
    "XXI",
    "кто-то",
    "Алма-Ата",
    "из-за",
    "кюреле",
    "Жапарову",
    "полпредство",
    "недооткрытый",
    "экс-министр",
    "IBM",
    "ё",
    "берёза",
    "береза",
    "стекло",
    "печь",
]


@pytest.fixture(scope="module")
def theirs():
    return MorphVocab()


def told(form):
    """All that a form says of itself."""
    stack = [(type(method[0]).__name__, *map(str, method[1:])) for method in form.methods_stack]
    return form.word, str(form.tag), form.normal_form, form.score, form.is_known, form.pos, form.feats, stack


@pytest.mark.parametrize("word", WORDS)
def test_readings_are_natashas(theirs, word):
    lower = word.lower()
    asked = lower if len(word) > 2 and theirs.word_is_known(lower) else word
    assert list(map(told, vocabulary().parse(word))) == list(map(told, theirs.parse(asked)))


def test_forms_are_inflected_as_natasha_does(theirs):
    for mine, other in zip(vocabulary().parse("президента"), theirs.parse("президента"), strict=True):
        assert told(mine.inflect({"Dat"})) == told(other.inflect({"Dat"}))


READINGS = [
    ("NOUN", {"Animacy": "Inan", "Case": "Gen", "Gender": "Fem", "Number": "Sing"}),
    ("PROPN", {"Animacy": "Anim", "Case": "Nom", "Gender": "Masc", "Number": "Sing"}),
    ("ADJ", {"Case": "Nom", "Degree": "Pos", "Number": "Plur"}),
    ("AUX", {"Aspect": "Perf", "Mood": "Ind", "Number": "Plur", "Tense": "Past", "VerbForm": "Fin", "Voice": "Act"}),
    ("SCONJ", {}),
    ("PRON", {"Case": "Acc", "Number": "Sing"}),
]


@pytest.mark.parametrize("word", WORDS)
def test_lemmas_are_natashas(theirs, word):
    for pos, feats in READINGS:
        lemma = natashas_lemma(theirs, word, pos, feats)
        assert lemmatize(word, pos, feats) in (lemma, _PLURALS.get(lemma))
