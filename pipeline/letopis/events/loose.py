"""Words of the ontology none of whose rules holds: how likely they tell of the type all the same.

A rule's conditions list the usual company of its word; news puts it into other company too («травмы получили
восемь», «вину он отрицает»). The model's typed head says how likely the word tells of the type where it stands; what
the nearest rule lacks speaks too. The weights are data, which `python -m letopis.training.loose` writes.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from letopis.document import Document, Token
from letopis.events.senses import Context, Sense
from letopis.odds import SURE, Evidence, Odds
from letopis.tables import read_table

_MOST = 3
# Log-odds of the head below which a word is not looked at: it never came to be told.
LEAST = -3.0


class LooseOdds(Odds):
    """Odds that a word tells of a type though no rule of it holds; below the probability `told` it does not."""

    told: float

    @classmethod
    @lru_cache(maxsize=1)
    def load(cls) -> "LooseOdds":
        """The package's; raises ResourceError for a faulty file."""
        return read_table(files("letopis") / "resources" / "events" / "loose.yaml", cls)


class Weighed(NamedTuple):
    """A type that a word may tell of: the rule that lacks least, and what speaks for it."""

    sense: Sense
    evidence: Evidence


class LooseReader:
    """Weighs words of one document that a model has read."""

    def __init__(self, document: Document, odds: LooseOdds) -> None:
        self._document = document
        self._odds = odds

    def sense(self, context: Context, token: Token, senses: Sequence[Sense]) -> Sense | None:
        """The likeliest of the types, where it is likely enough; the trace says why."""
        weighed = [(self._odds.probability(each.evidence), each) for each in self.weigh(context, token, senses)]
        if not weighed:
            return None
        chance, best = max(weighed, key=lambda pair: pair[0])
        if chance < self._odds.told:
            return None
        if self._document.traced:
            reasons = f"{token.text} {chance:.2f}: {self._odds.reasons(best.evidence)}"
            self._document.explain("events.loose", best.sense.type.type, token.start, token.end, reasons)
        return best.sense

    def weigh(self, context: Context, token: Token, senses: Sequence[Sense]) -> Iterator[Weighed]:
        """Each type of the word that the head does not all but exclude, and that no noun beside it has to tell."""
        told = self._document.predictions[context.sentence.index].types.get(token.index, {})
        by_type: defaultdict[str, list[Sense]] = defaultdict(list)
        for sense in senses:
            if sense.rule.told_by is None and told.get(sense.type.type, LEAST) > LEAST:
                by_type[sense.type.type].append(sense)
        for name, group in by_type.items():
            sense = nearest(context, group)
            denied: Evidence = {"denied": 1.0} if any(_denies(context, each) for each in group) else {}
            yield Weighed(sense, _typed(told, name) | _lacks(context, sense) | denied)


def nearest(context: Context, senses: Sequence[Sense]) -> Sense:
    """The rule that lacks least; of equals one without a kind: «открытие турнира» is of no monument."""
    return min(senses, key=lambda each: (*_lack(context, each), each.rule.kind is not None))


def _denies(context: Context, sense: Sense) -> bool:
    """Whether the rule would hold but for what it excludes: «полковник в отставке»."""
    return all(map(context.holds, sense.when)) and any(map(context.holds, sense.unless))


def _typed(told: dict[str, float], name: str) -> Evidence:
    """What the head says of the type."""
    odds = min(told[name], SURE)
    return {"typed: odds": odds, "typed: more likely than not": max(0.0, odds)}


def _lack(context: Context, sense: Sense) -> tuple[bool, int, int]:
    """How far the rule is from holding."""
    vetoed = any(context.holds(each) for each in sense.unless)
    return vetoed, sum(not context.holds(each) for each in sense.when), -len(sense.when)


def _lacks(context: Context, sense: Sense) -> Evidence:
    failing = sum(not context.holds(each) for each in sense.when)
    evidence: Evidence = {
        f"lacks {min(failing, _MOST)}": 1.0,
        f"holds {min(len(sense.when) - failing, _MOST)}": 1.0,
    }
    return evidence | {f"vetoed by {_slot_kind(each.slot)}": 1.0 for each in sense.unless if context.holds(each)}


def _slot_kind(slot: str) -> str:
    """Slots behind prepositions are told apart by their case only."""
    return f"preposition {slot.split('+')[1]}" if "+" in slot else slot
