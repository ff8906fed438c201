"""Levels by hand: calibration, blocks, tags, means, tokens and sentences, baselines."""

from pathlib import Path

import pytest

from letopis.evaluation.calibration import Bin, Calibration, calibration
from letopis.evaluation.counts import Rate, Tally
from letopis.evaluation.event_scores import compare
from letopis.evaluation.formats.own import load
from letopis.evaluation.gold import GoldArticle
from letopis.evaluation.loading import load_gold
from letopis.evaluation.phenomena import Phenomenon
from letopis.evaluation.report import Report
from letopis.evaluation.scores import score_all, score_article
from letopis.evaluation.segmentation import Segmentation, segmentation_tallies
from letopis.record import Record

DEV = Path(__file__).parents[2] / "corpus" / "gold" / "dev"
ARTICLE = """---
title: Проба
published: 2024-05-06
---
Орлов уехал. Суд арестовал мэра.

Фото: пожар в Орске потушен.
"""
GOLD = """article: a
annotators: [a]
tags: [court, captions]
entities: {orlov: {person: Орлов, names: [Орлов]}, orsk: {place: Орск, names: [Орске]}}
events:
  - {type: visit, mentions: [{trigger: уехал, visitor: {orlov: Орлов}}]}
  - {type: detention, mentions: [{trigger: арестовал}]}
  - {type: fire, mentions: [{trigger: пожар, location: {orsk: Орске}}]}
"""


@pytest.fixture
def gold(tmp_path: Path) -> GoldArticle:
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "a.yaml").write_text(GOLD, encoding="utf-8")
    return load(tmp_path)[0]


def with_confidences(record: Record, values: list[float], types: list[str]) -> Record:
    changed = record.to_dict()
    for event, value, type_ in zip(changed["events"], values, types, strict=True):
        event.update(confidence=value, type=type_)
    return Record.model_validate(changed)


def test_calibration_by_hand(gold: GoldArticle) -> None:
    system = with_confidences(gold.record, [1.0, 0.95, 0.4], ["visit", "trial", "fire"])
    found = calibration(compare(gold.record, system, gold.covers))
    assert found.bins == {4: Bin(1, 1, 0.4), 9: Bin(2, 1, 1.95)}
    # |0.4 - 1| * 1/3 + |0.975 - 0.5| * 2/3
    assert found.error == pytest.approx((0.6 + 0.95) / 3)
    assert Calibration().error is None


def test_brier_score_and_area_by_hand() -> None:
    found = Calibration({}, right=[0.9, 0.6], wrong=[0.6, 0.2])
    assert found.brier == pytest.approx((0.01 + 0.16 + 0.36 + 0.04) / 4)
    assert found.auc == pytest.approx((2 + 1.5) / 4)
    assert (Calibration().brier, Calibration().auc) == (None, None)


def test_blocks_tags_and_means(gold: GoldArticle) -> None:
    system = with_confidences(gold.record, [1.0, 1.0, 1.0], ["visit", "trial", "fire"])
    report = Report.of([score_article(gold, system), score_article(gold, gold.record)])
    assert report.total.by_block == {"caption": Tally(2, 0, 0), "lead": Tally(3, 1, 1)}
    assert report.by_tag == {"captions": Tally(5, 1, 1), "court": Tally(5, 1, 1)}
    # detention 2/3, fire 1, trial 0, visit 1; articles 2/3 and 1
    assert report.macro["types"] == pytest.approx((2 / 3 + 1 + 0 + 1) / 4)
    assert report.macro["articles"] == pytest.approx((2 / 3 + 1) / 2)


def test_events_by_what_is_hard_about_them(tmp_path: Path) -> None:
    tagged = GOLD.replace("tags: [court, captions]", "tags: [court, passive, negated]")
    tagged = tagged.replace("type: fire,", "type: fire, tags: [passive, light-verb], status: negated,")
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    tagged = tagged.replace("type: detention,", "type: detention, tags: [passive],")
    (tmp_path / "a.yaml").write_text(tagged, encoding="utf-8")
    (gold,) = load(tmp_path)
    values = gold.record.to_dict()
    values["events"] = values["events"][::2]
    values["events"][1].update(status="occurred", participants=[])
    report = Report.of([score_article(gold, Record.model_validate(values))])
    # Of the two passives the fire is found, its status wrong; nobody takes part in it, and nobody is found.
    assert report.total.by_event_tag == {
        "light-verb": Phenomenon(Rate(1, 1), Rate(0, 1), Rate(1, 1)),
        "negated": Phenomenon(Rate(1, 1), Rate(0, 1), Rate(1, 1)),
        "passive": Phenomenon(Rate(1, 2), Rate(0, 1), Rate(1, 1)),
    }
    assert list(report.by_tag) == ["court"]
    assert report.to_dict()["by_event_tag"]["passive"]["found"] == {"right": 1, "total": 2, "ratio": 0.5}


