"""The contract's own example article, where it lies beside the project: what our record of it says."""

from pathlib import Path

import pytest

from letopis.extractor import Extractor

ARTICLE = Path(__file__).parents[3] / "shared" / "design" / "example" / "article.txt"
pytestmark = pytest.mark.skipif(not ARTICLE.exists(), reason="the contract's example is not part of the project")

EVENTS = [
    ("visit", "occurred", "2023-05-15/2023-05-16", "Ош"),
    ("negotiation", "occurred", "2023-05-16", "Ош"),
    ("agreement", "occurred", "2023-05-15/2023-05-16", "Ош"),
    ("meeting", "planned", "2023-06", "Алматы"),
    ("protest", "occurred", "2023-05-16", "мэрия"),
    ("visit", "occurred", "2022-03", "Бишкек"),
]


def test_the_events_of_the_example(extractor: Extractor) -> None:
    record = extractor.extract(ARTICLE.read_bytes().decode("utf-8"), published="2023-05-17")
    typed = [event for event in record.events if event.type != "other"]
    assert [
        (e.type, e.status, e.time.edtf if e.time else None, e.places[0].name if e.places else None) for e in typed
    ] == EVENTS
    (conflict,) = typed[0].conflicts
    assert conflict.values[conflict.chosen].value == ["2023-05-15", "2023-05-16"]
    (claim,) = record.claims
    assert (claim.min, claim.max, claim.found) == (3, None, 1)
