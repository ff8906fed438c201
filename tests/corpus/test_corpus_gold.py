"""Our corpus keeps its promises: every article has gold, and gold is sound."""

import re
from pathlib import Path

import pytest

from letopis.evaluation.formats.own import load
from letopis.evaluation.gold import GoldArticle
from letopis.events.ontology import Ontology

CORPUS = Path(__file__).parents[2] / "corpus"
ARTICLES = sorted(path.stem for path in (CORPUS / "articles").glob("*.txt"))
GOLD = {split: load(CORPUS / "gold" / split) for split in ("dev", "test")}
ALL = [article for articles in GOLD.values() for article in articles]


def test_every_article_is_annotated_once() -> None:
    assert sorted(article.name for article in ALL) == ARTICLES


@pytest.mark.parametrize("gold", ALL, ids=lambda gold: gold.name)
def test_file_is_called_as_its_article(gold: GoldArticle) -> None:
    assert gold.path.stem == gold.name


@pytest.mark.parametrize("gold", ALL, ids=lambda gold: gold.name)
def test_article_has_its_length_date_and_source(gold: GoldArticle) -> None:
    article = gold.record.article
    assert 600 <= len(article.text) <= 3000
    assert article.title
    assert article.source
    assert article.published


@pytest.mark.parametrize("gold", ALL, ids=lambda gold: gold.name)
def test_a_trigger_in_one_sentence_tells_of_one_event_of_its_type(gold: GoldArticle) -> None:
    places = [
        (event.type, mention.trigger.start, mention.sentence.start)
        for event in gold.record.events
        for mention in event.mentions
    ]
    assert len(places) == len(set(places))


@pytest.mark.parametrize("gold", ALL, ids=lambda gold: gold.name)
def test_triggers_are_one_word(gold: GoldArticle) -> None:
    triggers = [mention.trigger.text for event in gold.record.events for mention in event.mentions]
    assert [text for text in triggers if " " in text] == []


@pytest.mark.parametrize("split", GOLD)
def test_readme_counts_are_true(split: str) -> None:
    records = [article.record for article in GOLD[split]]
    counted = (
        len(records),
        sum(len(record.events) for record in records),
        sum(len(event.mentions) for record in records for event in record.events),
        sum(len(record.entities) for record in records),
        sum(len(record.times) for record in records),
    )
    readme = (CORPUS / "README.md").read_text(encoding="utf-8")
    row = re.search(rf"^\| {split} \|(.*)\|$", readme, re.MULTILINE)
    assert row is not None
    assert tuple(int(cell) for cell in row[1].split("|")) == counted


@pytest.mark.parametrize("gold", ALL, ids=lambda gold: gold.name)
def test_kinds_are_the_ontologys(gold: GoldArticle) -> None:
    types = Ontology.load().types
    unknown = [
        (event.type, event.kind, event.mentions[0].trigger.text)
        for event in gold.record.events
        if event.kind is not None and event.kind not in types[event.type].kinds
    ]
    assert unknown == []
