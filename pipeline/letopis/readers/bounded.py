"""Streams that end where they have to: compressed inputs are read only as far as an honest one goes."""

import gzip
import io
import tarfile
import zipfile
import zlib
from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, BinaryIO, Final

from letopis.readers.compressions import ZstdError
from letopis.readers.source import ReadOptions, fault

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

# What small files may expand to whatever their ratio: a thousand equal lines are no bomb.
_ALWAYS_ALLOWED: Final = 64 * 2**20
_BUFFER: Final = 256 * 2**10
# What archives and decompressors raise for damaged data.
BROKEN: Final = (zipfile.BadZipFile, tarfile.TarError, gzip.BadGzipFile, zlib.error, ZstdError, EOFError)


class Budget:
    """Bytes that one compressed input of `size` bytes may expand to, all its members together."""

    def __init__(self, size: int, options: ReadOptions) -> None:
        self._left = min(options.max_expanded, max(_ALWAYS_ALLOWED, size * options.max_ratio))

    @property
    def exhausted(self) -> bool:
        """Whether more was read than is allowed."""
        return self._left < 0

    def spend(self, number: int, where: str) -> None:
        """Count bytes; InputError `bomb` when they are too many."""
        self._left -= number
        if self.exhausted:
            raise fault(where, "bomb", "it expands to far more than text of its size would")


class _Counted(io.RawIOBase, ABC):
    """A stream that is read forwards only and knows how far."""

    def __init__(self) -> None:
        self._position = 0

    @abstractmethod
    def _take(self, size: int) -> bytes | memoryview:
        """At most so many bytes; none at the end."""

    def readable(self) -> bool:
        """Always."""
        return True

    def tell(self) -> int:
        """Bytes given so far; FastWARC asks for it."""
        return self._position

    def readinto(self, buffer: "WriteableBuffer") -> int:
        """Fill the buffer as far as one read goes; 0 at the end. Raises what `_take` raises."""
        view = memoryview(buffer)
        data = self._take(len(view))
        view[: len(data)] = data
        self._position += len(data)
        return len(data)


class _Bounded(_Counted):
    """A stream that counts what it gives, and names the file when its data are damaged."""

    def __init__(self, inner: BinaryIO, where: str, budget: Budget | None) -> None:
        super().__init__()
        self._inner = inner
        self._where = where
        self._budget = budget

    def _take(self, size: int) -> bytes:
        """Raises InputError: bomb, broken-archive."""
        try:
            data = self._inner.read(size)
        except BROKEN as error:
            raise fault(self._where, "broken-archive", f"damaged: {error}") from error
        if self._budget is not None:
            self._budget.spend(len(data), self._where)
        return data


class _Prefixed(_Counted):
    """A stream again whole after its beginning was taken off."""

    def __init__(self, beginning: bytes, rest: BinaryIO) -> None:
        super().__init__()
        self._beginning = memoryview(beginning)
        self._rest = rest

    def _take(self, size: int) -> bytes | memoryview:
        data = self._beginning[:size] or self._rest.read(size)
        self._beginning = self._beginning[len(data) :]
        return data


def bounded(inner: BinaryIO, where: str, budget: Budget | None = None) -> BinaryIO:
    """The stream, its reads counted and its damage told as InputError; it cannot seek."""
    return io.BufferedReader(_Bounded(inner, where, budget), _BUFFER)


def prefixed(beginning: bytes, rest: BinaryIO) -> BinaryIO:
    """A stream of the beginning and the rest; it cannot seek."""
    return io.BufferedReader(_Prefixed(beginning, rest), _BUFFER)


def size_of(stream: BinaryIO) -> int:
    """Bytes of a stream that can seek."""
    size = stream.seek(0, io.SEEK_END)
    stream.seek(0)
    return size
