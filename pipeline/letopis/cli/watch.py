"""`letopis extract --watch`: run after run over the same paths, each when files have come, changed or gone."""

import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace

from letopis.cli.run import Request, Session
from letopis.errors import InputError
from letopis.readers import InputFile, find_inputs

_EMPTY = "empty"  # a folder to which nothing has come yet


def watch(request: Request, seconds: float) -> int:
    """Look every so many seconds until Ctrl-C or SIGTERM; the exit code of the last run, 0 without one."""
    code = 0
    scan = Scan(request.paths)
    with ExitStack() as stack:
        try:
            session = Session(request, stack)
            request.log.note(f"watching {', '.join(request.paths)}; Ctrl-C ends it")
            while not session.interrupted:
                if scan.look():
                    code = session.once(scan.files())
                time.sleep(seconds)
        except KeyboardInterrupt:
            request.log.note("no longer watching")
    return code


class Scan:
    """The files of some paths, look after look. A file is whole when it was the same at two looks."""

    def __init__(self, paths: Sequence[str]) -> None:
        self._paths = paths
        self._last: dict[str, str] = {}
        self._whole: dict[str, str] = {}

    def look(self) -> bool:
        """Whether the whole files are others than at the last look that said so."""
        found = dict(map(_stamp, self._found()))
        whole = {}
        for name, stamp in found.items():
            if stamp and self._last.get(name) == stamp:
                whole[name] = stamp
            elif name in self._whole:  # being written again: what it was stays until it is whole
                whole[name] = self._whole[name]
        self._last = found
        changed, self._whole = whole != self._whole, whole
        return changed

    def files(self) -> Iterator[InputFile | InputError]:
        """All files of now; those that are not whole are marked as growing."""
        for found in self._found():
            name, stamp = _stamp(found)
            is_whole = bool(stamp) and self._whole.get(name) == stamp
            yield found if is_whole or isinstance(found, InputError) else replace(found, growing=True)

    def _found(self) -> Iterator[InputFile | InputError]:
        return (one for one in find_inputs(self._paths) if not (isinstance(one, InputError) and one.code == _EMPTY))


def _stamp(found: InputFile | InputError) -> tuple[str, str]:
    return (found.where, found.code) if isinstance(found, InputError) else (found.name, found.stamp)
