"""What the model changes about bodies: another kind, doubtful ones; nothing where it was not used."""

import pytest

from letopis.document import Article, Document, PredictedSpan, Prediction, Sentence, Token
from letopis.entities.predicted import with_predictions
from letopis.entities.span import Span

WORDS = ["Пресс-служба", "министерства", "обороны", "Чили", "ответила", "Ромашке", "«", "Ладога", "»"]


def document_of(*bodies):
    text = " ".join(WORDS)
    starts = [sum(len(word) + 1 for word in WORDS[:i]) for i in range(len(WORDS))]
    tokens = [
        Token(i, start, start + len(word), word) for i, (word, start) in enumerate(zip(WORDS, starts, strict=True))
    ]
    document = Document(Article("a", text, "0"))
    document.sentences = [Sentence(0, 0, len(text), 0, tokens)]
    arguments = [PredictedSpan(first, last, first, "ORGANIZATION", p) for first, last, p in bodies]
    document.predictions = [Prediction([], arguments, [], None)] if bodies else []
    return document


@pytest.mark.parametrize(
    ("spans", "bodies", "expected"),
    [
        ([(1, 3, "ORG", "body-head")], [(1, 4, 0.9)], {(1, 3, "ORG")}),
        ([], [(5, 6, 0.8)], set()),
        ([(5, 6, "LOC", "recogniser")], [(5, 6, 0.8)], {(5, 6, "ORG")}),
        ([(5, 6, "LOC", "recogniser")], [(5, 6, 0.5)], {(5, 6, "LOC")}),
        ([(5, 6, "ORG", "recogniser")], [(1, 4, 0.9)], set()),
        ([(7, 8, "ORG", "recogniser")], [(1, 4, 0.9)], {(7, 8, "ORG")}),
        ([(5, 6, "ORG", "recogniser")], [], {(5, 6, "ORG")}),
    ],
)
def test_bodies(spans, bodies, expected):
    document = document_of(*bodies)
    given = [Span(document.sentences[0], *span) for span in spans]
    found = with_predictions(document, given)
    assert {(span.first, span.last, span.type) for span in found} == expected
