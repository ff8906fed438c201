"""How far an event can be trusted, from what supports it: a logistic model whose weights are data."""

import math
from functools import lru_cache
from importlib.resources import files

import yaml
from pydantic import BaseModel, ConfigDict

from letopis.document import Document, Event, EventMention
from letopis.events.fallback import OTHER

MOST_MENTIONS = 3
# Log-odds of the tagger beyond these bounds say no more.
_SURE = 5.0


class Support(BaseModel):
    """What speaks for an event, or the log-odds that each of it is worth."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    bias: float
    somebody: float
    time: float
    place: float
    mention: float
    hypothetical: float
    tagger: float


class _Weights(BaseModel):
    """`rules` and `model` weigh the ontology's events without and with a tagger, `other` what only the tagger sees."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    rules: Support
    model: Support
    other: Support


@lru_cache(maxsize=1)
def _weights() -> _Weights:
    path = files("letopis") / "resources" / "story" / "confidence.yaml"
    return _Weights.model_validate(yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader))


def confidence(event: Event, document: Document) -> float:
    """The probability that there is such an event, by what the text says of it and what the tagger sees."""
    there = support(event, document)
    worth = _worth(event, document)
    odds = sum(value * getattr(worth, name) for name, value in there)
    return 1 / (1 + math.exp(-odds))


def _worth(event: Event, document: Document) -> Support:
    if event.type == OTHER.type:
        return _weights().other
    return _weights().model if document.predictions else _weights().rules


def support(event: Event, document: Document) -> Support:
    """1 or 0 for what is there or not, mentions after the first counted up to three, the tagger's log-odds."""
    return Support(
        bias=1.0,
        somebody=float(bool(event.participants)),
        time=float(event.time is not None),
        place=float(bool(event.places)),
        mention=float(min(len(event.mentions) - 1, MOST_MENTIONS)),
        hypothetical=float(event.status == "hypothetical"),
        tagger=max(_log_odds(mention, document) for mention in event.mentions),
    )


def _log_odds(mention: EventMention, document: Document) -> float:
    """The tagger's for the surest word of the trigger; 0 without a model."""
    if not document.predictions:
        return 0.0
    words = document.sentences[mention.sentence].tokens_in(mention.trigger.start, mention.trigger.end)
    sure = max((document.predictions[mention.sentence].eventness[token.index] for token in words), default=0.5)
    return max(-_SURE, min(_SURE, math.log((sure + 1e-6) / (1 - sure + 1e-6))))
