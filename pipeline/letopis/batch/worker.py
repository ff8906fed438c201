"""One worker process, from both sides of its pipe."""

import signal
import time
from collections import deque
from collections.abc import Callable, Sequence
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import Final

from letopis.batch.outcome import Job, Outcome, analyse
from letopis.errors import LetopisError
from letopis.extractor import Extractor
from letopis.garbage import collect_rarely, keep_loaded
from letopis.readers import SourceArticle
from letopis.settings import Settings

# What runs in the process: `serve`, or in tests one that dies when it is told to.
Server = Callable[[Connection, Settings], None]
READY: Final = "ready"
# A fresh interpreter: a forked one would copy locks and the parent's open state.
_CONTEXT: Final = get_context("spawn")


def serve(connection: Connection, settings: Settings) -> None:
    """In the worker: load the models, say so, then answer every article of every chunk; ends with the parent."""
    # Ctrl-C reaches the whole group of processes; the parent decides what it means.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    collect_rarely()
    try:
        extractor = Extractor(settings)
    except LetopisError as error:
        connection.send(str(error))
        return
    keep_loaded()
    try:
        connection.send(READY)
        while True:
            chunk: list[SourceArticle] = connection.recv()
            for outcome in analyse(extractor, chunk):
                connection.send(outcome)
    except (EOFError, OSError):  # the parent is gone, or has no more work
        return


class Worker:
    """The parent's side: what the process is at, and since when (seconds of the monotonic clock)."""

    def __init__(self, settings: Settings, server: Server) -> None:
        self.connection, theirs = _CONTEXT.Pipe()
        self.jobs: deque[Job] = deque()
        self.ready = False
        self.since = 0.0
        self._process = _CONTEXT.Process(target=server, args=(theirs, settings), daemon=True)
        self._process.start()
        theirs.close()  # or its death would not be seen

    @property
    def idle(self) -> bool:
        """Whether it waits for a chunk."""
        return self.ready and not self.jobs

    def give(self, chunk: Sequence[Job]) -> None:
        """Hand over a chunk; a worker that is dead already shows it at the next `answer`."""
        self.jobs.extend(chunk)
        self.since = time.monotonic()
        try:
            self.connection.send([job.source for job in chunk])
        except OSError:
            return

    def answer(self) -> tuple[Job, Outcome] | None:
        """The next article's outcome, or None when the models are loaded.

        Raises EOFError or OSError when the process is dead, LetopisError when it cannot start.
        """
        told = self.connection.recv()
        self.since = time.monotonic()
        if isinstance(told, Outcome):
            return self.jobs.popleft(), told
        if told != READY:
            raise LetopisError(told)
        self.ready = True
        return None

    def end(self) -> str:
        """Stop the process, whatever it does; how it ended, in words."""
        self.connection.close()
        self._process.kill()
        self._process.join()
        code = self._process.exitcode or 0
        return signal.Signals(-code).name if code < 0 else f"exit code {code}"
