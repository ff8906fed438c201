"""Paths to articles, one at a time: files, folders in sorted order, standard input.

The input root of a path is the folder above the one that holds the file or is given: `news/a.txt`
is `news/a.txt` whether `news` or `news/a.txt` is asked for, and wherever the command is run.
"""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

import orjson

from letopis import ids
from letopis.document import Article, Notice
from letopis.errors import InputError, UsageError
from letopis.readers.checks import check_surrogates, check_text
from letopis.readers.formats import READERS
from letopis.readers.plain import read_plain
from letopis.readers.published import is_bare_new_year, parse_published
from letopis.readers.source import RawArticle, Reader, ReadOptions, SourceArticle, fault
from letopis.readers.tables import read_jsonl

STDIN = "-"


@dataclass(frozen=True, slots=True)
class InputFile:
    """A file to read; `name` is its path relative to the input root, `/` between its parts."""

    path: Path
    name: str


def read_paths(
    paths: Sequence[str | Path], options: ReadOptions | None = None, stdin: BinaryIO | None = None
) -> Iterator[SourceArticle | InputError]:
    """Articles of all paths in order, read as they are asked for; a bad one comes as its InputError.

    Raises UsageError at once when two paths would give different articles the same id.
    """
    options = options or ReadOptions()
    _refuse_same_names([path for path in paths if str(path) != STDIN])
    return _read_all(paths, options, stdin)


def _read_all(
    paths: Sequence[str | Path], options: ReadOptions, stdin: BinaryIO | None
) -> Iterator[SourceArticle | InputError]:
    for path in paths:
        if str(path) == STDIN:
            yield from _read_stdin(stdin if stdin is not None else sys.stdin.buffer, options)
        else:
            for found in find_files(Path(path)):
                yield from [found] if isinstance(found, InputError) else _read_file(found, options)


def find_files(path: Path) -> Iterator[InputFile | InputError]:
    """The file itself, or all files below the folder but for hidden ones, each folder's names sorted."""
    whole = path.absolute()
    if whole.is_dir():
        empty = True
        for file in _walk(whole):
            empty = False
            yield InputFile(file, file.relative_to(whole.parent).as_posix())
        if empty:
            yield fault(str(path), "empty", "there are no files in this folder")
    elif whole.exists():
        yield InputFile(whole, _name(whole))
    else:
        yield fault(str(path), "missing", "there is no such file or folder")


def _name(path: Path) -> str:
    return f"{path.parent.name}/{path.name}" if path.parent.name else path.name


def _walk(folder: Path) -> Iterator[Path]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.name.startswith("."):
            continue
        if entry.is_dir() and not entry.is_symlink():
            yield from _walk(entry)
        elif not entry.is_dir():
            yield entry


def _refuse_same_names(paths: Sequence[str | Path]) -> None:
    seen: dict[str, Path] = {}
    for path in paths:
        whole = Path(path).absolute()
        name = whole.name if whole.is_dir() else _name(whole)
        if seen.setdefault(name, whole) != whole:
            raise UsageError(
                f"{seen[name]} and {whole} are both called {name}, so their articles would share ids: "
                "give the folder that holds both"
            )


def _read_file(file: InputFile, options: ReadOptions) -> Iterator[SourceArticle | InputError]:
    reader = READERS.get(file.path.suffix.lower())
    if reader is None:
        yield fault(file.name, "unsupported", f"no reader for {file.path.suffix or 'a name without ending'}")
        return
    try:
        with file.path.open("rb") as stream:
            yield from _read_stream(reader, stream, file.name, options, file.name)
    except OSError as error:
        yield fault(file.name, "unreadable", f"cannot be read: {error.strerror or error}")


def _read_stdin(stream: BinaryIO, options: ReadOptions) -> Iterator[SourceArticle | InputError]:
    first = stream.readline(options.max_bytes + 1)
    rest = _Prefixed(first, stream)
    reader = read_jsonl if _is_json_object(first) else read_plain
    yield from _read_stream(reader, rest, STDIN, options, None)


class _Prefixed(BytesIO):
    """A stream again whole after its first line was looked at."""

    def __init__(self, first: bytes, rest: BinaryIO) -> None:
        super().__init__(first)
        self._rest = rest

    def read(self, size: int | None = -1) -> bytes:
        """At most `size` bytes, all when negative."""
        start = super().read(size)
        wanted = -1 if size is None or size < 0 else size - len(start)
        return start + self._rest.read(wanted)

    def readline(self, size: int | None = -1) -> bytes:
        """The next line, at most `size` bytes of it."""
        return super().readline(size) or self._rest.readline(-1 if size is None else size)


def _is_json_object(line: bytes) -> bool:
    try:
        return isinstance(orjson.loads(line), dict)
    except orjson.JSONDecodeError:
        return False


def _read_stream(
    reader: Reader, stream: BinaryIO, where: str, options: ReadOptions, path: str | None
) -> Iterator[SourceArticle | InputError]:
    try:
        for raw in reader(stream, where, options):
            yield raw if isinstance(raw, InputError) else _checked(raw, path, options)
    except InputError as error:
        yield error


def _checked(raw: RawArticle, path: str | None, options: ReadOptions) -> SourceArticle | InputError:
    try:
        return finish(raw, path, options)
    except InputError as error:
        return error


def finish(raw: RawArticle, path: str | None, options: ReadOptions) -> SourceArticle:
    """Check the article, date it, give it its id. Raises InputError when it cannot be analysed.

    `path` is the file relative to the input root; None when it came without a file.
    """
    passages = check_text(raw.text, raw.where, options.max_characters)
    for value in (raw.id, raw.url, raw.title, raw.source):
        check_surrogates(value or "", raw.where)
    url = _tidy(raw.url)
    published, doubts = _published(raw, options.timezone)
    given = published or options.published
    article = Article(
        id=ids.article_id(raw.text, given=_tidy(raw.id), url=url, path=path, position=raw.position),
        text=raw.text,
        sha256=ids.sha256_text(raw.text),
        title=_tidy(raw.title),
        url=url,
        source=_tidy(raw.source),
        published=given,
        published_from="metadata" if published else "argument" if given else None,
        path=path,
    )
    return SourceArticle(article, [*raw.notices, *doubts, *passages])


def _tidy(value: str | None) -> str | None:
    """White space runs as one space; None for nothing."""
    return " ".join((value or "").split()) or None


def _published(raw: RawArticle, timezone: str) -> tuple[str | None, list[Notice]]:
    """The first trustworthy date of publication that the input gives, and what is wrong with the rest."""
    doubts: list[Notice] = []
    for said in raw.published:
        found = parse_published(said, timezone)
        if found is None:
            doubts.append(Notice("published-unreadable", f"{said!r} is no date of publication"))
        elif is_bare_new_year(found) and raw.doubtful_new_year:
            doubts.append(Notice("published-doubtful", f"{said!r} may be a template's: not believed"))
        else:
            return found, []
    return None, doubts[:1]
