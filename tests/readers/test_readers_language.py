"""Telling Russian from what only looks like it."""

import pytest

from letopis.errors import InputError
from letopis.readers.checks import check_text, foreign_reason

RUSSIAN = [
    "Министр вылетел в Минск.",
    "Концерн Siemens Energy и холдинг Roscongress подписали в Казани соглашение о поставке турбин.",
    "НАТО.",
    "Вратарь «Динамо» Сергій Ткач приедет в Ригу, сообщил клуб. Матч пройдёт в субботу вечером на стадионе.",
    "10 мая 2024",
]
FOREIGN = [
    ("Ukrainian", "Міністр прибув із візитом до Києва і провів переговори з колегами щодо співпраці."),
    ("Belarusian", "Міністр прыбыў з візітам у Мінск і правёў перамовы з калегамі ў горадзе."),
    ("Serbian", "Министар је допутовао у званичну посету и састао се са колегама, јавља агенција."),
    ("Kazakh", "Министр Астанаға ресми сапармен келіп, әріптестерімен кездесу өткізді, деп хабарлады."),
    ("Kyrgyz", "Министр Бишкекке расмий сапар менен келип, кесиптештери менен жолугушуу өткөрдү, деп билдирди өкмөт."),
    (
        "Bulgarian",
        "Министърът пристигна на посещение в София и разговаря със своите колеги за сътрудничеството между двете "
        "страни. Срещата продължи повече от два часа, съобщиха от пресцентъра на правителството във вторник вечерта. "
        "Очаква се през лятото разговорите да продължат в Пловдив.",
    ),
    ("English", "The minister arrived in Sofia on an official visit."),
]


@pytest.mark.parametrize("text", RUSSIAN)
def test_russian(text: str) -> None:
    assert foreign_reason(text) is None


@pytest.mark.parametrize("text", [text for _, text in FOREIGN], ids=[name for name, _ in FOREIGN])
def test_not_russian(text: str) -> None:
    assert foreign_reason(text)


@pytest.mark.parametrize("text", ["123 456", "— … !", "🎄🎄"])
def test_no_letters_no_text(text: str) -> None:
    with pytest.raises(InputError) as caught:
        check_text(text, "a.txt")
    assert caught.value.code == "no-text"


def test_a_passage_in_another_language_is_marked_with_its_offsets() -> None:
    english = "The two sides agreed to continue the talks next month in Geneva, according to the joint statement."
    russian = "Министр вылетел в Минск, где проведёт переговоры с коллегами. Вечером он вернётся в Москву. " * 3
    text = f"{russian}\n\n{english}\n\n{english}\r\n{russian}"
    (notice,) = check_text(text, "a.txt")
    assert notice.code == "not-russian-parts"
    assert text[notice.start : notice.end].strip() == f"{english}\n\n{english}"


def test_a_sign_before_a_vowel_is_no_vowel() -> None:
    """«ъ» in «объявили», «съезд» of a short text without «ы» makes it no Bulgarian one."""
    text = "Двенадцать рабочих завода «Заря» объявили голодовку из-за долгов по зарплате. Акция началась 30 мая. "
    assert foreign_reason(text + "К протесту присоединились ещё пятеро, объяснил глава профсоюза. " * 2) is None
