"""Dates of publication as inputs write them."""

import pytest

from letopis.readers.published import is_bare_new_year, parse_published

CASES = [
    ("2025-11-25", "2025-11-25"),
    ("20251125", "2025-11-25"),
    ("2025-11-25T10:30:00+06:00", "2025-11-25T10:30:00+06:00"),
    ("2025-11-25T10:30:00Z", "2025-11-25T10:30:00+00:00"),
    ("2025-11-25 10:30", "2025-11-25T10:30:00+03:00"),
    ("2025-11-25T10:30:00.250", "2025-11-25T10:30:00.250000+03:00"),
    ("Tue, 25 Nov 2025 10:30:00 +0600", "2025-11-25T10:30:00+06:00"),
    ("Tue, 25 Nov 2025 10:30:00 GMT", "2025-11-25T10:30:00+00:00"),
    ("25 ноября 2025", "2025-11-25"),
    ("25 ноября 2025 года", "2025-11-25"),
    ("25 ноября 2025 г., 10:30", "2025-11-25T10:30:00+03:00"),
    ("25 ноября 2025, 10:30 (мск)", "2025-11-25T10:30:00+03:00"),
    ("25.11.2025", "2025-11-25"),
    ("03.04.2025 10:30", "2025-04-03T10:30:00+03:00"),
    ("1764041400", "2025-11-25T03:30:00+00:00"),
    ("1764041400000", "2025-11-25T03:30:00+00:00"),
    ("2025-13-40", None),
    ("вчера", None),
    ("ноябрь 2025", None),
    ("2025", None),
    ("неизвестно", None),
    ("", None),
]


@pytest.mark.parametrize(("said", "expected"), CASES, ids=[said or "nothing" for said, _ in CASES])
def test_dates(said: str, expected: str | None) -> None:
    assert parse_published(said, "Europe/Moscow") == expected


def test_a_moscow_time_is_not_read_in_another_zone() -> None:
    assert parse_published("25 ноября 2025, 10:30 мск", "Asia/Bishkek") == "2025-11-25T10:30:00+03:00"
    assert parse_published("25 ноября 2025, 10:30", "Asia/Bishkek") == "2025-11-25T10:30:00+06:00"


@pytest.mark.parametrize(
    ("published", "bare"),
    [("2026-01-01", True), ("2026-01-02", False), ("2026-01-01T00:00:00+03:00", False)],
)
def test_bare_new_year(published: str, *, bare: bool) -> None:
    assert is_bare_new_year(published) is bare
