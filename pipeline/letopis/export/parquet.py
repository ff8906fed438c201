"""Parquet data sets, partitioned by the article's month of publication: flat tables, or whole records nested.

`events/month=2024-07/part-00000-0.parquet`; articles without a day of publication are in
`month=undated`: pandas cannot read a partition that is null. Needs pyarrow.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Final

import pyarrow as pa
from pyarrow import dataset

from letopis.export import nested
from letopis.export.flat import TABLES, Row, flat_rows
from letopis.record import Record

BATCH: Final = 2000  # records in memory at a time
_ARROW: Final = {str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_()}
_MONTH: Final = pa.schema([("month", pa.string())])
_UNDATED: Final = "undated"
_FLAT: Final = {
    name: pa.schema((column, _ARROW[type_]) for column, type_ in columns.items()) for name, columns in TABLES.items()
}
_NESTED: Final = {"records": nested.SCHEMA}
RowsOf = Callable[[Record], Iterable[tuple[str, Row]]]


def write_parquet(records: Iterable[Record], folder: Path, prefix: str = "part") -> None:
    """One data set a flat table, into an empty folder; names of files begin with `prefix`."""
    _write(records, folder, prefix, _FLAT, flat_rows)


def write_nested(records: Iterable[Record], folder: Path, prefix: str = "part") -> None:
    """One data set `records`, a row a record, into an empty folder; names of files begin with `prefix`."""
    _write(records, folder, prefix, _NESTED, lambda record: [("records", nested.nested_row(record))])


def _write(
    records: Iterable[Record], folder: Path, prefix: str, schemas: Mapping[str, pa.Schema], rows_of: RowsOf
) -> None:
    for number, batch in enumerate(_batches(records)):
        for name, rows in _tables(batch, schemas, rows_of).items():
            dataset.write_dataset(
                pa.Table.from_pylist(rows, schema=pa.schema([*schemas[name], *_MONTH])),
                folder / name,
                format="parquet",
                partitioning=dataset.partitioning(_MONTH, flavor="hive"),
                basename_template=f"{prefix}-{number:05}-{{i}}.parquet",
                existing_data_behavior="overwrite_or_ignore",
                use_threads=False,  # keeps the rows in order
            )


def _batches(records: Iterable[Record]) -> Iterator[list[Record]]:
    stream = iter(records)
    while batch := list(islice(stream, BATCH)):
        yield batch


def _tables(records: Iterable[Record], names: Iterable[str], rows_of: RowsOf) -> dict[str, list[Row]]:
    tables: dict[str, list[Row]] = {name: [] for name in names}
    for record in records:
        published = record.article.published
        month = {"month": published[:7] if published else _UNDATED}
        for name, row in rows_of(record):
            tables[name].append(row | month)
    return tables
