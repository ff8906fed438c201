"""`--published-from`: the date of publication out of a file's path, or out of a column of its own form."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from typing import Final

_CODE: Final = re.compile(r"%(.)")
_DIGITS: Final = {"Y": r"\d{4}", "y": r"\d\d", "m": r"\d\d", "d": r"\d\d", "j": r"\d{3}", "H": r"\d\d", "M": r"\d\d",
                  "S": r"\d\d"}  # fmt: skip
# One of these sets has to be there, or the pattern gives no day.
_DAYS: Final = ({"Y", "m", "d"}, {"y", "m", "d"}, {"Y", "j"}, {"y", "j"})
_CLOCK: Final = frozenset("HMS")


@dataclass(frozen=True, slots=True)
class PublishedFrom:
    """Where dates are: `column` None means the file's path; `pattern` None means any usual form of a date."""

    column: str | None
    pattern: str | None

    def find(self, text: str) -> str | None:
        """The first date of the pattern's form, in ISO 8601; None when there is none."""
        if self.pattern is None:
            return None
        for match in _expression(self.pattern).finditer(text):
            try:
                moment = datetime.strptime(match.group(), self.pattern).replace(tzinfo=UTC)
            except ValueError:  # shaped like a date, and none: 2025-13-40
                continue
            # A clock is written without a zone: --timezone says how it is read.
            return f"{moment:%Y-%m-%dT%H:%M:%S}" if _CLOCK & set(_CODE.findall(self.pattern)) else f"{moment:%Y-%m-%d}"
        return None


def parse_published_from(said: str) -> PublishedFrom:
    """`%Y/%m/%d` (in the path), `day=%d.%m.%Y` (in the column `day`), or `day`.

    Raises ValueError that says what to write instead.
    """
    column, equals, pattern = said.rpartition("=")
    if not equals and "%" not in said:
        return PublishedFrom(said, None)
    codes = set(_CODE.findall(pattern))
    unknown = sorted(codes - _DIGITS.keys())
    if unknown or not any(day <= codes for day in _DAYS):
        raise ValueError(f"{said!r}: write a day with %Y %m %d (%y, %j, %H %M %S), such as %Y-%m-%d or day=%d.%m.%Y")
    return PublishedFrom(column or None, pattern)


@lru_cache(maxsize=8)
def _expression(pattern: str) -> re.Pattern[str]:
    parts = _CODE.split(pattern)  # literal text and codes take turns
    wanted = "".join(_DIGITS[part] if index % 2 else re.escape(part) for index, part in enumerate(parts))
    return re.compile(rf"(?<!\d){wanted}(?!\d)")
