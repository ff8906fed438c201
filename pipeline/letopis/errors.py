"""One root exception; every message names the document or file, the field and the fix."""

from pathlib import Path
from typing import Self


class LetopisError(Exception):
    """Root of everything this package raises on purpose."""


class UsageError(LetopisError):
    """The caller asked for something impossible; the message says what to write instead."""


class InputError(LetopisError):
    """One input cannot be read; the rest of a batch goes on.

    `where` names the file (and line or member), `code` is one of a closed list that
    `errors.jsonl` repeats (`empty`, `binary`, `encoding`, `broken-json`, `no-text`,
    `not-russian`, `missing`, `unsupported`, `unreadable`, `too-large`, `broken-archive`, `nested-archive`, `bomb`,
    `not-a-record`, `failed`, `timeout`, `worker-died`).
    """

    def __init__(self, where: str, code: str, reason: str) -> None:
        super().__init__(f"{where}: {reason}")
        self.where = where
        self.code = code
        self.reason = reason

    def __reduce__(self) -> tuple[type[Self], tuple[str, str, str]]:
        """Between processes: an exception is made again from its arguments, and these are more than the message."""
        return type(self), (self.where, self.code, self.reason)


class ResourceError(LetopisError):
    """A rule or lexicon file is wrong; names the file and, where known, the line (from 1)."""

    def __init__(self, path: Path | str, message: str, line: int | None = None) -> None:
        place = f"{path}:{line}" if line is not None else str(path)
        super().__init__(f"{place}: {message}")
        self.path = str(path)
        self.line = line


class ChainError(LetopisError):
    """Stages were put in an order in which one lacks what it needs."""
