"""`.csv`: a header and a row an article; columns under the names that JSON keys have. Read row by row."""

import csv
import io
from collections.abc import Iterator
from typing import BinaryIO, Final

from letopis.errors import InputError
from letopis.readers.decode import open_text
from letopis.readers.source import RawArticle, ReadOptions, fault
from letopis.readers.tables import article_of

_DELIMITERS: Final = ",;\t"
_BEYOND_HEADER: Final = ""  # where DictReader puts cells that no column names


def read_csv(stream: BinaryIO, where: str, options: ReadOptions) -> Iterator[RawArticle | InputError]:
    """Rows by their header; the delimiter is the comma, semicolon or tab that the header has most of."""
    text, notices = open_text(stream, where)
    lines = _Lines(text, where, options.max_bytes)
    # What `_Lines` lets through is bounded already; the module's own limit is shorter than a long article.
    csv.field_size_limit(options.max_bytes)
    rows = csv.DictReader(lines, delimiter=max(_DELIMITERS, key=lines.first.count), restkey=_BEYOND_HEADER)
    position = -1
    try:
        for position, row in enumerate(rows):
            lines.begin_row()
            yield article_of(row, f"{where}:{rows.line_num}", position, notices, options)
    except csv.Error as error:
        raise fault(where, "unreadable", f"broken CSV at line {rows.line_num}: {error}") from error
    except UnicodeDecodeError as error:
        raise fault(where, "encoding", f"after line {rows.line_num}: no {error.encoding}, as the rest is") from error
    if position < 0:
        raise fault(where, "empty", "a header, but no rows")


class _Lines:
    """Lines of a text, as many characters at most between two `begin_row` as a row may have; `first` is kept."""

    def __init__(self, text: io.TextIOWrapper, where: str, most: int) -> None:
        self._text = text
        self._where = where
        self._most = self._left = most
        self.first = self._read()
        self._waiting = [self.first]

    def begin_row(self) -> None:
        """The next line is a new row's."""
        self._left = self._most

    def _read(self) -> str:
        line = self._text.readline(self._left + 1)
        self._left -= len(line)
        if self._left < 0:
            raise fault(self._where, "too-large", f"a row larger than {self._most} bytes")
        return line

    def __iter__(self) -> Iterator[str]:
        while line := self._waiting.pop() if self._waiting else self._read():
            yield line
