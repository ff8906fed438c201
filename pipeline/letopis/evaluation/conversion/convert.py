"""Reads one format, writes another, reads it back, and tells what did not come through."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from letopis.errors import UsageError
from letopis.evaluation.conversion import mapping as labels
from letopis.evaluation.conversion.from_standoff import from_standoff
from letopis.evaluation.conversion.losses import Loss, label_losses, record_losses
from letopis.evaluation.conversion.to_standoff import to_standoff
from letopis.evaluation.formats import LabelFormat, RecordFormat, format_of
from letopis.evaluation.formats.standoff import StandoffArticle
from letopis.evaluation.gold import GoldArticle

OWN_LABELS = "letopis"


@dataclass(slots=True)
class Conversion:
    """How many articles were written, by which mapping of labels (None: none was needed), and what was lost."""

    articles: int
    labels: str | None
    losses: list[Loss] = field(default_factory=list)


def convert(source: Path, target: Path, *, from_: str, to: str, by: str | None = None) -> Conversion:
    """Convert; `by` names the mapping of labels, found out from the labels where it is left out.

    Raises UsageError (also when the target is there already), GoldError, InputError.
    """
    reader, writer = format_of(from_, "--from"), format_of(to, "--to")
    if not source.exists():
        raise UsageError(f"{source}: no such file or folder")
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise UsageError(f"{target} is there already; give a new file or folder")
    if isinstance(reader, RecordFormat):
        return _from_records(reader.read(source), target, writer, by)
    return _from_labels(reader.read(source), target, writer, by)


def _from_records(
    given: Sequence[GoldArticle], target: Path, writer: RecordFormat | LabelFormat, by: str | None
) -> Conversion:
    if isinstance(writer, RecordFormat):
        writer.write(given, target)
        return Conversion(len(given), None, record_losses(given, writer.read(target)))
    by = by or writer.labels or OWN_LABELS
    mapping = labels.load(by)
    writer.write([to_standoff(article, mapping) for article in given], target)
    back = [from_standoff(article, mapping) for article in writer.read(target)]
    return Conversion(len(given), by, record_losses(given, back))


def _from_labels(
    given: Sequence[StandoffArticle], target: Path, writer: RecordFormat | LabelFormat, by: str | None
) -> Conversion:
    """Between two tools labels stay what they are; only a record has to know what they mean."""
    if isinstance(writer, LabelFormat):
        writer.write(given, target)
        return Conversion(len(given), None, label_losses(given, writer.read(target)))
    by = by or labels.fitting(given)
    mapping = labels.load(by)
    writer.write([from_standoff(article, mapping) for article in given], target)
    back = [to_standoff(article, mapping) for article in writer.read(target)]
    return Conversion(len(given), by, label_losses(given, back))
