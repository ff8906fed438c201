"""Which entity stands behind a span that the model found, as an argument of an event of type `other`."""

from letopis.document import Argument, Document, Entity, EntityMention, MentionForm, Place, PredictedSpan, Sentence
from letopis.entities.index import MentionIndex
from letopis.events.classes import entity_kind


class Fitting:
    """Turns the model's spans in one sentence into arguments."""

    def __init__(self, document: Document, mentions: MentionIndex, sentence: Sentence) -> None:
        self.document = document
        self.sentence = sentence
        self._mentions = mentions

    def participant(self, span: PredictedSpan) -> Argument:
        """Who: the entity named there, else the words themselves."""
        return self._argument(span, self._entity(span), "participant")

    def place(self, span: PredictedSpan) -> Argument | None:
        """Where; None when the span names a person or a body."""
        pair = self._entity(span)
        if pair is not None and not isinstance(pair[0], Place):
            return None
        return self._argument(span, pair, "location")

    def kind_of(self, argument: Argument) -> str:
        """`person`, `organization` or `place` of an argument with an entity."""
        return entity_kind(self._mentions.by_id[argument.entity or ""])

    def _entity(self, span: PredictedSpan) -> tuple[Entity, EntityMention] | None:
        """The entity whose mention holds the span's head, the longest within the span first."""
        pairs = self._mentions.at_token(self.sentence, span.head)
        start, end = self.sentence.tokens[span.first].start, self.sentence.tokens[span.last - 1].end
        inside = [p for p in pairs if p[1].start is not None and start <= p[1].start and (p[1].end or 0) <= end]
        return inside[-1] if inside else (pairs[0] if pairs else None)

    def _argument(self, span: PredictedSpan, pair: tuple[Entity, EntityMention] | None, role: str) -> Argument:
        if pair is not None:
            entity, mention = pair
            return Argument(entity.id, role, mention.form, mention.text, mention.start, mention.end, rule="linker")
        start, end = self.sentence.tokens[span.first].start, self.sentence.tokens[span.last - 1].end
        form: MentionForm = "descriptor" if span.label in ("PROFESSION", "GROUP") else "name"
        return Argument(None, role, form, self.document.text[start:end], start, end, rule="linker")
