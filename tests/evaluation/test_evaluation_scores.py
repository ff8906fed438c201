"""Figures: gold against itself, against nothing, and against copies damaged by hand."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from letopis.errors import InputError
from letopis.evaluation.counts import Rate, Tally
from letopis.evaluation.formats.own import load
from letopis.evaluation.gold import Coverage, GoldArticle
from letopis.evaluation.report import HEADLINES, Report
from letopis.evaluation.scores import score_all, score_article
from letopis.record.contract import Record

ARTICLE = """---
published: 2023-05-17
---
Министр Ержан Абишев 16 мая посетил Ош и встретился с мэром Азизом Туратовым. Они обсудили дороги.

Через месяц Абишев прилетит в Бишкек. Вчера у мэрии собрался пикет, задержаны трое.
"""
GOLD = """article: visit
annotators: [a]
entities:
  abishev: {person: Ержан Абишев, country: KZ, names: [Ержан Абишев, месяц Абишев]}
  turatov: {person: Азиз Туратов, country: KG, names: [Азизом Туратовым]}
  osh: {place: Ош, country: KG, names: [Ош]}
  bishkek: {place: Бишкек, country: KG, names: [Бишкек]}
times:
  16 мая: 2023-05-16
  Через месяц: 2023-06
  Вчера: 2023-05-16
events:
  - key: visit
    type: visit
    time: 2023-05-16
    mentions:
      - {trigger: посетил, visitor: {abishev: Ержан Абишев}, destination: {osh: Ош}, times: [16 мая]}
  - type: meeting
    time: 2023-05-16
    part_of: visit
    location: osh
    mentions:
      - {trigger: встретился, participant: {abishev: Ержан Абишев, turatov: Азизом Туратовым}}
      - {trigger: обсудили, participant: {abishev: Они, turatov: Они}}
  - type: visit
    status: planned
    time: 2023-06
    mentions:
      - {trigger: прилетит, visitor: {abishev: Абишев}, destination: {bishkek: Бишкек}, times: [Через месяц]}
  - type: protest
    time: 2023-05-16
    mentions:
      - {trigger: пикет, times: [Вчера]}
  - type: detention
    counts: {detained: 3}
    mentions:
      - {trigger: задержаны, target: трое = 3}
