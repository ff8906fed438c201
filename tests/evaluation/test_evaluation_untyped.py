"""Gold without event types, by words; the same figures as the public definition gives on NEREL where it is at hand."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from letopis.evaluation.counts import Tally
from letopis.evaluation.formats.own import load
from letopis.evaluation.loading import load_gold
from letopis.evaluation.report import Report
from letopis.evaluation.scores import score_all
from letopis.evaluation.words import Words, greedy, most_pairs, outermost

SHARED = Path(__file__).parents[3] / "shared"
SCORER, NEREL = SHARED / "score" / "nerel_triples.py", SHARED / "data" / "nerel" / "dev"
# The rows of the outside scorer's table, and what we call them.
ROWS = {
    "trigger all exact": "word_triggers_exact", "trigger all overlap": "word_triggers",
    "trigger outermost exact": "word_triggers_outermost_exact", "trigger outermost overlap": "word_triggers_outermost",
    "triple micro": "triples", "triple no PROFESSION micro": "triples_plain",
    "entity organization": "word_organization", "entity person": "word_person",
    "entity place": "word_place", "entity date": "word_date",
} | {f"triple {role}": f"triples_{role}" for role in ("who", "when", "where")} | {
    f"triple no PROFESSION {role}": f"triples_{role}_plain" for role in ("who", "when", "where")
}  # fmt: skip


def test_words_have_inner_hyphens_and_no_punctuation() -> None:
    text = "«Вице-мэр» — тут, О'Нил."
    words = Words(text)
    assert words.span(0, len(text)) == (0, 3)
    assert words.span(6, 9) == (0, 1)
    assert words.span(10, 13) is None
    assert text[slice(*words.characters((2, 3)))] == "О'Нил"


def test_matchings() -> None:
    assert outermost({(0, 3), (1, 2), (2, 4)}) == {(0, 3), (2, 4)}
    assert greedy({(0, 2), (2, 3)}, {(0, 3), (2, 3)}) == {(2, 3): (2, 3), (0, 2): (0, 3)}
    fits = {(0, 0), (0, 1), (1, 0)}
    assert most_pairs([0, 1], [0, 1], lambda one, other: (one, other) in fits) == {0: 1, 1: 0}


TEXT = "Орлов и мэр Петров 5 мая встретились в Орске."
ANN = """T1\tPERSON 0 5\tОрлов
T2\tPROFESSION 8 11\tмэр
T3\tPERSON 12 18\tПетров
T4\tDATE 19 24\t5 мая
T5\tEVENT 25 36\tвстретились
T6\tCITY 39 44\tОрске
T7\tFACILITY 37 44\tв Орске
R1\tPARTICIPANT_IN Arg1:T1 Arg2:T5
R2\tPARTICIPANT_IN Arg1:T2 Arg2:T5
R3\tPOINT_IN_TIME Arg1:T5 Arg2:T4
R4\tTAKES_PLACE_IN Arg1:T5 Arg2:T6
"""
OURS = """article: a
annotators: [a]
entities:
  orlov: {person: Егор Орлов, names: [Орлов]}
  petrov: {person: Петров, names: [мэр Петров]}
times: {5 мая: 2024-05-05}
events:
  - type: meeting
    mentions: [{trigger: встретились, participant: [{orlov: Орлов}, {petrov: мэр Петров}], times: [5 мая]}]
"""


def test_figures_by_hand(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "a.ann").write_text(ANN, encoding="utf-8")
    (tmp_path / "a.yaml").write_text(OURS, encoding="utf-8")
    gold = load_gold(tmp_path, "brat")
    (ours,) = load(tmp_path)
    (found,) = score_all(gold, {"a": ours.record})
    tallies = found.score.tallies
    assert tallies["word_triggers"] == Tally(1, 0, 0)
    assert tallies["triples"] == Tally(3, 0, 1)
    # «мэр Петров» fits the office only: with offices set aside it counts neither way.
    assert tallies["triples_who_plain"] == Tally(1, 0, 0)
    assert tallies["triples_where"] == Tally(0, 0, 1)
    assert tallies["word_person"] == Tally(2, 0, 0)
    assert tallies["word_place"] == Tally(0, 0, 1)
    assert [(d.kind, d.detail) for d in found.differences] == [("missed argument", "where: «Орске»")]
    (nothing,) = score_all(gold, {})
    assert {tally.f1 for tally in nothing.score.tallies.values()} <= {0.0, None}


@pytest.mark.slow
@pytest.mark.skipif(not SCORER.exists(), reason="the outside scorer and NEREL lie beside the checkout, or not at all")
@pytest.mark.parametrize("damage", [False, True])
def test_the_same_figures_as_the_outside_scorer(damage: bool, tmp_path: Path) -> None:
    """NEREL read as records, whole and damaged, goes through both scorers; every count of theirs is ours."""
    from letopis.evaluation.conversion.from_standoff import from_standoff
    from letopis.evaluation.conversion.mapping import load as load_labels
    from letopis.evaluation.formats import brat

    mapping = load_labels("nerel")
    records = {one.name: from_standoff(one, mapping).record.to_dict() for one in brat.read(NEREL)}
    for number, record in enumerate(records.values()):
        if damage:
            record["events"] = record["events"][:: 1 + number % 3]
            for event in record["events"]:
                event.update(part_of=None)
            record["times"] = [{**time, "end": time["start"] + 1, "text": time["text"][0]} for time in record["times"]]
            for entity in record["entities"][::4]:
                entity["mentions"] = [{**mention, "form": "pronoun"} for mention in entity["mentions"]]
    path = tmp_path / "records.jsonl"
    path.write_text("".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records.values()))
    command = [sys.executable, str(SCORER), str(NEREL), str(path)]
    table = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    from letopis.evaluation.systems import records_of

    tallies = Report.of(score_all(load_gold(NEREL, "brat"), records_of(path))).total.tallies
    for row, name in ROWS.items():
        match = re.search(rf"^{row} .*?(\d+) +(\d+) +(\d+)$", table, re.MULTILINE)
        assert match is not None
        tally = tallies[name]
        ours = (tally.right, tally.right + tally.false, tally.right + tally.missed)
        assert (row, *map(int, match.groups())) == (row, *ours)
