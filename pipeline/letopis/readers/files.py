"""Paths, folders and patterns to files.

The input root of a path is the folder above the one that holds the file or is given: `news/a.txt`
is `news/a.txt` whether `news`, `news/a.txt` or `news/*.txt` is asked for, and wherever the command is run.
"""

import glob
import os
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import partial
from pathlib import Path, PurePosixPath
from typing import BinaryIO, Final

from letopis.errors import InputError, UsageError
from letopis.readers.source import fault

# Seconds: file systems keep times in steps, and of two changes within one only the first can be seen.
_SETTLED: Final = 1.0


@dataclass(frozen=True, slots=True)
class InputFile:
    """A file to read; `name` is its path relative to the input root, `/` between its parts.

    `stamp` is another one after every change of the file; "" when the file changed so lately that a change to
    come might not show. `size` is in bytes. `growing`: somebody may be writing it. `share` (n, of): only its
    articles n, n + of, n + 2 of, ... are asked for. `opener` raises OSError.
    """

    name: str
    opener: Callable[[], BinaryIO]
    stamp: str = ""
    size: int = 0
    growing: bool = False
    share: tuple[int, int] | None = None


def find_files(given: str | Path) -> Iterator[InputFile | InputError]:
    """The file itself, all files below the folder, or what the pattern matches; never hidden ones, names sorted."""
    path = Path(given).absolute()
    if path.is_dir():
        found = _walk(path, path.parent)
    elif path.exists():
        found = iter([_input_file(path, _root(path))])
    elif glob.has_magic(str(given)):
        found = _matches(path)
    else:
        yield fault(str(given), "missing", "there is no such file or folder")
        return
    empty = True
    for file in found:
        empty = False
        yield file
    if empty:
        yield fault(str(given), "empty", "there are no files in this folder, or none that match")


def _root(path: Path) -> Path:
    return path.parent.parent


def _input_file(path: Path, root: Path) -> InputFile:
    name, opener = path.relative_to(root).as_posix(), partial(_open, path)
    try:
        told = path.stat()
    except OSError:  # a dangling link: opening it says what is wrong
        return InputFile(name, opener)
    settled = time.time() - max(told.st_mtime, told.st_ctime) > _SETTLED
    stamp = f"{told.st_size}-{told.st_mtime_ns}-{told.st_ctime_ns}-{told.st_ino}" if settled else ""
    return InputFile(name, opener, stamp, told.st_size)


def _open(path: Path) -> BinaryIO:
    return path.open("rb")


def _walk(folder: Path, root: Path) -> Iterator[InputFile]:
    """Files below the folder; of one folder's names at a time there is a list."""
    with os.scandir(folder) as entries:
        found = sorted((entry.name, entry.is_dir(follow_symlinks=False), entry.is_symlink()) for entry in entries)
    for name, is_folder, is_link in found:
        path = folder / name
        if name.startswith(".") or (is_link and path.is_dir()):  # a link to a folder may lead back up
            continue
        if is_folder:
            yield from _walk(path, root)
        else:
            yield _input_file(path, root)


def _matches(pattern: Path) -> Iterator[InputFile]:
    """Files that match, and those below folders that match."""
    root = fixed_part(pattern).parent
    walked: Path | None = None
    for path in sorted(map(Path, glob.iglob(str(pattern), recursive=True))):
        if walked is not None and path.is_relative_to(walked):
            continue
        if path.is_dir():
            walked = path
            yield from _walk(path, root)
        else:
            yield _input_file(path, root)


def fixed_part(pattern: Path) -> Path:
    """The folder in which the pattern begins to be one."""
    fixed = Path(pattern.anchor)
    for part in pattern.parts[1:-1]:
        if glob.has_magic(part):
            break
        fixed /= part
    return fixed


def covered_by(paths: Sequence[str | Path]) -> Callable[[str], bool]:
    """Whether an article's path is one that these paths could give."""
    scopes = [_scope(Path(path).absolute(), str(path)) for path in paths]
    return lambda name: any(_begins(PurePosixPath(name).parts, scope) for scope in scopes)


def _scope(path: Path, given: str) -> tuple[str, ...]:
    """A pattern a step for the beginning of the names that a path gives."""
    if path.exists() or not glob.has_magic(given):
        root = path.parent if path.is_dir() else _root(path)
        return tuple(map(glob.escape, path.relative_to(root).parts))
    return path.relative_to(fixed_part(path).parent).parts


def _begins(steps: tuple[str, ...], scope: tuple[str, ...]) -> bool:
    if not scope:
        return True
    if scope[0] == "**":
        return any(_begins(steps[skipped:], scope[1:]) for skipped in range(len(steps) + 1))
    return bool(steps) and fnmatchcase(steps[0], scope[0]) and _begins(steps[1:], scope[1:])


def refuse_same_names(paths: Sequence[str | Path]) -> None:
    """UsageError when two paths would give different articles the same id."""
    seen: dict[str, Path] = {}
    for path in paths:
        whole = Path(path).absolute()
        if glob.has_magic(str(path)) and not whole.exists():
            whole = fixed_part(whole)
        name = whole.name if whole.is_dir() else whole.relative_to(_root(whole)).as_posix()
        if seen.setdefault(name, whole) != whole:
            raise UsageError(
                f"{seen[name]} and {whole} are both called {name}, so their articles would share ids: "
                "give the folder that holds both"
            )
