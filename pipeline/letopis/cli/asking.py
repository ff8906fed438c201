"""Checks of what several commands ask for."""

from collections.abc import Collection
from datetime import date
from typing import get_args

from letopis.errors import UsageError


def check_type(value: str | None) -> None:
    """Raises UsageError for a type that is neither ours nor named as a user's own."""
    from letopis.record.vocabulary import EventType

    if value is not None and not value.startswith("own_"):
        _check("--type", value, get_args(EventType))


def check_status(value: str | None) -> None:
    """Raises UsageError for a status that is none."""
    from letopis.record.vocabulary import Status

    if value is not None:
        _check("--status", value, get_args(Status))


def _check(option: str, value: str, known: Collection[str]) -> None:
    if value not in known:
        raise UsageError(f"{option} {value}: choose one of {', '.join(known)}")


def day(option: str, value: str | None) -> date | None:
    """The day written; raises UsageError when it is none."""
    try:
        return None if value is None else date.fromisoformat(value)
    except ValueError as error:
        raise UsageError(f"{option} {value}: write a day such as 2025-11-25") from error
