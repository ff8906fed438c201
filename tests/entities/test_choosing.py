"""What pronouns and common nouns are offered, and that the odds choose among it."""

from collections.abc import Sequence

import pytest

from letopis.document import Article, Document
from letopis.entities import EntityStage
from letopis.entities.choosing import Chooser, Kind, Option, ReferenceOdds
from letopis.extractor import Extractor
from letopis.language import LanguageStage
from letopis.settings import NO_MODEL, Settings


class Recorder(Chooser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text
        self.offered: list[tuple[str, str, list[str | None]]] = []

    def choose(self, kind: Kind, span: tuple[int, int], options: Sequence[Option]) -> Option:
        names = [option.entity.name if option.entity is not None else None for option in options]
        self.offered.append((kind, self.text[slice(*span)], names))
        return super().choose(kind, span, options)


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        ("Мэр Калуги Олег Рогов принял посла. Он устал.", ("pronoun", "Он", [None, "Олег Рогов"])),
        ("Фонд «Заря» и банк «Исток» спорят. Вкладчики банка ждут.", ("body", "банка", [None, "Исток"])),
        ("Банк «Исток» и банк «Север» закрыты. Вкладчики банка ждут.", ("body", "банка", [None])),
        ("Олег Рогов уехал из Пскова в Перу. Город ждёт.", ("place", "Город", [None, "Псков"])),
        ("Олег Рогов и Вера Лунёва в суде. Подсудимая молчит.", ("person", "Подсудимая", [None, "Вера Лунёва"])),
        ("Олег Рогов в суде. Там и старый друг.", ("person", "старый друг", [None, "Олег Рогов"])),
        ("Олег Рогов болен. Отец в больнице.", ("person", "Отец", [None])),
    ],
)
def test_what_agrees_or_fits_is_offered_behind_nobody(text: str, offered: tuple[str, str, list[str | None]]) -> None:
    recorder = Recorder(text)
    document = Document(Article("x", text, ""))
    LanguageStage()([document])
    EntityStage(recorder)([document])
    assert offered in recorder.offered


def test_the_package_has_odds_for_each_kind() -> None:
    odds = ReferenceOdds.load()
    assert all(len(choice.weights) > 10 for choice in (odds.pronoun, odds.body, odds.place, odds.person, odds.ahead))


def _ahead(text: str) -> dict[str, str]:
    """By the headline's noun who is named below it."""
    document = Document(Article("x", text, ""), traced=True)
    LanguageStage()([document])
    EntityStage()([document])
    found = [told.detail or "" for told in document.trace if told.rule == "descriptor-ahead"]
    return {noun: name for noun, _, name in (detail.partition(" -> ") for detail in found)}


_NEWS = "\n\nПолиция Калуги задержала 35-летнего {}, сообщил в среду местный канал. По его словам, {} молчит.\n"


@pytest.mark.parametrize(
    ("headline", "below", "meant"),
    [
        ("В Калуге задержан боксёр", _NEWS.format("боксёра Ивана Седова", "Седов"), {"боксёр": "Иван Седов"}),
        ("Калужский боксёр задержан", _NEWS.format("Ивана Седова", "Седов"), {"Калужский боксёр": "Иван Седов"}),
        ("В Калуге задержана певица", _NEWS.format("Ивана Седова", "Седов"), {}),
        ("Боксёр Олег Рогов задержан в Калуге", _NEWS.format("Ивана Седова", "Седов"), {}),
        ("«Боксёр» задержан в Калуге", _NEWS.format("Ивана Седова", "Седов"), {}),
        ("Президент Чили погиб", "\n\nПрезидент Перу Луис Перес потрясён гибелью друга.\n", {}),
    ],
)
def test_a_headlines_noun_means_whoever_is_named_below(headline: str, below: str, meant: dict[str, str]) -> None:
    assert _ahead(headline + below) == meant


@pytest.mark.parametrize(
    ("lead", "meant"),
    [
        ("Калужский боксёр задержан в среду, сообщил канал. Это Иван Седов.", "Калужский боксёр"),
        ("Иван Седов молчит. Калужский боксёр задержан в среду, сообщил канал.", None),
        ("Калужский водитель задержан в среду, сообщил канал. Это Иван Седов.", None),
    ],
)
def test_the_headlines_own_noun_below_it_means_the_same_until_he_is_named(lead: str, meant: str | None) -> None:
    found = _ahead(f"Полиция Калуги задержала боксёра\n\n{lead} Седову грозит до года, Седов молчит.\n")
    assert found.pop("боксёра") == "Иван Седов"
    assert list(found) == ([meant] if meant is not None else [])


def test_below_the_headline_a_noun_means_nobody_named_later() -> None:
    text = "Новости Калуги\n\nПолиция задержала боксёра в среду, сообщил канал. Задержан Иван Седов. Седов молчит.\n"
    assert _ahead(text) == {}


def test_a_plural_noun_is_no_mention_of_those_whom_it_speaks_of() -> None:
    text = "Президент Чили Пабло Орте принял президента Перу Хуана Лару. Президенты довольны."
    record = Extractor(Settings(model=NO_MODEL)).extract(text)
    assert {"Пабло Орте"} <= {entity.name for entity in record.entities}
    assert "Президенты" not in {mention.text for entity in record.entities for mention in entity.mentions}


@pytest.mark.parametrize(
    ("text", "again"),
    [
        ("Корпорация Northgate купила завод. Акции ''Northgate'' упали.", ["Northgate"]),
        ("Движение «Северный ветер» подало заявку. Северный ветер: завод закроют.", ["Северный ветер"]),
        ("Движение «Северный ветер» подало заявку. Ветер усилился.", []),
        ("Корпорация Northgate купила завод. Вышла игра ''Northgate Saga''.", []),
    ],
)
def test_a_bodys_name_that_the_recogniser_missed_is_found_again(text: str, again: list[str]) -> None:
    document = Document(Article("x", text, ""), traced=True)
    LanguageStage()([document])
    EntityStage()([document])
    assert [told.detail for told in document.trace if told.rule == "body-again"] == again
