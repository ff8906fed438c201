"""Reads the layers of FactRuEval-2016: a folder with NAME.txt, .spans, .objects, .coref and .facts.

Offsets are half-open code points into the text.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from letopis.errors import InputError, UsageError

# Every LocOrg counts as a location in the tasks on entities.
_CLASSES = {"Person": "per", "Org": "org", "Organization": "org", "LocOrg": "locorg", "Location": "loc"}
KNOWN_ATTRIBUTES = frozenset({"firstname", "patronymic", "lastname", "nickname", "name"})
# In which kinds of mention another one is embedded.
_HOLDERS = {
    "per": {"loc", "org", "locorg"},
    "loc": {"loc", "org", "locorg"},
    "org": {"org", "locorg"},
    "locorg": {"org", "locorg"},
}


class GoldSpan(NamedTuple):
    """A stretch of words with a tag such as `surname`, `loc_name`, `job`, `geo_adj`."""

    tag: str
    start: int
    end: int
    text: str


@dataclass(slots=True)
class GoldMention:
    """One mention: its class (per, org, loc, locorg), its spans, and the text from the first to the last of them."""

    kind: str
    spans: list[GoldSpan]
    embedded: bool = False
    text: str = ""

    @property
    def start(self) -> int:
        """Offset of the first character."""
        return min(span.start for span in self.spans)

    @property
    def end(self) -> int:
        """Offset behind the last character."""
        return max(span.end for span in self.spans)


@dataclass(slots=True)
class GoldEntity:
    """An entity with its attributes in normal form («lastname»: {«Рогов»}) and its mentions."""

    kind: str
    attributes: dict[str, set[str]]
    descriptors: set[str]
    mentions: list[GoldMention]

    def __str__(self) -> str:
        return " ".join("/".join(sorted(values)) for values in self.attributes.values())

    @property
    def ignored(self) -> bool:
        """Nameless, always inside another mention, or only there as an adjective: found or not, it does not count."""
        inside = all(mention.embedded for mention in self.mentions)
        adjective = all(span.tag == "geo_adj" for mention in self.mentions for span in mention.spans)
        return not self.attributes or (bool(self.mentions) and (inside or adjective))


@dataclass(slots=True)
class GoldFact:
    """A fact: for each argument (who, where, position, participant) its alternatives.

    `said` has what words say of it: the type of a deal, how sure and how hard it is.
    """

    kind: str
    arguments: list[tuple[str, list[GoldEntity | GoldSpan]]] = field(default_factory=list)
    said: dict[str, str] = field(default_factory=dict)

    @property
    def ignored(self) -> bool:
        """Too hard to count."""
        return self.said.get("сложность") == "повышенная"

    def __str__(self) -> str:
        rows = (
            (name, [v.text if isinstance(v, GoldSpan) else str(v) for v in values]) for name, values in self.arguments
        )
        return f"{self.kind} " + ", ".join(f"{name}={'|'.join(values)}" for name, values in rows)


@dataclass(slots=True)
class FactArticle:
    """One article of the collection; `dropped` counts what is not kept.

    `tokens` has their stretches [start, end), a list a sentence; `loose` the spans outside mentions, or in facts.
    """

    name: str
    text: str
    entities: list[GoldEntity]
    facts: list[GoldFact]
    tokens: list[list[tuple[int, int]]] = field(default_factory=list)
    loose: list[GoldSpan] = field(default_factory=list)
    dropped: Counter[str] = field(default_factory=Counter)


def load(path: Path) -> list[FactArticle]:
    """All articles of a folder by name. Raises UsageError without such a folder, InputError for a faulty layer."""
    files = sorted(path.glob("*.coref")) if path.is_dir() else []
    if not files:
        raise UsageError(f"{path}: no folder with .coref layers; give the folder of a FactRuEval set")
    return [_article(file) for file in files]


def _article(coref: Path) -> FactArticle:
    try:
        text = coref.with_suffix(".txt").read_bytes().decode("utf-8")
        spans = dict(map(_span, filter(str.strip, _lines(coref.with_suffix(".spans")))))
        dropped = Counter[str]()
        mentions = dict(_mentions(_lines(coref.with_suffix(".objects")), spans, dropped))
        for mention in mentions.values():
            mention.text = text[mention.start : mention.end]
        _mark_embedded(list(mentions.values()))
        entities = dict(_entities(_lines(coref), mentions, dropped))
        dropped["mentions of no entity"] += len(mentions) - sum(len(one.mentions) for one in entities.values())
        facts = _facts(coref.with_suffix(".facts"), entities, spans)
        tokens = _tokens(coref.with_suffix(".tokens"))
    except (OSError, UnicodeDecodeError, ValueError, KeyError, IndexError) as error:
        raise InputError(str(coref), "unreadable", f"a layer of the article is faulty: {error!r}") from error
    return FactArticle(
        coref.stem, text, list(entities.values()), facts, tokens, _loose(spans.values(), entities, facts), dropped
    )


def _loose(spans: Iterable[GoldSpan], entities: dict[str, GoldEntity], facts: list[GoldFact]) -> list[GoldSpan]:
    held = {span for entity in entities.values() for mention in entity.mentions for span in mention.spans}
    filling = {one for fact in facts for _, values in fact.arguments for one in values if isinstance(one, GoldSpan)}
    return sorted({*spans} - held | filling, key=lambda span: (span.start, span.end, span.tag))


def _lines(path: Path) -> list[str]:
    return path.read_bytes().decode("utf-8-sig").replace("\r", "").split("\n")


def _blocks(lines: list[str]) -> Iterator[list[str]]:
    block: list[str] = []
    for line in [*lines, ""]:
        if line.strip():
            block.append(line.strip())
        elif block:
            yield block
            block = []


def _tokens(path: Path) -> list[list[tuple[int, int]]]:
    """«ID START LENGTH TOKEN», sentences apart by an empty line; a set may come without this layer."""
    rows = ([line.split() for line in block] for block in _blocks(_lines(path))) if path.exists() else ()
    return [[(int(row[1]), int(row[1]) + int(row[2])) for row in block] for block in rows]


def _span(line: str) -> tuple[str, GoldSpan]:
    """«ID TAG START LENGTH TOKEN COUNT  # TOKENS WORDS»."""
    left, _, right = line.partition("#")
    parts = left.split()
    start, length, count = int(parts[2]), int(parts[3]), int(parts[5])
    return parts[0], GoldSpan(parts[1], start, start + length, " ".join(right.split()[count:]))