""".replace("месяц Абишев]", '"месяц [Абишев]"]')


@pytest.fixture
def gold(tmp_path: Path) -> GoldArticle:
    (tmp_path / "visit.txt").write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "visit.yaml").write_text(GOLD, encoding="utf-8")
    return load(tmp_path)[0]


def damaged(gold: GoldArticle, change: Callable[[dict[str, Any]], None]) -> Record:
    values = gold.record.to_dict()
    change(values)
    return Record.model_validate(values)


def test_gold_against_itself_is_right_everywhere(gold: GoldArticle) -> None:
    found = score_article(gold, gold.record)
    assert {name for name, tally in found.score.tallies.items() if tally.f1 not in (1.0, None)} == set()
    assert {name for name, rate in found.score.rates.items() if rate.ratio not in (1.0, None)} == set()
    assert (found.score.splits, found.score.merges, found.differences) == (0, 0, [])


def test_no_record_scores_nothing(gold: GoldArticle) -> None:
    found = score_article(gold, None)
    assert found.score.tallies["events"] == Tally(0, 0, 5)
    assert found.score.tallies["events"].f1 == 0.0
    assert found.score.rates["status"] == Rate(0, 0)
    kinds = Counter(difference.kind for difference in found.differences)
    assert kinds == {"miss": 5, "missed entity": 4, "missed time": 3}


def test_empty_record_scores_nothing(gold: GoldArticle) -> None:
    def empty(values: dict[str, Any]) -> None:
        values.update(events=[], entities=[], times=[], claims=[])

    assert score_article(gold, damaged(gold, empty)).score.tallies["events"].recall == 0.0


def test_lost_and_invented_events(gold: GoldArticle) -> None:
    def change(values: dict[str, Any]) -> None:
        del values["events"][2]
        values["events"][2]["type"] = "strike"

    score = score_article(gold, damaged(gold, change)).score
    assert score.tallies["events"] == Tally(3, 1, 2)
    assert score.tallies["events"].precision == 0.75
    assert score.tallies["events"].recall == 0.6
    assert score.tallies["events_lenient"] == Tally(4, 0, 1)
    assert score.tallies["triggers"] == Tally(4, 1, 2)
    assert score.by_type["strike"] == Tally(0, 1, 0)
    assert score.by_type["visit"] == Tally(1, 0, 1)


def test_wrong_fields_of_matched_events(gold: GoldArticle) -> None:
    def change(values: dict[str, Any]) -> None:
        visit, meeting, plan, protest, detention = values["events"]
        plan["status"] = "occurred"
        visit["time"].update({"from": "2023-05-15", "to": "2023-05-15", "edtf": "2023-05-15"})
        protest.update(time=None, time_reason="lost")
        meeting["participants"] = meeting["participants"][:1]
        visit["places"] = []
        detention["counts"] = {}

    found = score_article(gold, damaged(gold, change))
    rates, tallies = found.score.rates, found.score.tallies
    assert rates["status"] == Rate(4, 5)
    assert rates["time"] == Rate(3, 5)
    assert rates["time_dated"] == Rate(2, 4)
    assert rates["places"] == Rate(4, 5)
    assert rates["participants"] == Rate(4, 5)
    assert rates["counts"] == Rate(0, 1)
    assert tallies["participants_role"] == Tally(4, 0, 1)
    assert tallies["places"] == Tally(2, 0, 1)
    assert tallies["events"] == Tally(5, 0, 0)
    assert tallies["events_whole"] == Tally(1, 4, 4)
    assert {d.kind for d in found.differences} == {
        "wrong status", "wrong time", "wrong places", "wrong participants", "wrong counts",
    }  # fmt: skip


def test_differences_of_triggers_arguments_entities_and_times(gold: GoldArticle) -> None:
    def change(values: dict[str, Any]) -> None:
        meeting = values["events"][1]
        del meeting["mentions"][0]["participants"][0]
        del meeting["mentions"][1]
        values["events"][0]["mentions"][0]["participants"][0]["role"] = "host"
        abishev = values["entities"][0]
        abishev["name"] = "Абишев"
        abishev["mentions"] = abishev["mentions"][:1]
        first, _, third = values["times"]
        first.update({"from": "2023-05-15", "edtf": "2023-05-15/2023-05-16"})
        third.update(text="чера", start=third["start"] + 1)

    found = score_article(gold, damaged(gold, change)).differences
    assert Counter(d.kind for d in found) == {
        "missed trigger": 1, "missed argument": 2, "extra argument": 1, "wrong entity name": 1,
        "missed reference": 2, "wrong time value": 1, "wrong time span": 1,
    }  # fmt: skip
    lost = next(d for d in found if d.kind == "missed trigger")
    assert (lost.type, lost.detail) == ("meeting", "of the event at 41")
    assert "Они →обсудили← дороги" in lost.text
    value = next(d for d in found if d.kind == "wrong time value")
    assert value.detail == "gold 2023-05-16, system 2023-05-15/2023-05-16"


def test_role_matters_only_where_roles_are_asked(gold: GoldArticle) -> None:
    def change(values: dict[str, Any]) -> None:
        values["events"][0]["participants"][0]["role"] = "host"
        values["events"][0]["mentions"][0]["participants"][0]["role"] = "host"

    tallies = score_article(gold, damaged(gold, change)).score.tallies
    assert tallies["participants"] == Tally(5, 0, 0)
    assert tallies["participants_role"] == Tally(4, 1, 1)
    assert tallies["arguments"] == Tally(8, 1, 1)


def test_split_event(gold: GoldArticle) -> None:
    def change(values: dict[str, Any]) -> None:
        meeting = values["events"][1]
        second = {**meeting, "id": "ev_0", "mentions": meeting["mentions"][1:]}
        meeting["mentions"] = meeting["mentions"][:1]
        values["events"].append(second)

    score = score_article(gold, damaged(gold, change)).score
    assert (score.splits, score.merges) == (1, 0)
    assert score.tallies["events"] == Tally(5, 1, 0)
    assert score.tallies["triggers"] == Tally(6, 0, 0)


def test_merged_events(gold: GoldArticle) -> None:
    def change(values: dict[str, Any]) -> None:
        visit, _, plan = values["events"][:3]
        visit["mentions"] += plan["mentions"]
        del values["events"][2]

    score = score_article(gold, damaged(gold, change)).score
    assert (score.splits, score.merges) == (0, 1)
    assert score.tallies["events"] == Tally(4, 0, 1)


def test_times_and_entities(gold: GoldArticle) -> None:
    def change(values: dict[str, Any]) -> None:
        first, second, third = values["times"]
        first.update({"to": "2023-05-17"})
        second.update(start=second["start"] + len("Через "), text="месяц")
        values["times"].remove(third)
        for event in values["events"]:
            event["time"], event["time_reason"] = None, "lost"
            for mention in event["mentions"]:
                mention["times"] = []
        values["entities"][0]["name"] = "Абишев"
        values["entities"][1]["mentions"] = values["entities"][1]["mentions"][:1]

    score = score_article(gold, damaged(gold, change)).score
    assert score.tallies["times_exact"] == Tally(1, 1, 2)
    assert score.tallies["times_overlap"] == Tally(2, 0, 1)
    assert score.tallies["times_whole"] == Tally(1, 1, 2)
    assert score.rates["time_values"] == Rate(1, 2)
    assert score.rates["entity_names"] == Rate(3, 4)


def test_uncovered_types_and_fields_count_neither_way(gold: GoldArticle) -> None:
    gold.covers = Coverage(frozenset({"visit"}), frozenset({"events", "time"}))
    score = score_article(gold, None).score
    assert score.tallies["events"] == Tally(0, 0, 2)
    assert set(score.tallies) == {"events", "events_lenient", "events_whole"}
    assert set(score.rates) == {"time", "time_dated"}


def test_other_is_never_a_false_alarm(gold: GoldArticle) -> None:
    def change(values: dict[str, Any]) -> None:
        values["events"].append({**values["events"][3], "id": "ev_0", "type": "other"})

    assert score_article(gold, damaged(gold, change)).score.tallies["events"] == Tally(5, 0, 0)


def test_record_of_another_text_is_refused(gold: GoldArticle) -> None:
    def change(values: dict[str, Any]) -> None:
        values["article"]["sha256"] = "0" * 64

    with pytest.raises(InputError, match="another text"):
        score_article(gold, damaged(gold, change))


def test_totals_add_and_intervals_hold_the_figure(gold: GoldArticle) -> None:
    whole = score_all([gold], {gold.name: gold.record})
    nothing = score_all([gold], {})
    report = Report.of([*whole, *nothing, *whole])
    assert report.total.tallies["events"] == Tally(10, 0, 5)
    low, high = report.intervals["events"]
    assert low <= report.total.tallies["events"].f1 <= high
    assert report.intervals == Report.of([*whole, *nothing, *whole]).intervals
    assert set(report.intervals) <= set(HEADLINES)
    assert report.to_dict()["tallies"]["events"]["recall"] == 0.6667


RATIOS = [
    (Tally(3, 1, 2), 0.75, 0.6, 6 / 9),
    (Tally(0, 0, 2), 0.0, 0.0, 0.0),
    (Tally(0, 2, 0), 0.0, 0.0, 0.0),
    (Tally(), None, None, None),
]


@pytest.mark.parametrize(("tally", "precision", "recall", "f1"), RATIOS)
def test_ratios(tally: Tally, precision: float | None, recall: float | None, f1: float | None) -> None:
    assert (tally.precision, tally.recall, tally.f1) == (precision, recall, f1)
