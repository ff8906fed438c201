"""Records back from files: streamed, each one validated, a bad one named by file and line."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import orjson
from pydantic import ValidationError

from letopis.errors import InputError
from letopis.record.contract import Record

_FAULTS_SHOWN = 3


@dataclass(frozen=True, slots=True)
class RecordLine:
    """One record as it is written; `where` names its file and line."""

    source: bytes
    where: str

    @property
    def digest(self) -> str:
        """SHA-256; of a record that we wrote it is that of `Record.to_json`."""
        return hashlib.sha256(self.source).hexdigest()

    def article_id(self) -> str | None:
        """The article's id, found without checking the rest; None where `parse` would fail before it."""
        try:
            id_ = orjson.loads(self.source)["article"]["id"]
        except (orjson.JSONDecodeError, LookupError, TypeError):
            return None
        return id_ if isinstance(id_, str) else None

    def parse(self) -> Record | InputError:
        """The record, or what is wrong with it: `broken-json`, `not-a-record`."""
        try:
            return Record.model_validate_json(self.source)
        except ValidationError as error:
            faults = error.errors(include_url=False, include_context=False, include_input=False)
            told = [f"{'.'.join(map(str, fault['loc']))}: {fault['msg']}".lstrip(": ") for fault in faults]
            more = f"; and {len(told) - _FAULTS_SHOWN} more" if len(told) > _FAULTS_SHOWN else ""
            code = "broken-json" if faults[0]["type"] == "json_invalid" else "not-a-record"
            return InputError(self.where, code, "; ".join(told[:_FAULTS_SHOWN]) + more)


def read_records(path: Path) -> Iterator[Record | InputError]:
    """Records of a `.jsonl` file, line by line, or of a `.json` file: one record or a list of them.

    What is no record comes as an InputError (`missing`, `unreadable`, `broken-json`, `not-a-record`),
    and the rest goes on.
    """
    return (one if isinstance(one, InputError) else one.parse() for one in read_lines(path))


def read_lines(path: Path) -> Iterator[RecordLine | InputError]:
    """The same records before they are checked: an InputError only for the file itself."""
    try:
        yield from _members(path) if path.suffix == ".json" else _lines(path)
    except FileNotFoundError:
        yield InputError(str(path), "missing", "there is no such file")
    except OSError as error:
        yield InputError(str(path), "unreadable", f"cannot be read: {error.strerror}")


def _lines(path: Path) -> Iterator[RecordLine]:
    with path.open("rb") as stream:
        for number, line in enumerate(stream, start=1):
            if source := line.strip():
                yield RecordLine(source, f"{path}:{number}")


def _members(path: Path) -> Iterator[RecordLine | InputError]:
    try:
        value = orjson.loads(path.read_bytes())
    except orjson.JSONDecodeError as error:
        reason = f"broken JSON at line {error.lineno}, column {error.colno}: {error.msg}"
        yield InputError(str(path), "broken-json", reason)
        return
    for number, member in enumerate(value if isinstance(value, list) else [value]):
        yield RecordLine(orjson.dumps(member), f"{path}[{number}]")
