"""From brat to weights: the reader, the examples, and a run of the whole command on two small articles of our own."""

import pytest

from letopis.errors import InputError

TEXT = "Вчера в Туле певица Мария Орлова дала концерт. Концерт закончился в полночь.\n"
SPANS = [("T1", "DATE", "Вчера"), ("T2", "CITY", "Туле"), ("T3", "PROFESSION", "певица"),
         ("T4", "PERSON", "Мария Орлова"), ("T5", "EVENT", "дала концерт"), ("T6", "EVENT", "концерт")]  # fmt: skip
RELATIONS = ["PARTICIPANT_IN Arg1:T4 Arg2:T5", "POINT_IN_TIME Arg1:T5 Arg2:T1", "TAKES_PLACE_IN Arg1:T5 Arg2:T2"]


def write(folder, name, text=TEXT):
    lines = []
    for id_, kind, words in SPANS:
        start = text.index(words)
        lines.append(f"{id_}\t{kind} {start} {start + len(words)}\t{words}")
    lines += [f"R{number}\t{relation}\t" for number, relation in enumerate(RELATIONS, 1)]
    (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    (folder / f"{name}.ann").write_text("\n".join(lines), encoding="utf-8")


def test_brat_is_read(tmp_path):
    from letopis.training.brat import read_folder

    write(tmp_path, "one")
    (article,) = read_folder(tmp_path)
    assert article.text[article.spans["T4"].start : article.spans["T4"].end] == "Мария Орлова"
    assert article.relations[0] == ("PARTICIPANT_IN", "T4", "T5")


FAULTS = {
    "no .ann files": lambda _: None,
    "is not beside it": lambda folder: (folder / "a.ann").write_text("", encoding="utf-8"),
    "a.ann:2": lambda folder: (write(folder, "a"), (folder / "a.ann").write_text("T1\tDATE 0 5\tx\nT2\tDATE", "utf-8")),
}


@pytest.mark.parametrize("told", FAULTS)
def test_faults_are_named(tmp_path, told):
    from letopis.training.brat import read_folder

    FAULTS[told](tmp_path)
    with pytest.raises(InputError, match=told.replace(".", r"\.")):
        read_folder(tmp_path)


def test_examples_have_gold_in_tokens(tmp_path):
    pytest.importorskip("torch")
    from letopis.model.labels import ROLES
    from letopis.model.vectors import WordVectors
    from letopis.training.examples import annotate
    from letopis.training.run import read_folders

    write(tmp_path, "one")
    given = read_folders([tmp_path])
    (annotated,), lexicon = annotate(given.read, given.articles, WordVectors.load(), [True])
    first = annotated.examples[0]
    outer, inner = first.tags[0].tolist(), first.tags[1].tolist()
    assert (outer.count(1), outer.count(2), inner.count(1)) == (1, 1, 1)
    roles = {argument.label: ROLES[first.roles[0, j]] for j, argument in enumerate(first.arguments)}
    assert roles == {"DATE": "when", "CITY": "where", "PROFESSION": "none", "PERSON": "who"}
    assert lexicon.counts["концерт/N"] == (2, 1)


@pytest.mark.slow
def test_the_same_seed_gives_the_same_weights(tmp_path):
    pytest.importorskip("torch")
    from letopis.model.weights import load_weights
    from letopis.training.fitting import Plan
    from letopis.training.run import train_folders

    for name in ("one", "two"):
        write(tmp_path, name)
    for out in ("a.npz", "b.npz"):
        train_folders([tmp_path], tmp_path / out, Plan(epochs=1), "проба")
    assert (tmp_path / "a.npz").read_bytes() == (tmp_path / "b.npz").read_bytes()
    assert load_weights(str(tmp_path / "a.npz")).header.note == "проба"


GOLD_TEXT = """---
title: Концерт в Туле
published: 2023-05-16
---
Вчера в Туле выступила певица Мария Орлова. Она спела гимн. Гости города аплодировали.
"""
GOLD = """article: concert
annotators: [a]
entities:
  orlova: {person: Мария Орлова, names: [Мария Орлова], descriptors: [певица], pronouns: ["Она"]}
  tula: {place: Тула, kind: city, country: RU, names: [Туле]}
times:
  Вчера: 2023-05-15
events:
  - type: performance
    time: 2023-05-15
    location: tula
    mentions:
      - trigger: выступила
        performer: {orlova: Мария Орлова}
        location: {tula: Туле}
        times: [Вчера]
"""


@pytest.fixture
def gold_folder(tmp_path):
    folder = tmp_path / "gold"
    folder.mkdir()
    (folder / "concert.txt").write_text(GOLD_TEXT, encoding="utf-8")
    (folder / "concert.yaml").write_text(GOLD, encoding="utf-8")
    return folder


def test_our_own_gold_teaches_the_types_of_words(gold_folder):
    pytest.importorskip("torch")
    from letopis.training.run import read_folders
    from letopis.training.typed import told_by_gold

    given = read_folders([gold_folder])
    (document,), (gold,) = given.analysed, given.gold
    told, beside = told_by_gold(document, gold)
    words = {document.sentences[sentence].tokens[index].text: types for (sentence, index), types in told.items()}
    assert words == {"выступила": {"performance"}}
    assert not beside
    assert not given.articles


def test_our_own_gold_alone_needs_a_tagger(gold_folder, tmp_path):
    pytest.importorskip("torch")
    from letopis.errors import UsageError
    from letopis.training.fitting import Plan
    from letopis.training.run import train_folders

    with pytest.raises(UsageError, match="--tagger"):
        train_folders([gold_folder], tmp_path / "w.npz", Plan(), "")


def test_a_head_of_ones_own_stands_on_the_tagger_that_is_named(gold_folder, tmp_path):
    pytest.importorskip("torch")
    import numpy as np

    from letopis.model.weights import load_weights
    from letopis.settings import PACKAGED_MODEL
    from letopis.training.fitting import Plan
    from letopis.training.run import train_folders

    out, folds = tmp_path / "w.npz", tmp_path / "folds"
    train_folders([gold_folder], out, Plan(), "", folds=folds, tagger=PACKAGED_MODEL)
    mine, packaged = load_weights(str(out)), load_weights(PACKAGED_MODEL)
    assert mine.header.types == packaged.header.types
    assert mine.weights.keys() == packaged.weights.keys()
    changed = {name for name, weight in packaged.weights.items() if not np.array_equal(mine.weights[name], weight)}
    assert "typed.leave.weight" in changed
    assert all(name.startswith("typed.") for name in changed)
    assert sorted(path.name for path in folds.iterdir()) == [f"{fold}.npz" for fold in range(5)]
