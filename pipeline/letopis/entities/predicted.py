"""Bodies as the model sees them beside those that recogniser and rules found.

The rules' spans stay. The model lengthens them, adds bodies inside them and bodies that nobody else saw, and
decides between a body and another name; what only the recogniser took for a body and the model does not is dropped.
"""

from collections.abc import Sequence

from letopis.document import Document, Prediction, Sentence
from letopis.entities.spans import Span

# Probabilities from which the model is believed, chosen on NEREL's dev part.
_ADDS, _RETYPES, _CHANGES = 0.7, 0.7, 0.8


def with_predictions(document: Document, spans: Sequence[Span]) -> list[Span]:
    """The spans, put right sentence by sentence in text order; unchanged where no model was used."""
    if not document.predictions:
        return list(spans)
    by_sentence: dict[int, list[Span]] = {}
    for span in spans:
        by_sentence.setdefault(span.sentence.index, []).append(span)
    found: list[Span] = []
    for sentence, prediction in zip(document.sentences, document.predictions, strict=True):
        own = _combined(sentence, by_sentence.get(sentence.index, []), prediction)
        found += sorted(own, key=lambda span: (span.first, -span.last))
    for span in found:
        if span.rule.startswith("model-"):
            document.explain("entities", span.rule, span.start, span.end, span.type)
    return found


def _combined(sentence: Sentence, spans: list[Span], prediction: Prediction) -> list[Span]:
    bodies = [
        (Span(sentence, one.first, one.last, "ORG", "model-body"), one.probability)
        for one in prediction.arguments
        if one.label == "ORGANIZATION"
    ]
    kept = [_retyped(span, bodies) for span in spans]
    kept = [span for span in kept if not _is_doubtful(span, bodies)]
    for body, probability in bodies:
        kept = _with_body(kept, body, probability)
    return kept


def _retyped(span: Span, bodies: Sequence[tuple[Span, float]]) -> Span:
    same = (p for body, p in bodies if (body.first, body.last) == (span.first, span.last))
    if span.type != "ORG" and max(same, default=0.0) >= _RETYPES and not _says_where(span):
        span.type, span.rule = "ORG", "model-retyped"
    return span


def _says_where(span: Span) -> bool:
    """«встреча в Ратуше»: a place behind «в» or «на» that hangs on a noun; «в Ратуше заявили» may be the body."""
    tokens = span.sentence.tokens
    head = next((t for t in tokens[span.first : span.last] if not span.first <= t.head < span.last), None)
    if span.type != "LOC" or head is None or head.head < 0 or span.first == 0:
        return False
    return tokens[span.first - 1].lemma in ("в", "во", "на") and tokens[head.head].pos in ("NOUN", "PROPN")


def _is_doubtful(span: Span, bodies: Sequence[tuple[Span, float]]) -> bool:
    only_recogniser = span.type == "ORG" and span.rule == "recogniser"
    return only_recogniser and not any(body.overlaps(span) for body, _ in bodies)


def _with_body(spans: list[Span], body: Span, probability: float) -> list[Span]:
    """The spans with the model's body where it is new, inside one of them, or longer than them."""
    touched = [span for span in spans if span.overlaps(body)]
    if not touched:
        return [*spans, body] if probability >= _ADDS else spans
    mine = [span for span in touched if span.type == "ORG"]
    hidden = any(span.type != "ORG" and _holds(span, body) for span in touched)
    if probability < _CHANGES or not mine or hidden or any(_crosses(span, body) for span in mine):
        return spans
    if any(_holds(span, body) and span.first == body.first for span in mine):
        return spans
    shorter = [span for span in mine if _holds(body, span) and span.first == body.first]
    body.rule = "model-longer" if shorter else "model-nested"
    return [*(span for span in spans if span not in shorter), body]


def _holds(outer: Span, inner: Span) -> bool:
    return outer.first <= inner.first and inner.last <= outer.last


def _crosses(one: Span, other: Span) -> bool:
    return not _holds(one, other) and not _holds(other, one)
