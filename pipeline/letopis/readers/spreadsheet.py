"""`.csv`: a header and a row an article; columns under the names that JSON keys have."""

import csv
from collections.abc import Iterator
from io import StringIO
from typing import BinaryIO, Final

from letopis.errors import InputError
from letopis.readers.decode import decode
from letopis.readers.source import RawArticle, ReadOptions, fault, read_whole
from letopis.readers.tables import article_of

_DELIMITERS: Final = ",;\t"
_BEYOND_HEADER: Final = ""  # where DictReader puts cells that no column names


def read_csv(stream: BinaryIO, where: str, options: ReadOptions) -> Iterator[RawArticle | InputError]:
    """Rows by their header; the delimiter is the comma, semicolon or tab that the header has most of."""
    text, notices = decode(read_whole(stream, where, options), where)
    # The file is bounded already; the module's own limit is shorter than a long article.
    csv.field_size_limit(options.max_bytes)
    header = text.split("\n", 1)[0]
    delimiter = max(_DELIMITERS, key=header.count)
    rows = csv.DictReader(StringIO(text, newline=""), delimiter=delimiter, restkey=_BEYOND_HEADER)
    position = -1
    try:
        for position, row in enumerate(rows):
            yield article_of(row, f"{where}:{rows.line_num}", position, notices, options)
    except csv.Error as error:
        raise fault(where, "unreadable", f"broken CSV at line {rows.line_num}: {error}") from error
    if position < 0:
        raise fault(where, "empty", "a header, but no rows")
