"""Where events stand in the text, as a reader sees it: same paragraph, only mentioned in passing."""

from letopis.document import Document, Event, TimeExpression

_BEFORE_OR_AFTER = frozenset({"после", "до", "перед", "накануне"})


class Reading:
    """Answers about one document's layout."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self.dated_sentences = {time.sentence for time in document.times if time.resolved and not _of_years(time)}

    def block(self, event: Event) -> int:
        """Index of the paragraph of the event's first mention."""
        return self._document.sentences[event.mentions[0].sentence].block

    def same_block(self, one: Event, other: Event) -> bool:
        """Whether some mention of each stands in one paragraph."""
        sentences = self._document.sentences
        blocks = {sentences[mention.sentence].block for mention in one.mentions}
        return any(sentences[mention.sentence].block in blocks for mention in other.mentions)

    def set_apart(self, event: Event) -> bool:
        """«после выборов», «до визита»: named only to say when something else was."""
        mention = event.mentions[0]
        sentence = self._document.sentences[mention.sentence]
        trigger = next((token for token in sentence.tokens if token.start == mention.trigger.start), None)
        beside = sentence.children(trigger.index) if trigger is not None else []
        return any(child.rel == "case" and child.lemma in _BEFORE_OR_AFTER for child in beside)


def _of_years(time: TimeExpression) -> bool:
    """«меморандум на 2024–2026 годы»: a span of years says when nothing happened."""
    whole = str(time.low)[5:10] == "01-01" and str(time.high)[5:10] == "12-31"
    return whole and time.precision == "interval"
