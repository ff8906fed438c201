"""What an outcome depends on, as digests: when one of them is new, so is the work."""

import hashlib
from importlib.metadata import version
from importlib.resources import as_file, files
from pathlib import Path
from typing import Final

import orjson

from letopis.document import Article
from letopis.readers import ReadOptions, SourceArticle
from letopis.settings import Settings

_LIBRARIES: Final = ("natasha", "navec", "numpy", "pymorphy2", "pymorphy2-dicts-ru", "razdel", "slovnet", "dateparser")


def engine_digest(settings: Settings) -> bytes:
    """32 bytes over the package's own files (an edited rule counts as a new version), libraries, and settings."""
    total = hashlib.sha256(settings.digest().encode())
    total.update(orjson.dumps([settings.include_text, settings.layers]))
    total.update(orjson.dumps([version(name) for name in ("letopis", *_LIBRARIES)]))
    with as_file(files("letopis")) as folder:
        total.update(_files_digest(folder))
    return total.digest()


def reading_digest(engine: bytes, options: ReadOptions) -> bytes:
    """32 bytes over all that decides what a file is read as, and what its articles' keys are."""
    return hashlib.sha256(engine + orjson.dumps(options)).digest()


def _files_digest(folder: Path) -> bytes:
    total = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix != ".pyc":
            total.update(path.relative_to(folder).as_posix().encode())
            total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.digest()


def article_key(engine: bytes, source: SourceArticle) -> bytes:
    """32 bytes over all that the record is made from."""
    return hashlib.sha256(engine + orjson.dumps(source)).digest()


def content_key(article: Article) -> bytes:
    """32 bytes over what is analysed: articles that share them are exact duplicates, wherever they came from."""
    told = [article.sha256, article.title, article.published]
    return hashlib.sha256(orjson.dumps(told)).digest()
