"""The table of output formats. A writer takes a binary stream and gives a sink for records.

A new format is a sink class and a line in `WRITERS`.
"""

from collections.abc import Callable, Mapping
from typing import BinaryIO, Final, Protocol


class Sink(Protocol):
    """Where records go, one by one, each as `Record.to_json` gives it; `finish` after the last."""

    def write(self, record: bytes) -> None:
        """Add one record."""

    def finish(self) -> None:
        """Complete the output; the stream stays open."""


class JsonLines:
    """One record a line, each line ended by \\n."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def write(self, record: bytes) -> None:
        """Add one line."""
        self._stream.write(record + b"\n")

    def finish(self) -> None:
        """Nothing follows the last line."""
        self._stream.flush()


class JsonArray:
    """One JSON array, a record a line."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._before = b"["

    def write(self, record: bytes) -> None:
        """Add one member."""
        self._stream.write(self._before + b"\n" + record)
        self._before = b","

    def finish(self) -> None:
        """Close the array; without records it is empty."""
        self._stream.write(b"[]\n" if self._before == b"[" else b"\n]\n")
        self._stream.flush()


WRITERS: Final[Mapping[str, Callable[[BinaryIO], Sink]]] = {
    "jsonl": JsonLines,
    "json": JsonArray,
}
