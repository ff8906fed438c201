"""One event once: mentions of it are joined, mentions of others kept apart, each decision with its reason."""

from letopis.document import Document, EventMention
from letopis.story.apart import why_apart
from letopis.story.facts import Cluster, FactBase, Facts
from letopis.story.joining import why_one
from letopis.story.relations import Relations


def cluster_mentions(document: Document, mentions: list[EventMention], relations: Relations) -> list[Cluster]:
    """Clusters in the order of their first mentions.

    A participle that only describes somebody («избранный президент») joins an event or is dropped.
    """
    clusters: list[Cluster] = []
    base = FactBase(document)
    by_type: dict[str, list[Cluster]] = {}
    for mention in mentions:
        facts, trigger = base.of(mention), mention.trigger
        candidates = [c for kind, group in by_type.items() if relations.kin(kind, mention.type) for c in group]
        best = _best(mention, facts, candidates)
        if best is not None:
            cluster, reason = best
            cluster.mentions.append(mention)
            cluster.facts.append(facts)
            document.explain("story.merge", reason, trigger.start, trigger.end, cluster.mentions[0].trigger.text)
        elif facts.attributive:
            document.explain("story.drop", "describes somebody", trigger.start, trigger.end, trigger.text)
        else:
            if candidates:
                reason = why_apart(mention, facts, candidates[-1]) or "nothing says that they are one"
                other = candidates[-1].mentions[0].trigger
                document.explain("story.apart", reason, trigger.start, trigger.end, f"{other.text} at {other.start}")
            clusters.append(Cluster([mention], [facts]))
            by_type.setdefault(mention.type, []).append(clusters[-1])
    return clusters


def _best(mention: EventMention, facts: Facts, candidates: list[Cluster]) -> tuple[Cluster, str] | None:
    """The cluster with the strongest reason to join, the nearest of equals; None when nothing allows it."""
    found: tuple[int, int, Cluster, str] | None = None
    for cluster in candidates:
        cluster.alone = len(candidates) == 1
        if why_apart(mention, facts, cluster) is not None:
            continue
        reason = why_one(mention, facts, cluster)
        last = cluster.mentions[-1].trigger.start
        if reason is not None and (found is None or (reason[0], last) >= found[:2]):
            found = (reason[0], last, cluster, reason[1])
    return (found[2], found[3]) if found else None
