"""Worker processes: chunks out, outcomes back as they come; no article and no death of a worker stops the rest."""

import time
from collections import deque
from collections.abc import Iterator
from multiprocessing.connection import wait
from typing import Final

from letopis.batch.outcome import Job, Outcome
from letopis.batch.worker import Server, Worker, serve
from letopis.errors import LetopisError
from letopis.settings import Settings

# Long enough that the pipe costs nothing, short enough that all workers end at nearly the same time.
CHUNK_CHARACTERS: Final = 20_000
# A worker may be killed for what another process does; an article is blamed when a fresh one dies on it, too.
_DEATHS_BLAMED: Final = 2
_START_ATTEMPTS: Final = 3


def chunks(jobs: Iterator[Job], characters: int = CHUNK_CHARACTERS) -> Iterator[list[Job]]:
    """Jobs in order, in lists that end with the article that reaches so many characters."""
    chunk: list[Job] = []
    size = 0
    for job in jobs:
        chunk.append(job)
        size += len(job.source.article.text)
        if size >= characters:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


class Pool:
    """`count` workers at most, each with its own models; `timeout` is seconds an article, None for no limit."""

    def __init__(self, settings: Settings, count: int, timeout: float | None = None, server: Server = serve) -> None:
        self._settings = settings
        self._count = count
        self._timeout = timeout
        self._server = server
        self._workers: list[Worker] = []
        self._again: deque[list[Job]] = deque()
        self._lost_unready = 0

    def outcomes(self, jobs: Iterator[Job]) -> Iterator[tuple[Job, Outcome]]:
        """Every job with its outcome, in the order in which they are ready.

        Raises LetopisError when workers cannot start. The workers wait for more when this ends well, else they end.
        """
        # A worker takes a chunk's articles through the networks together: which takes too long is known of one alone.
        source = chunks(jobs) if self._timeout is None else chunks(jobs, 0)
        try:
            while self._feed(source):
                yield from self._collect()
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """End all workers, whatever they do."""
        for worker in self._workers:
            worker.end()
        self._workers.clear()
        self._again.clear()

    def _feed(self, source: Iterator[list[Job]]) -> bool:
        """Give every idle worker a chunk, start workers while there is work; whether anything is under way."""
        for worker in self._workers:
            chunk = self._next(source) if worker.idle else None
            if chunk:
                worker.give(chunk)
        starting = sum(not worker.ready for worker in self._workers)
        while len(self._workers) < self._count and self._waits(source, starting + 1):
            self._workers.append(Worker(self._settings, self._server))
            starting += 1
        return bool(self._again) or any(worker.jobs for worker in self._workers)

    def _waits(self, source: Iterator[list[Job]], number: int) -> bool:
        """Whether so many chunks wait for a worker; reads ahead no further than that."""
        while len(self._again) < number and (chunk := next(source, None)):
            self._again.append(chunk)
        return len(self._again) >= number

    def _next(self, source: Iterator[list[Job]]) -> list[Job] | None:
        return self._again.popleft() if self._again else next(source, None)

    def _collect(self) -> Iterator[tuple[Job, Outcome]]:
        """Wait for an answer, a death or a deadline, and yield what is settled by it."""
        waiting = {worker.connection: worker for worker in self._workers}
        for connection in wait(list(waiting), self._patience()):
            worker = next(worker for known, worker in waiting.items() if known is connection)
            yield from self._answered(worker)
        for worker in [worker for worker in self._workers if self._left(worker) <= 0]:
            if not worker.connection.poll():
                yield from self._overdue(worker)

    def _left(self, worker: Worker) -> float:
        """Seconds until the worker's article is overdue."""
        if self._timeout is None or not worker.jobs:
            return float("inf")
        return worker.since + self._timeout - time.monotonic()

    def _patience(self) -> float | None:
        left = min(map(self._left, self._workers), default=float("inf"))
        return None if left == float("inf") else max(left, 0.0)

    def _answered(self, worker: Worker) -> Iterator[tuple[Job, Outcome]]:
        try:
            settled = worker.answer()
        except (EOFError, OSError):
            yield from self._died(worker)
            return
        self._lost_unready = 0
        if settled is not None:
            yield settled

    def _overdue(self, worker: Worker) -> Iterator[tuple[Job, Outcome]]:
        self._drop(worker)
        job = worker.jobs.popleft()
        self._return(worker)
        yield job, Outcome(code="timeout", reason=f"not done after {self._timeout:g} s")

    def _died(self, worker: Worker) -> Iterator[tuple[Job, Outcome]]:
        """Set the article aside that the worker died on, or give it one more chance, alone."""
        how = self._drop(worker)
        if not worker.jobs:
            self._lost_unready += not worker.ready
            if self._lost_unready >= _START_ATTEMPTS:
                raise LetopisError(f"workers die before they have loaded the models ({how}): use fewer (--workers)")
            return
        job = worker.jobs.popleft()
        job.deaths += 1
        self._return(worker)
        if job.deaths < _DEATHS_BLAMED:
            self._again.appendleft([job])
        else:
            yield job, Outcome(code="worker-died", reason=f"{job.deaths} workers died on it ({how})")

    def _drop(self, worker: Worker) -> str:
        self._workers.remove(worker)
        return worker.end()

    def _return(self, worker: Worker) -> None:
        """The articles that the worker had not done go to another, one by one: it may have died on any of them."""
        self._again.extend([job] for job in worker.jobs)
