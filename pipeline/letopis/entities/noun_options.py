"""What speaks for each body or place that a common noun can take up: «компания», «город»."""

from collections import Counter
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Literal

from letopis.document import Entity, Sentence, Token
from letopis.entities.board import Board, Reference
from letopis.entities.choosing import Option
from letopis.odds import Evidence

# Of a kind that the noun names; known to be of another; nothing tells; a place known by its adjective only.
Fit = Literal["fitting", "other", "untold", "adjective"]
_MOST = 8
# How many sentences back something may have been spoken of.
_REACH = 40
_OFTEN, _FAR, _SEVERAL = 6, 5, 3
_BEFORE = frozenset({"в", "на", "из", "по", "этот", ""})


def noun_options(board: Board, sentence: Sentence, token: Token, fit: Callable[[Entity], Fit | None]) -> list[Option]:
    """Nothing known first, then what can be meant, the latest spoken of first; `fit` is None for what cannot be."""
    latest, counts = spoken_of(board, sentence, token)
    total, found = sum(counts.values()), Counter[str]()
    options = []
    for reference in latest.values():
        kind = fit(reference.entity)
        if kind is None:
            continue
        evidence = _evidence(board, sentence, token, reference) | {"share": counts[id(reference.entity)] / total}
        options.append((kind, found[kind], reference.entity, evidence))
        found[kind] += 1
    near = Counter((kind, _back(evidence)) for kind, _, _, evidence in options)
    known = []
    for kind, number, entity, evidence in [one for one in options if one[0] != "other"][:_MOST]:
        back = _back(evidence)
        evidence |= {
            kind: 1.0,
            f"{kind}, {min(back, _SEVERAL)} back": 1.0,
            f"{kind}, number {min(number, _SEVERAL) + 1}": 1.0,
            f"{kind}, often": evidence["often"],
            f"the only one {kind}": float(found[kind] == 1),
            f"another {kind} as near": float(near[kind, back] > 1),
        }
        known.append(Option(entity, evidence))
    told_apart = len(known) < 2 or _profile(known[0]) != _profile(known[1])
    return [Option(None, _nothing(board, sentence, token, found)), *(known if told_apart else [])]


def _profile(option: Option) -> Evidence:
    """What tells one from another beside it: nothing does in «банк «Исток» и банк «Север» закрыты»."""
    return {name: value for name, value in option.evidence.items() if "number" not in name and name != "was a subject"}


def _back(evidence: Evidence) -> int:
    return next(int(name[0]) for name in evidence if name.endswith(" back"))


def spoken_of(
    board: Board, sentence: Sentence, token: Token, reach: int = _REACH
) -> tuple[dict[int, Reference], Counter[int]]:
    """By identity the latest reference to each entity before the token, the latest first, and how often each was
    spoken of, `reach` sentences back at most."""
    latest: dict[int, Reference] = {}
    counts: Counter[int] = Counter()
    for reference in _references(board, sentence, token, reach):
        latest.setdefault(id(reference.entity), reference)
        counts[id(reference.entity)] += 1
    return latest, counts


def _references(board: Board, sentence: Sentence, token: Token, reach: int) -> Iterator[Reference]:
    for index in range(sentence.index, max(sentence.index - reach, -1), -1):
        here = board.by_sentence.get(index, [])
        yield from sorted(
            (one for one in here if index < sentence.index or one.last <= token.index), key=lambda one: -one.first
        )


def _evidence(board: Board, sentence: Sentence, token: Token, latest: Reference) -> Evidence:
    document, entity = board.document, latest.entity
    there = document.sentences[latest.sentence]
    before = list(islice((m for m in entity.mentions if m.place < token.start), _OFTEN))
    leading = any(document.blocks[document.sentences[m.sentence].block].kind in ("title", "lead") for m in before)
    return {
        f"{min(sentence.index - latest.sentence, _FAR)} back": 1.0,
        "often": len(before) / 2,
        f"told by {latest.form}": 1.0,
        "was a subject": float(there.tokens[latest.head].rel.startswith("nsubj")),
        "another paragraph": float(there.block != sentence.block),
        "in title or lead": float(leading),
    }


def _nothing(board: Board, sentence: Sentence, token: Token, found: Counter[str]) -> Evidence:
    before = sentence.tokens[token.index - 1].lemma if token.index else ""
    return {
        "nothing": 1.0,
        f"nothing for «{token.lemma}»": 1.0,
        **{f"nothing, others {kind}": float(min(number, _SEVERAL)) for kind, number in found.items()},
        "nothing fits": float(not found["fitting"]),
        "nothing, in quoted words": float(board.speech.at(token.start) is not None),
        f"nothing, behind «{before}»" if before in _BEFORE else "nothing, behind another word": 1.0,
        f"nothing, as {token.rel}": 1.0,
    }
