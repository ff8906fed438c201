"""Flat tables as Parquet data sets, partitioned by the article's month of publication.

`events/month=2024-07/part-00000-0.parquet`; articles without a day of publication are in the
partition `month=__HIVE_DEFAULT_PARTITION__`, which readers give as null. Needs pyarrow.
"""

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Final

import pyarrow as pa
from pyarrow import dataset

from letopis.database.rows import Row
from letopis.export.flat import TABLES, flat_rows
from letopis.record import Record

BATCH: Final = 2000  # records in memory at a time
_ARROW: Final = {str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_()}
_MONTH: Final = pa.schema([("month", pa.string())])
_SCHEMAS: Final = {
    name: pa.schema([*((column, _ARROW[type_]) for column, type_ in columns.items()), *_MONTH])
    for name, columns in TABLES.items()
}


def write_parquet(records: Iterable[Record], folder: Path, prefix: str = "part") -> None:
    """One data set a table, into an empty folder; names of files begin with `prefix`."""
    for number, batch in enumerate(_batches(records)):
        for name, rows in _tables(batch).items():
            dataset.write_dataset(
                pa.Table.from_pylist(rows, schema=_SCHEMAS[name]),
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


def _tables(records: Iterable[Record]) -> dict[str, list[Row]]:
    tables: dict[str, list[Row]] = {name: [] for name in TABLES}
    for record in records:
        published = record.article.published
        month = {"month": published[:7] if published else None}
        for name, row in flat_rows(record):
            tables[name].append(row | month)
    return tables
