"""What a run is asked to do, and the digest of the part of it that changes results."""

import hashlib
import json
import re
from datetime import datetime
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

_DIGITS = 16
# Half a million words: what is longer is no article, and its end is left out with a warning.
MAX_CHARACTERS = 1_000_000
# `Settings.model`: rules alone, the weights in the package, or the path of others.
NO_MODEL, PACKAGED_MODEL = "none", "default"
_CHANGE_RESULTS = {"published", "published_from", "timezone", "max_characters", "model", "min_confidence"}
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d.*)?")


def check_published(value: str) -> str:
    """Accept an ISO 8601 date, or date-time with zone; ValueError says what to write instead."""
    moment = parse_moment(value)
    if "T" in value and moment.tzinfo is None:
        raise ValueError(f"{value!r} has no zone: write a date alone, or 2025-01-31T10:00:00+03:00")
    return value


@lru_cache(maxsize=4096)
def parse_moment(value: str) -> datetime:
    """Read an ISO 8601 calendar date or date-time in extended form; ValueError says what to write instead."""
    try:
        if not _MOMENT.fullmatch(value):
            raise ValueError("another form than YYYY-MM-DD")
        return datetime.fromisoformat(value)
    except ValueError as error:
        raise ValueError(f"{value!r} is no date: write 2025-01-31 or 2025-01-31T10:00:00+03:00") from error


def _check_zone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ValueError(f"{value!r} is no time zone: write a name such as Europe/Moscow") from error
    return value


def _check_published_from(value: str) -> str:
    from letopis.readers.dated import parse_published_from

    parse_published_from(value)
    return value


Published = Annotated[str, AfterValidator(check_published)]


class Settings(BaseModel):
    """Settings of one run; frozen, so that a chain built from them cannot drift.

    `published` stands in for articles that do not say when they appeared, and where they say it
    `published_from` tells (`%Y-%m-%d` in the path, `day=%d.%m.%Y` in a column). `timezone` reads
    times given without a zone. `resources` overlays the package's own rules and lexicons.
    Of an article's text more than `max_characters` is left out, and its record says so.
    Events under `min_confidence` are left out. `include_text` and `layers` only shape the output.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    published: Published | None = None
    published_from: Annotated[str, AfterValidator(_check_published_from)] | None = None
    timezone: Annotated[str, AfterValidator(_check_zone)] = "Europe/Moscow"
    max_characters: Annotated[int, Field(ge=1)] = MAX_CHARACTERS
    model: str = PACKAGED_MODEL
    min_confidence: Annotated[float, Field(ge=0.0, le=1.0)] = 0.0
    resources: Path | None = None
    include_text: bool = True
    layers: bool = False

    def digest(self) -> str:
        """16 hexadecimal digits over what changes results; output options and paths do not count."""
        told = self.model_dump(mode="json", include=_CHANGE_RESULTS)
        if self.published_from is None:  # came later than digests did: without it they stay what they were
            told.pop("published_from")
        told["model"] = _model_digest(self.model)
        told["resources"] = None if self.resources is None else _folder_digest(self.resources)
        return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()[:_DIGITS]


@lru_cache(maxsize=4)
def _model_digest(name: str) -> str:
    """SHA-256 of the weights, so that what they hold counts and not where they lie; else the name itself."""
    path = files("letopis") / "resources" / "model" / "weights.npz" if name == PACKAGED_MODEL else Path(name)
    return hashlib.sha256(path.read_bytes()).hexdigest() if name != NO_MODEL and path.is_file() else name


@lru_cache(maxsize=8)
def _folder_digest(folder: Path) -> str:
    """SHA-256 over names and bytes of all files below the folder, in sorted order."""
    total = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            total.update(path.relative_to(folder).as_posix().encode())
            total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()
