"""Files, folders and streams to articles."""

from letopis.readers.formats import READERS
from letopis.readers.paths import read_paths
from letopis.readers.source import FIELDS, FIXES, ReadOptions, SourceArticle

__all__ = ["FIELDS", "FIXES", "READERS", "ReadOptions", "SourceArticle", "read_paths"]