def _mentions(lines: list[str], spans: dict[str, GoldSpan], dropped: Counter[str]) -> Iterator[tuple[str, GoldMention]]:
    for line in lines:
        parts = line.partition("#")[0].split()
        if parts and parts[1] in _CLASSES:
            yield parts[0], GoldMention(_CLASSES[parts[1]], [spans[one] for one in parts[2:]])
        elif parts:
            dropped[f"objects of class {parts[1]}"] += 1


def _mark_embedded(mentions: list[GoldMention]) -> None:
    for one in mentions:
        one.embedded = any(other is not one and _holds(other, one) for other in mentions)


def _holds(other: GoldMention, one: GoldMention) -> bool:
    if other.kind not in _HOLDERS[one.kind] or not (other.start <= one.start and one.end <= other.end):
        return False
    same = (one.start, one.end) == (other.start, other.end)
    return not same or (one.kind in {"per", "loc"} and other.kind == "org")


def _entities(
    lines: list[str], mentions: dict[str, GoldMention], dropped: Counter[str]
) -> Iterator[tuple[str, GoldEntity]]:
    for head, *rows in _blocks(lines):
        key, *ids = head.split()
        own = [mentions[one] for one in ids if one in mentions]
        if not own:
            continue
        attributes: dict[str, set[str]] = {}
        for row in rows:
            name, _, value = row.partition(" ")
            if value.strip():
                attributes.setdefault(name.rstrip("0123456789").lower(), set()).add(value.strip())
        dropped["wikidata of entities"] += len(attributes.pop("wikidata", ()))
        descriptors = attributes.pop("descriptor", set()) | attributes.pop("descr", set())
        for name in attributes.keys() - KNOWN_ATTRIBUTES:
            dropped[f"attribute {name} of entities"] += len(attributes.pop(name))
        yield key, GoldEntity(_kind(own), attributes, descriptors, own)


def _kind(mentions: list[GoldMention]) -> str:
    kinds = {mention.kind for mention in mentions}
    return "loc" if kinds & {"loc", "locorg"} else kinds.pop()


def _facts(path: Path, entities: dict[str, GoldEntity], spans: dict[str, GoldSpan]) -> list[GoldFact]:
    found = []
    for head, *rows in _blocks(_lines(path)) if path.exists() else ():
        fact = GoldFact(head.split()[1].strip(":").lower())
        for row in rows:
            name, _, value = row.partition(" ")
            key = name.lower()
            if values := _values(value, entities, spans):
                fact.arguments.append(("position" if key == "job" else key, values))
            else:
                fact.said[key] = value.strip()
        found.append(fact)
    return found


def _values(value: str, entities: dict[str, GoldEntity], spans: dict[str, GoldSpan]) -> list[GoldEntity | GoldSpan]:
    """What «obj47 Москва» or «span1 мэра | span2 мэра Москвы» points at."""
    ids = [part.split()[0] for part in value.split("|") if part.strip()]
    if ids and ids[0].startswith("obj"):
        return [entities[ids[0].removeprefix("obj")]]
    return [spans[one.removeprefix("span")] for one in ids if one.startswith("span")]
