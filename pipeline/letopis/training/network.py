"""The network in torch, as it is trained; model/network.py runs the same weights in numpy."""

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

from letopis.model.company import RELATIONS
from letopis.model.labels import HEADS, KINDS, ROLES
from letopis.model.pair_features import PAIR_BUCKETS
from letopis.model.token_features import TOKEN_BUCKETS, WORD_COLUMNS
from letopis.model.typed import COLUMNS, MEANS
from letopis.model.vectors import DIMENSION


@dataclass(frozen=True, slots=True)
class Shape:
    """Sizes of the network's layers."""

    dense: int = WORD_COLUMNS * DIMENSION
    features: int = 64
    inputs: int = 256
    hidden: int = 128
    layers: int = 2
    pair: int = 64
    scorer: int = 64


@dataclass(slots=True)
class Batch:
    """Sentences of one step, padded. `pairs` is [s, i, j, features] over the sentences that have any, `owner` says
    which these are.
    """

    dense: Tensor
    hashed: Tensor
    lengths: Tensor
    tags: Tensor
    owner: Tensor
    trigger_spans: Tensor
    argument_spans: Tensor
    argument_kinds: Tensor
    pairs: Tensor
    roles: Tensor


class Bidirectional(nn.Module):
    """A recurrent layer each way. Padding stands at the end for both, so nothing has to be packed."""

    def __init__(self, inputs: int, hidden: int) -> None:
        super().__init__()
        self.ahead = nn.LSTM(inputs, hidden, batch_first=True)
        self.back = nn.LSTM(inputs, hidden, batch_first=True)

    def forward(self, values: Tensor, mirror: Tensor) -> Tensor:
        """`mirror` [s, n] is where each sentence's words stand when it is read from its end."""
        return torch.cat([self.ahead(values)[0], _mirrored(self.back(_mirrored(values, mirror))[0], mirror)], 2)


def _start(table: nn.EmbeddingBag, std: float = 0.1) -> None:
    """Small random rows; row 0, which fills up, is and stays zero."""
    nn.init.normal_(table.weight, std=std)
    nn.init.zeros_(table.weight[0])


def _mirrored(values: Tensor, mirror: Tensor) -> Tensor:
    return values.gather(1, mirror[:, :, None].expand(-1, -1, values.shape[2]))


class Tagger(nn.Module):
    """Word vectors and hashed features to states of a BiLSTM, and those to scores of BIO tags."""

    def __init__(self, shape: Shape, dropout: float) -> None:
        super().__init__()
        self.features = nn.EmbeddingBag(TOKEN_BUCKETS, shape.features, mode="sum", padding_idx=0)
        _start(self.features)
        self.words = nn.Linear(shape.dense, shape.inputs)
        self.enter = nn.Linear(shape.features, shape.inputs, bias=False)
        sizes = [shape.inputs] + [2 * shape.hidden] * (shape.layers - 1)
        self.lstms = nn.ModuleList(Bidirectional(size, shape.hidden) for size in sizes)
        self.heads = nn.ModuleList(nn.Linear(2 * shape.hidden, len(tags)) for _, tags in HEADS)
        self.dropout = nn.Dropout(dropout)
        self.feature_dropout = 0.15

    def states(self, dense: Tensor, hashed: Tensor, lengths: Tensor) -> Tensor:
        """[sentences, words, 2 * hidden]."""
        if self.training:
            hashed = hashed * (torch.rand(hashed.shape) >= self.feature_dropout)
        found = self.features(hashed.flatten(0, 1)).view(*hashed.shape[:2], -1)
        state = torch.relu(self.words(self.dropout(dense)) + self.enter(found))
        mirror = (lengths[:, None] - 1 - torch.arange(hashed.shape[1])).clamp(min=0)
        for lstm in self.lstms:
            state = lstm(self.dropout(state), mirror)
        last: Tensor = self.dropout(state)
        return last

    def tags(self, state: Tensor) -> list[Tensor]:
        """Scores of each head's tags."""
        return [head(state) for head in self.heads]


class Linker(nn.Module):
    """States of two spans and hashed features of the pair to scores of roles, rivals in sight."""

    def __init__(self, shape: Shape, dropout: float) -> None:
        super().__init__()
        self.features = nn.EmbeddingBag(PAIR_BUCKETS, shape.pair, mode="sum", padding_idx=0)
        _start(self.features)
        self.kinds = nn.Embedding(len(KINDS), shape.pair)
        self.trigger = nn.Linear(2 * shape.hidden, shape.pair)
        self.argument = nn.Linear(2 * shape.hidden, shape.pair)
        self.rivals = nn.Linear(3 * shape.pair, shape.scorer)
        self.roles = nn.Linear(shape.scorer, len(ROLES))
        self.dropout = nn.Dropout(dropout)
        self.feature_dropout = 0.15

    def forward(self, state: Tensor, batch: Batch) -> Tensor:
        """[s, i, j, roles] scores."""
        rows = batch.pairs
        there = rows[..., 0] > 0
        if self.training:
            rows = rows * (torch.rand(rows.shape) >= self.feature_dropout)
        mine = state[batch.owner]
        triggers = self.trigger(_mean(mine, batch.trigger_spans))
        arguments = self.argument(_mean(mine, batch.argument_spans)) + self.kinds(batch.argument_kinds)
        features = self.features(rows.flatten(0, 2)).view(*rows.shape[:3], -1)
        pair = features + triggers[:, :, None] + arguments[:, None]
        pair = self.dropout(torch.relu(pair)) * there[..., None]
        by_trigger = pair.max(2, keepdim=True).values.expand_as(pair)
        by_argument = pair.max(1, keepdim=True).values.expand_as(pair)
        seen = torch.relu(self.rivals(torch.cat([pair, by_trigger, by_argument], -1)))
        scores: Tensor = self.roles(self.dropout(seen))
        return scores


