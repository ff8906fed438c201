"""How far a run has come through its inputs, in bytes of the files."""

import time
from dataclasses import replace
from functools import partial
from typing import BinaryIO

from letopis.readers import InputFile


class Meter:
    """`total` is the size of all inputs, 0 while nobody has looked."""

    def __init__(self) -> None:
        self.total = 0
        self._done = 0
        self._stream: BinaryIO | None = None
        self._started = time.monotonic()

    @property
    def share(self) -> float | None:
        """How much of the inputs was read, 0 to 1; None when their size is not known."""
        if not self.total:
            return None
        stream = self._stream
        within = stream.tell() if stream is not None and not stream.closed and stream.seekable() else 0
        return min((self._done + within) / self.total, 1.0)

    @property
    def seconds(self) -> float:
        """Since the run began."""
        return time.monotonic() - self._started

    @property
    def seconds_left(self) -> float | None:
        """At the rate so far; None when that cannot be told."""
        share = self.share
        return self.seconds * (1 - share) / share if share else None

    def watched(self, file: InputFile) -> InputFile:
        """The same file; how far it is read counts."""
        return replace(file, opener=partial(self._open, file))

    def passed(self, file: InputFile) -> None:
        """The file is done with."""
        self._stream = None
        self._done += file.size

    def _open(self, file: InputFile) -> BinaryIO:
        self._stream = file.opener()
        return self._stream
