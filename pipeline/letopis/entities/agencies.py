"""The agency in a dateline: «МАНИЛА, 25 окт — Восход.», «ПЕРМЬ, 8 ноября. /Корр. «Урал-пресс»/.» name a body."""

import re
from bisect import bisect_right
from collections.abc import Sequence

from letopis.document import Document
from letopis.entities.span import Span

# The town in capitals and the day; then the agency up to a full stop or its correspondent's name, or between slashes.
_NAME = r"[А-ЯЁ][\w-]*(?: [А-ЯЁ][\w-]*)?"
_DATELINE = re.compile(
    r"[А-ЯЁ][А-ЯЁ /,-]+, (?P<day>\d{1,2}) [а-яё]+\.?"
    rf"(?: [—–-] (?P<plain>{_NAME})(?=\.|, {_NAME}\.)|\. /(?:Корр\.? )?«?(?P<slashed>{_NAME})»?/)"
)


def with_agencies(document: Document, spans: Sequence[Span]) -> list[Span]:
    """The spans with each dateline's agency as a body, in place of whatever was read into the words behind the day."""
    matches = {block.index: _DATELINE.match(document.text, block.start, block.end) for block in document.blocks}
    datelines = {block: match for block, match in matches.items() if match is not None}
    kept = [each for each in spans if not _is_read_into(each, datelines.get(each.sentence.block))]
    found = [_agency(document, match) for match in datelines.values()]
    return sorted([*kept, *found], key=lambda each: each.start)


def _is_read_into(span: Span, dateline: re.Match[str] | None) -> bool:
    """Whether the span is of the words between the day and the end of the agency's name."""
    if dateline is None:
        return False
    return span.end > dateline.start("day") and span.start < dateline.end(dateline.lastgroup or 0)


def _agency(document: Document, dateline: re.Match[str]) -> Span:
    start, end = dateline.span(dateline.lastgroup or 0)
    sentence = document.sentences[bisect_right(document.sentences, start, key=lambda each: each.start) - 1]
    tokens = sentence.tokens_in(start, end)
    return Span(sentence, tokens[0].index, tokens[-1].index + 1, "ORG", "agency-of-dateline")
