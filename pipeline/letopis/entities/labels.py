"""«• ПАКИСТАН.», «ЖЕНЕВА:», «АНКАРА, 6 августа»: a place in capitals that labels what its paragraph tells."""

from collections.abc import Iterator, Sequence
from itertools import chain

from letopis.document import Document, Sentence
from letopis.entities.gazetteer import fold_place
from letopis.entities.place_candidates import candidates
from letopis.entities.span import Span

# A label has at most so many words, «БОСНИЯ И ГЕРЦЕГОВИНА».
_LONGEST = 3
_SHORTEST = 3
_CLOSING = frozenset({".", ":"})
_DASHES = frozenset({"-", "–", "—"})


def with_labels(document: Document, spans: Sequence[Span]) -> list[Span]:
    """The spans, with places that label a paragraph in the stead of what overlaps them; in text order."""
    found: dict[int, list[Span]] = {}
    opened: set[int] = set()
    for sentence in document.sentences:
        if sentence.block not in opened and any(token.text[0].isalpha() for token in sentence.tokens):
            opened.add(sentence.block)
            found[sentence.index] = list(_labels(sentence))
    kept = [span for span in spans if not any(map(span.overlaps, found.get(span.sentence.index, ())))]
    return sorted([*kept, *chain(*found.values())], key=lambda span: span.start)


def _labels(sentence: Sentence) -> Iterator[Span]:
    """The places of the label that opens a sentence: «ИНДИЯ — ПАКИСТАН.» has two."""
    tokens = sentence.tokens
    at = next((token.index for token in tokens if token.text[0].isalpha()), len(tokens))
    runs: list[tuple[int, int]] = []
    while at < len(tokens) and tokens[at].text.isupper():
        last = next((i for i in range(at, len(tokens)) if not tokens[i].text.isupper()), len(tokens))
        runs.append((at, last))
        at = last + 1 if last < len(tokens) and tokens[last].text in _DASHES else last
    closed = at < len(tokens) and (tokens[at].text in _CLOSING or _dated(sentence, at))
    for first, last in runs if closed else []:
        name = " ".join(token.text for token in tokens[first:last])
        if last - first <= _LONGEST and len(name) >= _SHORTEST and any(candidates(fold_place(name))):
            yield Span(sentence, first, last, "LOC", "label")


def _dated(sentence: Sentence, at: int) -> bool:
    """Whether a comma and the day of a dateline stand at the token: «АНКАРА, 6 августа»."""
    after = [token.text for token in sentence.tokens[at : at + 2]]
    return len(after) == 2 and after[0] == "," and after[1].isdigit()
