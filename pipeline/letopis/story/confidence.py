"""How far an event can be trusted, from what supports it: a logistic model whose weights are data."""

import math
from functools import lru_cache
from importlib.resources import files

import yaml
from pydantic import BaseModel, ConfigDict

from letopis.document import Event

MOST_MENTIONS = 3


class _Weights(BaseModel):
    """Log-odds; resources/story/confidence.yaml says where they come from."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    bias: float
    somebody: float
    time: float
    place: float
    mention: float
    hypothetical: float


@lru_cache(maxsize=1)
def _weights() -> _Weights:
    path = files("letopis") / "resources" / "story" / "confidence.yaml"
    return _Weights.model_validate(yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader))


def confidence(event: Event) -> float:
    """A probability: the more the text says of the event, the surer that there is one."""
    w = _weights()
    odds = w.bias + w.mention * min(len(event.mentions) - 1, MOST_MENTIONS)
    odds += w.somebody if event.participants else 0.0
    odds += w.time if event.time is not None else 0.0
    odds += w.place if event.places else 0.0
    odds += w.hypothetical if event.status == "hypothetical" else 0.0
    return 1 / (1 + math.exp(-odds))
