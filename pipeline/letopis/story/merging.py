"""One event once: mentions of it are joined, mentions of others kept apart, each decision with its reason."""

from collections import defaultdict
from operator import attrgetter
from typing import NamedTuple

from letopis.document import Document, EventMention
from letopis.events.fallback import OTHER
from letopis.events.ontology import Ontology
from letopis.odds import Evidence
from letopis.story.apart import contradictions, may_be_misread, other_word, parts_likely
from letopis.story.clusters import Cluster
from letopis.story.facts import FactBase, Facts
from letopis.story.joining import surely_one
from letopis.story.relations import Relations
from letopis.story.sameness import Comparer, Sameness
from letopis.story.wholes import Wholes

# How many events of the types that one telling may swap are looked back at, besides those told first (the article's
# own); and of those between, how many that share most people, places and dates. An article hardly tells of so many.
FIRST, LATEST, ALIKE = 3, 6, 3
# How far back of a type is searched for these.
_REACH = 48
_BEFELL = "occurred"
_LAST = attrgetter("last")


class Candidate(NamedTuple):
    """An event that a mention may tell of: the rule that is sure of it and its strength; what else speaks for it, where
    no rule is sure of any."""

    cluster: Cluster
    sure: tuple[int, str] | None
    evidence: Evidence


class Clusters:
    """The clusters of a document so far, by type."""

    def __init__(self, document: Document, relations: Relations) -> None:
        self._comparer = Comparer(document)
        self._by_type: defaultdict[str, list[Cluster]] = defaultdict(list)
        self._relations = relations
        self._wholes = Wholes(relations)
        self._telling: dict[int, Cluster] = {}  # by identity of the mention
        self._at: defaultdict[int, list[Cluster]] = defaultdict(list)  # by where their triggers begin
        self.all: list[Cluster] = []

    def add(self, mention: EventMention, facts: Facts) -> None:
        """Another event."""
        cluster = Cluster()
        self._by_type[mention.type].append(cluster)
        self.all.append(cluster)
        self.join(cluster, mention, facts)

    def join(self, cluster: Cluster, mention: EventMention, facts: Facts) -> None:
        """The mention tells of the cluster's event."""
        cluster.add(mention, facts)
        self._telling[id(mention)] = cluster
        self._at[mention.trigger.start].append(cluster)
        self._wholes.add(cluster, mention)

    def named_again(self, mention: EventMention, facts: Facts) -> Cluster | None:
        """The cluster of the mention that an echo («происшествие») stands for, unless something keeps it out."""
        if mention.echo is None:
            return None
        cluster = self._telling.get(id(mention.echo))
        return None if cluster is None or contradictions(mention, facts, cluster.sample) else cluster

    def befell_again(self, mention: EventMention, facts: Facts) -> Cluster | None:
        """The cluster that tells of the same person's death, whatever else differs: two days are a contradiction."""
        if not facts.once or mention.status != _BEFELL:
            return None
        return next((each for each in self._open(mention, facts) if _befell_one(facts, each)), None)

    def candidates(self, mention: EventMention, facts: Facts) -> list[Candidate]:
        """The clusters that the mention may join, in the order of their last mentions."""
        kin = _compared(facts, self._open(mention, facts))
        for cluster in kin:
            cluster.sample.alone = len(kin) == 1
        barred = [(each, contradictions(mention, facts, each.sample)) for each in kin]
        open_ = [
            (each, bars, parts_likely(mention, facts, each.sample))
            for each, bars in barred
            if may_be_misread(bars, mention, facts, each.sample)
            and not self._wholes.follow(mention, facts, each.sample)
        ]
        sure = [None if bars or parted else surely_one(mention, facts, each.sample) for each, bars, parted in open_]
        if not open_ or any(sure):
            return [Candidate(each, rule, {}) for (each, _, _), rule in zip(open_, sure, strict=True)]
        seen, compare = self._comparer.see(mention, facts, kin=len(open_)), self._comparer.evidence
        return [Candidate(each, None, compare(seen, each, bars=bars, parted=parted, latest=each is kin[-1]))
                for each, bars, parted in open_]  # fmt: skip

    def _open(self, mention: EventMention, facts: Facts) -> list[Cluster]:
        """Those of its kin that nothing keeps the mention out of whatever they say, as `cannot_join` tells of one."""
        kin = self._kin(mention)
        beside = {each for start in (mention.trigger.start, *facts.listed) for each in self._at.get(start, ())}
        return [each for each in kin if each not in beside] if beside else kin

    def _kin(self, mention: EventMention) -> list[Cluster]:
        """Clusters of types that one telling may swap, without a type those of the same word; a bounded number, so that
        long texts take linear time."""
        found, kindred = [], self._relations.kindred(mention.type)
        for kind, group in self._by_type.items():
            if kind in kindred:
                near = group if len(group) <= FIRST + _REACH else group[:FIRST] + group[-_REACH:]
                wordless = OTHER.type in (kind, mention.type)
                found += [each for each in near if not other_word(mention, each.sample)] if wordless else near
        return found


