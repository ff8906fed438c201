"""One network fitted to examples: the loss, the schedule, the averaged weights."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from letopis.model.network import Weights
from letopis.training.batches import Batcher
from letopis.training.examples import IGNORED, Example
from letopis.training.network import Batch, Both, Shape

# Events are rarer than arguments and matter more: their heads weigh double.
_HEAD_WEIGHTS = (2.0, 2.0, 1.0, 1.0)
_AVERAGED_EVERY = 4


@dataclass(frozen=True, slots=True)
class Plan:
    """How to fit. `decay` is of the running average of the weights, which is what is kept."""

    epochs: int = 10
    batch: int = 32
    rate: float = 2e-3
    dropout: float = 0.4
    decay: float = 0.98
    seed: int = 1
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
            loss = _loss(both, batch)
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


def _loss(both: Both, batch: Batch) -> Tensor:
    """Cross entropy of all tags, events weighted up, and of the roles of all pairs."""
    state = both.tagger.states(batch.dense, batch.hashed, batch.lengths)
    total = torch.zeros(())
    for head, (scores, weight) in enumerate(zip(both.tagger.tags(state), _HEAD_WEIGHTS, strict=True)):
        total = total + weight * _entropy(scores, batch.tags[:, head])
    if len(batch.owner):
        total = total + _entropy(both.linker(state, batch), batch.roles)
    return total


def _entropy(scores: Tensor, gold: Tensor) -> Tensor:
    """Mean over what is judged; zero where nothing is."""
    flat = gold.flatten()
    if not (flat != IGNORED).any():
        return scores.sum() * 0
    return functional.cross_entropy(scores.flatten(0, -2), flat, ignore_index=IGNORED)
