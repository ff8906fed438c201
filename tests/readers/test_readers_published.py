"""Dates of publication as inputs write them."""

from pathlib import Path

import pytest

from letopis.readers import ReadOptions, SourceArticle, read_paths
from letopis.readers.dated import parse_published_from
from letopis.readers.published import is_bare_new_year, parse_published
from letopis.settings import Settings

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


FROM = [
    ("%Y-%m-%d", "news/2024-07-06.txt", "2024-07-06"),
    ("%Y/%m/%d", "archive/2024/07/06/17.html", "2024-07-06"),
    ("%d%m%y", "a-060724-x.txt", "2024-07-06"),
    ("%Y%j", "2024188.txt", "2024-07-06"),
    ("%Y%m%d_%H%M", "20240706_0930.txt", "2024-07-06T09:30:00"),
    ("%Y-%m-%d", "2024-13-40/2024-07-06.txt", "2024-07-06"),
    ("%Y-%m-%d", "12024-07-06.txt", None),
    ("дата=%d/%m/%Y", "опубликовано 06/07/2024", "2024-07-06"),
    ("дата", "06.07.2024", None),
]


@pytest.mark.parametrize(("pattern", "text", "expected"), FROM, ids=[f"{one} {two}" for one, two, _ in FROM])
def test_dates_by_pattern(pattern: str, text: str, expected: str | None) -> None:
    assert parse_published_from(pattern).find(text) == expected


@pytest.mark.parametrize("wrong", ["%Y-%m", "%A %Y-%m-%d", "day=%d", "%"])
def test_patterns_without_a_day_are_refused(wrong: str) -> None:
    with pytest.raises(ValueError, match="%Y-%m-%d"):
        parse_published_from(wrong)


def test_the_articles_own_date_beats_the_path_and_a_named_column_beats_the_usual(tmp_path: Path) -> None:
    own = '{"text": "Министр Олег Рюмин прибыл в Казань.", "date": "2024-01-02", "день": "03/02/2024"}\n'
    none = '{"text": "Министр Олег Рюмин прибыл в Рязань."}\n'
    (tmp_path / "2024-07-06.jsonl").write_text(own + none, encoding="utf-8")

    def dates(pattern: str) -> list[str | None]:
        options = ReadOptions.of(Settings(published_from=pattern), {})
        found = read_paths([tmp_path], options)
        return [one.article.published for one in found if isinstance(one, SourceArticle)]

    assert dates("%Y-%m-%d") == ["2024-01-02", "2024-07-06"]
    assert dates("день=%d/%m/%Y") == ["2024-02-03", None]
