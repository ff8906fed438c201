"""What the event stage's steps hand to one another."""

from dataclasses import dataclass

from letopis.document import Argument, EventMention, Token
from letopis.events.triggers import Candidate


@dataclass(slots=True)
class Found:
    """A candidate and the mention made of it; `tokens` are its words, those of absorbed triggers included."""

    candidate: Candidate
    mention: EventMention
    tokens: list[Token]


def united(first: list[Argument], second: list[Argument]) -> list[Argument]:
    """Arguments of both, an entity or an unnamed span once."""
    known = {(a.entity, None if a.entity else a.start) for a in first}
    return first + [a for a in second if (a.entity, None if a.entity else a.start) not in known]
