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


@dataclass(frozen=True, slots=True)
class RecordFormat:
    """Reads a path into gold, writes gold to a path; `about` is one line for people."""

    about: str
    read: Callable[[Path], list[GoldArticle]]
    write: Callable[[Sequence[GoldArticle], Path], None]


@dataclass(frozen=True, slots=True)
class LabelFormat:
    """Reads a path into labelled texts, writes them; what the labels mean is a mapping's business.

    `labels` names the mapping of a format that has a place for no other labels.
    """

    about: str
    read: Callable[[Path], list[StandoffArticle]]
    write: Callable[[Sequence[StandoffArticle], Path], None]
    labels: str | None = None


FORMATS: dict[str, RecordFormat | LabelFormat] = {
    "own": RecordFormat("our gold, a folder of .yaml beside .txt", own.load, own_writing.write),
    "records": RecordFormat("records.jsonl", records.read, records.write),
    "brat": LabelFormat("brat standoff, a folder of .txt and .ann", brat.read, brat.write),
    "label-studio": LabelFormat("Label Studio tasks, .json", label_studio.read, label_studio.write),
    "doccano": LabelFormat("doccano, .jsonl", doccano.read, doccano.write),
    "conll": LabelFormat("CoNLL with BIO tags, spans only", conll.read, conll.write),
    "factrueval": LabelFormat(
        "FactRuEval's layers", factrueval_standoff.read, factrueval_standoff.write, factrueval_standoff.LABELS
    ),
}


def format_of(name: str, option: str) -> RecordFormat | LabelFormat:
    """The format of that name. Raises UsageError, which names the option."""
    if name not in FORMATS:
        raise UsageError(f"{option} {name}: choose one of {', '.join(FORMATS)}")
    return FORMATS[name]
