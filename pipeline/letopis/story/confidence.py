"""How far an event can be trusted, from what supports it."""

from letopis.document import Event

# Weights of the evidence, added to the base; to be calibrated on gold (see evaluation).
_BASE = 0.55


def confidence(event: Event) -> float:
    """A number within 0.05..0.97: the more the text says of the event, the surer that there is one."""
    score = _BASE
    score += 0.12 if any(a.entity for a in event.participants) else (0.04 if event.participants else -0.12)
    score += 0.1 if event.time is not None and event.time.basis != "event" else 0.0
    score += 0.07 if event.places else 0.0
    score += 0.05 * min(len(event.mentions) - 1, 3)
    score -= 0.15 if event.status == "hypothetical" else 0.0
    score -= 0.06 * len(event.conflicts)
    return min(max(score, 0.05), 0.97)
