"""One group of unnamed people told of in several wordings: «семеро пассажиров», «семь человек», «погибшие».

Two sides of one mention are two. Those of two mentions of an event are one where the later may be no other than the
earlier: as many, by one noun, or told by a word that says no more of them than the event does.
"""

from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict

from letopis.document import Argument, Document, EventMention, Sentence, Token
from letopis.events.unnamed import figure_of
from letopis.tables import read_table

_PLURAL_PRONOUNS = frozenset({"они", "мы"})
_TELLING = frozenset({"NOUN", "PROPN", "ADJ", "VERB"})


class GroupExample(BaseModel):
    """A text and who takes part in its only event of a type."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    text: str
    type: str
    sides: tuple[str, ...]


class GroupWords(BaseModel):
    """Lemmas that say little of a group, or that it is another one."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    anybody: frozenset[str]
    further: frozenset[str]
    plain: frozenset[str]
    examples: tuple[GroupExample, ...]

    @classmethod
    @lru_cache(maxsize=1)
    def load(cls) -> "GroupWords":
        """The package's; raises ResourceError for a faulty file."""
        return read_table(files("letopis") / "resources" / "story" / "groups.yaml", cls)


class _Group(NamedTuple):
    """An unnamed side as one mention, by its number, tells of it; `own` are words that tell it apart."""

    side: Argument
    mention: int
    head: Token
    figure: tuple[int | None, int | None] | None
    own: frozenset[str]
    further: bool
    pronoun: bool
    anybody: bool

    @property
    def several(self) -> bool:
        return self.figure not in (None, (1, 1)) or self.head.feats.get("Number") == "Plur"

    @property
    def fullness(self) -> tuple[bool, bool, bool, int]:
        """How much is said of it: a noun of its own, a figure, more words."""
        return not self.pronoun, self.figure is not None, not self.anybody, len(self.own)


def told_again(document: Document, mentions: Sequence[EventMention]) -> set[int]:
    """Ids, as `id` gives them, of the sides that another mention tells of more fully, or told of before."""
    kept: dict[str, list[_Group]] = {}
    gone: set[int] = set()
    for number, mention in enumerate(mentions):
        sentence = document.sentences[mention.sentence]
        for side in mention.participants:
            group = _group(sentence, side, number)
            if group is None:
                continue
            rivals = kept.setdefault(side.role, [])
            same = [other for other in rivals if other.mention != number and _is_one(other, group)]
            if any(other.fullness >= group.fullness for other in same):
                gone.add(id(side))
                continue
            gone |= {id(other.side) for other in same}
            kept[side.role] = [*(other for other in rivals if other not in same), group]
    return gone


def _group(sentence: Sentence, side: Argument, number: int) -> _Group | None:
    if side.entity is not None or side.start is None or side.end is None:
        return None
    head = sentence.head_of(side.start, side.end)
    if head is None:
        return None
    words = GroupWords.load()
    inside = sentence.tokens_in(side.start, side.end)
    amount = figure_of(sentence, head)
    anybody = head.lemma in words.anybody or head.pos == "NUM"
    own = {token.lemma for token in inside if token is not head and token.pos in _TELLING}
    return _Group(
        side,
        number,
        head,
        (amount.low, amount.high) if amount is not None else None,
        frozenset(own - words.plain - words.anybody - words.further),
        any(token.lemma in words.further for token in inside),
        head.lemma in _PLURAL_PRONOUNS,
        anybody,
    )


def _is_one(one: _Group, later: _Group) -> bool:
    """Whether the later may be no other than the one told of before."""
    if later.further or one.several != later.several:
        return False
    if one.figure is not None and later.figure is not None and one.figure != later.figure:
        return False
    alike = one.own <= later.own or later.own <= one.own
    if one.head.lemma == later.head.lemma and one.head.pos != "NUM":
        return alike
    if one.figure is not None and one.figure == later.figure:
        return one.anybody or later.anybody
    if not one.several and one.head.feats.get("Gender") != later.head.feats.get("Gender"):
        return False
    return _says_nothing(later) or _says_nothing(one)


def _says_nothing(group: _Group) -> bool:
    """Neither how many nor who they are."""
    return group.pronoun or (group.anybody and group.figure in (None, (1, 1)) and not group.own)
