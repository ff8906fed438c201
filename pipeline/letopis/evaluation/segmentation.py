"""Tokens and sentences against gold that has them (CoNLL, FactRuEval, records with layers)."""

from collections.abc import Iterable
from dataclasses import dataclass

from letopis.evaluation.counts import Tally
from letopis.record import Record

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Segmentation:
    """Stretches [start, end) of tokens and sentences; None where gold does not have them."""

    tokens: tuple[Place, ...] | None = None
    sentences: tuple[Place, ...] | None = None

    @classmethod
    def of(cls, record: Record) -> "Segmentation | None":
        """What a record's layers hold; None without layers."""
        if record.layers is None:
            return None
        tokens = tuple((token.start, token.end) for token in record.layers.tokens)
        return cls(tokens, tuple((sentence.start, sentence.end) for sentence in record.layers.sentences))


def segmentation_tallies(gold: Segmentation, system: Record | None) -> dict[str, Tally]:
    """Equal stretches; a record without layers is not judged, a missing one has missed all."""
    found = Segmentation((), ()) if system is None else Segmentation.of(system)
    if found is None:
        return {}
    tallies = {}
    sides: Iterable[tuple[str, tuple[Place, ...] | None, tuple[Place, ...] | None]] = (
        ("tokens", gold.tokens, found.tokens),
        ("sentences", gold.sentences, found.sentences),
    )
    for name, wanted, given in sides:
        if wanted is not None:
            tallies[name] = Tally.of(wanted, given or ())
    return tallies
