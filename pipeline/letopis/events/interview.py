"""Who is asked and who answers: an interview in turns that begin with dashes («— Вы уходите? — Я остаюсь»)."""

from letopis.document import Document, Person, Sentence

# An exchange of so many turns, with so many questions among them, is an interview.
TURNS, QUESTIONS = 4, 2
_DASHES = ("—", "–", "- ")


class Interview:
    """The person interviewed in one document, if it is an interview, and the turns by their blocks."""

    def __init__(self, document: Document) -> None:
        text = document.text
        turns = [block for block in document.blocks if text.startswith(_DASHES, block.start)]
        asked = [text[block.start : block.end].rstrip().endswith("?") for block in turns]
        self._person = _named_first(document, turns[0].start) if turns else None
        if len(turns) < TURNS or sum(asked) < QUESTIONS:
            self._person = None
        self._answers: set[int] = set()
        self._questions: set[int] = set()
        answer = True
        for block, question in zip(turns, asked, strict=True):
            answer = not question and not answer
            (self._answers if answer else self._questions).add(block.index)

    def answering(self, sentence: Sentence) -> Person | None:
        """Who «я» is in a sentence of an answer."""
        return self._person if sentence.block in self._answers else None

    def questioned(self, sentence: Sentence) -> Person | None:
        """Who «вы» is in a sentence of a question."""
        return self._person if sentence.block in self._questions else None


def _named_first(document: Document, before: int) -> Person | None:
    """The person whom the words before the first turn name first, with a first name as one introduces people."""
    named = [
        (mention.start, entity)
        for entity in document.entities if isinstance(entity, Person) and entity.first is not None
        for mention in entity.mentions
        if mention.form == "name" and mention.start is not None and mention.start < before
    ]  # fmt: skip
    return min(named, key=lambda pair: pair[0])[1] if named else None
