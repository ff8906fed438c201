"""Mentions of bodies put together: by the names that each can go by, long and short."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from letopis.entities.bodies import expansions, head_nouns, known_bodies
from letopis.entities.countries import CountryTable
from letopis.entities.place_forms import nominatives
from letopis.entities.span import Span
from letopis.language.morphology import fold

QUOTES = '«»"„“”'
_NEAR = 4
# Of a state's name behind a body's: «Соединённых Штатов Америки».
_STATE_WORDS = 3


@dataclass(slots=True)
class BodyMention:
    """One mention of a body: its span, nominative reading, and the abbreviation that brackets give it."""

    span: Span
    text: str
    name: str
    head: str
    opens: bool
    quoted: str | None
    abbreviation: str | None = None


@dataclass(slots=True)
class BodyCluster:
    """Mentions of one body; `number` is its place among those found."""

    number: int
    mentions: list[BodyMention] = field(default_factory=list)
    keys: set[str] = field(default_factory=set)


class Bodies:
    """The article's bodies so far, by their keys and by how these begin and end."""

    def __init__(self) -> None:
        self.all: list[BodyCluster] = []
        self._by_key: dict[str, set[int]] = {}
        self._by_part: dict[str, set[int]] = {}

    def place(self, mention: BodyMention) -> None:
        """Give the mention to the first body with one of its keys, else to one with a longer name, or to a new one."""
        keys = _keys_of(mention)
        found = self._found(self._by_key, keys) or _nearest(self._found(self._by_part, keys), mention)
        if not found:
            found = [BodyCluster(len(self.all))]
            self.all += found
        found[0].mentions.append(mention)
        for key in keys - found[0].keys:
            self._by_key.setdefault(key, set()).add(found[0].number)
            for part in _parts(key):
                self._by_part.setdefault(part, set()).add(found[0].number)
        found[0].keys |= keys

    def _found(self, table: dict[str, set[int]], keys: set[str]) -> list[BodyCluster]:
        return [self.all[number] for number in sorted({number for key in keys for number in table.get(key, ())})]


def _parts(key: str) -> list[str]:
    """Shorter names of the same body: «министерство» of «министерство туризма чили», what it ends with by its noun."""
    words = key.split()
    ends = [words[at:] for at in range(1, len(words)) if words[-1] in head_nouns()]
    return [" ".join(part) for part in (*(words[:at] for at in range(len(words))), *ends)]


def _keys_of(mention: BodyMention) -> set[str]:
    keys = {key_of(mention.name)}
    if mention.quoted:
        keys.add(key_of(mention.quoted))
    if mention.abbreviation and mention.abbreviation != mention.name:
        keys.add(key_of(mention.abbreviation))
    known = known_bodies().get(key_of(mention.name)) or known_bodies().get(fold(mention.name))
    if known is not None:
        keys |= {key_of(known.name), *map(key_of, known.short)}
    keys |= {spelt for key in list(keys) if (spelt := _expanded(key)) is not None}
    return keys | {of_state for key in list(keys) if (of_state := _of_state(key)) is not None}


def _expanded(key: str) -> str | None:
    """«мид россии» as «министерство иностранных дел россии»."""
    first, _, rest = key.partition(" ")
    full = expansions().get(first)
    return f"{full} {rest}".strip() if full else None


@lru_cache(maxsize=20_000)
def _of_state(key: str) -> str | None:
    """«мид кнр» and «мид китая» by one key, which ends with the state's code."""
    words = key.split()
    for length in range(min(_STATE_WORDS, len(words) - 1), 0, -1):
        states = {state.code for form in nominatives(" ".join(words[-length:]))
                  for state in CountryTable.load().by_key(form.key) if state.status == "state"}  # fmt: skip
        if states:
            return " ".join([*words[:-length], states.pop()]) if len(states) == 1 else None
    return None


def _nearest(clusters: Sequence[BodyCluster], mention: BodyMention) -> list[BodyCluster]:
    """Of several the one mentioned last before, unless it is too far off; a single one at any distance."""
    if len(clusters) <= 1:
        return list(clusters)
    sentence, start = mention.span.sentence.index, mention.span.start
    before = [
        (start - other.span.start, number, one)
        for number, one in enumerate(clusters)
        for other in one.mentions
        if other.span.start < start and sentence - other.span.sentence.index <= _NEAR
    ]
    return [min(before)[2]] if before else []


@lru_cache(maxsize=20_000)
def key_of(name: str) -> str:
    """The name without quotes, folded, hyphens as spaces."""
    return " ".join(fold("".join(c for c in name if c not in QUOTES)).replace("-", " ").split())
