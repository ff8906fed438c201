"""Odds of linking: what they are made of, and that they are learnt from pairs that would be compared."""

from dataclasses import replace

import pytest
from own_tellings import telling

from letopis.database.measuring import GoldEvents
from letopis.linkage.compare import CONTRADICTIONS, agreement, apart, clash, evidence
from letopis.linkage.features import Party
from letopis.linkage.tables import LinkOdds, link_odds
from letopis.training.links import CONTRADICTED, LinkSet, fitted, measured

Named = tuple[str, str, str, str]


def test_what_two_tellings_have_in_common() -> None:
    words = ("салон", "браслет", "грабёж", "17")
    one, other = telling("a", words=words), telling("b", words=words, who=("Орлов",), status="planned")
    assert agreement(one, other) == {
        "same type": 1.0,
        "of type meeting": 1.0,
        "same type, topic": 1.0,
        "occurred and planned": 1.0,
        "few of its type": 0.25,
        "same days": 1.0,
        "same person": 1.0,
        "same role": 1.0,
        "same place": 1.0,
        "same trigger": 1.0,
        "same trigger in one company": 1.0,
        "words": 1.0,
        "rare words": 0.758,
        "circle": 1.0,
        "topic": 1.0,
    }
    apart = agreement(one, telling("c", who=("Сомов",), town="Нарын", triggers=("беседовать",), topic=("налог",)))
    against = ("nobody in common", "other towns", "another topic")
    same = ("same type", "of type meeting", "same status", "same days")
    assert apart == dict.fromkeys((*same, *against), 1.0) | {"few of its type": 0.25}


def test_days_that_differ_and_periods_that_agree_are_evidence() -> None:
    year = telling("a", "2016-01-01", "2016-12-31")
    assert "same month or year" in agreement(year, telling("b", "2016-01-01", "2016-12-31"))
    assert "within a longer time" in agreement(year, telling("b", "2016-03-05"))
    assert "days apart" in agreement(telling("a"), telling("b", "2024-03-06"))
    assert "days apart, unsure" in agreement(telling("a"), telling("b", "2024-03-06", counted=True))


@pytest.mark.parametrize(
    ("mine", "theirs", "found"),
    [
        (("Олег Лунин", "person", "лунин", "олег"), ("Лунин", "person", "лунин", ""), "same surname"),
        (("Олег Лунин", "person", "лунин", "олег"), ("О. Лунин", "person", "лунин", "о"), "same surname"),
        (("Олег Лунин", "person", "лунин", "олег"), ("Иван Лунин", "person", "лунин", "иван"), "nobody in common"),
        (("холдинг «Маяк»", "organization", "маяк", ""), ("«Маяк»", "organization", "маяк", ""), "same name"),
        (("МИД", "organization", "мид", ""), ("«Маяк»", "organization", "маяк", ""), "nobody in common"),
    ],
)
def test_participants_agree_by_what_they_are_called(mine: Named, theirs: Named, found: str) -> None:
    one, other = (
        telling(article, parties=(Party(entity, type_, "agent", name=name, first=first),))
        for article, (entity, type_, name, first) in zip("ab", (mine, theirs), strict=True)
    )
    parties = ("same person", "same surname", "same bodies", "same name", "nobody in common")
    assert [name for name in agreement(one, other) if name in parties] == [found]
    assert agreement(one, other) == agreement(other, one)


def test_triggers_may_be_akin_where_they_are_not_the_same() -> None:
    one, other = telling("a", triggers=("крушение", "упасть")), telling("b", triggers=("катастрофа",))
    assert 0 < agreement(one, other)["trigger akin"] < 1
    assert "trigger akin" not in agreement(one, telling("b", triggers=("катастрофа", "упасть")))
    assert "trigger akin" not in agreement(one, telling("b", triggers=("свадьба",)))


def test_kinds_that_differ_are_evidence_and_so_is_the_role() -> None:
    found = agreement(telling("a", kind="road", role="winner"), telling("b", kind="rail"))
    assert "other kind" in found
    assert "same person" in found
    assert "same role" not in found


