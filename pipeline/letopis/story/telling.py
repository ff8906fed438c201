"""Of whom and in which words two tellings speak, as evidence that they are of one event.

A headline has a nickname or a trade for a name («ФАС», «фермер») and another word for the deed; a name may be spelt in
two ways. So names and words are compared by their first letters, too.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple, Self

from letopis.document import Entity, Person
from letopis.odds import Evidence
from letopis.story.facts import Facts

# Words of a sentence are alike by so many first letters, names by so many.
_STEM, _NAME = 5, 4
# A shorter word is none of a name, and no sentence is compared by fewer words.
_SHORT, _FEW = 3, 4
# More roles than so many say no more.
_MOST = 2.0
_WORD = re.compile(r"\w+")


class Telling(NamedTuple):
    """What a mention or the mentions of an event say: named people by role and together, the unnamed by their words,
    the words of each sentence by their first letters."""

    people: dict[str, set[str]]
    everyone: set[str]
    unnamed: set[str]
    sentences: list[set[str]]

    @classmethod
    def of(cls, facts: Sequence[Facts]) -> Self:
        """Of all these facts together."""
        people: defaultdict[str, set[str]] = defaultdict(set)
        for told in facts:
            for role, who in told.people.items():
                people[role] |= who
        unnamed = {stem for told in facts for text in told.unnamed for stem in _stems(text, _STEM)}
        return cls(people, set().union(*people.values()), unnamed, [_cut(told.words) for told in facts])


class Retelling:
    """Compares tellings of one document, whose entities are looked up by id."""

    def __init__(self, entities: Sequence[Entity]) -> None:
        self._persons = {entity.id for entity in entities if isinstance(entity, Person)}
        self._stems = {entity.id: _stems(entity.name, _NAME) | {_initials(entity.name)} for entity in entities}

    def evidence(self, here: Telling, there: Telling) -> Evidence:
        """How the two agree and differ."""
        roles = here.people.keys() & there.people.keys()
        other = [role for role in roles if here.people[role].isdisjoint(there.people[role])]
        persons = sum(self._persons >= here.people[role] | there.people[role] for role in other)
        apart = bool(here.everyone and there.everyone) and here.everyone.isdisjoint(there.everyone)
        return {
            "the same in a role": min(len(roles) - len(other), _MOST),
            "others in a role": min(len(other) - persons, _MOST),
            "other persons in a role": min(persons, _MOST),
            "others are named": float(apart),
            "names alike": float(apart and not self._named(here.everyone).isdisjoint(self._named(there.everyone))),
            "unnamed alike": float(not here.unnamed.isdisjoint(there.unnamed)),
            "named here, unnamed there": float(bool(here.everyone and there.unnamed and not there.everyone)),
            "unnamed here, named there": float(bool(here.unnamed and there.everyone and not here.everyone)),
            "words shared": max((_shared(here.sentences[0], words) for words in there.sentences), default=0.0),
        }

    def _named(self, people: set[str]) -> set[str]:
        return set().union(*(self._stems[who] for who in people))


def _shared(one: set[str], other: set[str]) -> float:
    """Which part of the shorter sentence is in the other; nothing of one and the same."""
    return len(one & other) / max(_FEW, min(len(one), len(other))) if one != other else 0.0


def _stems(text: str, letters: int) -> set[str]:
    return _cut((word for word in _WORD.findall(text.casefold()) if len(word) >= _SHORT), letters)


def _cut(words: Iterable[str], letters: int = _STEM) -> set[str]:
    return {word[:letters] for word in words}


def _initials(name: str) -> str:
    """«Федеральная антимонопольная служба»: «фас»."""
    words = _WORD.findall(name.casefold())
    return "".join(word[0] for word in words)[:_NAME] if len(words) > 1 else name.casefold()[:_NAME]
