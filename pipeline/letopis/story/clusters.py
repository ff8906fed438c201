"""Mentions of one event so far, and what they say all together: worked out once, compared with many a mention."""

from functools import cached_property

from letopis.document import EventMention, Place, Status
from letopis.story.facts import Facts
from letopis.times.calendar import Interval

# How many mentions of a long cluster a new one is compared with.
FIRST, LATEST = 8, 24
# Between a headline and the sentence that tells its event in full there are so many at most: captions, a summary.
BELOW = 5


class Sample:
    """Mentions of a cluster with their facts, in text order; `alone` while no other is of its kind.

    What they say together is worked out when first asked for.
    """

    def __init__(self, mentions: list[EventMention], facts: list[Facts], *, alone: bool) -> None:
        self.mentions = mentions
        self.facts = facts
        self.alone = alone

    @cached_property
    def sentences(self) -> set[int]:
        """Where it is told."""
        return {mention.sentence for mention in self.mentions}

    @cached_property
    def lemmas(self) -> set[str]:
        """Of the words that tell it."""
        return {mention.trigger.lemma for mention in self.mentions}

    @cached_property
    def statuses(self) -> set[Status]:
        """All that are told."""
        return {mention.status for mention in self.mentions}

    @cached_property
    def kinds(self) -> set[str]:
        """All that are told."""
        return {mention.kind for mention in self.mentions if mention.kind is not None}

    @cached_property
    def ordinals(self) -> set[int]:
        """Numbers by which it is counted."""
        return {mention.ordinal for mention in self.mentions if mention.ordinal is not None}

    @cached_property
    def earlier(self) -> set[bool]:
        """Whether mentions tell of it as of what was before."""
        return {mention.precedes for mention in self.mentions}

    @cached_property
    def in_headline(self) -> bool:
        """Whether the headline alone tells of it."""
        return all(mention.block == "title" for mention in self.mentions)

    @cached_property
    def intervals(self) -> list[Interval]:
        """Its dates."""
        return [told.interval for told in self.facts if told.interval is not None]

    @cached_property
    def dated(self) -> bool:
        """Whether it has a date but the dateline's."""
        return any(told.dated for told in self.facts)

    @cached_property
    def news(self) -> bool:
        """Whether title or lead tell that it happened."""
        return any(told.news for told in self.facts)

    @cached_property
    def around(self) -> list[Interval]:
        """The dates that the text had reached."""
        return [told.around for told in self.facts if told.around is not None]

    @cached_property
    def recurring(self) -> frozenset[str]:
        """Days without their year or week."""
        return frozenset[str]().union(*(told.recurring for told in self.facts))

    @cached_property
    def bygone(self) -> list[bool]:
        """Of each mention whether it tells so."""
        return [told.bygone for told in self.facts]

    @cached_property
    def places(self) -> list[Place]:
        """All."""
        return [place for told in self.facts for place in told.places]

    @cached_property
    def sections(self) -> set[int | None]:
        """Headings under which it is told."""
        return {told.section for told in self.facts}

    @cached_property
    def people(self) -> dict[str, set[str]]:
        """Who is named in each role."""
        known: dict[str, set[str]] = {}
        for told in self.facts:
            for role, people in told.people.items():
                known.setdefault(role, set()).update(people)
        return known

    @cached_property
    def everyone(self) -> set[str]:
        """Who is named in any."""
        return set().union(*self.people.values())

    @cached_property
    def once(self) -> set[str]:
        """Whom it befalls once in a life."""
        return set().union(*(told.once for told in self.facts))

    @cached_property
    def befallen(self) -> set[str]:
        """Whom it hardly befalls twice in an article."""
        return set().union(*(told.befallen for told in self.facts))


class Cluster:
    """All mentions of one event so far, with their facts, in text order."""

    def __init__(self) -> None:
        self.mentions: list[EventMention] = []
        self.facts: list[Facts] = []
        # Where it is told of last.
        self.last = -1
        # What tells its mentions from others at a glance.
        self.marks: set[str | Interval] = set()
        self.sample = Sample([], [], alone=False)

    def add(self, mention: EventMention, facts: Facts) -> None:
        """It tells of the event, too."""
        self.mentions.append(mention)
        self.facts.append(facts)
        self.marks |= facts.marks
        self._grown()

    def absorb(self, guest: "Cluster") -> None:
        """The other cluster's event is the same."""
        rows = sorted(
            zip(self.mentions + guest.mentions, self.facts + guest.facts, strict=True),
            key=lambda row: row[0].trigger.start,
        )
        self.mentions[:] = [mention for mention, _ in rows]
        self.facts[:] = [facts for _, facts in rows]
        self.marks |= guest.marks
        self._grown()

    def _grown(self) -> None:
        """A new sample: all mentions, or the first and latest of many, enough to compare with at a bounded cost."""
        mentions, facts = self.mentions, self.facts
        self.last = mentions[-1].trigger.start
        if len(self.mentions) > FIRST + LATEST:
            mentions, facts = mentions[:FIRST] + mentions[-LATEST:], facts[:FIRST] + facts[-LATEST:]
        self.sample = Sample(mentions, facts, alone=self.sample.alone)


def below_headline(mention: EventMention, sample: Sample) -> bool:
    """Whether the cluster is told in the headline alone, and the mention is not."""
    return mention.block != "title" and sample.in_headline


def right_below(mention: EventMention, sample: Sample) -> bool:
    """Whether the cluster is told in the headline alone, and the mention stands where its event is told in full."""
    return below_headline(mention, sample) and (
        mention.block == "lead" or mention.sentence - sample.mentions[-1].sentence <= BELOW
    )
