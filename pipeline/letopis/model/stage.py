"""The stage that lets the model look at every sentence."""

from collections.abc import Sequence

from letopis.document import Document
from letopis.model.model import Model


class ModelStage:
    """Fills `predictions`, one a sentence."""

    name = "model"
    needs = frozenset({"sentences"})
    adds = frozenset({"predictions"})

    def __init__(self, model: Model) -> None:
        self._model = model

    def __call__(self, documents: Sequence[Document]) -> None:
        """The networks see the sentences of all articles together: a step of theirs costs little more for many."""
        predictions = self._model.predict([document.sentences for document in documents])
        for document, found in zip(documents, predictions, strict=True):
            document.predictions = found
            for sentence, prediction in zip(document.sentences, found, strict=True):
                for span in prediction.triggers:
                    start, end = sentence.tokens[span.first].start, sentence.tokens[span.last - 1].end
                    detail = f"{document.text[start:end]} {span.probability:.2f}"
                    document.explain("model.trigger", "tagger", start, end, detail)