class Both(nn.Module):
    """What is trained together."""

    def __init__(self, shape: Shape, dropout: float) -> None:
        super().__init__()
        self.tagger = Tagger(shape, dropout)
        self.linker = Linker(shape, dropout)


@dataclass(frozen=True, slots=True)
class TypedShape:
    """Sizes of the typed head's layers; `beside` is what it knows of a word's company, `lexical` of hashed features."""

    hidden: int = 192
    beside: int = 64
    lexical: int = 32


class Beside(nn.Module):
    """What hangs on a word: each by its state, lemma and relation, and of all these the most."""

    def __init__(self, state: int, size: int, dropout: float) -> None:
        super().__init__()
        self.enter = nn.Linear(state + DIMENSION, size)
        self.relations = nn.Embedding(RELATIONS, size)
        nn.init.normal_(self.relations.weight, std=0.1)
        self.dropout = nn.Dropout(dropout)

    def forward(self, dense: Tensor, relations: Tensor) -> Tensor:
        """[k, size] of k words; `dense` [k, most, state + 300], `relations` [k, most], 0 where there are fewer."""
        said = torch.relu(self.enter(self.dropout(dense)) + self.relations(relations))
        most: Tensor = (said * (relations > 0)[..., None]).max(1).values
        return most


class Typed(nn.Module):
    """What is known of a word to the log-odds of each type; see model/typed.py. The tagger's states are given."""

    middle: Tensor

    def __init__(self, state: int, near: Tensor, middle: Tensor, sizes: TypedShape, dropout: float) -> None:
        """`near` [types, 300]: each type's direction from the `middle` to begin with."""
        super().__init__()
        types = len(near)
        self.company = Beside(state, sizes.beside, dropout)
        self.lexical = nn.EmbeddingBag(TOKEN_BUCKETS, sizes.lexical, mode="sum", padding_idx=0)
        _start(self.lexical, std=0.05)
        # What enters, as it stands side by side: words, company, features, the rest.
        self.parts = [COLUMNS * (state + DIMENSION), sizes.beside, sizes.lexical, MEANS * DIMENSION + 2 * types]
        self.enter = nn.Linear(sum(self.parts), sizes.hidden)
        self.leave = nn.Linear(sizes.hidden, types)
        nn.init.constant_(self.leave.bias, -2.0)
        self.near = nn.Linear(DIMENSION, types, bias=False)
        self.near.weight = nn.Parameter(near.clone())
        self.register_buffer("middle", middle)
        self.dropout = nn.Dropout(dropout)
        self.feature_dropout = 0.5

    def beside(self, hung: Tensor, relations: Tensor, lexical: Tensor) -> Tensor:
        """What is known of k words' company and of their hashed features, `lexical`."""
        if self.training:
            lexical = lexical * (torch.rand(lexical.shape) >= self.feature_dropout)
        return torch.cat([self.company(hung, relations), self.lexical(lexical)], 1)

    def forward(self, words: Tensor, beside: Tensor, types: Tensor, said: Tensor, about: Tensor) -> Tensor:
        """[k, types] of k words: `words` is states and lemmas of word and head, `types` 1 where there are rules,
        `said` the mean of the sentence's words, `about` what is the same for the article."""
        drop = self.dropout
        seen = self.enter(torch.cat([drop(words), drop(beside), types, drop(said), drop(about)], 1))
        near = self._away(said) + self._away(about[:, :DIMENSION])
        scores: Tensor = self.leave(drop(torch.relu(seen))) + self.near(near)
        return scores

    def _away(self, means: Tensor) -> Tensor:
        return functional.normalize(means - self.middle, dim=1, eps=1e-6)


def _mean(state: Tensor, spans: Tensor) -> Tensor:
    """Mean state over each span; spans is [s, k, 2], state [s, n, d]."""
    place = torch.arange(state.shape[1])
    inside = (place >= spans[..., :1]) & (place < spans[..., 1:])
    weight = inside.float()
    return weight @ state / weight.sum(-1, keepdim=True).clamp(min=1)
