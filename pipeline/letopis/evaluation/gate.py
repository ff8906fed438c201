"""Floors under the figures: a change that falls below one fails, and no floor is lowered by accident.

`floors.json` has an entry for each gold, under its path from the file's folder: the digest of what the floors were
measured on, the number of articles, and the lowest allowed F1 or share by figure.
"""

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

import orjson
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from letopis.errors import LetopisError, UsageError
from letopis.evaluation.gold import GoldArticle
from letopis.evaluation.labels import RATE_LABELS, TALLY_LABELS
from letopis.evaluation.scores import Score

# Figures that a floor stands under; those that the gold has.
PINNED: Final = (
    "events", "triggers", "arguments", "participants_role", "entities", "references", "times_whole",
    "status", "time", "time_dated", "places", "entity_names", "word_triggers", "triples",
)  # fmt: skip
# How far below today's figure a new floor stands: less would fail over one event of a hundred.
MARGIN: Final = 0.015


class GateError(LetopisError):
    """A figure is under its floor, or the gold is not the one that the floors were measured on."""


class Floors(BaseModel):
    """The floors of one gold."""

    model_config = ConfigDict(extra="forbid")

    digest: str
    articles: int
    floors: dict[str, float]


class FloorsFile(BaseModel):
    """All of `floors.json`."""

    model_config = ConfigDict(extra="forbid")

    gold: dict[str, Floors] = Field(default_factory=dict)


def gold_digest(path: Path, gold: Sequence[GoldArticle]) -> str:
    """SHA-256 over the gold's files and the texts that they annotate; the same wherever the folder lies."""
    files = sorted(file for file in path.rglob("*") if file.is_file()) if path.is_dir() else [path]
    digest = hashlib.sha256()
    for file in files:
        digest.update(f"{file.relative_to(path).as_posix()}\0".encode())
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    for article in sorted(gold, key=lambda article: article.name):
        digest.update(f"{article.name}\0{article.record.article.sha256}\0".encode())
    return digest.hexdigest()


def figures(score: Score) -> dict[str, float]:
    """The figures that floors stand under."""
    tallies = {name: score.tallies[name].f1 for name in PINNED if name in score.tallies}
    rates = {name: score.rates[name].ratio for name in PINNED if name in score.rates}
    return {name: value for name, value in (tallies | rates).items() if value is not None}


class Gate:
    """One floors file and one gold."""

    def __init__(self, file: Path, gold_path: Path, gold: Sequence[GoldArticle]) -> None:
        self._file = file
        self._key = _key(file, gold_path)
        self._digest = gold_digest(gold_path, gold)
        self._articles = len(gold)
        self._all = _read(file)

    def check(self, score: Score) -> str:
        """One line when every figure is at its floor or above. Raises GateError with all that are not."""
        known = self._all.gold.get(self._key)
        if known is None:
            raise GateError(f"{self._file} has no floors for {self._key}; measure them with --pin")
        if known.digest != self._digest:
            told = f"{known.articles} articles then, {self._articles} now"
            raise GateError(f"{self._key} has changed since its floors were pinned ({told}); pin them anew with --pin")
        if under := _under(known.floors, figures(score)):
            raise GateError("\n".join([f"{self._key}: {len(under)} figures under their floors", *under]))
        return f"{self._key}: {len(known.floors)} figures at their floors or above"

    def pin(self, score: Score, *, lower: bool) -> str:
        """Write floors a little below today's figures, never below what stands there unless `lower` says so.

        Raises GateError, and writes nothing, where a floor would have to be lowered.
        """
        known = self._all.gold.get(self._key)
        old: Mapping[str, float] = known.floors if known else {}
        measured = figures(score)
        new = {name: max(0.0, round(value - MARGIN, 3)) for name, value in measured.items()}
        lost = _under(old, measured)
        if lost and not lower:
            told = f"{self._key}: pinning would lower floors; --lower says that it is meant"
            raise GateError("\n".join([told, *lost]))
        kept = new if lower else {name: max(floor, old.get(name, 0.0)) for name, floor in new.items()}
        self._all.gold[self._key] = Floors(digest=self._digest, articles=self._articles, floors=kept)
        ordered = FloorsFile(gold=dict(sorted(self._all.gold.items())))
        self._file.write_bytes(orjson.dumps(ordered.model_dump(), option=orjson.OPT_INDENT_2) + b"\n")
        return f"{self._key}: {len(kept)} floors in {self._file}"


def _under(floors: Mapping[str, float], today: Mapping[str, float]) -> list[str]:
    """A line for each figure under its floor; one that is not there any more is 0."""
    return [
        f"{(TALLY_LABELS | RATE_LABELS)[name]}: {100 * today.get(name, 0.0):.1f} is under its floor {100 * floor:.1f}"
        for name, floor in floors.items()
        if today.get(name, 0.0) < floor
    ]


def _key(file: Path, gold: Path) -> str:
    try:
        return gold.resolve().relative_to(file.resolve().parent).as_posix()
    except ValueError:
        return gold.as_posix()


def _read(file: Path) -> FloorsFile:
    if not file.exists():
        return FloorsFile()
    try:
        return FloorsFile.model_validate_json(file.read_bytes())
    except ValidationError as error:
        told = [f"{'.'.join(map(str, fault['loc']))}: {fault['msg']}" for fault in error.errors()]
        raise UsageError(f"{file} is no file of floors: {'; '.join(told)}; write one with --pin") from error