def layered(record: Record, tokens: list[tuple[int, int]]) -> Record:
    changed = record.to_dict()
    common = {"lemma": "_", "pos": "X", "feats": {}, "head": -1, "rel": "root", "sentence": 0}
    changed["layers"] = {
        "blocks": [],
        "sentences": [{"start": 0, "end": 12, "block": 0}],
        "tokens": [{"start": start, "end": end, **common} for start, end in tokens],
    }
    return Record.model_validate(changed)


def test_tokens_and_sentences(gold: GoldArticle) -> None:
    wanted = Segmentation(((0, 5), (6, 11), (11, 12)), ((0, 12), (13, 32)))
    found = layered(gold.record, [(0, 5), (6, 12)])
    assert segmentation_tallies(wanted, found) == {"tokens": Tally(1, 1, 2), "sentences": Tally(1, 0, 1)}
    assert segmentation_tallies(wanted, None) == {"tokens": Tally(0, 0, 3), "sentences": Tally(0, 0, 2)}
    assert segmentation_tallies(wanted, gold.record) == {}


def test_conll_has_tokens_and_sentences(tmp_path: Path) -> None:
    (tmp_path / "a.conll").write_text("Орлов B-person\nуехал O\n. O\n\nСуд O\nмолчит O\n", encoding="utf-8")
    (gold,) = load_gold(tmp_path / "a.conll", "conll", "letopis")
    assert gold.segmentation == Segmentation(((0, 5), (6, 11), (12, 13), (14, 17), (18, 24)), ((0, 13), (14, 24)))


def test_gold_against_itself_is_whole_at_every_level() -> None:
    gold = load(DEV)
    total = Report.of(score_all(gold, {one.name: one.record for one in gold})).total
    assert {name for name, tally in total.tallies.items() if tally.f1 not in (1.0, None)} == set()
    assert {name for name, rate in total.rates.items() if rate.ratio not in (1.0, None)} == set()
    assert {name for name, one in total.shares.items() if one.f1 != 1.0} == set()
    assert {name for name, tally in (total.by_type | total.by_block).items() if tally.f1 != 1.0} == set()
    assert total.calibration.error == 0.0


def test_empty_records_score_nothing_at_every_level() -> None:
    gold = load(DEV)
    nothing = {"events": [], "entities": [], "times": [], "claims": []}
    empty = {one.name: one.record.model_copy(update=nothing) for one in gold}
    for found in (empty, {}):
        report = Report.of(score_all(gold, found))
        assert {tally.f1 for tally in report.total.tallies.values()} == {0.0, None}
        assert {one.f1 for one in report.total.shares.values()} == {0.0}
        assert report.macro == {"types": 0.0, "articles": 0.0}
        assert report.total.calibration.error is None
        assert report.to_dict()["coreference"]["conll"] == 0.0


def test_what_gold_does_not_mark_is_no_false_alarm(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Орлов уехал. Он молчит.", encoding="utf-8")
    (tmp_path / "a.ann").write_text("T1\tper 0 5\tОрлов\n", encoding="utf-8")
    (gold,) = load_gold(tmp_path, "brat", "factrueval")
    values = gold.record.to_dict()
    values["entities"][0]["mentions"].append({"start": 13, "end": 15, "text": "Он", "form": "pronoun"})
    found = score_article(gold, Record.model_validate(values)).score
    assert found.tallies["references"] == Tally()
    assert {one.f1 for name, one in found.shares.items() if not name.startswith("muc")} == {1.0}


@pytest.mark.slow
def test_baselines_find_what_they_can() -> None:
    from letopis.evaluation.baselines import baseline_records

    gold = load(DEV)[:4]
    reports = {name: Report.of(score_all(gold, found)) for name, found in baseline_records(gold).items()}
    assert list(reports) == ["lexicon", "natasha", "dateparser"]
    assert (reports["lexicon"].figure("events") or 0) > 0.25
    assert reports["natasha"].figure("events") == reports["dateparser"].figure("events") == 0.0
    assert (reports["natasha"].figure("mentions_person") or 0) > 0.8
    assert reports["dateparser"].figure("mentions_person") == 0.0
    assert 0 < (reports["dateparser"].figure("times_whole") or 0) < 0.7
