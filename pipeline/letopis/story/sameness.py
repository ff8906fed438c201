"""How likely a mention tells of a cluster's event: named evidence, weighed by odds that were learned from gold.

Whether rules join or part the two (joining.py, apart.py) is evidence among other: the word's form, how far back and in
which part of the article the event was told, of whom and in which words (telling.py), whose names stand around,
date, kind and status. The weights are data, which `python -m letopis.training.sameness` writes.
"""

import math
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from pydantic import Field

from letopis.document import Document, EventMention, Token
from letopis.odds import Evidence, Odds
from letopis.story.clusters import Cluster, Sample, below_headline, right_below
from letopis.story.facts import MAIN, Facts
from letopis.story.joining import joins_likely
from letopis.story.pointing import pointing
from letopis.story.reading import NEWS
from letopis.story.telling import Retelling, Telling
from letopis.story.wording import Wording
from letopis.tables import read_table
from letopis.times.calendar import Interval, intersect

_BESIDE = frozenset({"punct", "case", "cc"})
_AHEAD = frozenset({"planned", "hypothetical"})
_STEM = 4
# More mentions than so many after the first say no more.
_OFTEN = 3.0
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


class _Told(NamedTuple):
    """What of a cluster is compared with every mention after it while its sample is this."""

    sample: Sample
    stems: set[str]
    named: set[str]
    around: set[str]
    paragraphs: set[int]
    old: bool
    issued: bool
    lead: bool
    telling: Telling
    wording: Wording
    larger: bool


class _Seen(NamedTuple):
    """A mention before the clusters that it may join: what is the same for all of them, and what is compared."""

    mention: EventMention
    facts: Facts
    word: Token | None
    old: bool
    telling: Telling
    wording: Wording
    evidence: Evidence


class Comparer:
    """Compares mentions of one document with the events told before; names are looked up by sentence."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._retelling = Retelling(document.entities)
        self._news: Interval | None = None
        if (day := document.today) is not None:
            self._news = (day - NEWS).isoformat(), (day + NEWS).isoformat()
        self._told: dict[Cluster, _Told] = {}
        self._worded: dict[tuple[int, int, int], Wording] = {}  # by sentence and trigger
        self._named: defaultdict[int, set[str]] = defaultdict(set)
        self._around: defaultdict[int, set[str]] = defaultdict(set)
        for entity in document.entities:
            for mention in entity.mentions:
                self._named[mention.sentence].add(entity.id)
                self._around[document.sentences[mention.sentence].block].add(entity.id)

    def see(self, mention: EventMention, facts: Facts, *, kin: int) -> _Seen:
        """The mention, which might tell of any of `kin` events."""
        word = self._head(mention)
        evidence = {
            f"type {mention.type}": 1.0,
            "events of its kind": math.log(kin),
            "bare": float(facts.bare),
            "said to have been": float(facts.asserted),
            "spoken": float(self._is_spoken(mention)),
            "noun": float(facts.nominal),
            "dated": float(facts.interval is not None),
            "bare noun": float(word is not None and facts.nominal and self._is_bare(mention, word)),
            **self._pointing(mention, facts, word),
        }
        wording = self._wording(mention)
        return _Seen(mention, facts, word, self._is_old(facts.interval), Telling.of([facts]), wording, evidence)

    def evidence(self, seen: _Seen, cluster: Cluster, *, bars: list[str], parted: bool, latest: bool) -> Evidence:
        """What speaks for and against one event, the `latest` or not: the rules of contradiction that are `bars`
        between the two, and whether another has `parted` them."""
        mention, facts, sample, told = seen.mention, seen.facts, cluster.sample, self._tell(cluster)
        found: Evidence = {
            **seen.evidence,
            f"rules {_verdict(mention, facts, sample, parted=parted)}": 1.0,
            **{f"contradicts: {bar}": 1.0 for bar in bars},
            **{f"contradicts: {bar}, {mention.type}": 1.0 for bar in bars},
            "contradictions": float(len(bars)),
            "told of last": float(latest),
            "told often": min(len(cluster.mentions) - 1, _OFTEN),
            **_types(mention, sample),
            **_roles(mention, facts, told),
            "same stem": float(mention.trigger.lemma[:_STEM] in told.stems),
            "one word hangs on the other": float(seen.word is not None and self._hung(mention, seen.word, sample)),
            **_where(mention, facts, sample, lead=told.lead),
            **_headline(mention, sample),
            **self._retelling.evidence(seen.telling, told.telling),
            **seen.wording.evidence(told.wording),
            "larger here only": float(facts.larger and not told.larger),
            "larger there only": float(told.larger and not facts.larger),
            **self._names(mention, facts, told),
            **_when(seen, told),
            **_kind(mention, sample),
            **_status(mention, sample),
        }
        return {name: value for name, value in found.items() if value}

    def _tell(self, cluster: Cluster) -> _Told:
        """Taken anew when the cluster has grown."""
        told = self._told.get(cluster)
        if told is None or told.sample is not cluster.sample:
            told = self._told[cluster] = self._summary(cluster.sample)
        return told

    def _summary(self, sample: Sample) -> _Told:
        mentions, facts = sample.mentions, sample.facts
        return _Told(
            sample,
            {mention.trigger.lemma[:_STEM] for mention in mentions},
            _union(self._named[mention.sentence] for mention in mentions),
            _union(self._around[each.paragraph] for each in facts),
            {each.paragraph for each in facts},
            any(self._is_old(days) for days in sample.intervals),
            any(each.issued for each in facts),
            any(mention.block in MAIN for mention in mentions),
            Telling.of(facts),
            Wording.together([self._wording(mention) for mention in mentions]),
            any(each.larger for each in facts),
        )

    def _wording(self, mention: EventMention) -> Wording:
        place = mention.sentence, mention.trigger.start, mention.trigger.end
        if place not in self._worded:
            self._worded[place] = Wording.of(mention, self._document.sentences[mention.sentence])
        return self._worded[place]

    def _hung(self, mention: EventMention, word: Token, sample: Sample) -> bool:
        """Whether the word and one of the cluster's hang on each other."""
        others = [self._head(other) for other in sample.mentions if other.sentence == mention.sentence]
        return any(other is not None and (other.head == word.index or word.head == other.index) for other in others)

    def _head(self, mention: EventMention) -> Token | None:
        return self._document.sentences[mention.sentence].head_of(mention.trigger.start, mention.trigger.end)

    def _pointing(self, mention: EventMention, facts: Facts, word: Token | None) -> Evidence:
        sentence = self._document.sentences[mention.sentence]
        return {} if word is None else pointing(sentence, word, nominal=facts.nominal)

    def _is_bare(self, mention: EventMention, noun: Token) -> bool:
        """Whether nothing hangs on it, as in «первая встреча»."""
        sentence = self._document.sentences[mention.sentence]
        return all(child.rel in _BESIDE for child in sentence.children(noun.index))

    def _is_spoken(self, mention: EventMention) -> bool:
        """Whether the sentence is opened by a quotation mark or a dash."""
        return self._document.text[mention.start : mention.start + 1] in ("«", "—", "–")

    def _names(self, mention: EventMention, facts: Facts, told: _Told) -> Evidence:
        """Whether sentences and paragraphs speak of the same people, bodies and places."""
        here, around = self._named[mention.sentence], self._around[facts.paragraph]
        apart = facts.paragraph not in told.paragraphs
        least = max(1, min(len(around), len(told.around)))
        return {
            "other names beside": float(bool(here and told.named) and here.isdisjoint(told.named)),
            "names shared by the paragraphs": len(around & told.around) / least if apart else 0.0,
        }

    def _is_old(self, days: Interval | None) -> bool:
        """Whether the days lie apart from those for which the article was written."""
        return self._news is not None and days is not None and intersect(days, self._news) is None


