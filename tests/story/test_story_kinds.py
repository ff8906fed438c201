"""Kinds that no rule gives are told by the words of the event, where these are clear enough."""

import pytest

from letopis.document import Article
from letopis.events.ontology import Ontology
from letopis.extractor import Extractor
from letopis.ids import sha256_text
from letopis.story.kinds import NONE, KindOdds, packed, unpacked


def test_kinds_are_those_of_the_ontology() -> None:
    types = Ontology.load().types
    for name, kinds in KindOdds.load().types.items():
        assert set(kinds) <= {*types[name].kinds, NONE}, name


def test_odds_are_packed_by_where_a_word_stands() -> None:
    odds = {"any": -0.3, "said лес": 0.3, "said 2=2": -0.2, "tells гореть": 1.5}
    assert packed(odds) == {"any": -0.3, "said": "лес=0.3 2=2=-0.2", "tells": "гореть=1.5"}
    assert unpacked(packed(odds)) == odds


def test_a_word_without_its_odds_is_refused() -> None:
    with pytest.raises(ValueError, match="types"):
        KindOdds.model_validate({"types": {"fire": {"forest": {"said": "лес"}}}, "told": 0.5})


def test_the_likeliest_of_the_kinds_that_a_type_has() -> None:
    odds = KindOdds(types={"fire": {"forest": {"said лес": 2.0}, "house": {"said дом": 2.0}}}, told=0.5)
    assert odds.likeliest("fire", ("forest", "house"), {"said лес": 1.0}) == ("forest", 0.88)
    assert odds.likeliest("fire", ("house",), {"said лес": 1.0}) == ("house", 1.0)
    assert odds.likeliest("fire", (), {"said лес": 1.0}) is None
    assert odds.likeliest("death", ("suicide",), {}) is None


def test_a_rules_kind_outweighs_a_word_and_gives_way_to_several() -> None:
    odds = KindOdds(types={"fire": {"forest": {"said лес": 2.0, "said бор": 2.0}, "house": {}}}, told=0.5)
    assert odds.likeliest("fire", ("forest", "house"), {"said лес": 1.0}, "house") == ("house", 0.73)
    assert odds.likeliest("fire", ("forest", "house"), {"said лес": 1.0, "said бор": 1.0}, "house") == ("forest", 0.73)


def test_what_is_asked_for_is_no_apology(extractor: Extractor) -> None:
    """A rule of «просить» is of apologies; where its condition does not hold the words say more than it."""
    events = extractor.extract("После 11 раундов команда боксёра попросила остановить поединок.").events
    assert "apology" not in {event.kind for event in events}


def test_who_tells_it_is_in_the_trace(extractor: Extractor) -> None:
    text = "На трассе под Пермью перевернулся рейсовый автобус, водитель уснул за рулём."
    document = extractor.annotate(Article("a", text, sha256_text(text)))
    accident = next(event for event in document.events if event.type == "accident")
    assert accident.kind == "road"
    assert [step.rule for step in document.trace if step.stage == "story.kind"]


def test_none_may_be_likelier_than_any_kind(extractor: Extractor) -> None:
    text = "Пожар на швейной фабрике в Перми произошёл вчера вечером."
    document = extractor.annotate(Article("a", text, sha256_text(text)))
    assert [event.kind for event in document.events if event.type == "fire"] == [None]
