"""Files, folders and streams to articles."""

from letopis.readers.archives import ARCHIVES
from letopis.readers.compressions import COMPRESSIONS
from letopis.readers.formats import READERS
from letopis.readers.paths import read_paths
from letopis.readers.source import FIELDS, ReadOptions, SourceArticle, fix_of

__all__ = ["ARCHIVES", "COMPRESSIONS", "FIELDS", "READERS", "ReadOptions", "SourceArticle", "fix_of", "read_paths"]
