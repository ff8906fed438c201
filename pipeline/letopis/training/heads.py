"""Several typed heads as one head, as wide as all of them, whose log-odds are the mean of theirs.

Heads that were fitted from other beginnings err at other words: their mean tells better than any of them.
"""

from collections.abc import Sequence

import torch
from torch import Tensor

from letopis.training.network import Typed

# Weights of which each head keeps its own, by the dimension in which they stand side by side.
_SIDE_BY_SIDE = {"company.enter.weight": 0, "company.enter.bias": 0, "company.relations.weight": 1,
                 "lexical.weight": 1, "enter.bias": 0}  # fmt: skip
_SHARED = ("leave.bias", "near.weight", "middle")


def as_one(heads: Sequence[Typed]) -> dict[str, Tensor]:
    """The weights, by name, of the one."""
    states = [head.state_dict() for head in heads]
    found = {name: torch.cat([each[name] for each in states], way) for name, way in _SIDE_BY_SIDE.items()}
    found |= {name: torch.stack([each[name] for each in states]).mean(0) for name in _SHARED}
    found["leave.weight"] = torch.cat([each["leave.weight"] for each in states], 1) / len(states)
    found["enter.weight"] = _entered(heads)
    return found


def _entered(heads: Sequence[Typed]) -> Tensor:
    """What is made of a word's company and features is each head's own, all else goes into all of them."""
    parts = [head.enter.weight.detach().split(head.parts, 1) for head in heads]
    words, beside, lexical, rest = zip(*parts, strict=True)
    return torch.cat([torch.cat(words), torch.block_diag(*beside), torch.block_diag(*lexical), torch.cat(rest)], 1)
