"""Reads brat standoff folders: spans of text and relations between them."""

import re
from dataclasses import dataclass, field
from pathlib import Path

from letopis.errors import InputError


@dataclass(slots=True)
class BratSpan:
    """One T line; a discontinuous span is taken from its first to its last character."""

    id: str
    kind: str
    start: int
    end: int


@dataclass(slots=True)
class BratArticle:
    """One .txt with its .ann; relations are (name, id of Arg1, id of Arg2)."""

    name: str
    text: str
    spans: dict[str, BratSpan] = field(default_factory=dict)
    relations: list[tuple[str, str, str]] = field(default_factory=list)


def read_folder(folder: Path) -> list[BratArticle]:
    """Articles of the folder in order of name; raises InputError where a line or a text is not as brat has it."""
    paths = sorted(folder.glob("*.ann"))
    if not paths:
        raise InputError(str(folder), "missing", "no .ann files; give a folder of brat standoff pairs")
    return [_read(path) for path in paths]


def _read(path: Path) -> BratArticle:
    source = path.with_suffix(".txt")
    if not source.exists():
        raise InputError(str(path), "missing", f"{source.name} is not beside it")
    article = BratArticle(path.stem, source.read_bytes().decode("utf-8"))
    for number, line in enumerate(path.read_bytes().decode("utf-8").split("\n"), 1):
        fields = line.rstrip("\r").split("\t")
        try:
            if fields[0].startswith("T"):
                kind, _, place = fields[1].partition(" ")
                offsets = [int(digits) for digits in re.findall(r"\d+", place)]
                article.spans[fields[0]] = BratSpan(fields[0], kind, min(offsets), max(offsets))
            elif fields[0].startswith("R"):
                name, first, second = fields[1].split()
                article.relations.append((name, first.split(":", 1)[1], second.split(":", 1)[1]))
        except (IndexError, ValueError) as error:
            raise InputError(f"{path}:{number}", "failed", f"no brat line: {line[:60]!r}") from error
    return article
