"""The first stage of the chain."""

from collections.abc import Sequence

from letopis.document import Document
from letopis.language.analysis import Analyzer
from letopis.language.blocks import split_blocks
from letopis.language.lookalikes import in_one_script
from letopis.language.repairs import repair
from letopis.language.segmentation import split_sentences
from letopis.language.trees import break_cycles


class LanguageStage:
    """Fills blocks and sentences; a title standing in the text becomes the article's when it has none."""

    name = "language"
    needs: frozenset[str] = frozenset()
    adds = frozenset({"blocks", "sentences"})

    def __init__(self, analyzer: Analyzer | None = None) -> None:
        self._analyzer = analyzer or Analyzer.load()

    def __call__(self, documents: Sequence[Document]) -> None:
        """The models see the sentences of all articles together: a step of theirs costs little more for many."""
        for document in documents:
            document.blocks = split_blocks(document.text)
            document.sentences = split_sentences(in_one_script(document.text), document.blocks)
        self._analyzer.annotate([(document.text, document.sentences) for document in documents])
        for document in documents:
            for sentence in document.sentences:
                repair(sentence)
                break_cycles(sentence)
            _adopt_title(document)


def _adopt_title(document: Document) -> None:
    if document.article.title is None:
        title = next((block for block in document.blocks if block.kind == "title"), None)
        document.article.title = document.text[title.start : title.end] if title else None
