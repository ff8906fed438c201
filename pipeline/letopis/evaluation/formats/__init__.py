"""Gold formats by name; each reads a file or a folder into gold articles."""

from collections.abc import Callable
from pathlib import Path

from letopis.evaluation.formats import own
from letopis.evaluation.gold import GoldArticle

FORMATS: dict[str, Callable[[Path], list[GoldArticle]]] = {"own": own.load}
