"""Files, folders and streams to articles."""

from letopis.readers.archives import ARCHIVES
from letopis.readers.compressions import COMPRESSIONS
from letopis.readers.files import InputFile, covered_by
from letopis.readers.formats import READERS
from letopis.readers.paths import STDIN, find_inputs, read_file, read_paths
from letopis.readers.source import FIELDS, ReadOptions, SourceArticle, fix_of

__all__ = [
    "ARCHIVES",
    "COMPRESSIONS",
    "FIELDS",
    "READERS",
    "STDIN",
    "InputFile",
    "ReadOptions",
    "SourceArticle",
    "covered_by",
    "find_inputs",
    "fix_of",
    "read_file",
    "read_paths",
]
