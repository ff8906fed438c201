"""The agency in a dateline: «МАНИЛА, 25 окт — Восход.», «ПЕРМЬ, 8 ноября. /Корр. «Урал-пресс»/.» name a body."""

import re
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
    found = list(spans)
    for block in document.blocks:
        match = _DATELINE.match(document.text, block.start, block.end)
        if match is None:
            continue
        start, end = match.span(match.lastgroup or 0)
        sentence = next(each for each in document.sentences if each.start <= start < each.end)
        tokens = sentence.tokens_in(start, end)
        found = [each for each in found if each.end <= match.start("day") or each.start >= end]
        found.append(Span(sentence, tokens[0].index, tokens[-1].index + 1, "ORG", "agency-of-dateline"))
    return sorted(found, key=lambda each: each.start)
