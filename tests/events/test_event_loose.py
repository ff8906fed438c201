"""Words whose rules all fail: told by likeness, never against a rule that holds, and the trace says why."""

from pathlib import Path

import pytest

from letopis.document import Article, Document
from letopis.events.loose import LooseTable, TypeWords
from letopis.events.ontology import Ontology
from letopis.events.type_vectors import TypeVectors
from letopis.extractor import Extractor
from letopis.ids import sha256_text
from letopis.settings import Settings

ARTICLES = Path(__file__).parents[2] / "corpus" / "articles"


def annotated(extractor: Extractor, text: str) -> Document:
    return extractor.annotate(Article("a", text, sha256_text(text), published="2023-05-10", published_from="argument"))


def test_rules_that_hold_are_asked_first(extractor: Extractor) -> None:
    document = annotated(extractor, "Президент Чили прибыл с визитом в Осло.")
    assert [mention.loose for mention in document.event_mentions] == [False]


def test_every_loose_mention_has_its_reasons_in_the_trace(extractor: Extractor) -> None:
    told = 0
    for path in sorted(ARTICLES.glob("*.txt"))[::5]:
        document = annotated(extractor, path.read_text(encoding="utf-8"))
        reasons = {step.start for step in document.trace if step.stage == "events.loose"}
        for mention in document.event_mentions:
            if mention.loose and mention.echo is None:
                told += 1
                assert mention.trigger.start in reasons
    assert told


def test_types_of_ones_own_have_no_odds() -> None:
    assert all(name in TypeVectors.load() for name in Ontology.load().types)
    assert "own_harvest" not in TypeVectors.load()


def test_nearness_is_a_cosine() -> None:
    vectors = TypeVectors.load()
    near = vectors.nearness(["пожар", "склад", "огонь", "тушить"])
    assert vectors.of("fire", near) == max(near)
    assert -1 <= min(near) <= max(near) <= 1
    assert not vectors.nearness([]).any()


def test_odds_are_kept_for_both_ways_of_working() -> None:
    table = LooseTable.load()
    assert table.rules.told > 0.5
    assert table.model.told > 0.5
    assert not any(name.startswith("tagger") for name in table.rules.weights)


def test_words_of_a_type_say_what_an_article_is_about() -> None:
    words = TypeWords(Ontology.load())
    assert words.told("visit", frozenset({"турне", "стол"})) == {"турне"}


@pytest.mark.parametrize("model", ["none", "default"])
def test_the_same_text_gives_the_same_events(model: str) -> None:
    text = (ARTICLES / "governor-rumour.txt").read_text(encoding="utf-8")
    one, other = (Extractor(Settings(model=model)).extract(text, published="2023-05-10") for _ in range(2))
    assert one.events == other.events
