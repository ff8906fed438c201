"""Gold of real news quotes words and no sentences, and is sound beside the texts, where these are."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from letopis.evaluation.formats.own import load
from letopis.events.ontology import Ontology

REAL = Path(__file__).parents[2] / "corpus" / "real"
TEXTS = Path(__file__).parents[3] / "shared" / "data" / "nerel" / "train"
# `again`: a second pass over some of `test`.
SPLITS = ("train", "test", "again")
FILES = sorted(REAL.glob("*/*.yaml"))
# Words of the longest name (a department of a department of a ministry) with what tells it from others.
LONGEST = 16


def strings(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        value = [*value.keys(), *value.values()]
    if isinstance(value, list):
        for each in value:
            yield from strings(each)
    elif isinstance(value, str):
        yield value


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_no_sentence_is_copied(file: Path) -> None:
    given = yaml.safe_load(file.read_text(encoding="utf-8"))
    assert str(given["article"]) == file.stem
    assert max(len(text.split()) for text in strings(given)) <= LONGEST


def test_an_article_is_in_one_split() -> None:
    train, test, again = ({file.stem for file in FILES if file.parent.name == split} for split in SPLITS)
    assert train
    assert again < test
    assert train.isdisjoint(test)


@pytest.mark.skipif(not TEXTS.is_dir(), reason="needs NEREL's texts")
@pytest.mark.parametrize("split", SPLITS)
def test_gold_is_sound_beside_the_texts(split: str, tmp_path: Path) -> None:
    (tmp_path / "articles").symlink_to(TEXTS)
    for file in (REAL / split).glob("*.yaml"):
        (tmp_path / file.name).write_bytes(file.read_bytes())
    types = Ontology.load().types
    told = [(gold.name, event.type, event.kind) for gold in load(tmp_path) for event in gold.record.events]
    assert [(name, type_, kind) for name, type_, kind in told if kind and kind not in types[type_].kinds] == []
