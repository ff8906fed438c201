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
        """Each article for itself, so that no result depends on what shares a batch."""
        for document in documents:
            document.predictions = self._model.predict(document.sentences)
            for sentence, prediction in zip(document.sentences, document.predictions, strict=True):
                for span in prediction.triggers:
                    start, end = sentence.tokens[span.first].start, sentence.tokens[span.last - 1].end
                    detail = f"{document.text[start:end]} {span.probability:.2f}"
                    document.explain("model.trigger", "tagger", start, end, detail)
