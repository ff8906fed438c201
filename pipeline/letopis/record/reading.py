"""Records back from files: streamed, each one validated, a bad one named by file and line."""

from collections.abc import Iterator
from pathlib import Path

import orjson
from pydantic import ValidationError

from letopis.errors import InputError
from letopis.record.contract import Record

_FAULTS_SHOWN = 3


def read_records(path: Path) -> Iterator[Record | InputError]:
    """Records of a `.jsonl` file, line by line, or of a `.json` file: one record or a list of them.

    What is no record comes as an InputError (`missing`, `unreadable`, `broken-json`, `not-a-record`),
    and the rest goes on.
    """
    try:
        if path.suffix == ".json":
            yield from _read_array(path)
        else:
            yield from _read_lines(path)
    except FileNotFoundError:
        yield InputError(str(path), "missing", "there is no such file")
    except OSError as error:
        yield InputError(str(path), "unreadable", f"cannot be read: {error.strerror}")


def _read_lines(path: Path) -> Iterator[Record | InputError]:
    with path.open("rb") as stream:
        for number, line in enumerate(stream, start=1):
            if line.strip():
                yield _parse(line, f"{path}:{number}")


def _read_array(path: Path) -> Iterator[Record | InputError]:
    try:
        value = orjson.loads(path.read_bytes())
    except orjson.JSONDecodeError as error:
        reason = f"broken JSON at line {error.lineno}, column {error.colno}: {error.msg}"
        yield InputError(str(path), "broken-json", reason)
        return
    for number, member in enumerate(value if isinstance(value, list) else [value]):
        yield _parse(orjson.dumps(member), f"{path}[{number}]")


def _parse(source: bytes, where: str) -> Record | InputError:
    try:
        return Record.model_validate_json(source)
    except ValidationError as error:
        faults = error.errors(include_url=False, include_context=False, include_input=False)
        told = [f"{'.'.join(map(str, fault['loc']))}: {fault['msg']}".lstrip(": ") for fault in faults]
        more = f"; and {len(told) - _FAULTS_SHOWN} more" if len(told) > _FAULTS_SHOWN else ""
        code = "broken-json" if faults[0]["type"] == "json_invalid" else "not-a-record"
        return InputError(where, code, "; ".join(told[:_FAULTS_SHOWN]) + more)
