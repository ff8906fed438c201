"""Weights on disk: one .npz of half floats with a JSON header, read without pickle."""

import json
import zipfile
from dataclasses import dataclass, field
from importlib.resources import as_file, files
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from letopis.errors import UsageError
from letopis.model.labels import HEADS, ROLES
from letopis.model.lexicon import Lexicon
from letopis.model.network import Weights
from letopis.settings import PACKAGED_MODEL

FORMAT = 2
_HEADER = "header"
_LEXICON = "lexicon"
_EPOCH = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Header:
    """What the weights were trained for. `bias` is taken from the score of «no event», `link` is the least
    probability of a pair; `types` are what the typed head tells apart, none where there is no such head."""

    bias: float
    link: float
    labels: list[list[str]]
    note: str = ""
    types: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Stored:
    """All that a weights file holds."""

    weights: Weights
    lexicon: Lexicon
    header: Header

    @property
    def state_size(self) -> int:
        """Of the tagger's last layer, both ways."""
        return int(self.weights["tagger.heads.0.weight"].shape[1])


def save_weights(path: Path, stored: Stored) -> None:
    """Write half floats; the values read back differ from the given ones by rounding to 11 bits."""
    header = stored.header
    described = {"format": FORMAT, "bias": header.bias, "link": header.link, "labels": header.labels,
                 "note": header.note, "types": header.types}  # fmt: skip
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        _store(archive, _HEADER, _packed(described))
        _store(archive, _LEXICON, _packed(stored.lexicon.counts))
        for name in sorted(stored.weights):
            _store(archive, name, stored.weights[name].astype(np.float16))


def _packed(value: object) -> NDArray[np.generic]:
    return np.frombuffer(json.dumps(value, ensure_ascii=False, sort_keys=True).encode(), np.uint8)


def _store(archive: zipfile.ZipFile, name: str, array: NDArray[np.generic]) -> None:
    """One array under a fixed date: the same weights give the same bytes."""
    with archive.open(zipfile.ZipInfo(f"{name}.npy", _EPOCH), "w") as member:
        np.lib.format.write_array(member, array, allow_pickle=False)


def load_weights(name: str) -> Stored:
    """Weights of a file, or of the package for `default`; raises UsageError when there are none or they do not fit."""
    if name != PACKAGED_MODEL:
        return _read(Path(name))
    with as_file(files("letopis") / "resources" / "model" / "weights.npz") as path:
        return _read(path)


def current_labels() -> list[list[str]]:
    """The labels that this version of the package can use."""
    return [list(tags) for _, tags in HEADS] + [list(ROLES)]


def _read(path: Path) -> Stored:
    if not path.is_file():
        raise UsageError(f"{path}: no weights there; train some with `letopis train`, or use --model none")
    try:
        with np.load(path, allow_pickle=False) as stored:
            arrays = {name: stored[name] for name in stored.files}
        header = json.loads(arrays.pop(_HEADER).tobytes())
        counts = json.loads(arrays.pop(_LEXICON).tobytes())
        found = Header(header["bias"], header["link"], header["labels"], header["note"], header["types"])
    except (ValueError, KeyError, OSError, EOFError, zipfile.BadZipFile) as error:
        raise UsageError(f"{path}: these are no weights of letopis ({error})") from error
    if header.get("format") != FORMAT or found.labels != current_labels():
        raise UsageError(f"{path}: made by another version of letopis; train anew with `letopis train`")
    weights = {name: array.astype(np.float32) for name, array in arrays.items()}
    lexicon = Lexicon({key: (seen, told) for key, (seen, told) in counts.items()})
    return Stored(weights, lexicon, found)
