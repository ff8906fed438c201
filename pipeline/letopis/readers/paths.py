"""Paths to articles, one at a time: files, folders, patterns, archives, standard input."""

import sys
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path, PurePosixPath
from typing import BinaryIO, Final

import orjson

from letopis.errors import InputError
from letopis.readers.archives import ARCHIVES, members
from letopis.readers.bounded import Budget, bounded, prefixed, size_of
from letopis.readers.compressions import COMPRESSIONS
from letopis.readers.files import InputFile, find_files, refuse_same_names
from letopis.readers.finish import finish
from letopis.readers.formats import READERS
from letopis.readers.plain import read_plain
from letopis.readers.source import RawArticle, Reader, ReadOptions, SourceArticle, fault
from letopis.readers.tables import read_jsonl

STDIN: Final = "-"
# Endings that mean two.
_SHORT: Final = {".tgz": (".tar", ".gz"), ".tzst": (".tar", ".zst")}
Read = SourceArticle | InputError


def read_paths(
    paths: Sequence[str | Path], options: ReadOptions | None = None, stdin: BinaryIO | None = None
) -> Iterator[Read]:
    """Articles of all paths in order, read as they are asked for; a bad one comes as its InputError.

    Raises UsageError at once when two paths would give different articles the same id.
    """
    options = options or ReadOptions()
    found = find_inputs(paths, stdin)
    return (article for one in found for article in ([one] if isinstance(one, InputError) else read_file(one, options)))


def find_inputs(paths: Sequence[str | Path], stdin: BinaryIO | None = None) -> Iterator[InputFile | InputError]:
    """The files of all paths in order, standard input as one called `STDIN`.

    Raises UsageError at once when two paths would give different articles the same id.
    """
    refuse_same_names([path for path in paths if str(path) != STDIN])
    stream = stdin if stdin is not None else sys.stdin.buffer
    return (found for path in paths for found in (_stdin(stream) if str(path) == STDIN else find_files(path)))


def _stdin(stream: BinaryIO) -> Iterator[InputFile]:
    yield InputFile(STDIN, lambda: stream)


def read_file(file: InputFile, options: ReadOptions) -> Iterator[Read]:
    """Articles of one file, or its share of them; what cannot be read comes as an InputError."""
    first, step = file.share or (0, 1)
    return islice(_read_whole_file(file, options), first, None, step)


def _read_whole_file(file: InputFile, options: ReadOptions) -> Iterator[Read]:
    try:
        if file.name == STDIN:
            yield from _read_stdin(file.opener(), options)
            return
        with file.opener() as stream:
            yield from _read_named(stream, file.name, options)
    except InputError as error:
        yield error
    except OSError as error:
        yield fault(file.name, "unreadable", f"cannot be read: {error.strerror or error}")


def _read_named(stream: BinaryIO, name: str, options: ReadOptions, outer: Budget | None = None) -> Iterator[Read]:
    """What a stream holds by its name's endings; `outer` is the budget of the archive that it is in."""
    ending, compression = _endings(name)
    reader = READERS.get(ending)
    if ending in ARCHIVES and outer is not None:
        raise fault(name, "nested-archive", "an archive inside an archive")
    if reader is None and ending not in ARCHIVES:
        raise fault(name, "unsupported", f"no reader for {ending or 'a name without ending'}")
    budget = outer or Budget(size_of(stream), options)
    if compression is not None:
        stream = bounded(COMPRESSIONS[compression](stream), name, budget)
    if reader is not None:
        yield from _read_articles(reader, stream, name, options, name)
    elif ending == ".zip" and compression is not None:
        raise fault(name, "nested-archive", "a compressed .zip")
    else:
        for member, content in members(ending, stream, name, options, budget):
            yield from _read_member(content, f"{name}/{member}", options, budget)


def _read_member(stream: BinaryIO, name: str, options: ReadOptions, budget: Budget) -> Iterator[Read]:
    """Articles of a file in an archive; a bad one does not stop the others."""
    try:
        yield from _read_named(stream, name, options, budget)
    except InputError as error:
        yield error


def _endings(name: str) -> tuple[str, str | None]:
    """The ending that names the format, and that of the compression after it or None."""
    *before, last = ["", *(suffix.lower() for suffix in PurePosixPath(name).suffixes)]
    if last in _SHORT:
        return _SHORT[last]
    if last in COMPRESSIONS:
        return before[-1], last
    return last, None


def _read_stdin(stream: BinaryIO, options: ReadOptions) -> Iterator[Read]:
    first = stream.readline(options.max_bytes + 1)
    reader = read_jsonl if _is_json_object(first) else read_plain
    return _read_articles(reader, prefixed(first, stream), STDIN, options, None)


def _is_json_object(line: bytes) -> bool:
    try:
        return isinstance(orjson.loads(line), dict)
    except orjson.JSONDecodeError:
        return False


def _read_articles(
    reader: Reader, stream: BinaryIO, where: str, options: ReadOptions, path: str | None
) -> Iterator[Read]:
    for raw in reader(stream, where, options):
        yield raw if isinstance(raw, InputError) else _finished(raw, path, options)


def _finished(raw: RawArticle, path: str | None, options: ReadOptions) -> Read:
    try:
        return finish(raw, path, options)
    except InputError as error:
        return error
