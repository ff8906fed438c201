"""Titles in a row before a name are one person's; people in a row are not."""

import pytest

from letopis.document import Article
from letopis.entities.index import MentionIndex
from letopis.events.lexicon import EventLexicon
from letopis.events.roles import RoleFiller
from letopis.extractor import Extractor


def taking_part(by_rules: Extractor, text: str) -> list[str]:
    document = by_rules.annotate(Article("example", text, ""))
    return [who.text for mention in document.event_mentions for who in mention.participants]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Альпинист, геолог и писатель Павел Седов умер в Томске.", "Павел Седов"),
        ("Полиция арестовала её директора, австралийца Кевина Локка.", "Кевина Локка"),
        ("Полиция задержала бывшего тренера, массажиста и депутата Игоря Руденко.", "Игоря Руденко"),
        ("Полиция арестовала Игоря Руденко, одного из основателей клуба, в аэропорту.", "Игоря Руденко"),
        ("Скончалась Нина Громова — известная певица, собирательница песен и педагог.", "Нина Громова"),
        ("В Томске умер доктор наук, профессор, ректор института Гоголя Павел Седов.", "Павел Седов"),
        ("В Твери умер первый тренер, сосед по двору Михаил Горин.", "Михаил Горин"),
        ("В Твери скончался великий русский певец и оперный режиссёр Виктор Котов.", "Виктор Котов"),
        ("Адвокат Седова Павел Горин отверг упрёки.", "Павел Горин"),
    ],
)
def test_titles_in_a_row_are_the_named_one_s(by_rules: Extractor, text: str, name: str) -> None:
    people = [who for who in taking_part(by_rules, text) if who.casefold() != "полиция"]
    assert people == [name]


@pytest.mark.parametrize(
    "text",
    [
        "Полиция задержала водителя и депутата Игоря Руденко.",
        "Ранены учитель, охранник и школьник Артём Горин.",
    ],
)
def test_people_in_a_row_stay_several(by_rules: Extractor, text: str) -> None:
    assert len(taking_part(by_rules, text)) == 3


def test_who_stands_behind_a_preposition_is_not_what_it_hangs_on(by_rules: Extractor) -> None:
    """«переговоры с Котовым» titles nobody."""
    document = by_rules.annotate(Article("example", "Мэр начал переговоры с Иваном Котовым.", ""))
    (sentence,) = document.sentences
    mentions = MentionIndex(document)
    roles = RoleFiller(document, mentions, EventLexicon.load())
    talks = next(token for token in sentence.tokens if token.lemma == "переговоры")
    assert roles.named(sentence, talks) == []


def test_a_daughter_is_not_her_father(extractor: Extractor) -> None:
    """«Дочь Горшкова заявила»: whatever case the tagger gives the surname."""
    text = "Банкир Николай Горшков болен. Дочь Горшкова заявила, что отцу угрожали."
    (statement,) = [event for event in extractor.extract(text).events if event.type == "statement"]
    assert "Николай Горшков" not in {who.name for who in statement.participants}
