"""Who had a role that no word of the event's own gives: sides of what is signed, states behind their presidents."""

from pathlib import Path

import pytest

import letopis
from letopis.document import Article, Document
from letopis.extractor import Extractor
from letopis.ids import sha256_text
from letopis.record.parts import Event
from letopis.story.recalling import RECALLED, Recalling
from letopis.story.who import Guest

ARTICLES = Path(__file__).parents[2] / "corpus" / "articles"


def event_of(text: str, kind: str) -> Event:
    record = letopis.extract(text, published="2024-05-10")
    return next(event for event in reversed(record.events) if event.type == kind)


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        # those who came together sign; of presidents it is their states
        ("Завод «Луч» и банк «Бор» ведут переговоры. Договор подписан 3 мая.", "agreement", {"Луч", "Бор"}),
        (
            "Президент Чехии Ян Новак и премьер Польши Марек Рус встретились в Праге. Подписано соглашение о торговле.",
            "agreement",
            {"Чехия", "Польша"},
        ),
        # whom an event's own words give is not asked for again
        ("Президент Чехии Ян Новак прибыл в Осло. Мэр Осло Ларс Берг болен.", "visit", {"Ян Новак"}),
    ],
)  # fmt: skip
def test_open_roles(text: str, kind: str, expected: set[str]) -> None:
    assert {who.name for who in event_of(text, kind).participants} == expected


def test_whoever_is_recalled_has_no_other_part_and_no_word(extractor: Extractor) -> None:
    recalled = 0
    for path in sorted(ARTICLES.glob("*.txt"))[::12]:
        document = _annotated(extractor, path.read_text(encoding="utf-8"))
        told = {(step.start, step.rule) for step in document.trace if step.stage == "story.who"}
        for event in document.events:
            named = [who.entity for who in event.participants if who.entity is not None]
            for who in event.participants:
                if who.rule == RECALLED:
                    recalled += 1
                    assert named.count(who.entity) == 1
                    assert who.start is None
                    assert (event.mentions[0].trigger.start, who.role) in told
            assert all(who.rule != RECALLED for mention in event.mentions for who in mention.participants)
    assert recalled


def test_odds_alone_make_nobody_a_murderer(extractor: Extractor) -> None:
    told = "Иван Дроздов выпустил роман о солдате из деревни, который бежал из плена, но был убит в 1943 году."
    record = extractor.extract(f"Роман о войне\n\nПисатель {told} Книгу перевели в Италии.")
    (killing,) = [event for event in record.events if event.type == "killing"]
    assert [who.text for who in killing.participants] == ["солдате"]


def test_the_likeliest_are_recalled_as_far_as_they_are_likely_enough() -> None:
    weights = {"good": 0.5, "good → host": 1.5, "fair": 1.0, "bad": -2.0, "odds": 0.1}
    odds = Recalling(weights=weights, told=0.6, doubted=0.8)
    guests = [Guest(None), *(Guest(None, [name], {"odds": 2.0}) for name in ("bad", "fair", "good"))]
    assert odds.chosen("host", guests, 3) == [guests[3], guests[2]]
    assert odds.chosen("host", guests, 1) == [guests[3]]
    assert odds.chosen("visitor", guests, 1) == [guests[2]]
    assert odds.chosen("host", guests[:1], 1) == []
    doubted = Guest(None, ["fair"], {"odds": 2.0, "doubted": 1.0})
    assert odds.chosen("host", [guests[0], doubted], 1) == []


@pytest.mark.parametrize("role", ["agent", "participant", "visitor"])
def test_what_counts_for_a_role_is_worth_what_all_of_it_is_worth(role: str) -> None:
    odds, guest = Recalling.load(), Guest(None, ["in front", "kind person", "sentence +0"], {"odds": -1.5})
    for nobody in (Guest(None), Guest(None, ["none"], {"odds": 6.0})):
        judged = [odds.worth(each.evidence(role)) for each in (nobody, guest)]
        assert bool(odds.chosen(role, [nobody, guest], 1)) == bool(odds.best(judged))


def _annotated(extractor: Extractor, text: str) -> Document:
    return extractor.annotate(Article("a", text, sha256_text(text), published="2023-05-10", published_from="argument"))
