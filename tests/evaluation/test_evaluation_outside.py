"""Our figures are those of other people's scorers on the same data."""

from pathlib import Path
from statistics import StatisticsError

import pytest
import scorch.scores
from hypothesis import given
from hypothesis import strategies as st
from nervaluate import Evaluator

from letopis.evaluation.coreference import Shares, add_shares, conll_f1, coreference
from letopis.evaluation.counts import Tally
from letopis.evaluation.formats.own import load
from letopis.evaluation.layer_scores import layer_scores
from letopis.record import Record
from letopis.record.parts import Entity, EntityMention, Organization

DEV = Path(__file__).parents[2] / "corpus" / "gold" / "dev"
Clusters = list[set[int]]


def entities(clusters: Clusters) -> list[Entity]:
    """A mention for each number, ten characters apart."""
    return [
        Organization(
            id=f"e{number}", type="organization", name="ООО", country=None, abbreviation=None, aliases=[],
            mentions=[EntityMention(start=10 * i, end=10 * i + 5, text="слово", form="name") for i in sorted(cluster)],
        )
        for number, cluster in enumerate(clusters)
    ]  # fmt: skip


@st.composite
def partitions(draw: st.DrawFn) -> Clusters:
    """Some of ten mentions, in disjoint clusters."""
    homes = draw(st.lists(st.integers(0, 5), min_size=1, max_size=10))
    clusters: dict[int, set[int]] = {}
    for mention, home in enumerate(homes):
        if home:
            clusters.setdefault(home, set()).add(mention)
    return list(clusters.values()) or [{0}]


def outside(gold: Clusters, system: Clusters) -> dict[str, tuple[float, float, float]]:
    measures = {"muc": scorch.scores.muc, "b3": scorch.scores.b_cubed, "ceaf": scorch.scores.ceaf_e}
    found = {}
    for name, measure in measures.items():
        try:
            found[name] = measure(gold, system)
        except StatisticsError:  # its harmonic mean of two zeros
            found[name] = (0.0, 0.0, 0.0)
    return found


def ours(found: dict[str, Shares], name: str) -> tuple[float, float, float]:
    one = found[name]
    return one.recall or 0.0, one.precision or 0.0, one.f1 or 0.0


@given(partitions(), partitions())
def test_coreference_as_scorch_has_it(gold: Clusters, system: Clusters) -> None:
    found = coreference(entities(gold), entities(system))
    links = any(len(cluster) > 1 for cluster in gold), any(len(cluster) > 1 for cluster in system)
    for name, expected in outside(gold, system).items():
        # Without any link scorch calls MUC perfect; we say that there was none to find.
        if name != "muc" or all(links):
            assert ours(found, name) == pytest.approx(expected)


def test_coreference_over_articles_is_that_of_all_their_clusters() -> None:
    one: tuple[Clusters, Clusters] = [{1, 2, 3}, {4}], [{1, 2}, {3, 4}]
    other: tuple[Clusters, Clusters] = [{5, 6}, {7, 8}], [{5, 6, 7}]
    total = add_shares(coreference(entities(gold), entities(system)) for gold, system in (one, other))
    for name, expected in outside(one[0] + other[0], one[1] + other[1]).items():
        assert ours(total, name) == pytest.approx(expected)
    assert conll_f1(total) == pytest.approx(sum(ours(total, name)[2] for name in ("muc", "b3", "ceaf")) / 3)


def test_lenient_coreference_by_hand() -> None:
    gold, system = entities([{1, 2}, {3}]), entities([{1, 2}, {3}])
    shifted = [
        entity.model_copy(
            update={"mentions": [m.model_copy(update={"end": m.end + 2}) for m in entity.mentions if m.end]}
        )
        for entity in system
    ]
    found = coreference(gold, shifted)
    assert ours(found, "b3") == (0.0, 0.0, 0.0)
    assert ours(found, "b3_lenient") == (1.0, 1.0, 1.0)
    assert conll_f1(found, "_lenient") == 1.0


def test_nothing_found_and_nothing_to_find() -> None:
    found = coreference(entities([{1, 2}]), [])
    assert ours(found, "b3") == ours(found, "muc") == ours(found, "ceaf") == (0.0, 0.0, 0.0)
    assert conll_f1(coreference([], [])) is None


def damaged(record: Record) -> Record:
    """Every third mention of a name a character shorter, every fifth gone, every seventh of another type."""
    values = record.to_dict()
    number = 0
    for entity in values["entities"]:
        kept = []
        for mention in entity["mentions"]:
            number += 1
            if number % 3 == 0 and mention["start"] is not None and mention["end"] - mention["start"] > 1:
                mention.update(end=mention["end"] - 1, text=mention["text"][:-1])
            if number % 5:
                kept.append(mention)
        entity["mentions"] = kept
    return Record.model_validate(values)


def nervaluate(pairs: list[tuple[Record, Record]], type_: str) -> tuple[Tally, Tally]:
    """Strict and by overlap («ent_type») of names of one type, by nervaluate."""
    sides: tuple[list[list[dict[str, object]]], list[list[dict[str, object]]]] = ([], [])
    for pair in pairs:
        for side, record in zip(sides, pair, strict=True):
            # Its ends are inclusive.
            side.append([
                {"label": entity.type, "start": mention.start, "end": mention.end - 1}
                for entity in record.entities
                for mention in entity.mentions
                if entity.type == type_ and mention.form in ("name", "adjective") and mention.end is not None
            ])  # fmt: skip
    results = Evaluator(*sides, tags=[type_]).evaluate()["overall"]
    found = []
    for strategy in ("strict", "ent_type"):
        one = results[strategy]
        right = one.correct
        wanted = one.correct + one.incorrect + one.partial + one.missed
        given_ = one.correct + one.incorrect + one.partial + one.spurious
        found.append(Tally(right, given_ - right, wanted - right))
    return found[0], found[1]


@pytest.mark.parametrize("type_", ["person", "place", "organization"])
def test_names_as_nervaluate_counts_them(type_: str) -> None:
    gold = load(DEV)
    pairs = [(article.record, damaged(article.record)) for article in gold]
    tallies = [layer_scores(*pair, article.covers)[0] for pair, article in zip(pairs, gold, strict=True)]
    strict, _ = nervaluate(pairs, type_)
    assert sum((one[f"mentions_{type_}"] for one in tallies), Tally()) == strict


def test_overlapping_names_as_nervaluate_counts_them() -> None:
    gold = load(DEV)
    pairs = [(article.record, damaged(article.record)) for article in gold]
    tallies = [layer_scores(*pair, article.covers)[0] for pair, article in zip(pairs, gold, strict=True)]
    by_type = [nervaluate(pairs, type_)[1] for type_ in ("person", "place", "organization")]
    assert sum((one["names_overlap"] for one in tallies), Tally()) == sum(by_type, Tally())
