"""Files to parts: pieces of work that stay the same when files come and go elsewhere."""

import hashlib
import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

import orjson

from letopis.cluster.storage import RemoteFile

# Bytes of inputs: a minute or two of work, so that a lost worker costs little.
_LARGEST: Final = 4 * 2**20
_SMALLEST: Final = 2**20
# A larger file is shared out: every worker reads it whole and takes every n-th article.
_SHARED: Final = 32 * 2**20
_MOST_SHARES: Final = 64
_DIGITS: Final = 16


@dataclass(frozen=True, slots=True)
class Part:
    """Files for one worker; `share` (n, of) means that of each article number n, n + of, ... is taken."""

    files: tuple[RemoteFile, ...]
    share: tuple[int, int] | None = None

    def digest(self, engine: bytes) -> str:
        """16 hexadecimal digits over the files, the share, and what the engine's digest tells."""
        told = [[(file.name, file.stamp) for file in self.files], self.share]
        return hashlib.sha256(engine + orjson.dumps(told)).hexdigest()[:_DIGITS]


def plan(files: Iterable[RemoteFile]) -> Iterator[Part]:
    """Parts in the order of the files.

    Where a part ends depends on the names of its files, so that a new file changes its own part and no other.
    """
    waiting: list[RemoteFile] = []
    size = 0
    for file in files:
        if file.size > _SHARED:
            yield from _shares(file)
            continue
        waiting.append(file)
        size += file.size
        if size >= _LARGEST or (size >= _SMALLEST and _ends(file)):
            yield Part(tuple(waiting))
            waiting, size = [], 0
    if waiting:
        yield Part(tuple(waiting))


def _shares(file: RemoteFile) -> Iterator[Part]:
    number = min(math.ceil(file.size / _SHARED), _MOST_SHARES)
    return (Part((file,), (share, number)) for share in range(number))


def _ends(file: RemoteFile) -> bool:
    """True for one name in sixteen."""
    return hashlib.sha256(file.name.encode()).digest()[0] < 16
