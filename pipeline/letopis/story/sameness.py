"""How likely a mention tells of a cluster's event: named evidence, weighed by odds that were learned from gold.

Whether rules join or part the two (joining.py, apart.py) is evidence among other: the word's form, how far back and in
which part of the article the event was told, whose names stand around, date, kind and status. The weights are data,
which `python -m letopis.training.sameness` writes.
"""

import math
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import files

from pydantic import Field

from letopis.document import Document, EventMention, Token
from letopis.odds import Evidence, Odds
from letopis.story.apart import parts_likely
from letopis.story.facts import Cluster, Facts
from letopis.story.joining import joins_likely
from letopis.story.reading import NEWS
from letopis.tables import read_table
from letopis.times.calendar import Interval, intersect

_BESIDE = frozenset({"punct", "case", "cc"})
_AHEAD = frozenset({"planned", "hypothetical"})
_STEM = 4
# So many sentences back the lead is far.
_FAR = 3


class Sameness(Odds):
    """Odds that a mention tells of a cluster's event; from the probability `joined` on it is joined to it."""

    joined: float = Field(ge=0, le=1)

    @classmethod
    @lru_cache(maxsize=1)
    def load(cls) -> "Sameness":
        """The package's; raises ResourceError for a faulty file."""
        return read_table(files("letopis") / "resources" / "story" / "sameness.yaml", cls)


class Comparer:
    """Compares mentions of one document with the events told before; names are looked up by sentence."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._named: defaultdict[int, set[str]] = defaultdict(set)
        self._around: defaultdict[int, set[str]] = defaultdict(set)
        for entity in document.entities:
            for mention in entity.mentions:
                self._named[mention.sentence].add(entity.id)
                self._around[document.sentences[mention.sentence].block].add(entity.id)

    def evidence(self, mention: EventMention, facts: Facts, cluster: Cluster, *, kin: int, latest: bool) -> Evidence:
        """What speaks for and against one event, one of `kin` that the mention might tell of, and `latest` of them."""
        found: Evidence = {
            f"type {mention.type}": 1.0,
            f"rules {_verdict(mention, facts, cluster)}": 1.0,
            "events of its kind": math.log(kin),
            "told of last": float(latest),
            "bare": float(facts.bare),
            "said to have been": float(facts.asserted),
            **self._word(mention, facts, cluster),
            **_where(mention, facts, cluster),
            **self._names(mention, facts, cluster),
            **self._when(facts, cluster),
            **_kind(mention, cluster),
            **_status(mention, cluster),
        }
        return {name: value for name, value in found.items() if value}

    def _word(self, mention: EventMention, facts: Facts, cluster: Cluster) -> Evidence:
        """Of a noun whether anything hangs on it, as in «первая встреча»."""
        # The entry of a list has its trigger in the heading line, another sentence.
        sentence, word = self._document.sentences[mention.sentence], self._head(mention)
        found = {
            "same stem": float(any(other.trigger.lemma[:_STEM] == mention.trigger.lemma[:_STEM]
                                   for other in cluster.mentions)),
            "spoken": float(self._is_spoken(mention)),
        }  # fmt: skip
        if word is None:
            return found
        others = [self._head(other) for other in cluster.mentions if other.sentence == mention.sentence]
        hung = any(other and (other.head == word.index or word.head == other.index) for other in others)
        bare = facts.nominal and all(child.rel in _BESIDE for child in sentence.children(word.index))
        return found | {"one word hangs on the other": float(hung), "bare noun": float(bare)}

    def _head(self, mention: EventMention) -> Token | None:
        return self._document.sentences[mention.sentence].head_of(mention.trigger.start, mention.trigger.end)

    def _is_spoken(self, mention: EventMention) -> bool:
        """Whether the sentence is opened by a quotation mark or a dash."""
        return self._document.text[mention.start : mention.start + 1] in ("«", "—", "–")

    def _names(self, mention: EventMention, facts: Facts, cluster: Cluster) -> Evidence:
        """Whether sentences and paragraphs speak of the same people, bodies and places."""
        here = self._named[mention.sentence]
        there = _union(self._named[other.sentence] for other in cluster.mentions)
        around, told_around = self._around[facts.paragraph], _union(self._around[t.paragraph] for t in cluster.facts)
        apart = all(told.paragraph != facts.paragraph for told in cluster.facts)
        least = max(1, min(len(around), len(told_around)))
        return {
            "other names beside": float(bool(here and there) and not here & there),
            "names shared by the paragraphs": len(around & told_around) / least if apart else 0.0,
        }

    def _when(self, facts: Facts, cluster: Cluster) -> Evidence:
        """An event without a date is of the days of the article; what has another is hardly the same."""
        here, there = facts.interval, [told.interval for told in cluster.facts if told.interval is not None]
        return {
            "dates agree": float(here is not None and any(intersect(here, other) for other in there)),
            "the dateline's day": float(facts.issued or any(told.issued for told in cluster.facts)),
            "old date here only": float(not there and self._is_old(here)),
            "old date there only": float(here is None and any(self._is_old(other) for other in there)),
        }

    def _is_old(self, days: Interval | None) -> bool:
        """Whether the days lie apart from those for which the article was written."""
        published = self._document.article.published_date
        if published is None or days is None:
            return False
        return intersect(days, ((published - NEWS).isoformat(), (published + NEWS).isoformat())) is None


def _union(sets: Iterable[set[str]]) -> set[str]:
    return set().union(*sets)


def _verdict(mention: EventMention, facts: Facts, cluster: Cluster) -> str:
    joins, parts = joins_likely(mention, facts, cluster), parts_likely(mention, facts, cluster)
    return ("join and part" if parts else "join") if joins else "part" if parts else "are silent"


def _where(mention: EventMention, facts: Facts, cluster: Cluster) -> Evidence:
    """How far back in the article, and in which part of it, the event was told."""
    gap = max(mention.sentence - cluster.mentions[-1].sentence, 0)
    together = facts.paragraph == cluster.facts[-1].paragraph
    lead = any(other.block == "lead" for other in cluster.mentions)
    return {
        "told in the first sentence": float(cluster.mentions[0].sentence == 0),
        "told in the lead": float(lead),
        "told in the lead, far back": float(lead and gap > _FAR),
        "sentences between": math.log1p(gap),
        "next sentence": float(gap == 1),
        "same paragraph": float(together),
        "verb of the same paragraph": float(together and not facts.nominal),
    }


def _kind(mention: EventMention, cluster: Cluster) -> Evidence:
    here, there = mention.kind, {other.kind for other in cluster.mentions if other.kind is not None}
    return {
        "same kind": float(here in there),
        "other kind": float(here is not None and bool(there) and here not in there),
        "kind here only": float(here is not None and not there),
    }


def _status(mention: EventMention, cluster: Cluster) -> Evidence:
    there = {other.status for other in cluster.mentions}
    return {
        "same status": float(mention.status in there),
        "ahead here, done there": float(mention.status in _AHEAD and there == {"occurred"}),
    }
