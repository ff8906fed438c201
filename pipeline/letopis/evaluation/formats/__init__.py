"""Gold formats by name: those that hold records, and those of annotation tools, which hold labels."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from letopis.errors import UsageError
from letopis.evaluation.formats import (
    brat,
    conll,
    doccano,
    factrueval_standoff,
    label_studio,
    own,
    own_writing,
    records,
)
from letopis.evaluation.formats.standoff import StandoffArticle
from letopis.evaluation.gold import GoldArticle


def read_only(_articles: object, path: Path) -> None:
    """Stands where a format is not written. Raises UsageError."""
    raise UsageError(f"{path}: this format is only read; choose one of {', '.join(writable())}")


@dataclass(frozen=True, slots=True)
class RecordFormat:
    """Reads a path into gold, writes gold to a path; `about` is one line for people."""

    about: str
    read: Callable[[Path], list[GoldArticle]]
    write: Callable[[Sequence[GoldArticle], Path], None]


@dataclass(frozen=True, slots=True)
class LabelFormat:
    """Reads a path into labelled texts, writes them; what the labels mean is a mapping's business."""

    about: str
    read: Callable[[Path], list[StandoffArticle]]
    write: Callable[[Sequence[StandoffArticle], Path], None]


FORMATS: dict[str, RecordFormat | LabelFormat] = {
    "own": RecordFormat("our gold, a folder of .yaml beside .txt", own.load, own_writing.write),
    "records": RecordFormat("records.jsonl", records.read, records.write),
    "brat": LabelFormat("brat standoff, a folder of .txt and .ann", brat.read, brat.write),
    "label-studio": LabelFormat("Label Studio tasks, .json", label_studio.read, label_studio.write),
    "doccano": LabelFormat("doccano, .jsonl", doccano.read, doccano.write),
    "conll": LabelFormat("CoNLL with BIO tags, spans only", conll.read, conll.write),
    "factrueval": LabelFormat("FactRuEval's layers, read only", factrueval_standoff.read, read_only),
}


def writable() -> list[str]:
    """Names of the formats that can be written."""
    return [name for name, known in FORMATS.items() if known.write is not read_only]


def format_of(name: str, option: str) -> RecordFormat | LabelFormat:
    """The format of that name. Raises UsageError, which names the option."""
    if name not in FORMATS:
        raise UsageError(f"{option} {name}: choose one of {', '.join(FORMATS)}")
    return FORMATS[name]
