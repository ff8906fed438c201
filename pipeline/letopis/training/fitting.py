"""One network fitted to examples: the loss, the schedule, the averaged weights."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from letopis.model.network import Weights
from letopis.training.batches import IGNORED, Batcher
from letopis.training.examples import Example
from letopis.training.network import Batch, Both, Shape

# Events are rarer than arguments and matter more: their heads weigh double.
_HEAD_WEIGHTS = (2.0, 2.0, 1.0, 1.0)
_AVERAGED_EVERY = 4


@dataclass(frozen=True, slots=True)
class Plan:
    """How to fit. `decay` is of the running average of the weights, which is what is kept; `softness` the share
    of the loss that is to soft labels."""

    epochs: int = 10
    batch: int = 32
    rate: float = 2e-3
    dropout: float = 0.4
    decay: float = 0.98
    seed: int = 1
    softness: float = 0.0
    shape: Shape = field(default_factory=Shape)


def fit(examples: Sequence[Example], batcher: Batcher, plan: Plan) -> Weights:
    """The weights after the last epoch; the same examples and plan give the same weights on one machine."""
    torch.manual_seed(plan.seed)
    torch.set_num_threads(1)
    random = np.random.default_rng(plan.seed)
    both = Both(plan.shape, plan.dropout)
    optimizer = torch.optim.AdamW(both.parameters(), lr=plan.rate, weight_decay=1e-4, fused=True)
    steps = plan.epochs * -(-len(examples) // plan.batch)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, plan.rate, total_steps=steps, pct_start=0.15)
    kept = {name: value.detach().clone() for name, value in both.state_dict().items()}
    step = 0
    for epoch in range(plan.epochs):
        losses = []
        for batch in batcher.shuffled(examples, plan.batch, random):
            loss = _loss(both, batch, plan.softness)
            optimizer.zero_grad()
            torch.autograd.backward(loss)
            nn.utils.clip_grad_norm_(both.parameters(), 5.0)
            optimizer.step()
            schedule.step()
            step += 1
            if step % _AVERAGED_EVERY == 0:
                _average(kept, both, plan.decay)
            losses.append(loss.item())
        print(f"epoch {epoch + 1} of {plan.epochs}: loss {np.mean(losses):.4f}", flush=True)
    return {name: value.numpy() for name, value in kept.items()}


def _average(kept: dict[str, Tensor], both: Both, decay: float) -> None:
    """One step of the running average."""
    with torch.no_grad():
        for name, value in both.state_dict().items():
            kept[name].lerp_(value, 1 - decay)


def _loss(both: Both, batch: Batch, softness: float) -> Tensor:
    """Cross entropy of all tags, events weighted up, and of the roles of all pairs, to gold and to soft labels."""
    state = both.tagger.states(batch.dense, batch.hashed, batch.lengths)
    total = torch.zeros(())
    for head, (scores, weight) in enumerate(zip(both.tagger.tags(state), _HEAD_WEIGHTS, strict=True)):
        total = total + weight * _mixed(scores, batch.tags[:, head], batch.soft_tags[head], softness)
    if len(batch.owner):
        total = total + _mixed(both.linker(state, batch), batch.roles, batch.soft_roles, softness)
    return total


def _mixed(scores: Tensor, gold: Tensor, soft: Tensor, softness: float) -> Tensor:
    """Cross entropy to gold and, for the share `softness`, to soft labels."""
    hard = functional.cross_entropy(scores.flatten(0, -2), gold.flatten(), ignore_index=IGNORED)
    if not softness:
        return hard
    there = (gold != IGNORED).sum().clamp(min=1)
    told = -(soft * torch.log_softmax(scores, -1)).sum() / there
    return (1 - softness) * hard + softness * told
