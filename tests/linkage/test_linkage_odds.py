"""Odds of linking: what they are made of, and that they are learnt from pairs that would be compared."""

from own_tellings import telling

from letopis.database.measuring import GoldEvents
from letopis.linkage.compare import agreement, evidence
from letopis.linkage.tables import LinkOdds, link_odds
from letopis.training.links import LinkSet, fitted, measured


def test_what_two_tellings_have_in_common() -> None:
    words = ("салон", "браслет", "грабёж", "17")
    one, other = telling("a", words=words), telling("b", words=words, who=("Орлов",), status="planned")
    assert agreement(one, other) == {
        "same type": 1.0,
        "same days": 1.0,
        "same person": 1.0,
        "same trigger": 1.0,
        "words": 1.0,
        "rare words": 0.758,
        "circle": 1.0,
        "topic": 1.0,
    }
    apart = agreement(one, telling("c", who=("Сомов",), town="Нарын", triggers=("беседовать",), topic=("налог",)))
    assert apart == {"same type": 1.0, "same days": 1.0, "other towns": 1.0}


def test_articles_share_a_topic_by_their_rare_words_and_by_company_where_there_are_no_words() -> None:
    topic = tuple(f"слово{number}" for number in range(20))
    shares = [agreement(telling("a", topic=topic), telling("b", topic=topic[:n] + ("иное",) * 2)) for n in (20, 2, 0)]
    assert [found.get("topic", 0.0) for found in shares[:1]] == [1.0]
    assert "topic" not in shares[2]
    half = agreement(telling("a", topic=()), telling("b", topic=topic, circle=("Орлов", "Сомов", "Нарын")))
    assert half["topic"] == 0.333


def test_the_odds_know_only_what_tellings_can_have_in_common() -> None:
    named = {*agreement(telling("a"), telling("b")), *_OTHERS}
    assert set(link_odds().weights) <= {"bias", *named}


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
    "same kind", "same days, unsure", "days apart", "within a longer time", "near its time", "long before", "delayed",
    "reported later", "both undated", "same bodies", "other towns", "other countries", "same counts", "other counts",
    "words", "rare words", "alone of its type", "alone, of what comes once",
)  # fmt: skip