def _when(seen: _Seen, told: _Told) -> Evidence:
    """An event without a date is of the days of the article; what has another is hardly the same."""
    here, days = seen.facts.interval, seen.facts.recurring
    dates, recurring = told.sample.intervals, told.sample.recurring
    both, agree = bool(days and recurring), bool(days & recurring)
    return {
        "both dated": float(both or (here is not None and bool(dates))),
        "dates agree": float(agree or (here is not None and any(intersect(here, other) for other in dates))),
        "the dateline's day": float(seen.facts.issued or told.issued),
        "old date here only": float(not dates and seen.old),
        "old date there only": float(here is None and told.old),
    }


def _types(mention: EventMention, sample: Sample) -> Evidence:
    """«Встреча» is likelier told of as talks than talks are as a meeting."""
    others = {other.type for other in sample.mentions}
    if mention.type in others:
        return {}
    return {"another type": 1.0, **{f"{mention.type} of {other}": 1.0 for other in others}}


def _roles(mention: EventMention, facts: Facts, told: _Told) -> Evidence:
    """Who is appointed is appointed once, who speaks speaks often."""
    people = told.telling.people
    return {
        f"{'same' if who & people[role] else 'other'} {role}, {mention.type}": 1.0
        for role, who in facts.people.items()
        if people.get(role)
    }


def _union(sets: Iterable[set[str]]) -> set[str]:
    return set().union(*sets)


def _verdict(mention: EventMention, facts: Facts, sample: Sample, *, parted: bool) -> str:
    if joins_likely(mention, facts, sample):
        return "join and part" if parted else "join"
    return "part" if parted else "are silent"


def _where(mention: EventMention, facts: Facts, sample: Sample, *, lead: bool) -> Evidence:
    """How far back in the article, and in which part of it, the event was told."""
    gap = max(mention.sentence - sample.mentions[-1].sentence, 0)
    together = facts.paragraph == sample.facts[-1].paragraph
    return {
        "told in the first sentence": float(sample.mentions[0].sentence == 0),
        "told in the lead": float(lead),
        "told in the lead, far back": float(lead and gap > _FAR),
        "sentences between": math.log1p(gap),
        "same sentence": float(mention.sentence in sample.sentences),
        "next sentence": float(gap == 1),
        "same paragraph": float(together),
        "verb of the same paragraph": float(together and not facts.nominal),
    }


def _headline(mention: EventMention, sample: Sample) -> Evidence:
    """Whether the event was told in the headline alone, and how near the mention stands below it."""
    above, near = below_headline(mention, sample), right_below(mention, sample)
    return {
        "in the headline": float(above),
        "in the headline, right above": float(near),
        "in the headline, none else": float(above and sample.alone),
        "in the headline, right above, none else": float(near and sample.alone),
        "caption": float("caption" in (mention.block, sample.mentions[-1].block)),
    }


def _kind(mention: EventMention, sample: Sample) -> Evidence:
    here, there = mention.kind, sample.kinds
    return {
        "same kind": float(here in there),
        "other kind": float(here is not None and bool(there) and here not in there),
        "kind here only": float(here is not None and not there),
    }


def _status(mention: EventMention, sample: Sample) -> Evidence:
    return {
        "same status": float(mention.status in sample.statuses),
        "done here, ahead there": float(mention.status == "occurred" and sample.statuses <= _AHEAD),
        "ahead here, done there": float(mention.status in _AHEAD and sample.statuses == {"occurred"}),
    }
