"""Which names are one to a careful reader, and which only look alike."""

import pytest

from letopis.evaluation.naming import same_name


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("израильская армия", "армия Израиля"),
        ("американские ВВС", "ВВС США"),
        ("МИД РФ", "МИД России"),
        ("правительство Российской Федерации", "Правительство РФ"),
        ("Иван Кузьмич Рогов", "Иван Рогов"),
        ("Анна Рогова", "Анна Ильинична Рогова"),
        ("ООО «Росток»", "ООО Росток"),
    ],
)
def test_one_name(one: str, other: str) -> None:
    assert same_name(one, other)
    assert same_name(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("суд", "суд Германии"),
        ("армия Израиля", "армия Ирана"),
        ("советская армия", "армия России"),
        ("Анна", "Анна Кох"),
        ("Кох Анна", "Анна Кох"),
        ("Нил Элден Рог", "Нил Рог"),
        ("Иван Кузьмич Рогов", "Иван Ильич Рогов"),
        ("Союз кузнецов", "Кузнецов Союз"),
    ],
)
def test_two_names(one: str, other: str) -> None:
    assert not same_name(one, other)
    assert not same_name(other, one)
