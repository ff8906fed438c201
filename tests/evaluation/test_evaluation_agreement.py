"""Cohen's kappa by hand, and over two passes that differ where a test says so."""

from collections import Counter
from pathlib import Path

import pytest

from letopis.evaluation.agreement import Kappa, both_passes, kappas
from letopis.evaluation.formats.own import load
from letopis.evaluation.output import Comparison, as_markdown, as_page
from letopis.evaluation.report import Report
from letopis.evaluation.scores import score_all

TEXT = "Мэр Орлов ушёл в отставку. Вчера он встретился с Беловым, а сегодня обсудил с ним бюджет."
ANNOTATED = """article: a
annotators: [{who}]
events:
  - {{type: resignation, status: {status}, mentions: [{{trigger: отставку}}]}}
  - {{type: meeting, mentions: [{{trigger: встретился}}]}}
  - {{type: {talks}, mentions: [{{trigger: обсудил}}]}}
"""


@pytest.mark.parametrize(
    ("choices", "value"),
    [
        # Observed agreement 35 of 50, expected by chance 0.5 * 0.6 + 0.5 * 0.4 = 0.5: (0.7 - 0.5) / (1 - 0.5).
        ({("yes", "yes"): 20, ("yes", "no"): 5, ("no", "yes"): 10, ("no", "no"): 15}, 0.4),
        ({("a", "a"): 3, ("b", "b"): 1}, 1.0),
        ({("a", "b"): 2, ("b", "a"): 2}, -1.0),
        ({("a", "a"): 4}, None),
        ({}, None),
    ],
)
def test_kappa_by_hand(choices: dict[tuple[str, str], int], value: float | None) -> None:
    turned = {(other, one): times for (one, other), times in choices.items()}
    for counted in (choices, turned):
        assert Kappa(Counter(counted)).value == (None if value is None else pytest.approx(value))


def test_events_are_paired_by_trigger_whatever_their_type(tmp_path: Path) -> None:
    passes = {"x": ("planned", "negotiation"), "y": ("occurred", "meeting")}
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "a.txt").write_text(TEXT, encoding="utf-8")
    for name, (status, talks) in passes.items():
        (tmp_path / name).mkdir()
        told = ANNOTATED.format(who=name, status=status, talks=talks)
        (tmp_path / name / "a.yaml").write_text(told, encoding="utf-8")
    gold, found, _ = both_passes(load(tmp_path / "x"), load(tmp_path / "y"))
    told = kappas(gold, found)
    assert told["type"].choices == Counter(
        {("resignation", "resignation"): 1, ("meeting", "meeting"): 1, ("negotiation", "meeting"): 1}
    )
    assert told["status"].choices == Counter({("planned", "occurred"): 1, ("occurred", "occurred"): 2})
    report = Report.of(score_all(gold, found))
    report.kappas = told
    # Type: 2 of 3 agree, by chance 1/9 + 2/9.
    assert report.to_dict()["kappa"]["type"] == {"kappa": 0.5, "events": 3}
    comparison = Comparison(gold, found, report, "two passes")
    assert "| type | 0.50 | 3 |" in as_markdown(comparison)
    assert "<b>0.50</b></td><td>3</td>" in as_page(comparison)
