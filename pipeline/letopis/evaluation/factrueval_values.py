"""Which strings FactRuEval accepts for an entity or an argument, and when two strings count as equal."""

from functools import lru_cache
from itertools import product

from letopis.evaluation.formats.factrueval import GoldEntity, GoldSpan
from letopis.language.morphology import fold, lemmas

# Edits that two strings may differ by and still count as equal.
_EDITS = 2
_QUOTES = str.maketrans(dict.fromkeys("«»“”„", '"') | dict.fromkeys("’`", "'"))
_ORDERS = (
    ("lastname", "firstname", "patronymic"),
    ("firstname", "patronymic", "lastname"),
    ("firstname", "patronymic"),
    ("firstname", "lastname"),
    ("lastname", "firstname"),
    ("nickname",),
    ("firstname",),
    ("lastname",),
)


def normal(text: str) -> str:
    """Lower case, ё as е, one kind of quotes, single spaces."""
    return " ".join(fold(text).translate(_QUOTES).split())


@lru_cache(maxsize=50_000)
def equal(one: str, other: str) -> bool:
    """Whether at most two edits lead from one normalised string to the other."""
    return abs(len(one) - len(other)) <= _EDITS and _distance(one, other) <= _EDITS


def _distance(one: str, other: str) -> int:
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, start=1):
        before, row[0] = row[0], i
        for j, b in enumerate(other, start=1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (a != b))
    return row[-1]


def attribute_values(entity: GoldEntity) -> dict[str, set[str]]:
    """Accepted values by attribute: also with a descriptor before or behind («движение Солидарность»)."""
    found: dict[str, set[str]] = {}
    for name, values in entity.attributes.items():
        plain = {normal(value) for value in values}
        joined = {f"{d} {v}" for d in map(normal, entity.descriptors) for v in plain if f" {d} " not in f" {v} "}
        turned = {f"{v} {d}" for d in map(normal, entity.descriptors) for v in plain if f" {d} " not in f" {v} "}
        quoted = {f'"{v}"' for v in plain} if name == "name" else set()
        found[name] = plain | joined | turned | quoted | {_requoted(v, plain) for v in joined}
    return found


def _requoted(joined: str, plain: set[str]) -> str:
    """«движение "солидарность"»: the name in quotes behind its descriptor."""
    name = max((v for v in plain if joined.endswith(v)), key=len, default="")
    return f'{joined.removesuffix(name)}"{name}"' if name else joined


def argument_values(value: GoldEntity | GoldSpan) -> set[str]:
    """Accepted strings for an argument of a fact: attributes put together, and how the text writes it."""
    if isinstance(value, GoldSpan):
        return {normal(value.text)}
    written = {normal(mention.text) for mention in value.mentions}
    written |= {normal(" ".join(span.text for span in mention.spans)) for mention in value.mentions}
    if value.kind != "per":
        return written | set().union(*attribute_values(value).values())
    parts = {name: {normal(v) for v in values} for name, values in value.attributes.items()}
    full = {
        " ".join(row)
        for order in _ORDERS
        if all(name in parts or name == "patronymic" for name in order)
        for row in product(*(sorted(parts[name]) for name in order if name in parts))
    }
    return written | full


def same_position(gold: str, found: str) -> bool:
    """Equal, or the same words in other cases: the competition's list of normalised positions says as much."""
    if equal(gold, found):
        return True
    one, other = gold.split(), found.split()
    return len(one) == len(other) and all(lemmas(a) & lemmas(b) for a, b in zip(one, other, strict=True))
