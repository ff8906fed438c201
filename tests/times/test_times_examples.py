"""Every rule, lexicon line, numeral and tense cue carries an example; here they all run."""

from collections.abc import Iterator

import pytest
from times_support import plain_document

from letopis.document import Document
from letopis.evaluation.times import parse_marked
from letopis.times import TimeStage, resources
from letopis.times.lexer import lex
from letopis.times.shifts import at_noon, read

PUBLISHED = "2025-03-12"
STAGE = TimeStage()


def rule_examples() -> Iterator[tuple[str, str]]:
    for row in resources.rules():
        yield from ((row.name, example) for example in row.examples)


def cue_examples() -> Iterator[str]:
    for cue in resources.tense_cues():
        yield from cue.examples


def read_times(marked: str) -> tuple[Document, list[tuple[str, str | None, str | None]]]:
    gold = parse_marked(marked, PUBLISHED, "example")
    document = plain_document(gold.text, PUBLISHED)
    STAGE([document])
    return document, [(gold.text[t.start : t.end], t.low, t.high) for t in gold.times]


@pytest.mark.parametrize(("rule", "marked"), list(rule_examples()))
def test_rule_example(rule: str, marked: str) -> None:
    document, wanted = read_times(marked)
    found = [(t.text, t.low, t.high) for t in document.times]
    assert [one for one in wanted if one not in found] == []
    assert wanted or not found


@pytest.mark.parametrize("rule", [row.name for row in resources.rules() if row.level in ("point", "top")])
def test_rule_fires_in_its_examples(rule: str) -> None:
    examples = [example for name, example in rule_examples() if name == rule]
    fired = {t.rule.split("+")[0] for marked in examples for t in read_times(marked)[0].times}
    assert rule in fired or rule in _used_inside(examples)


def _used_inside(examples: list[str]) -> set[str]:
    """Rules that fit as points within larger expressions of the examples."""
    found = set()
    grammar = STAGE._grammar
    for marked in examples:
        lexemes = lex(parse_marked(marked, PUBLISHED, "example").text)
        for first in range(len(lexemes)):
            for last in range(first + 1, min(len(lexemes), first + 12) + 1):
                match = grammar.point(lexemes, first, last)
                if match is not None:
                    found.add(match.rule.name)
    return found


@pytest.mark.parametrize("marked", list(cue_examples()))
def test_tense_cue_example(marked: str) -> None:
    document, wanted = read_times(marked)
    assert [(t.text, t.low, t.high) for t in document.times] == wanted


@pytest.mark.parametrize("entry", resources.lexicon(), ids=lambda entry: f"{entry.cls}:{entry.forms[0]}")
def test_lexicon_example(entry: resources.Entry) -> None:
    found = {(lexeme.cls, lexeme.value) for lexeme in lex(entry.example)}
    assert (entry.cls, entry.value) in found


@pytest.mark.parametrize("example", resources.numerals().examples, ids=lambda example: example.text)
def test_numeral_example(example: resources.NumeralExample) -> None:
    assert example.value in {lexeme.value for lexeme in lex(example.text)}


@pytest.mark.parametrize("row", resources.dateparser_rows(), ids=lambda row: row.example)
def test_dateparser_agrees_with_arithmetic(row: resources.RelativeRow) -> None:
    """What dateparser is trusted with, it reads as the calendar does, on awkward days too."""
    from datetime import date, timedelta

    from letopis.times.intervals import moved

    for day in (date(2024, 2, 29), date(2024, 3, 31), date(2024, 12, 31), date(2025, 1, 1), date(2025, 3, 12)):
        for amount in (1, 2, 5, 11, 21):
            got = read(row.phrase.format(n=amount), at_noon(day))
            assert got is not None
            if row.unit in ("hour", "minute"):
                step = timedelta(hours=amount) if row.unit == "hour" else timedelta(minutes=amount)
                assert got == at_noon(day) + row.direction * step
            elif row.unit == "deictic":
                assert got.date() == day + timedelta(days=row.direction)
            else:
                assert got.date() == moved(day, row.unit, row.direction * amount)
