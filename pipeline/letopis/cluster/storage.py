"""Files wherever fsspec finds them: local, shared, or in an object store."""

import glob
import hashlib
import uuid
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import PurePosixPath
from typing import Any, BinaryIO, cast

from fsspec.core import url_to_fs

from letopis.errors import InputError, UsageError
from letopis.readers import InputFile
from letopis.readers.source import fault


@dataclass(frozen=True, slots=True)
class RemoteFile:
    """A file by its fsspec URL; `name`, `stamp` and `size` as an `InputFile` has them."""

    url: str
    name: str
    stamp: str
    size: int

    def as_input(self, share: tuple[int, int] | None) -> InputFile:
        """The file for a reader."""
        return InputFile(self.name, partial(_open, self.url), size=self.size, share=share)


def _open(url: str) -> BinaryIO:
    fs, path = url_to_fs(url)
    return cast("BinaryIO", fs.open(path, "rb"))


def find(url: str) -> Iterator[RemoteFile | InputError]:
    """The file, all files below the folder, or what the pattern matches; never hidden ones, in sorted order.

    Raises UsageError when the URL is none that fsspec knows.
    """
    try:
        fs, path = url_to_fs(url)
    except (ValueError, ImportError) as error:
        raise UsageError(f"{url}: {error}") from error
    found, root = _found(fs, path.rstrip("/"))
    if not found:
        yield fault(url, "missing", "there is no such file, or nothing in this folder or of this pattern")
    for name, told in sorted(found.items()):
        relative = PurePosixPath(name).relative_to(root)
        if not any(part.startswith(".") for part in relative.parts[1:]):
            stamp = hashlib.sha256(repr(sorted(told.items(), key=str)).encode()).hexdigest()
            yield RemoteFile(fs.unstrip_protocol(name), relative.as_posix(), stamp, int(told["size"] or 0))


def _found(fs: Any, path: str) -> tuple[dict[str, dict[str, Any]], PurePosixPath]:
    """Files with what is known of them, and the folder that their names are relative to."""
    if fs.isfile(path):
        return {path: fs.info(path)}, PurePosixPath(path).parent.parent
    if not glob.has_magic(path):
        return fs.find(path, detail=True), PurePosixPath(path).parent
    matched = {name: told for name, told in fs.glob(path, detail=True).items() if told["type"] == "file"}
    fixed = PurePosixPath(path[: path.index(next(part for part in path.split("/") if glob.has_magic(part)))])
    return matched, fixed.parent


class Store:
    """The output folder by its fsspec URL. Files in it appear whole or not at all."""

    def __init__(self, url: str) -> None:
        try:
            self._fs, self._root = url_to_fs(url)
            self._fs.makedirs(self._root, exist_ok=True)
        except (OSError, ValueError, ImportError) as error:
            raise UsageError(f"{url}: {error}; give another folder with -o") from error

    def write(self, name: str, fill: Callable[[BinaryIO], None]) -> None:
        """Let `fill` write the file; it has its name when that ends well."""
        target = f"{self._root}/{name}"
        partial_name = f"{target}.{uuid.uuid4().hex}.partial"
        self._fs.makedirs(target.rpartition("/")[0], exist_ok=True)
        with self._fs.open(partial_name, "wb") as stream:
            fill(stream)
        self._fs.mv(partial_name, target)

    def read(self, name: str) -> bytes:
        """The file's bytes."""
        data: bytes = self._fs.cat_file(f"{self._root}/{name}")
        return data

    def names(self, folder: str) -> set[str]:
        """Names of the files in a folder of this one, without the folder; those half written included."""
        path = f"{self._root}/{folder}"
        if not self._fs.isdir(path):
            return set()
        self._fs.invalidate_cache(path)
        return {name.rpartition("/")[2] for name in self._fs.ls(path, detail=False)}

    def remove(self, names: Sequence[str]) -> None:
        """Delete files; one that is not there is no error."""
        for name in names:
            if self._fs.exists(f"{self._root}/{name}"):
                self._fs.rm_file(f"{self._root}/{name}")
