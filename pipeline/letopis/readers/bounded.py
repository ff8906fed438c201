"""Streams that end where they have to: compressed inputs are read only as far as an honest one goes."""

import gzip
import io
import tarfile
import zipfile
import zlib
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


class _Bounded(io.RawIOBase):
    """A stream that counts what it gives, and names the file when its data are damaged."""

    def __init__(self, inner: BinaryIO, where: str, budget: Budget | None) -> None:
        self._inner = inner
        self._where = where
        self._budget = budget
        self._position = 0

    def readable(self) -> bool:
        """Always."""
        return True

    def tell(self) -> int:
        """Bytes given so far; FastWARC asks for it."""
        return self._position

    def readinto(self, buffer: "WriteableBuffer") -> int:
        """Fill the buffer as far as one read goes; 0 at the end. Raises InputError: bomb, broken-archive."""
        view = memoryview(buffer)
        try:
            data = self._inner.read(len(view))
        except BROKEN as error:
            raise fault(self._where, "broken-archive", f"damaged: {error}") from error
        if self._budget is not None:
            self._budget.spend(len(data), self._where)
        view[: len(data)] = data
        self._position += len(data)
        return len(data)


class _Prefixed(io.RawIOBase):
    """A stream again whole after its beginning was taken off."""

    def __init__(self, beginning: bytes, rest: BinaryIO) -> None:
        self._beginning = memoryview(beginning)
        self._rest = rest
        self._position = 0

    def readable(self) -> bool:
        """Always."""
        return True

    def tell(self) -> int:
        """Bytes given so far."""
        return self._position

    def readinto(self, buffer: "WriteableBuffer") -> int:
        """Fill the buffer as far as one read goes; 0 at the end."""
        view = memoryview(buffer)
        data = self._beginning[: len(view)] or self._rest.read(len(view))
        self._beginning = self._beginning[len(data) :]
        view[: len(data)] = data
        self._position += len(data)
        return len(data)


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
