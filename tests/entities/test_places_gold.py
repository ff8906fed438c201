"""Places of the gold in corpus/gold/places: found, and resolved to the right row."""

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import pytest
import yaml

from letopis.document import Article, Document
from letopis.entities.places import PlaceResolution, PlaceResolver, PlaceSpan, find_places
from letopis.language.stage import LanguageStage

GOLD = Path(__file__).parents[2] / "corpus" / "gold" / "places"
MARK = re.compile(r"\[([^\]]+)\]\(([^)]+)\)")


@dataclass(frozen=True)
class Marked:
    start: int
    end: int
    text: str
    value: str


def unmark(source: str) -> tuple[str, list[Marked]]:
    """The text without its markup, and the marks with offsets in it."""
    text, marks, at = "", [], 0
    for match in MARK.finditer(source):
        text += source[at : match.start()]
        marks.append(Marked(len(text), len(text) + len(match[1]), match[1], match[2]))
        text += match[1]
        at = match.end()
    return text + source[at:], marks


def resolve_all(document: Document) -> list[tuple[PlaceSpan, PlaceResolution]]:
    """Each found place by itself, with the countries of the text as context."""
    resolver = PlaceResolver.load()
    spans = [span for sentence in document.sentences for span in find_places(sentence)]
    first = [span.target or resolver.resolve([document.text[span.start : span.end]], hint=span.hint) for span in spans]
    context = Counter(place.country for place in first if place.country)
    return [
        (span, span.target or resolver.resolve([document.text[span.start : span.end]], (), context, span.hint))
        for span in spans
    ]


def is_right(place: PlaceResolution, value: str) -> bool:
    if value.startswith("="):
        return place.name == value[1:]
    ident = value.split(" ", maxsplit=1)[0]
    if ident.isdigit():
        return place.geonames == int(ident)
    return place.country == ident and place.kind in ("country", "region")


@lru_cache(maxsize=2)
def outcome(part: str) -> tuple[Counter[str], list[str]]:
    """Counts of marked, found, right, false, and one line for each fault."""
    items = [unmark(source) for source in yaml.safe_load((GOLD / f"{part}.yaml").read_text(encoding="utf-8"))]
    documents = [Document(Article(str(i), text, "")) for i, (text, _) in enumerate(items)]
    LanguageStage()(documents)
    counts: Counter[str] = Counter()
    faults = []
    for document, (text, marks) in zip(documents, items, strict=True):
        places = resolve_all(document)
        for mark in marks:
            near = [place for span, place in places if span.start < mark.end and mark.start < span.end]
            right = any(is_right(place, mark.value) for place in near)
            counts.update(marked=1, found=bool(near), right=right)
            if not right:
                faults.append(f"{mark.text} should be {mark.value}: {near or 'not found'} in: {text.strip()}")
        for span, place in places:
            if not any(span.start < mark.end and mark.start < span.end for mark in marks):
                counts["false"] += 1
                faults.append(f"false {text[span.start : span.end]} as {place}")
    return counts, faults


@pytest.mark.slow
@pytest.mark.parametrize(("part", "right", "false"), [("dev", 0.97, 0.01), ("test", 0.97, 0.01)])
def test_gold_places_are_found_and_resolved(part: str, right: float, false: float) -> None:
    counts, faults = outcome(part)
    report = "\n".join(faults)
    assert counts["right"] / counts["marked"] >= right, report
    assert counts["false"] / counts["marked"] <= false, report


def test_gold_is_large_enough() -> None:
    marks = [MARK.findall((GOLD / f"{part}.yaml").read_text(encoding="utf-8")) for part in ("dev", "test")]
    assert sum(map(len, marks)) >= 300
