"""From encoded rows to tags, heads and relations: slovnet's decoders, sentence by sentence or all at once."""

from typing import Any

import numpy as np

from letopis.language.packed.network import Packing, feed_forward, linear
from letopis.language.packed.table import Floats, Ints, product

# Rows of a sentence's score matrix computed at a time: bounds the memory of a sentence without end.
ROWS = 1024


def decode_tags(head: Any, state: Floats, packing: Packing) -> Ints:
    """The likeliest tag of every token."""
    found: Ints = linear(head.proj, state[packing.tokens]).argmax(-1)
    return found


def decode_heads(head: Any, state: Floats, packing: Packing) -> Ints:
    """The head of every token: 0 for the root, else its place in the sentence from 1.

    The gap before a sentence holds the root, so the candidates of a sentence stand in one stretch.
    """
    rooted = _with_root(head, state, packing)
    dependents = product(feed_forward(head.head, state), head.kernel.array)
    candidates = feed_forward(head.tail, rooted)
    found = []
    for first, length in zip(packing.first.tolist(), packing.lengths.tolist(), strict=True):
        end = first + length
        choices = candidates[first - 1 : end].T
        found += [(dependents[low : min(low + ROWS, end)] @ choices).argmax(-1) for low in range(first, end, ROWS)]
    return np.concatenate(found)


def decode_relations(head: Any, state: Floats, packing: Packing, heads: Ints) -> Ints:
    """The relation of every token to its head."""
    governors = np.repeat(packing.first - 1, packing.lengths) + heads
    governing = feed_forward(head.head, _with_root(head, state, packing))[governors]
    tails = feed_forward(head.tail, state[packing.tokens])
    products = product(governing, head.kernel.array).reshape(len(tails), -1, tails.shape[1])
    found: Ints = np.matmul(products, tails[:, :, None])[:, :, 0].argmax(-1)
    return found


def _with_root(head: Any, state: Floats, packing: Packing) -> Floats:
    rooted = state.copy()
    rooted[packing.gaps] = head.root.array
    return rooted


def decode_chain(head: Any, state: Floats, packing: Packing) -> Ints:
    """Viterbi over all sentences at once, the longest first, so that those still going on are a prefix."""
    order = np.argsort(-packing.lengths, kind="stable")
    first, lengths = packing.first[order], packing.lengths[order]
    # Tokens in the order of the steps: the first of every sentence, the second, ...
    places, numbers = np.nonzero(np.arange(int(lengths[0]))[:, None] < lengths)
    rows, going = first[numbers] + places, np.bincount(places).tolist()
    emissions = linear(head.proj, state)[rows]
    transitions = head.crf.transitions.array[:, None]
    score = emissions[: going[0]]
    # [tags before, tokens, tags]
    ways = np.zeros((len(transitions), *emissions.shape), np.float32)
    low = going[0]
    for count in going[1:]:
        high = low + count
        np.add(score.T[:, :count, None], transitions, out=ways[:, low:high])
        np.maximum.reduce(ways[:, low:high], axis=0, out=score[:count])
        score[:count] += emissions[low:high]
        low = high
    before, last = ways.argmax(0), score.argmax(-1)
    tags = np.zeros(packing.rows, np.intp)
    for count in reversed(going):
        tags[rows[low - count : low]] = last[:count]
        low -= count
        last[:count] = before[np.arange(low, low + count), last[:count]]
    found: Ints = tags[packing.tokens]
    return found
