"""One event once: mentions of it are joined, mentions of others kept apart, each decision with its reason."""

from collections import defaultdict
from functools import cache

from letopis.document import Document, EventMention
from letopis.events.ontology import Ontology
from letopis.story.apart import other_word, why_apart
from letopis.story.facts import Cluster, FactBase, Facts
from letopis.story.joining import why_one
from letopis.story.relations import Relations

# How many of the events of a type are looked back at, besides those told first (the article's own).
FIRST, LATEST = 8, 48


class _Clusters:
    """The clusters so far, by type."""

    def __init__(self, relations: Relations) -> None:
        self._by_type: defaultdict[str, list[Cluster]] = defaultdict(list)
        self._are_kin = cache(relations.kin)
        self.all: list[Cluster] = []

    def add(self, cluster: Cluster) -> None:
        self._by_type[cluster.mentions[0].type].append(cluster)
        self.all.append(cluster)

    def named_again(self, mention: EventMention, facts: Facts) -> tuple[Cluster, str] | None:
        """The cluster of the mention that an echo («происшествие») stands for, unless something keeps it out."""
        if mention.echo is None:
            return None
        cluster = next((c for c in reversed(self.all) if any(m is mention.echo for m in c.mentions)), None)
        if cluster is None or why_apart(mention, facts, cluster.sample()) is not None:
            return None
        return cluster, "named again by a general word"

    def kin(self, event_type: str) -> list[Cluster]:
        """Clusters that a mention of this type may join; a bounded number, so that long texts take linear time."""
        found = []
        for kind, group in self._by_type.items():
            if self._are_kin(kind, event_type):
                found += group if len(group) <= FIRST + LATEST else group[:FIRST] + group[-LATEST:]
        return found


def cluster_mentions(
    document: Document, mentions: list[EventMention], relations: Relations, ontology: Ontology
) -> list[Cluster]:
    """Clusters in the order of their first mentions.

    A participle that only describes somebody («избранный президент») joins an event or is dropped.
    """
    clusters = _Clusters(relations)
    base = FactBase(document, relations, ontology)
    for mention in mentions:
        facts, trigger = base.of(mention), mention.trigger
        candidates = clusters.kin(mention.type)
        best = clusters.named_again(mention, facts) or _best(mention, facts, candidates)
        if best is not None:
            cluster, reason = best
            cluster.mentions.append(mention)
            cluster.facts.append(facts)
            document.explain("story.merge", reason, trigger.start, trigger.end, cluster.mentions[0].trigger.text)
        elif facts.attributive or mention.echo is not None:
            reason = "describes somebody" if facts.attributive else "a general word for no event told"
            document.explain("story.drop", reason, trigger.start, trigger.end, trigger.text)
        else:
            if candidates:
                reason = why_apart(mention, facts, candidates[-1]) or "nothing says that they are one"
                other = candidates[-1].mentions[0].trigger
                document.explain("story.apart", reason, trigger.start, trigger.end, f"{other.text} at {other.start}")
            clusters.add(Cluster([mention], [facts]))
    return clusters.all


def _best(mention: EventMention, facts: Facts, candidates: list[Cluster]) -> tuple[Cluster, str] | None:
    """The cluster with the strongest reason to join, the nearest of equals; None when nothing allows it."""
    found: tuple[int, int, Cluster, str] | None = None
    for cluster in candidates:
        cluster.alone = len(candidates) == 1
        if other_word(mention, facts, cluster):  # most are so, and this is quickly told
            continue
        sample = cluster.sample()
        if why_apart(mention, facts, sample) is not None:
            continue
        reason = why_one(mention, facts, sample)
        last = cluster.mentions[-1].trigger.start
        if reason is not None and (found is None or (reason[0], last) >= found[:2]):
            found = (reason[0], last, cluster, reason[1])
    return (found[2], found[3]) if found else None
