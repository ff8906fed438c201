"""Every input once through the chain, its outcome into the state."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, islice
from typing import Final

from letopis.batch.fingerprint import article_key, content_key, engine_digest
from letopis.batch.outcome import Job, Outcome, analyse, place_of
from letopis.batch.pool import Pool
from letopis.batch.state import State
from letopis.errors import InputError
from letopis.extractor import Extractor
from letopis.readers import SourceArticle
from letopis.settings import Settings

# So few articles are done before a worker process has loaded its models.
FEW: Final = 8


@dataclass(frozen=True, slots=True)
class BatchOptions:
    """How to work through many articles; none of it changes a record.

    `workers` None: this process for `FEW` articles, else one worker a core. `timeout` is in seconds
    an article and needs a worker process, as only that can be ended.
    """

    workers: int | None = None
    timeout: float | None = None
    fresh: bool = False
    retry_failed: bool = False


class Batch:
    """One run over a state; `processed` and `unchanged` count articles, `workers` the processes (0: this one)."""

    def __init__(self, state: State, settings: Settings, options: BatchOptions) -> None:
        self.processed = self.unchanged = self.workers = self.tokens = 0
        self._state = state
        self._settings = settings
        self._options = options
        self._faults: list[InputError] = []
        self._engine = engine_digest(settings)

    def run(self, sources: Iterator[SourceArticle | InputError]) -> Iterator[InputError | None]:
        """Work until all is settled; yields after each article, the failure where it failed.

        Raises LetopisError when the models cannot be loaded.
        """
        for job, outcome in self._outcomes(self._new(sources)):
            self._state.put(job.key, outcome)
            self.processed += 1
            self.tokens += outcome.tally.tokens if outcome.tally else 0
            yield from self._told()
            yield _failure(job, outcome)
        yield from self._told()

    def _told(self) -> Iterator[InputError]:
        while self._faults:
            yield self._faults.pop(0)

    def _new(self, sources: Iterator[SourceArticle | InputError]) -> Iterator[Job]:
        """Enter all inputs into the state; those whose outcome it does not have."""
        for source in sources:
            if isinstance(source, InputError):
                self._state.add_fault(source)
                self._faults.append(source)
                continue
            key = article_key(self._engine, source)
            if not self._state.add_input(source.article, key, content_key(source.article)):
                continue
            if self._state.knows(key):
                self.unchanged += 1
            else:
                yield Job(key, source)

    def _outcomes(self, jobs: Iterator[Job]) -> Iterator[tuple[Job, Outcome]]:
        first = list(islice(jobs, FEW + 1))
        everything = chain(first, jobs)
        if not first:
            return
        if self._options.workers is None and self._options.timeout is None and len(first) <= FEW:
            extractor = Extractor(self._settings)
            yield from ((job, analyse(extractor, job.source)) for job in everything)
            return
        self.workers = self._options.workers or os.cpu_count() or 1
        yield from Pool(self._settings, self.workers, self._options.timeout).outcomes(everything)


def _failure(job: Job, outcome: Outcome) -> InputError | None:
    if outcome.code is None:
        return None
    return InputError(place_of(job.source.article), outcome.code, outcome.reason or "")
