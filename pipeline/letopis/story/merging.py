"""One event once: mentions of it are joined, mentions of others kept apart, each decision with its reason."""

from collections.abc import Callable

from letopis.document import Document, EventMention
from letopis.story.facts import Cluster, FactBase, Facts, same_place, trust
from letopis.story.relations import Relations
from letopis.times.calendar import Interval, intersect

# Two sentences with this share of content words in common are one sentence told twice (captions).
REPEATED = 0.6
# How many sentences a bare «встреча» reaches back.
REACH = 3

_FINAL = frozenset({"occurred", "ongoing"})


def cluster_mentions(document: Document, mentions: list[EventMention], relations: Relations) -> list[Cluster]:
    """Clusters in the order of their first mentions."""
    clusters: list[Cluster] = []
    base = FactBase(document)
    open_by_type: dict[str, list[Cluster]] = {}
    for mention in mentions:
        facts = base.of(mention)
        candidates = [c for kind, group in open_by_type.items() if relations.kin(kind, mention.type) for c in group]
        best = _best(mention, facts, candidates)
        trigger = mention.trigger
        if best is None:
            clusters.append(Cluster([mention], [facts], ["first mention"]))
            open_by_type.setdefault(mention.type, []).append(clusters[-1])
            continue
        cluster, reason = best
        cluster.mentions.append(mention)
        cluster.facts.append(facts)
        cluster.reasons.append(reason)
        document.explain("story.merge", reason, trigger.start, trigger.end, cluster.mentions[0].trigger.text)
    return clusters


def _best(mention: EventMention, facts: Facts, clusters: list[Cluster]) -> tuple[Cluster, str] | None:
    """The cluster with the strongest reason to join, the nearest of equals; None when nothing allows it."""
    found: tuple[int, int, Cluster, str] | None = None
    for order, cluster in enumerate(sorted(clusters, key=lambda c: c.mentions[-1].trigger.start)):
        apart = _APART_THOUGH_REPEATED if _repeats(mention, facts, cluster) else _APART
        if any(rule(mention, facts, cluster) for _, rule in apart):
            continue
        for strength, (reason, rule) in enumerate(reversed(_JOIN), start=1):
            if rule(mention, facts, cluster) and (found is None or (strength, order) >= found[:2]):
                found = (strength, order, cluster, reason)
    return (found[2], found[3]) if found else None


def why_apart(mention: EventMention, facts: Facts, cluster: Cluster) -> str | None:
    """The name of the rule that keeps a mention out of a cluster, or None."""
    return next((name for name, rule in _APART if rule(mention, facts, cluster)), None)


def _repeats(mention: EventMention, facts: Facts, cluster: Cluster) -> bool:
    """The sentence is one of the cluster's told again, as captions do."""
    for other, told in zip(cluster.mentions, cluster.facts, strict=True):
        shared = len(facts.words & told.words)
        smaller = min(len(facts.words), len(told.words))
        same_word = other.trigger.lemma == mention.trigger.lemma and other.sentence != mention.sentence
        if same_word and smaller > 3 and shared >= REPEATED * smaller:
            return True
    return False


def _other_date(_mention: EventMention, facts: Facts, cluster: Cluster) -> bool:
    intervals = [told.interval for told in cluster.facts if told.interval is not None]
    if facts.interval is None or not intervals:
        return False
    if any(intersect(facts.interval, other) for other in intervals):
        return False
    return not contradicted_year(facts, cluster)


def contradicted_year(facts: Facts, cluster: Cluster) -> bool:
    """Dates that differ in the year alone, where one year was read off a heading or the publication date."""
    for told in cluster.facts:
        for one in facts.times:
            for other in told.times:
                unequal = trust(one.basis) != trust(other.basis)
                if unequal and _same_but_year((one.low, one.high), (other.low, other.high)):
                    return _shares_place(facts, told)
    return False


def _same_but_year(one: Interval, other: Interval) -> bool:
    if None in one or None in other:
        return False
    first, second = (str(one[0])[5:10], str(one[1])[5:10]), (str(other[0])[5:10], str(other[1])[5:10])
    year_long = ("01-01", "12-31")
    if year_long in (first, second) or str(one[0])[:4] == str(other[0])[:4]:
        return False
    return first[0] <= second[1] and second[0] <= first[1]


def _shares_place(one: Facts, other: Facts) -> bool:
    return any(same_place(a, b) for a in one.places for b in other.places)


def _other_place(_mention: EventMention, facts: Facts, cluster: Cluster) -> bool:
    places = [place for told in cluster.facts for place in told.places]
    return bool(facts.places and places) and not any(same_place(a, b) for a in facts.places for b in places)


def _other_people(_mention: EventMention, facts: Facts, cluster: Cluster) -> bool:
    """A role filled by somebody else: another visitor, another pair of talkers."""
    known: dict[str, set[str]] = {}
    for told in cluster.facts:
        for role, people in told.people.items():
            known.setdefault(role, set()).update(people)
    for role, people in facts.people.items():
        others = known.get(role, set())
        if not others:
            continue
        paired = role == "participant" and len(people) > 1 and len(others) > 1
        if not people & others or (paired and not (people <= others or others <= people)):
            return True
    return False


