"""What is older than the event that an article's events were part of is none of these: nobody dies before the crash."""

from collections import defaultdict

from letopis.document import EventMention
from letopis.story.clusters import Cluster, Sample
from letopis.story.facts import Facts
from letopis.story.relations import Relations


class Wholes:
    """Clusters of larger events by the sentences that tell of them."""

    def __init__(self, relations: Relations) -> None:
        self._contains = relations.contains
        self._told: defaultdict[int, list[Cluster]] = defaultdict(list)

    def add(self, cluster: Cluster, mention: EventMention) -> None:
        """The mention tells of the cluster's event."""
        self._told[mention.sentence].append(cluster)

    def follow(self, mention: EventMention, facts: Facts, sample: Sample) -> bool:
        """«В ДТП погибли трое. Авария случилась 30 мая. 12 мая в Туле погибли двое»: whether the mention's day was over
        before that of what the sample's event, which has no day of its own, is told to have been part of."""
        high = facts.interval[1] if facts.interval is not None and mention.status == "occurred" else None
        if high is None or sample.intervals:
            return False
        begun = [low for low in map(_begun, self._of(sample, mention.type)) if low is not None]
        return bool(begun) and high[:10] < min(begun)

    def _of(self, sample: Sample, part: str) -> list[Cluster]:
        """The larger events told in sentences of the sample's."""
        beside = (whole for sentence in sample.sentences for whole in self._told.get(sentence, ()))
        return [whole for whole in beside if self._contains(whole.mentions[0].type, part)]


def _begun(whole: Cluster) -> str | None:
    """The first day that is told of it."""
    return min((low[:10] for low, _ in whole.sample.intervals if low is not None), default=None)
