"""Which role an argument that the linker found fills, and which entity it is."""

from collections.abc import Sequence

from letopis.document import Argument, Document, Entity, EntityMention, MentionForm, Place, PredictedSpan, Sentence
from letopis.entities.index import MentionIndex
from letopis.events.ontology import Role, is_place_role
from letopis.events.triggers import Candidate, entity_kind

# Filler class of a span that no entity stands behind.
_FILLER = {
    "PERSON": "person", "PROFESSION": "group", "ORGANIZATION": "organization", "GROUP": "group",
    "COUNTRY": "place", "CITY": "place", "REGION": "place", "LOCATION": "place", "FACILITY": "place",
}  # fmt: skip


class Fitting:
    """Turns the model's spans into arguments of one candidate."""

    def __init__(self, document: Document, mentions: MentionIndex, sentence: Sentence, candidate: Candidate) -> None:
        self.document = document
        self._mentions = mentions
        self.sentence = sentence
        self._candidate = candidate

    def participant(self, span: PredictedSpan, others: Sequence[Argument]) -> Argument | None:
        """An argument in the role of its slot, else in a free role that its kind may fill; None: the frame vetoes."""
        pair = self._entity(span)
        filler = entity_kind(pair[0]) if pair else _FILLER.get(span.label, "")
        role = self._slot_role(span, filler) or self._free_role(filler, others)
        if role is None:
            return None
        return self._argument(span, pair, role)

    def place(self, span: PredictedSpan) -> Argument | None:
        """A place in the role of its slot, else the type's general one; None for no place, or a type without places."""
        pair = self._entity(span)
        places = self._candidate.type.places
        if not places or (pair is not None and not isinstance(pair[0], Place)):
            return None
        frame = self._candidate.type.frame_of(self._candidate.rule)
        slots = [slot for slot in self._slots_of(span) if slot in frame and is_place_role(frame[slot])]
        role = frame[slots[0]] if slots else ("location" if "location" in places else places[0])
        return self._argument(span, pair, role)

    def _entity(self, span: PredictedSpan) -> tuple[Entity, EntityMention] | None:
        """The entity whose mention holds the span's head, the longest within the span first."""
        pairs = self._mentions.at_token(self.sentence, span.head)
        start, end = self.sentence.tokens[span.first].start, self.sentence.tokens[span.last - 1].end
        inside = [p for p in pairs if p[1].start is not None and start <= p[1].start and (p[1].end or 0) <= end]
        return inside[-1] if inside else (pairs[0] if pairs else None)

    def _slots_of(self, span: PredictedSpan) -> list[str]:
        return [
            slot
            for slot, tokens in self._candidate.slots.items()
            if slot != "head" and any(span.first <= token.index < span.last for token in tokens)
        ]

    def _slot_role(self, span: PredictedSpan, filler: str) -> Role | None:
        frame = self._candidate.type.frame_of(self._candidate.rule)
        for slot in self._slots_of(span):
            role = frame.get(slot)
            if role is not None and not is_place_role(role) and self._accepts(role, filler):
                return role
        return None

    def _free_role(self, filler: str, others: Sequence[Argument]) -> Role | None:
        kind = self._candidate.type
        fitting = [role for role in kind.roles if self._accepts(role, filler)]
        free = [role for role in fitting if all(other.role != role for other in others)]
        if kind.reciprocal or kind.type == "other":
            return fitting[0] if fitting else None
        return next(iter(free or fitting), None)

    def _accepts(self, role: Role, filler: str) -> bool:
        kinds = self._candidate.type.roles[role]
        return filler in kinds or (filler == "group" and "person" in kinds)

    def _argument(self, span: PredictedSpan, pair: tuple[Entity, EntityMention] | None, role: str) -> Argument:
        if pair is not None:
            entity, mention = pair
            return Argument(entity.id, role, mention.form, mention.text, mention.start, mention.end, rule="linker")
        start, end = self.sentence.tokens[span.first].start, self.sentence.tokens[span.last - 1].end
        form: MentionForm = "descriptor" if span.label in ("PROFESSION", "GROUP") else "name"
        return Argument(None, role, form, self.document.text[start:end], start, end, rule="linker")
