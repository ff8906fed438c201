"""Two systems on the same gold: paired bootstrap, what was mended, what was broken."""

import json
from pathlib import Path
from typing import Any

import pytest

from letopis.cli import main
from letopis.evaluation.bootstrap import RESAMPLES, changes, intervals
from letopis.evaluation.comparing import compare_systems
from letopis.evaluation.counts import Tally
from letopis.evaluation.formats.own import load
from letopis.evaluation.scores import ArticleScore, Score
from letopis.record import Record

DEV = Path(__file__).parents[2] / "corpus" / "gold" / "dev"


def scores(rights: list[int]) -> list[ArticleScore]:
    tallies = [Tally(right, 10 - right, 10 - right) for right in rights]
    return [ArticleScore(str(number), Score({"events": tally}), []) for number, tally in enumerate(tallies)]


def test_the_same_system_has_no_difference() -> None:
    change = changes(scores([3, 5, 9]), scores([3, 5, 9]), ["events"])["events"]
    assert (change.difference, change.interval, change.doubt, change.sure) == (0.0, (0.0, 0.0), 1.0, False)


def test_a_difference_in_every_article_is_sure() -> None:
    change = changes(scores([3, 5, 2] * 5), scores([5, 7, 4] * 5), ["events"])["events"]
    assert change.difference == pytest.approx(0.2)
    assert change.interval == (0.2, 0.2)
    assert (change.doubt, change.sure) == (0.0, True)


def test_a_difference_in_one_article_of_many_is_not() -> None:
    change = changes(scores([5] * 10), scores([5] * 9 + [9]), ["events"])["events"]
    assert change.difference == pytest.approx(0.04)
    assert change.interval is not None
    assert change.interval[0] == 0.0
    assert not change.sure
    # The one article is left out of a resample with the chance 0.9 ** 10.
    assert change.doubt == pytest.approx(2 * 0.9**10, abs=3 / RESAMPLES**0.5)


def test_pairing_is_narrower_than_two_intervals() -> None:
    a, b = scores([1, 9] * 10), scores([2, 10] * 10)
    low, high = intervals(a, ["events"])["events"]
    change = changes(a, b, ["events"])["events"]
    assert change.interval is not None
    assert change.interval[1] - change.interval[0] < (high - low) / 10


def test_one_article_has_a_difference_and_no_interval() -> None:
    change = changes(scores([5]), scores([6]), ["events"])["events"]
    assert (change.interval, change.doubt, change.sure) == (None, None, False)


def damaged(record: Record, without: int, status: int) -> Record:
    values: dict[str, Any] = record.to_dict()
    lost = values["events"].pop(without)["id"]
    values["events"][status]["status"] = "planned"
    for event in values["events"]:
        event["part_of"] = None if event["part_of"] == lost else event["part_of"]
    values["claims"] = []
    return Record.model_validate(values)


def test_mended_and_broken_by_article() -> None:
    gold = load(DEV)[:3]
    records = {one.name: one.record for one in gold}
    first, second = gold[0].name, gold[1].name
    a = records | {first: damaged(records[first], 2, 0)}
    b = records | {second: damaged(records[second], 0, 1)}
    report = compare_systems(gold, a, b)
    by_name = {one.name: one for one in report.articles}
    assert {d.kind for d in by_name[first].mended} >= {"miss", "wrong status"}
    assert by_name[first].broken == []
    assert {d.kind for d in by_name[second].broken} >= {"miss", "wrong status"}
    assert [one.name for one in report.articles] == [first, gold[2].name, second]
    assert by_name[gold[2].name].balance == 0


def test_another_wrong_value_is_neither_mended_nor_broken() -> None:
    gold = load(DEV)[:1]
    values = gold[0].record.to_dict()
    values["events"][0]["status"] = "hypothetical"
    one = Record.model_validate(values)
    values["events"][0]["status"] = "negated"
    other = Record.model_validate(values)
    (article,) = compare_systems(gold, {gold[0].name: one}, {gold[0].name: other}).articles
    assert (article.mended, article.broken) == ([], [])


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    gold = load(DEV)
    whole, half = tmp_path / "whole.jsonl", tmp_path / "half.jsonl"
    whole.write_bytes(b"\n".join(one.record.to_json() for one in gold))
    half.write_bytes(b"\n".join(one.record.to_json() for one in gold[::2]))
    with pytest.raises(SystemExit, match="0"):
        main(["compare", str(half), str(whole), str(DEV), "--verbose"])
    shown = capsys.readouterr().out
    assert "*" in shown
    assert f"better: {len(gold) // 2}, worse: 0" in shown
    assert "mended miss" in shown
    with pytest.raises(SystemExit, match="0"):
        main(["compare", str(half), str(whole), str(DEV), "--json"])
    figures = json.loads(capsys.readouterr().out)
    assert figures["figures"]["events"]["b"] == 1.0
    # F1 of places, and the share of events with the right place, are two figures.
    assert {"places", "places_share", "participants", "participants_share", "status"} <= figures["figures"].keys()
    assert figures["figures"]["events"]["interval"][0] > 0
