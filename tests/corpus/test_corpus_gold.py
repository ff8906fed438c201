"""Our corpus keeps its promises: every article has gold or is said to wait for it, and gold is sound."""

import re
from collections.abc import Iterable
from pathlib import Path

import pytest
import yaml

from letopis.evaluation.agreement import both_passes
from letopis.evaluation.formats.own import load
from letopis.evaluation.gold import EVENT_TAGS, GoldArticle
from letopis.evaluation.scores import Score, score_all
from letopis.events.ontology import Ontology
from letopis.readers import SourceArticle, read_paths

CORPUS = Path(__file__).parents[2] / "corpus"
ARTICLES = sorted(path.stem for path in (CORPUS / "articles").glob("*.txt"))
SPLITS = [split for split in ("train", "dev", "test", "fresh") if (CORPUS / "gold" / split).is_dir()]
GOLD = {split: load(CORPUS / "gold" / split) for split in SPLITS}
ALL = [article for articles in GOLD.values() for article in articles]
PLAN = yaml.safe_load((CORPUS / "split.yaml").read_text(encoding="utf-8"))
STORIES = yaml.safe_load((CORPUS / "stories.yaml").read_text(encoding="utf-8"))
PENDING = sorted(PLAN.keys() - {article.name for article in ALL})
README = (CORPUS / "README.md").read_text(encoding="utf-8")
AGREEMENT = CORPUS / "agreement"
PASSES = {  # second passes, as README's table names them: the folders of the first ones, the folder of the second
    "b": (["a", "c"], "b"),
    "d": (["a", "c"], "d"),
    "f": (["a", "c"], "f"),
    "g": (["a", "c"], "g"),
    "g, train": (["train/first"], "train/g"),
}


def readme_row(name: str) -> list[str]:
    row = re.search(rf"^\| {name} \|(.*)\|$", README, re.MULTILINE)
    assert row is not None, f"README.md has no row for {name}"
    return [cell.strip() for cell in row[1].split("|")]


def test_every_article_is_annotated_once_or_waits_for_it() -> None:
    assert sorted([*(article.name for article in ALL), *PENDING]) == ARTICLES


def test_no_article_waits_for_gold() -> None:
    assert readme_row("pending")[0] == str(len(PENDING))
    if PENDING:
        pytest.skip(f"gold pending: {', '.join(PENDING)}")


def test_gold_is_where_the_split_puts_it() -> None:
    placed = {article.name: split for split, articles in GOLD.items() for article in articles}
    assert {name: placed[name] for name in PLAN.keys() & placed.keys()} == {
        name: PLAN[name]["split"] for name in PLAN.keys() & placed.keys()
    }


def test_planned_splits_and_tags_are_those_of_the_readme() -> None:
    of_articles, of_events = README.split("\n## Tags\n")[1].split("\n## ")[0].split("**Of events.**")
    documented = set(re.findall(r"`([a-z-]+)`", of_articles))
    rows = "".join(re.findall(r"^\|(.*?)\|", of_events, re.MULTILINE))
    assert set(re.findall(r"`([a-z-]+)`", rows)) == set(EVENT_TAGS)
    assert {plan["split"] for plan in PLAN.values()} <= {"train", "dev", "test", "fresh"}
    assert {tag for plan in PLAN.values() for tag in plan["tags"]} <= documented


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story["story"])
def test_a_story_stays_in_one_split(story: dict[str, list[str]]) -> None:
    assert len(story["articles"]) > 1
    assert len({PLAN[name]["split"] for name in story["articles"]}) == 1


@pytest.mark.parametrize("gold", ALL, ids=lambda gold: gold.name)
def test_file_is_called_as_its_article(gold: GoldArticle) -> None:
    assert gold.path.stem == gold.name


@pytest.mark.parametrize("name", ARTICLES)
def test_article_has_its_length_and_source(name: str) -> None:
    (read,) = read_paths([CORPUS / "articles" / f"{name}.txt"])
    assert isinstance(read, SourceArticle)
    article = read.article
    assert 200 <= len(article.text) <= 9000
    assert article.title
    assert article.source


def test_few_articles_have_no_date() -> None:
    dated = ["\npublished: " in path.read_text(encoding="utf-8") for path in (CORPUS / "articles").glob("*.txt")]
    assert sum(dated) > 0.95 * len(dated)


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
    assert tuple(int(cell) for cell in readme_row(split)) == counted


@pytest.mark.parametrize("gold", ALL, ids=lambda gold: gold.name)
def test_kinds_are_the_ontologys(gold: GoldArticle) -> None:
    types = Ontology.load().types
    unknown = [
        (event.type, event.kind, event.mentions[0].trigger.text)
        for event in gold.record.events
        if event.kind is not None and event.kind not in types[event.type].kinds
    ]
    assert unknown == []


@pytest.mark.parametrize("row", PASSES)
def test_agreement_of_two_passes_is_that_of_the_readme(row: str) -> None:
    of_events = ["events", "triggers", "arguments", "participants_role", "places"]
    figures = [*of_events, "entities", "references", "times_whole", "claims"]
    firsts, second = PASSES[row]
    other = load(AGREEMENT / second)
    first = [article for one in firsts for article in load(AGREEMENT / one)]
    common, records, _ = both_passes(first, other)
    total = Score.total([article.score for article in score_all(common, records)])
    assert len(common) == len(other)
    assert readme_row(row) == [f"{_percent(*total.fraction(one)):.1f}" for one in figures]


def _percent(part: int, whole: int) -> float:
    return 100 * part / whole


def annotators(paths: Iterable[Path]) -> dict[str, list[str]]:
    """Of each article its annotators in the order of their passes."""
    return {path.stem: yaml.safe_load(path.read_text(encoding="utf-8"))["annotators"] for path in paths}


def test_articles_of_two_passes_say_so_and_keep_both() -> None:
    folders = {one for firsts, _ in PASSES.values() for one in firsts}
    first = annotators(path for one in folders for path in (AGREEMENT / one).glob("*.yaml"))
    second = annotators(path for _, one in PASSES.values() for path in (AGREEMENT / one).glob("*.yaml"))
    gold = annotators(article.path for article in ALL)
    assert first.keys() == second.keys()
    assert {name: who for name, who in gold.items() if len(who) > 1} == {
        name: [*first[name], *second[name]] for name in second
    }
