"""Two passes of annotation over the same articles: the second one's gold stands in for the system's records.

F1 of such a comparison is the agreement between the annotators; it is the same whichever comes first.
"""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from letopis.evaluation.gold import Coverage, GoldArticle
from letopis.record import Record


def is_gold(path: Path) -> bool:
    """Whether the path holds gold rather than records: a folder, or a .yaml file."""
    return path.is_dir() or path.suffix in {".yaml", ".yml"}


def both_passes(
    first: Sequence[GoldArticle], other: Sequence[GoldArticle]
) -> tuple[list[GoldArticle], dict[str, Record], list[str]]:
    """The articles that both passes have, the second pass's records, and the names that only one of them has.

    What one of the two does not cover is not compared.
    """
    second = {article.name: article for article in other}
    common = [replace(one, covers=_shared(one, second[one.name])) for one in first if one.name in second]
    alone = {article.name for article in first} ^ second.keys()
    return common, {one.name: second[one.name].record for one in common}, sorted(alone)


def _shared(one: GoldArticle, other: GoldArticle) -> Coverage:
    named_only = one.covers.named_only or other.covers.named_only
    return Coverage(one.covers.types & other.covers.types, one.covers.fields & other.covers.fields, named_only)
