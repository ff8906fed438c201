"""What a dask worker does: one part through the chain, its records into the store, then its marker."""

import multiprocessing
import tempfile
import threading
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import BinaryIO, Final

import orjson

from letopis.batch.engine import Batch
from letopis.batch.fingerprint import engine_digest
from letopis.batch.outcome import Tally
from letopis.batch.state import State
from letopis.batch.workforce import BatchOptions, Workforce
from letopis.cluster.parts import Part
from letopis.cluster.storage import Store
from letopis.errors import InputError, LetopisError
from letopis.readers import ReadOptions
from letopis.record import Record
from letopis.settings import Settings

MARKERS: Final = "parts"
RECORDS: Final = "records"
TABLES: Final = "tables"
_here = threading.local()


@dataclass(frozen=True, slots=True)
class Work:
    """What all parts of a run have in common; `engine` is the digest that every worker has to have."""

    settings: Settings
    read_options: ReadOptions
    options: BatchOptions
    output: str
    output_format: str
    engine: bytes


@dataclass(slots=True)
class Marker:
    """What became of a part. `outputs` are the files it wrote, below the output folder."""

    outputs: list[str]
    tallies: list[Tally]
    failures: list[InputError]
    duplicates: list[dict[str, str]]
    left_out: int

    def to_json(self) -> bytes:
        """As it lies in the store."""
        failures = [[failure.where, failure.code, failure.reason] for failure in self.failures]
        told = [self.outputs, list(map(asdict, self.tallies)), failures, self.duplicates, self.left_out]
        return orjson.dumps(told)

    @classmethod
    def from_json(cls, data: bytes) -> "Marker":
        """What `to_json` wrote."""
        outputs, tallies, failures, duplicates, left_out = orjson.loads(data)
        made = [Tally(**tally) for tally in tallies]
        return cls(outputs, made, [InputError(*failure) for failure in failures], duplicates, left_out)


def process_part(part: Part, name: str, work: Work) -> str:
    """Work on a worker; the part's name. Raises LetopisError when the worker is of another version."""
    if engine_digest(work.settings) != work.engine:
        raise LetopisError(f"{multiprocessing.current_process().name} has another letopis: install the same on all")
    store = Store(work.output)
    with State(None) as state:
        batch = Batch(state, work.settings, work.read_options, _workforce(work), work.options.since)
        for _ in batch.run(file.as_input(part.share) for file in part.files):
            pass
        results = list(state.results())
        outputs = _WRITERS[work.output_format](store, name, state.records())
        marker = Marker(
            outputs,
            [result.tally for result in results if result.tally is not None],
            [result.failure for result in results if result.failure is not None],
            list(state.duplicates()),
            batch.left_out,
        )
    data = marker.to_json()
    store.write(f"{MARKERS}/{name}.json", partial(_fill, parts=[data]))
    return name


def _workforce(work: Work) -> Workforce:
    """This thread's own worker process, kept from part to part: what kills it does not kill dask's worker."""
    key = (work.settings, work.options.timeout)
    if getattr(_here, "key", None) != key:
        if hasattr(_here, "workforce"):
            _here.workforce.close()
        # dask starts its workers as daemons, which may not have children; ours ends when its pipe does.
        multiprocessing.current_process().daemon = False
        _here.workforce = Workforce(work.settings, BatchOptions(workers=1, timeout=work.options.timeout))
        _here.key = key
    found: Workforce = _here.workforce
    return found


def _fill(stream: BinaryIO, parts: Iterable[bytes]) -> None:
    for part in parts:
        stream.write(part)


def _write_jsonl(store: Store, name: str, records: Iterable[bytes]) -> list[str]:
    path = f"{RECORDS}/part-{name}.jsonl"
    store.write(path, partial(_fill, parts=(record + b"\n" for record in records)))
    return [path]


def _write_parquet(store: Store, name: str, records: Iterable[bytes]) -> list[str]:
    """The flat tables of `letopis export`, each file of them under this part's name."""
    from letopis.export.parquet import write_parquet

    paths = []
    with tempfile.TemporaryDirectory() as folder:
        write_parquet((Record.model_validate_json(record) for record in records), Path(folder), f"part-{name}")
        for file in sorted(Path(folder).rglob("*.parquet")):
            paths.append(f"{TABLES}/{file.relative_to(folder).as_posix()}")
            store.write(paths[-1], partial(_fill, parts=[file.read_bytes()]))
    return paths


_WRITERS: Final = {"jsonl": _write_jsonl, "parquet": _write_parquet}
FORMATS: Final = tuple(_WRITERS)
