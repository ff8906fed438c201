"""Files that appear whole or not at all."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import copyfile
from typing import BinaryIO


@contextmanager
def atomic_write(path: Path, *, goes_on: bool = False) -> Iterator[BinaryIO]:
    """A stream whose bytes replace the file when the block ends well; on an error the file stays as it was.

    With `goes_on` they follow what the file holds, which the system copies.
    """
    partial = path.with_name(f".{path.name}.{os.getpid()}.partial")
    try:
        if goes_on:
            copyfile(path, partial)
        with partial.open("ab" if goes_on else "wb") as stream:
            yield stream
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)


def remove_partials(folder: Path) -> None:
    """Delete what a killed run left half written; only for who has the folder for itself."""
    for partial in folder.glob(".*.partial"):
        partial.unlink(missing_ok=True)
