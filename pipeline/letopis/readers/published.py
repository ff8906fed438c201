"""When an input says it was published: ISO 8601, RFC 2822, or a date in words."""

import re
from datetime import UTC, date, datetime, tzinfo
from email.utils import parsedate_to_datetime
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo

_ISO_DATE: Final = re.compile(r"\d{4}-\d\d-\d\d|\d{8}")
_ISO_DATE_TIME: Final = re.compile(r"\d{4}-?\d\d-?\d\d[T ]\d\d:?\d\d.*")
_EPOCH: Final = re.compile(r"\d{9,10}(?:\.\d+)?|\d{12,13}")
_CLOCK: Final = re.compile(r"\d{1,2}:\d\d")
_MOSCOW_TIME: Final = re.compile(r"\(?\s*\b(?:мск|msk|по московскому времени|по москве)\b\.?\s*\)?", re.IGNORECASE)
_MILLISECONDS = 10**11


def parse_published(said: str, timezone: str) -> str | None:
    """The day, or the moment with its zone, in ISO 8601; None when `said` is no date.

    A time of day without zone is read in `timezone`; a bare date stays a date.
    """
    text = " ".join(said.split())
    zone: tzinfo = ZoneInfo(timezone)
    if _MOSCOW_TIME.search(text):
        text, zone = _MOSCOW_TIME.sub(" ", text).strip(" ,"), ZoneInfo("Europe/Moscow")
    for parse in (_parse_iso, _parse_epoch, _parse_rfc, _parse_words):
        found = parse(text, zone)
        if found is not None:
            return found
    return None


def is_bare_new_year(published: str) -> bool:
    """Whether it is 1 January without a time: what page templates and «© 2026» yield."""
    return len(published) == len("2026-01-01") and published.endswith("-01-01")


def _parse_iso(text: str, zone: tzinfo) -> str | None:
    try:
        if _ISO_DATE.fullmatch(text):
            return date.fromisoformat(text).isoformat()
        if _ISO_DATE_TIME.fullmatch(text):
            return _with_zone(datetime.fromisoformat(text), zone)
    except ValueError:  # shaped like a date, and none: 2025-13-40
        return None
    return None


def _parse_epoch(text: str, _zone: tzinfo) -> str | None:
    """Seconds or milliseconds since 1970, which are in UTC by definition."""
    if not _EPOCH.fullmatch(text):
        return None
    seconds = float(text)
    return datetime.fromtimestamp(seconds / 1000 if seconds > _MILLISECONDS else seconds, UTC).isoformat()


def _parse_rfc(text: str, _zone: tzinfo) -> str | None:
    try:
        return _with_zone(parsedate_to_datetime(text), UTC)
    except (ValueError, TypeError, IndexError):  # what the parser raises for other formats
        return None


def _parse_words(text: str, zone: tzinfo) -> str | None:
    moment = _dateparser(text)
    if moment is None:
        return None
    return _with_zone(moment, zone) if _CLOCK.search(text) else moment.date().isoformat()


@lru_cache(maxsize=1024)
def _dateparser(text: str) -> datetime | None:
    # Heavy to import, and needed only for dates in words.
    import dateparser

    found: datetime | None = dateparser.parse(
        text,
        languages=["ru", "en"],
        settings={
            "PARSERS": ["absolute-time"],
            "REQUIRE_PARTS": ["day", "month", "year"],
            "DATE_ORDER": "DMY",
            # Only for determinism: with all three parts required nothing is taken from it.
            "RELATIVE_BASE": datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None),
        },
    )
    return found


def _with_zone(moment: datetime, zone: tzinfo) -> str:
    return (moment if moment.tzinfo is not None else moment.replace(tzinfo=zone)).isoformat()
