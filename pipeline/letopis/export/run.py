"""Records into a new folder of tables, which appears whole or not at all."""

import os
import shutil
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Final

from letopis.errors import UsageError
from letopis.export.comma import write_csv
from letopis.record import Record


def _parquet(*, nested: bool) -> Callable[[Iterable[Record], Path], None]:
    """A writer that needs pyarrow, imported when it is asked for."""

    def write(records: Iterable[Record], folder: Path) -> None:
        try:
            from letopis.export import parquet
        except ModuleNotFoundError as error:
            raise UsageError(f"Parquet: {error}; install letopis[parquet]") from error
        (parquet.write_nested if nested else parquet.write_parquet)(records, folder)

    return write


FORMATS: Final[Mapping[str, Callable[[Iterable[Record], Path], None]]] = {
    "csv": write_csv,
    "parquet": _parquet(nested=False),
    "parquet-nested": _parquet(nested=True),
}


def export(records: Iterable[Record], folder: Path, format_: str) -> None:
    """Write the tables of one of FORMATS into a folder that is empty or not there yet.

    Raises UsageError when it holds something, or the format is unknown or lacks its library.
    """
    if format_ not in FORMATS:
        raise UsageError(f"--format {format_}: choose one of {', '.join(FORMATS)}")
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UsageError(f"--output {folder}: is not an empty folder; choose a new one")
    partial = folder.resolve().with_name(f".{folder.resolve().name}.{os.getpid()}.partial")
    partial.mkdir(parents=True)
    try:
        FORMATS[format_](records, partial)
        partial.replace(folder)
    finally:
        shutil.rmtree(partial, ignore_errors=True)
