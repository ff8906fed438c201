"""`.parquet`: a row an article, columns under the names that JSON keys have; read a few rows at a time."""

from collections.abc import Iterator
from typing import Any, BinaryIO, Final

from letopis.errors import InputError
from letopis.readers.decode import refuse_binary
from letopis.readers.source import RawArticle, ReadOptions, fault, read_whole
from letopis.readers.tables import ALIASES, article_of

_MAGIC: Final = b"PAR1"
_ROWS: Final = 64


def read_parquet(stream: BinaryIO, where: str, options: ReadOptions) -> Iterator[RawArticle | InputError]:
    """The rows in order. Only columns that hold a field are decoded. Needs pyarrow, and a file of its own."""
    if not stream.seekable():
        raise fault(where, "unsupported", "a Parquet file is not read from an archive or compressed: unpack it")
    _refuse_others(stream, where, options)
    try:
        from pyarrow import ArrowException, parquet
    except ModuleNotFoundError as error:
        raise fault(where, "unsupported", "Parquet needs pyarrow: pip install 'letopis[parquet]'") from error
    position = 0
    try:
        file = parquet.ParquetFile(stream)
        columns = _columns(file.schema_arrow.names, options)
        for batch in file.iter_batches(_ROWS, columns=columns, use_threads=False):
            for row in batch.to_pylist():
                yield article_of(row, f"{where}[{position}]", position, [], options)
                position += 1
    except (ArrowException, OSError) as error:
        raise fault(where, "unreadable", f"broken Parquet after row {position}: {error}") from error
    if position == 0:
        raise fault(where, "empty", "columns, but no rows")


def _refuse_others(stream: BinaryIO, where: str, options: ReadOptions) -> None:
    """InputError: empty, binary, unreadable."""
    beginning = stream.read(len(_MAGIC))
    stream.seek(0)
    if beginning != _MAGIC:
        refuse_binary(read_whole(stream, where, options), where)
        raise fault(where, "unreadable", "this is not Parquet")


def _columns(names: list[Any], options: ReadOptions) -> list[str]:
    wanted = set(options.fields.values())
    usual = {alias for field, aliases in ALIASES.items() if field not in options.fields for alias in aliases}
    return [name for name in names if name in wanted or name.casefold() in usual]