def _compared(facts: Facts, kin: list[Cluster]) -> list[Cluster]:
    """Those of its kin that a mention is compared with, in the order of their last mentions: a bounded number."""
    kin.sort(key=_LAST)
    if len(kin) <= FIRST + LATEST:
        return kin
    alike = [each for each in kin[FIRST:-LATEST] if not facts.marks.isdisjoint(each.marks)]
    alike.sort(key=lambda each: max(len(facts.marks & told.marks) for told in each.facts))
    return kin[:FIRST] + sorted(alike[-ALIKE:], key=_LAST) + kin[-LATEST:]


def _befell_one(facts: Facts, cluster: Cluster) -> bool:
    rows = zip(cluster.mentions, cluster.facts, strict=True)
    return any(facts.once & told.once and other.status == _BEFELL for other, told in rows)


def cluster_mentions(
    document: Document, mentions: list[EventMention], relations: Relations, ontology: Ontology
) -> list[Cluster]:
    """Clusters in the order of their first mentions.

    A participle that only describes somebody («избранный президент») joins an event or is dropped.
    """
    clusters, odds = Clusters(document, relations), Sameness.load()
    base = FactBase(document, relations, ontology)
    for mention in mentions:
        facts, trigger = base.of(mention), mention.trigger
        host, reason = _host(mention, facts, clusters, odds, traced=document.traced)
        if host is not None:
            clusters.join(host, mention, facts)
            document.explain("story.merge", reason, trigger.start, trigger.end, host.mentions[0].trigger.text)
        elif facts.attributive or mention.echo is not None:
            reason = "describes somebody" if facts.attributive else "a general word for no event told"
            document.explain("story.drop", reason, trigger.start, trigger.end, trigger.text)
        else:
            if reason:
                document.explain("story.apart", reason, trigger.start, trigger.end, trigger.text)
            clusters.add(mention, facts)
    return clusters.all


def _host(
    mention: EventMention, facts: Facts, clusters: Clusters, odds: Sameness, *, traced: bool
) -> tuple[Cluster | None, str]:
    """The likeliest cluster, the one told of last of equals, if any is likely enough; and what speaks for that."""
    named = clusters.named_again(mention, facts)
    if named is not None:
        return named, "named again by a general word"
    again = clusters.befell_again(mention, facts)
    if again is not None:
        return again, "befalls one person once"
    candidates = clusters.candidates(mention, facts)
    sure = [(each.sure, each.cluster) for each in reversed(candidates) if each.sure is not None]
    if sure:
        (_, reason), host = max(sure, key=lambda pair: pair[0][0])
        return host, reason
    # Two decimals decide: the last bits depend on the machine.
    weighed = [(round(odds.probability(each.evidence), 2), each) for each in reversed(candidates)]
    if not weighed:
        return None, ""
    chance, best = max(weighed, key=lambda pair: pair[0])
    first = best.cluster.mentions[0].trigger
    reason = f"{chance:.2f} {first.text} at {first.start}: {odds.reasons(best.evidence)}" if traced else ""
    return (best.cluster if chance >= odds.joined else None), reason
