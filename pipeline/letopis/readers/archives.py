"""The table of archives: an ending and what gives its members, one at a time, in the archive's own order.

Nothing is ever unpacked to disk, and a member's path is only a name: `..` and a leading `/` mean nothing in it.
"""

import tarfile
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import BinaryIO, Final, cast

from letopis.readers.bounded import BROKEN, Budget, bounded
from letopis.readers.source import ReadOptions, fault

_NO_STEPS: Final = frozenset({"", ".", ".."})
_FORKS: Final = "__MACOSX"
Member = tuple[str, BinaryIO]
Members = Callable[[BinaryIO, str, ReadOptions, Budget], Iterator[Member]]


def _zip_members(stream: BinaryIO, where: str, options: ReadOptions, budget: Budget) -> Iterator[Member]:
    """Names and streams of a zip's files. Raises InputError when it is damaged, has a password, or is a bomb."""
    names = _Names(where, options)
    with zipfile.ZipFile(stream) as archive:
        for info in archive.infolist():
            if info.is_dir() or not (name := names.take(info.filename)):
                continue
            try:
                member = archive.open(info)
            except RuntimeError as error:  # a password, or a compression that Python does not know
                raise fault(where, "broken-archive", f"cannot be unpacked: {error}") from error
            with member:
                yield name, bounded(cast("BinaryIO", member), f"{where}/{name}", budget)


def _tar_members(stream: BinaryIO, where: str, options: ReadOptions, _budget: Budget) -> Iterator[Member]:
    """Names and streams of a tar's files; links and devices are left out. The budget is that of its compression."""
    names = _Names(where, options)
    with tarfile.open(fileobj=stream, mode="r|") as archive:
        while (info := archive.next()) is not None:
            vars(archive)["members"].clear()  # or it keeps the header of every file it has read
            if not info.isfile() or not (name := names.take(info.name)):
                continue
            member = archive.extractfile(info)
            if member is not None:
                yield name, bounded(cast("BinaryIO", member), f"{where}/{name}")


class _Names:
    """Members' names as parts of an article's path; a name that comes again is numbered."""

    def __init__(self, where: str, options: ReadOptions) -> None:
        self._where = where
        self._most = options.max_members
        self._seen: Counter[str] = Counter()

    def take(self, path: str) -> str | None:
        """The name; None for what no reader looks at. Raises InputError when there are too many."""
        steps = [step for step in path.replace("\\", "/").split("/") if step not in _NO_STEPS]
        if not steps or steps[0] == _FORKS or any(step.startswith(".") for step in steps):
            return None
        name = "/".join(steps)
        self._seen[name] += 1
        if len(self._seen) > self._most:
            raise fault(self._where, "bomb", f"more than {self._most} files")
        return name if self._seen[name] == 1 else f"#{self._seen[name]}/{name}"


def members(ending: str, stream: BinaryIO, where: str, options: ReadOptions, budget: Budget) -> Iterator[Member]:
    """The archive's files. A member's stream is good until the next is asked for.

    Raises InputError: broken-archive, bomb, empty.
    """
    empty = True
    try:
        for member in ARCHIVES[ending](stream, where, options, budget):
            empty = False
            yield member
            if budget.exhausted:
                return
    except BROKEN as error:
        raise fault(where, "broken-archive", f"damaged: {error}") from error
    if empty:
        raise fault(where, "empty", "there are no files in this archive")


ARCHIVES: Final[Mapping[str, Members]] = {".zip": _zip_members, ".tar": _tar_members}
