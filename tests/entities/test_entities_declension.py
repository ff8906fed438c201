"""Paradigms decline their own examples, and names of all kinds come to one nominative."""

import pytest

from letopis.document import Token
from letopis.entities.citation import agree
from letopis.entities.declension import names_table, readings
from letopis.entities.lexicon import parse
from letopis.entities.names import name_form, words_of
from letopis.entities.people import NameMention, cluster
from letopis.entities.title_table import OfficeTable
from letopis.errors import ResourceError
from letopis.language.morphology import CASES


@pytest.mark.parametrize("paradigm", names_table().paradigms, ids=lambda paradigm: paradigm.name)
def test_paradigm_reads_its_example(paradigm):
    forms = paradigm.example.split()
    for form, case in zip(forms, CASES, strict=True):
        assert (forms[0], paradigm.gender, case) in {reading[:3] for reading in readings(form)}, (form, case)


def mention(text, start=0, case=None):
    tokens = [Token(i, i, i + 1, word, feats={"Case": case} if case else {}) for i, word in enumerate(text.split())]
    return NameMention(start, start + len(text), text, 0, name_form(words_of(tokens)))


@pytest.mark.parametrize(
    ("forms", "name"),
    [
        (["Садыра Жапарова", "Садыр Жапаров"], "Садыр Жапаров"),
        (["Касым-Жомартом Токаевым", "Токаеву"], "Касым-Жомарт Токаев"),
        (["Ким Чен Ыном", "Ким Чен Ына"], "Ким Чен Ын"),
        (["Ван И"], "Ван И"),
        (["Реджепом Тайипом Эрдоганом"], "Реджеп Тайип Эрдоган"),
        (["Урсулой фон дер Ляйен"], "Урсула фон дер Ляйен"),
        (["Ириной Михайловной Долгих"], "Ирина Михайловна Долгих"),
        (["Анной-Марией Сокольской"], "Анна-Мария Сокольская"),
        (["Петром Гайдаем", "Гайдая"], "Петр Гайдай"),
        (["Ангелой Меркель", "Меркель"], "Ангела Меркель"),
        (["ВЛАДИМИР ПУТИН", "Путина"], "Владимир Путин"),
        (["Кириллом Стрельцом"], "Кирилл Стрелец"),
        (["Олегу Воробью"], "Олег Воробей"),
        (["Иваном Мозговым"], "Иван Мозговой"),
        (["Диану Карасёву"], "Диана Карасёва"),
        (["Мин Аун Хлайном"], "Мин Аун Хлайн"),
        (["Светланы Алексиевич", "Алексиевич"], "Светлана Алексиевич"),
    ],
)
def test_one_nominative(forms, name):
    people = cluster([mention(form, start=100 * i) for i, form in enumerate(forms)])
    assert [agree(one).name for one in people] == [name]


@pytest.mark.parametrize(
    ("forms", "count"),
    [
        (["Иван Рогов", "Пётр Рогов"], 2),
        (["Иван Рогов", "И. Рогов"], 1),
        (["Иван Рогов", "П. Рогов"], 2),
        (["Иван Петрович Рогов", "Иван Сергеевич Рогов"], 2),
        (["Иван Рогов", "Пётр Рогов", "Роговым"], 2),
    ],
)
def test_people_told_apart(forms, count):
    assert len(cluster([mention(form, start=100 * i) for i, form in enumerate(forms)])) == count


def test_broken_lexicon_names_file_and_fault():
    with pytest.raises(ResourceError, match=r"offices\.yaml.*titles"):
        parse("offices.yaml", "titles: 5", OfficeTable)
    with pytest.raises(ResourceError, match=r"offices\.yaml:\d"):
        parse("offices.yaml", "titles:\n  - {", OfficeTable)
