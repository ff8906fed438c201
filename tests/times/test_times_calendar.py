"""The calendar helpers that later stages use."""

import pytest

from letopis.document import Precision
from letopis.times.calendar import Interval, edtf, intersect, parse_bound

EDTF: list[tuple[str | None, str | None, Precision, bool, str | None]] = [
    ("2024-05-16", "2024-05-16", "day", False, "2024-05-16"),
    ("2024-05-16", "2024-05-16", "day", True, "2024-05-16~"),
    ("2024-05-01", "2024-05-31", "month", False, "2024-05"),
    ("2024-01-01", "2024-12-31", "year", True, "2024~"),
    ("2024-09-01", "2024-11-30", "season", False, "2024-23"),
    ("2023-12-01", "2024-02-29", "season", False, "2023-12/2024-02"),
    ("2024-04-01", "2024-06-30", "quarter", False, "2024-34"),
    ("2024-07-01", "2024-12-31", "half", False, "2024-41"),
    ("1990-01-01", "1999-12-31", "decade", False, "199X"),
    ("1801-01-01", "1900-12-31", "century", False, "1801/1900"),
    ("2021-01-01", "2025-12-31", "interval", False, "2021/2025"),
    ("2024-01-01", "2024-04-30", "interval", False, "2024-01/2024-04"),
    ("2024-05-01", "2024-05-31", "interval", False, "2024-05-01/2024-05-31"),
    ("2024-05-08", "2024-05-09", "interval", False, "2024-05-08/2024-05-09"),
    ("2015-01-01", None, "interval", False, "2015/.."),
    (None, "2024-09-01", "interval", False, "../2024-09-01"),
    ("2024-05-09T22:00", "2024-05-09T22:00", "time", False, "2024-05-09T22:00"),
    ("2024-05-09T10:00", "2024-05-09T18:00", "interval", False, "2024-05-09T10:00/2024-05-09T18:00"),
    ("-0043-01-01", "-0043-12-31", "year", False, "-0043"),
    ("-0199-01-01", "-0100-12-31", "century", False, "-0199/-0100"),
    (None, None, "day", False, None),
]
INTERSECTIONS: list[tuple[Interval, Interval, Interval | None]] = [
    (("2024-01-01", "2024-12-31"), ("2024-05-16", "2024-05-16"), ("2024-05-16", "2024-05-16")),
    (("2024-01-01", "2024-05-10"), ("2024-05-10", None), ("2024-05-10", "2024-05-10")),
    (("2024-01-01", "2024-05-10"), ("2024-05-11", None), None),
    ((None, "2024-05-10"), (None, "2024-04-10"), (None, "2024-04-10")),
    ((None, None), ("2024-05-11", None), ("2024-05-11", None)),
    (("2024-05-09", "2024-05-09"), ("2024-05-09T22:00", "2024-05-09T22:00"), ("2024-05-09T22:00", "2024-05-09T22:00")),
    (("-0043-01-01", "-0043-12-31"), ("-0199-01-01", "0100-12-31"), ("-0043-01-01", "-0043-12-31")),
    (("-0043-01-01", "-0043-12-31"), ("0001-01-01", None), None),
]


@pytest.mark.parametrize(("low", "high", "precision", "approximate", "wanted"), EDTF)
def test_edtf(low: str | None, high: str | None, precision: Precision, approximate: bool, wanted: str | None) -> None:
    assert edtf(low, high, precision, approximate) == wanted


@pytest.mark.parametrize(("a", "b", "wanted"), INTERSECTIONS)
def test_intersection(a: Interval, b: Interval, wanted: Interval | None) -> None:
    assert intersect(a, b) == wanted
    assert intersect(b, a) == wanted


def test_bounds_are_the_first_and_the_last_instant() -> None:
    assert parse_bound("2024-05-16", upper=False).isoformat() == "2024-05-16T00:00:00"
    assert parse_bound("2024-05-16", upper=True).isoformat() == "2024-05-16T23:59:59.999999"
    assert parse_bound("2024-05-16T22:00+03:00", upper=True).isoformat() == "2024-05-16T22:00:00"
    assert parse_bound("-0043-01-01", upper=True).year == 1


def test_a_bound_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="not an ISO date"):
        parse_bound("2024-05", upper=False)