def _other_status(mention: EventMention, facts: Facts, cluster: Cluster) -> bool:
    for other, told in zip(cluster.mentions, cluster.facts, strict=True):
        pair = {mention.status, other.status}
        if len(pair) == 1 or pair <= _FINAL or pair == {"planned", "cancelled"}:
            continue
        dated = facts.interval is not None and told.interval is not None
        if pair & {"negated", "hypothetical"} or not (dated and pair == {"planned", "occurred"}):
            return True
    return False


def _counted_apart(mention: EventMention, facts: Facts, cluster: Cluster) -> bool:
    """«вторая», «ещё одна» tell a new event, unless the sentence only repeats an earlier one."""
    ordinals = {other.ordinal for other in cluster.mentions if other.ordinal is not None}
    if mention.ordinal is not None and ordinals:
        return mention.ordinal not in ordinals
    return mention.another and not _repeats(mention, facts, cluster)


def _other_kind(mention: EventMention, facts: Facts, cluster: Cluster) -> bool:
    """A working visit is not the state visit."""
    kinds = {other.kind for other in cluster.mentions if other.kind is not None and other.type == mention.type}
    differs = mention.kind is not None and bool(kinds) and mention.kind not in kinds
    return differs and not _repeats(mention, facts, cluster)


def _side_by_side(mention: EventMention, facts: Facts, cluster: Cluster) -> bool:
    """Two words of one sentence that each say something of their own tell of two events."""
    pairs = zip(cluster.mentions, cluster.facts, strict=True)
    return not facts.bare and any(other.sentence == mention.sentence and not told.bare for other, told in pairs)


def _entries_of_one_list(mention: EventMention, _facts: Facts, cluster: Cluster) -> bool:
    """Entries under one heading word are different events."""
    same = [other for other in cluster.mentions if other.trigger.start == mention.trigger.start]
    return bool(same)


_Rule = Callable[[EventMention, Facts, Cluster], bool]

_APART: tuple[tuple[str, _Rule], ...] = (
    ("entries of one list", _entries_of_one_list),
    ("side by side", _side_by_side),
    ("other date", _other_date),
    ("other place", _other_place),
    ("other people", _other_people),
    ("other status", _other_status),
    ("other kind", _other_kind),
    ("counted apart", _counted_apart),
)


# A caption may name people and places otherwise than the sentence it repeats.
_APART_THOUGH_REPEATED = tuple(row for row in _APART if row[0] in ("entries of one list", "other date", "other status"))


def _told_again(mention: EventMention, facts: Facts, cluster: Cluster) -> bool:
    return _repeats(mention, facts, cluster)


def _same_date(_mention: EventMention, facts: Facts, cluster: Cluster) -> bool:
    """Both dated, to a month or finer, and the dates agree."""
    if facts.interval is None or not _fine(facts):
        return False
    return any(_fine(told) and told.interval and intersect(facts.interval, told.interval) for told in cluster.facts)


def _fine(facts: Facts) -> bool:
    return any(time.precision in ("time", "day", "week", "month", "interval") for time in facts.times)


def _year_and_place(mention: EventMention, facts: Facts, cluster: Cluster) -> bool:
    """An entry of a list gives year and place; a kind that differs tells of another visit."""
    kinds = {other.kind for other in cluster.mentions if other.kind is not None}
    if mention.kind is not None and kinds and mention.kind not in kinds:
        return False
    dated = facts.interval is not None and any(
        told.interval and intersect(facts.interval, told.interval) for told in cluster.facts
    )
    return dated and any(_shares_place(facts, told) for told in cluster.facts)


def _year_corrected(_mention: EventMention, facts: Facts, cluster: Cluster) -> bool:
    return contradicted_year(facts, cluster)


def _same_people(_mention: EventMention, facts: Facts, cluster: Cluster) -> bool:
    """Undated on one side at least, told of the same people under the same heading."""
    everyone = set().union(*(told.everyone for told in cluster.facts))
    undated = facts.interval is None or all(told.interval is None for told in cluster.facts)
    alike = facts.everyone <= everyone or everyone <= facts.everyone
    sections = {told.section for told in cluster.facts} | {facts.section}
    return undated and alike and len(sections) == 1 and bool(facts.everyone and everyone)


def _referred_back(mention: EventMention, facts: Facts, cluster: Cluster) -> bool:
    """A bare word soon after in the same paragraph, or below the title: «Встреча длилась час»."""
    last = cluster.facts[-1]
    near = mention.sentence - cluster.mentions[-1].sentence <= REACH
    close = last.paragraph == facts.paragraph or cluster.mentions[-1].block == "title"
    return near and close and facts.interval is None and (facts.bare or not facts.everyone)


_JOIN: tuple[tuple[str, _Rule], ...] = (
    ("the sentence repeats an earlier one", _told_again),
    ("same date", _same_date),
    ("same but for a year that was inferred", _year_corrected),
    ("same year and place", _year_and_place),
    ("same people, no other date", _same_people),
    ("refers back", _referred_back),
)
