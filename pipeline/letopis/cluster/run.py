"""`letopis extract --engine dask`: parts to the cluster and what became of them into a report."""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any, BinaryIO, Final

import orjson
from distributed import Client, Future, KilledWorker, as_completed

from letopis.batch.fingerprint import reading_digest
from letopis.cli.log import Log
from letopis.cluster.parts import Part, plan
from letopis.cluster.storage import RemoteFile, Store, find
from letopis.cluster.task import MARKERS, Marker, Work, process_part
from letopis.errors import InputError, LetopisError, UsageError
from letopis.readers.source import fault
from letopis.writers import ERRORS_FILE, RUN_FILE, RunReport, failure_line

_CONNECT_SECONDS: Final = 30
# Parts handed to the scheduler beyond those being worked on: enough that no worker waits.
_AHEAD: Final = 2


def run_on_cluster(scheduler: str, paths: Sequence[str], work: Work, log: Log) -> RunReport:
    """Process what has no marker yet, report on all. Ctrl-C ends it with what is done, `interrupted` in the report.

    Raises UsageError when scheduler, paths or output cannot be reached.
    """
    report = RunReport(work.settings)
    store = Store(work.output)
    found = [one for path in paths for one in find(path)]
    report.failures.extend(one for one in found if isinstance(one, InputError))
    engine = reading_digest(work.engine, work.read_options) + orjson.dumps([work.output_format, work.options.since])
    parts = {part.digest(engine): part for part in plan(one for one in found if isinstance(one, RemoteFile))}
    done = _done(store, work)
    todo = [name for name in parts if name not in done]
    report.work.parts, report.work.parts_processed = len(parts), len(todo)
    if todo:
        _process(scheduler, {name: parts[name] for name in todo}, work, log, report)
    _conclude(store, parts, set(todo), report)
    return report


def _done(store: Store, work: Work) -> set[str]:
    """Names of the parts that need no work."""
    names = {name.removesuffix(".json") for name in store.names(MARKERS) if name.endswith(".json")}
    if work.options.fresh:
        return set()
    if work.options.retry_failed:
        return {name for name in names if not _marker(store, name).failures}
    return names


def _marker(store: Store, name: str) -> Marker:
    return Marker.from_json(store.read(f"{MARKERS}/{name}.json"))


def _process(scheduler: str, parts: dict[str, Part], work: Work, log: Log, report: RunReport) -> None:
    """All parts through the workers; those that workers died over are failures."""
    try:
        client = Client(scheduler, timeout=_CONNECT_SECONDS)
    except (OSError, ValueError) as error:
        raise UsageError(f"--scheduler {scheduler}: {error or 'no answer'}") from error
    with client:
        try:
            for number, (name, future) in enumerate(_settled(client, parts, work), 1):
                for failure in _failures(future, parts[name]):
                    report.failures.append(failure)
                    log.failure(failure)
                log.note(f"{number} of {len(parts)} parts done")
        except KeyboardInterrupt:
            report.work.interrupted = True


def _settled(client: Any, parts: dict[str, Part], work: Work) -> Iterator[tuple[str, Future]]:
    """Names and futures as they end; the scheduler never holds many more than its workers can work on."""
    waiting = iter(parts.items())
    window = max(_AHEAD, _AHEAD * sum(client.nthreads().values()))
    names: dict[str, str] = {}

    def submit(number: int) -> list[Future]:
        futures = []
        for name, part in islice(waiting, number):
            futures.append(client.submit(process_part, part, name, work, pure=False))
            names[futures[-1].key] = name
        return futures

    running = as_completed(submit(window))
    for future in running:
        yield names.pop(future.key), future
        running.update(submit(1))


def _failures(future: Future, part: Part) -> list[InputError]:
    """Nothing, or a failure for each file of a part over which workers died. Raises what a task raised."""
    error = future.exception()
    if error is None:
        return []
    if isinstance(error, KilledWorker):
        return [fault(file.name, "worker-died", "the workers that had its part died") for file in part.files]
    raise error if isinstance(error, LetopisError) else LetopisError(f"a worker broke: {error!r}") from error


def _conclude(store: Store, parts: dict[str, Part], new: set[str], report: RunReport) -> None:
    """The report from the markers in the order of the inputs; what no input needs any more is removed."""
    there = {name.removesuffix(".json") for name in store.names(MARKERS) if name.endswith(".json")}
    for name in parts:
        if name in there:
            _add(report, _marker(store, name), is_new=name in new)
    if not report.work.interrupted:
        for name in there - parts.keys():
            store.remove([*_marker(store, name).outputs, f"{MARKERS}/{name}.json"])
    report.end()
    told = orjson.dumps(report.to_dict(), option=orjson.OPT_INDENT_2)
    store.write(RUN_FILE, lambda stream: _put(stream, told))
    store.remove([ERRORS_FILE])
    if report.failures:
        lines = b"".join(orjson.dumps(failure_line(failure)) + b"\n" for failure in report.failures)
        store.write(ERRORS_FILE, lambda stream: _put(stream, lines))


def _put(stream: BinaryIO, data: bytes) -> None:
    stream.write(data)


def _add(report: RunReport, marker: Marker, *, is_new: bool) -> None:
    for tally in marker.tallies:
        report.add(tally)
        report.work.tokens += tally.tokens if is_new else 0
    settled = len(marker.tallies)
    report.work.processed += settled if is_new else 0
    report.work.unchanged += 0 if is_new else settled
    report.work.left_out += marker.left_out
    report.failures.extend(marker.failures)
    report.duplicates.extend(marker.duplicates)
