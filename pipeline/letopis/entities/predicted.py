"""Names as the model sees them beside those that recogniser and rules found.

The model decides between a body and another name; what only the recogniser took for a body, and the model does not, is
dropped, unless it stands in quotes: names of firms, ships and stadiums that NEREL never showed. Bodies that nobody but
the model sees, and longer ones, are not added: measured on our own gold, half of them were none.
"""

from collections.abc import Iterator, Sequence

from letopis.document import Document, PredictedSpan, Prediction
from letopis.entities.span import Span

# Probability from which a body is believed where rules or recogniser see another name, chosen on NEREL's dev part.
_RETYPES = 0.7
_QUOTES = frozenset('«"„“')


def with_predictions(document: Document, spans: Sequence[Span]) -> list[Span]:
    """The spans in their order, put right by the model; unchanged where none was used."""
    if not document.predictions:
        return list(spans)
    return list(_corrected(document, spans))


def _corrected(document: Document, spans: Sequence[Span]) -> Iterator[Span]:
    for span in spans:
        bodies = _bodies(document.predictions[span.sentence.index])
        if _is_body(span, bodies) and not _says_where(span):
            span.type, span.rule = "ORG", "model-retyped"
            document.explain("entities", span.rule, span.start, span.end, span.type)
        if not _is_doubtful(span, bodies):
            yield span


def _bodies(prediction: Prediction) -> list[PredictedSpan]:
    return [one for one in prediction.arguments if one.label == "ORGANIZATION"]


def _is_body(span: Span, bodies: Sequence[PredictedSpan]) -> bool:
    same = (body for body in bodies if (body.first, body.last) == (span.first, span.last))
    return span.type != "ORG" and any(body.probability >= _RETYPES for body in same)


def _says_where(span: Span) -> bool:
    """«встреча в Ратуше», «мэр принял в Ратуше»: a place behind «в» or «на» that hangs on a noun or on a verb whose
    subject is told; «в Ратуше заявили» may be the body."""
    tokens = span.sentence.tokens
    head = next((t for t in tokens[span.first : span.last] if not span.first <= t.head < span.last), None)
    if span.type != "LOC" or head is None or head.head < 0 or span.first == 0:
        return False
    if tokens[span.first - 1].lemma not in ("в", "во", "на"):
        return False
    above = span.sentence.children(head.head)
    return tokens[head.head].pos in ("NOUN", "PROPN") or any(each.rel.startswith("nsubj") for each in above)


def _is_doubtful(span: Span, bodies: Sequence[PredictedSpan]) -> bool:
    if span.type != "ORG" or span.rule != "recogniser":
        return False
    quoted = span.first > 0 and span.sentence.tokens[span.first - 1].text in _QUOTES
    return not quoted and not any(body.first < span.last and span.first < body.last for body in bodies)
