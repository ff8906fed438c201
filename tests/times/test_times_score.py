"""The scorer of times, and the floors of the gold."""

from pathlib import Path

import pytest

from letopis.errors import ResourceError
from letopis.evaluation.times import (
    GoldText,
    SystemTime,
    TimeScore,
    bounds_of,
    our_system,
    parse_marked,
    read_gold,
    score,
    table,
)
from letopis.evaluation.times_baselines import dateparser_dates, natasha_dates
from letopis.language.stage import LanguageStage
from letopis.times import TimeStage

GOLD = Path(__file__).parents[2] / "corpus" / "gold" / "times"
MARKED = "Суд прошёл [5 мая 2020 года](2020-05-05 full), работы идут [два года](D duration)."

# Pinned; raise them when the figures rise, never lower them silently.
FLOORS = {"dev.yaml": (0.99, 0.99), "test.yaml": (0.99, 0.98)}


def example() -> GoldText:
    return parse_marked(MARKED, "2024-01-01", "example")


def test_marks_come_off_and_offsets_hold() -> None:
    gold = example()
    assert gold.text == "Суд прошёл 5 мая 2020 года, работы идут два года."
    assert [gold.text[t.start : t.end] for t in gold.times] == ["5 мая 2020 года", "два года"]


VALUES = [
    ("2022-05-16", ("2022-05-16", "2022-05-16")),
    ("2024-02", ("2024-02-01", "2024-02-29")),
    ("-0043", ("-0043-01-01", "-0043-12-31")),
    ("2021/2025", ("2021-01-01", "2025-12-31")),
    ("../2024-09~", (None, "2024-09-30")),
    ("2015/..", ("2015-01-01", None)),
    ("2025-05-09T22:15+03:00", ("2025-05-09T22:15+03:00", "2025-05-09T22:15+03:00")),
    ("D", (None, None)),
]


@pytest.mark.parametrize(("value", "bounds"), VALUES)
def test_gold_values(value: str, bounds: tuple[str | None, str | None]) -> None:
    assert bounds_of(value) == bounds


def test_counts() -> None:
    wide, wrong, extra = SystemTime(11, 26, "2020-05-05", "2020-05-05"), SystemTime(40, 43, "2020-01-01", None), (0, 3)
    report = score([example()], [[wide, wrong, SystemTime(*extra, None, None)]])
    assert report.total == TimeScore(gold=2, system=3, detected=2, exact=1, right=1)
    assert report.by_tag["full"].accuracy == 1.0
    assert report.by_tag["duration"].accuracy == 0.0
    assert len(report.differences) == 2


def test_a_bad_value_names_the_item(tmp_path: Path) -> None:
    path = tmp_path / "bad.yaml"
    path.write_text('- {published: null, text: "В [мае](05.2020 month)."}\n', encoding="utf-8")
    with pytest.raises(ResourceError, match="item 1: not a gold value"):
        read_gold(path)


def test_there_are_at_least_400_expressions_dev_and_test_apart() -> None:
    dev, test = read_gold(GOLD / "dev.yaml"), read_gold(GOLD / "test.yaml")
    assert sum(len(text.times) for text in (*dev, *test)) >= 400
    assert not {text.text for text in dev} & {text.text for text in test}


@pytest.mark.slow
@pytest.mark.parametrize("name", FLOORS)
def test_floors(name: str) -> None:
    gold = read_gold(GOLD / name)
    report = score(gold, our_system([LanguageStage(), TimeStage()])(gold))
    found, right = FLOORS[name]
    assert report.total.f1 >= found
    assert report.total.accuracy >= right


@pytest.mark.slow
def test_baselines_run_in_the_same_table() -> None:
    gold = read_gold(GOLD / "test.yaml")[:12]
    reports = {
        "letopis": score(gold, our_system([LanguageStage(), TimeStage()])(gold)),
        "natasha": score(gold, natasha_dates(gold)),
        "dateparser": score(gold, dateparser_dates(gold)),
    }
    lines = table(reports).split("\n")
    assert [line.split()[0] for line in lines[1:4]] == ["letopis", "natasha", "dateparser"]
    assert reports["letopis"].total.right > reports["natasha"].total.right > 0