def test_only_the_same_kind_is_alone_in_its_company() -> None:
    one, other = (telling(article, fellows=0, kind="rally") for article in "ab")
    assert agreement(one, other)["alone of its type in one company"] == 1.0
    assert "alone of its type" not in agreement(one, telling("b", fellows=0, kind="picket"))


def test_articles_share_a_topic_by_their_rare_words_and_by_company_where_there_are_no_words() -> None:
    topic = tuple(f"слово{number}" for number in range(20))
    shares = [agreement(telling("a", topic=topic), telling("b", topic=topic[:n] + ("иное",) * 2)) for n in (20, 2, 0)]
    assert [found.get("topic", 0.0) for found in shares[:1]] == [1.0]
    assert "topic" not in shares[2]
    half = agreement(telling("a", topic=()), telling("b", topic=topic, circle=("Орлов", "Сомов", "Нарын")))
    assert half["topic"] == 0.333


def test_the_odds_know_only_what_tellings_can_have_in_common() -> None:
    named = {*agreement(telling("a"), telling("b")), *_OTHERS, *CONTRADICTIONS}
    found = {name for name in link_odds().weights if not name.startswith("of type ") and " and " not in name}
    assert found <= {"bias", *named}


def test_a_contradiction_weighs_where_the_same_is_told_in_the_same_words_else_it_decides() -> None:
    words = ("салон", "браслет", "грабёж", "налёт")
    one, other = telling("a", words=words), telling("b", words=words[1:], town="Нарын")
    assert (clash(one, other), agreement(one, other)["elsewhere"]) == (False, 1.0)
    assert clash(one, replace(other, words=("порт", "рыба", "причал")))
    assert clash(one, replace(other, topic=("налог", "рыба")))
    assert clash(one, replace(other, status="negated"))
    assert link_odds().weights["elsewhere"] <= CONTRADICTED
    hardly, even = (LinkOdds(least=0.5, weights={"bias": bias}) for bias in (-4.0, 0.0))
    assert [apart(one, other, odds) for odds in (hardly, even)] == [True, False]
    assert not apart(one, replace(other, spots=one.spots), hardly)


def test_reasons_come_with_the_strongest_first() -> None:
    odds = LinkOdds(least=0.5, weights={"bias": -1.0, "same type": 1.0, "same days": 2.0, "circle": -0.5})
    found = evidence(telling("a"), telling("b"), odds)
    assert found is not None
    assert found.reasons == ("same days", "same type")
    assert evidence(telling("a"), telling("b", type="negotiation"), odds) is not None
    assert evidence(telling("a"), telling("b", "2024-03-01", "2024-03-31", type="negotiation"), odds) is None


def test_odds_are_learnt_from_what_is_one_and_what_is_not() -> None:
    """Here only the words tell."""
    told = [
        telling(f"{outlet}{number}", words=(f"слово{number}", f"дело{number}", "порт"))
        for number in range(12)
        for outlet in "ab"
    ]
    clusters = [[one.id for one in told if one.article[1:] == str(number)] for number in range(12)]
    learnt = LinkSet(
        "own", {one.id: one for one in told}, GoldEvents([], {one.id: one.article for one in told}, clusters)
    )
    odds = fitted([learnt], [])
    assert odds.weights["words"] > 1
    scores = measured(learnt, odds.model_copy(update={"least": 0.3}))
    assert (scores.right, scores.made, scores.gold) == (12, 12, 12)
    assert fitted([learnt], [{"words": 1.0}] * 50).weights["words"] < odds.weights["words"]


_OTHERS = (
    "same kind", "other kind", "same days, unsure", "days apart", "days apart, unsure", "within a longer time",
    "same month or year",
    "near its time", "long before", "delayed", "reported later", "both undated", "same surname", "same bodies",
    "same name", "nobody in common", "country of both", "places named alike", "other towns", "other countries",
    "same counts", "other counts", "words", "rare words", "near words", "near rare words", "another topic",
    "alone of its type", "alone of its type in one company", "alone, of what comes once", "told again", "trigger akin",
)  # fmt: skip
