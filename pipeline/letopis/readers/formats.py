"""The table of input formats: an ending and its reader. A new format is a file and a line here."""

from collections.abc import Mapping
from typing import Final

from letopis.readers.columns import read_parquet
from letopis.readers.crawl import read_warc
from letopis.readers.feed import read_feed
from letopis.readers.page import read_html
from letopis.readers.plain import read_plain
from letopis.readers.source import Reader
from letopis.readers.spreadsheet import read_csv
from letopis.readers.tables import read_json, read_jsonl

READERS: Final[Mapping[str, Reader]] = {
    ".txt": read_plain,
    ".md": read_plain,
    ".html": read_html,
    ".htm": read_html,
    ".json": read_json,
    ".jsonl": read_jsonl,
    ".ndjson": read_jsonl,
    ".csv": read_csv,
    ".parquet": read_parquet,
    ".warc": read_warc,
    ".rss": read_feed,
    ".atom": read_feed,
    ".xml": read_feed,
}
