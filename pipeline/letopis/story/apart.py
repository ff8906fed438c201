"""Why a mention does not tell of a cluster's event: other date, place, people, status, or counted apart."""

import re
from collections.abc import Callable

from letopis.document import EventMention
from letopis.events.fallback import OTHER
from letopis.story.clusters import Sample, below_headline, right_below
from letopis.story.days_apart import (
    FINAL,
    dated_apart,
    done_long_ago,
    has_been,
    other_date,
    right_before,
    still_to_come,
    told_anew,
    told_as_earlier,
    was_before,
)
from letopis.story.facts import Facts, same_place
from letopis.story.stays import STAYS

# Two sentences with this share of content words in common are one sentence told twice (captions).
REPEATED = 0.6

# Where what is told is told again in other words.
_BRIEF = frozenset({"lead", "caption"})
_ACQUITTAL = "acquittal"
# The same somebody, in types that one telling may swap: who is killed dies.
_ONE_SIDE = frozenset({"person", "victim"})
_MORE = re.compile(r"(?:.* )?(?:ещ[её]|други[ех]|друг(?:ой|ого|ая|ую))\b", re.IGNORECASE)


def contradictions(mention: EventMention, facts: Facts, sample: Sample) -> list[str]:
    """The names of the rules that the mention contradicts the cluster by."""
    names = [name for name, rule in _CONTRADICTING if rule(mention, facts, sample)]
    excused = bool(names) and _ALWAYS.isdisjoint(names) and _told_in_full(mention, facts, sample)
    return [] if excused else names


def may_be_misread(names: list[str], mention: EventMention, facts: Facts, sample: Sample) -> bool:
    """Whether the two may be one event in spite of these contradictions, or without any: of another sentence's, and
    not that it befell («уволен Рус, Лад тоже уволен») somebody else."""
    if below_headline(mention, sample):
        return _BELOW.issuperset(names)
    beside = mention.sentence in sample.sentences
    return not names or (_MISREAD.issuperset(names) and not beside and not _befell_others(facts, sample))


def _told_in_full(mention: EventMention, facts: Facts, sample: Sample) -> bool:
    """Lead and captions say again what is told, and may name people and places otherwise; what says the same words
    further down («Руса осудили на год», «Лада осудили на год») is of others."""
    brief = mention.block in _BRIEF or any(other.block == "caption" for other in sample.mentions)
    return brief and repeats(mention, facts, sample)


def _befell_others(facts: Facts, sample: Sample) -> bool:
    """«умер актёр Рус», «умер сенатор Лад»: what befalls one once in a life, or hardly twice in an article."""
    pairs = ((facts.once, sample.once), (facts.befallen, sample.befallen))
    return any(here and there and here.isdisjoint(there) for here, there in pairs)


def parts_likely(mention: EventMention, facts: Facts, sample: Sample) -> bool:
    """Whether a rule says that another event is likelier."""
    return any(rule(mention, facts, sample) for rule in _PARTING)


def repeats(mention: EventMention, facts: Facts, sample: Sample) -> bool:
    """The sentence is one of the cluster's told again, as captions do; what was to be is not told again as done."""
    if mention.trigger.lemma not in sample.lemmas:
        return False
    for other, told in zip(sample.mentions, sample.facts, strict=True):
        if other.trigger.lemma != mention.trigger.lemma or other.sentence == mention.sentence:
            continue
        if "planned" in {other.status, mention.status} and other.status != mention.status:
            continue
        smaller = min(len(facts.words), len(told.words))
        if smaller > 3 and len(facts.words & told.words) >= REPEATED * smaller:
            return True
    return False


def _others(mention: EventMention, _facts: Facts, sample: Sample) -> bool:
    """«Ещё одного мужчину задержали», «двое других под стражей»: not whoever is named there."""
    more = any(side.entity is None and _MORE.match(side.text) for side in mention.participants)
    return more and any(side.entity is not None for other in sample.mentions for side in other.participants)


def _other_place(_mention: EventMention, facts: Facts, sample: Sample) -> bool:
    if not (facts.places and sample.places):
        return False
    return not any(same_place(a, b) for a in facts.places for b in sample.places)


def _other_country(mention: EventMention, facts: Facts, sample: Sample) -> bool:
    """«Летом глава страны посетит Любляну. Ригу посетил министр»: a stay is in the countries that its words give."""
    if mention.type not in STAYS or below_headline(mention, sample):
        return False
    here, there = ({place.country for place in each.places} - {None} for each in (facts, sample))
    return bool(here and there) and here.isdisjoint(there)


def _other_people(_mention: EventMention, facts: Facts, sample: Sample) -> bool:
    """A role filled by somebody else: another visitor, another pair of talkers."""
    for role, people in facts.people.items():
        others = sample.people.get(role)
        if not others:
            continue
        paired = role == "participant" and len(people) > 1 and len(others) > 1
        if not people & others or (paired and not (people <= others or others <= people)):
            return True
    return False


def _other_parties(mention: EventMention, facts: Facts, sample: Sample) -> bool:
    """«Центробанк оштрафовал банк «Камский»», «ФАС оштрафовала «Восток»»: two sides at least, none of them named there,
    unless a headline calls them otherwise."""
    if below_headline(mention, sample):
        return False
    return min(len(facts.everyone), len(sample.everyone)) > 1 and facts.everyone.isdisjoint(sample.everyone)


def _turned_sides(_mention: EventMention, facts: Facts, sample: Sample) -> bool:
    """«Рус отрицает», «Лад обвинил Руса»: who acts here is acted on there."""
    for person in facts.everyone & sample.everyone:
        here = {role for role, people in facts.people.items() if person in people}
        there = {role for role, people in sample.people.items() if person in people}
        if not (here & there or (here & _ONE_SIDE and there & _ONE_SIDE)):
            return True
    return False


def _other_status(mention: EventMention, facts: Facts, sample: Sample) -> bool:
    if not facts.asserted or mention.status in sample.statuses:
        return False
    for other, told in zip(sample.mentions, sample.facts, strict=True):
        if not told.asserted:
            continue
        pair = {mention.status, other.status}
        if pair <= FINAL or pair == {"planned", "cancelled"}:
            continue
        if pair == {"negated", "hypothetical"} and facts.everyone & told.everyone:
            continue  # what some allege the others deny
        dated = facts.interval is not None and told.interval is not None
        # Headlines tell of what was done as of what comes, and the other way round: «станет», «назначен ректором».
        ahead = pair == {"planned", "occurred"} and (dated or right_below(mention, sample))
        if pair & {"negated", "hypothetical"} or not ahead:
            return True
    return False


def _counted_apart(mention: EventMention, facts: Facts, sample: Sample) -> bool:
    """«вторая», «ещё одна» tell a new event, unless the sentence only repeats an earlier one."""
    if mention.ordinal is not None and sample.ordinals:
        return mention.ordinal not in sample.ordinals
    return mention.another and not repeats(mention, facts, sample)


def _other_kind(mention: EventMention, facts: Facts, sample: Sample) -> bool:
    """A working visit is not the state visit; a final is a match."""
    if facts.plain or facts.occasion or mention.kind is None or not sample.kinds:
        return False
    kinds = {other.kind for other in sample.mentions if other.kind is not None and other.type == mention.type}
    differs = bool(kinds) and mention.kind not in kinds
    return differs and not (one_phrase(mention, facts, sample) or repeats(mention, facts, sample))


def _called_otherwise(mention: EventMention, facts: Facts, sample: Sample) -> bool:
    """The Second World War is not the First, nor the civil war; «мировая война» may be either; a semifinal is no final,
    but for «вышел в финал» in a headline, which tells of the semifinal."""
    if below_headline(mention, sample):
        return False
    names = [told.called for told in sample.facts if told.called]
    return bool(facts.called) and any(not (facts.called <= each or each <= facts.called) for each in names)


def _side_by_side(mention: EventMention, facts: Facts, sample: Sample) -> bool:
    """Two words of one sentence that each say something of their own tell of two events."""
    if facts.occasion or facts.bare or mention.sentence not in sample.sentences:
        return False
    pairs = zip(sample.mentions, sample.facts, strict=True)
    two = any(other.sentence == mention.sentence and not told.bare for other, told in pairs)
    return two and not one_phrase(mention, facts, sample)


def one_phrase(mention: EventMention, facts: Facts, sample: Sample) -> bool:
    """«победил в матче»: of one type, one governs the other; or one actor did both to one («признал и приговорил»)."""
    if mention.sentence not in sample.sentences:
        return False
    for other, told in zip(sample.mentions, sample.facts, strict=True):
        if other.sentence != mention.sentence or other.type != mention.type or other is mention:
            continue
        joined = other.trigger.start in facts.governed or mention.trigger.start in told.governed
        if joined and not (facts.larger or told.larger):
            return True
        if _of_the_same(facts, told) and facts.interval in (None, told.interval):
            return True
    return False


def _of_the_same(one: Facts, other: Facts) -> bool:
    """Two actors at least, or what befell one: «не справился с управлением и вылетел в кювет»."""
    alike = one.people == other.people and one.unnamed == other.unnamed
    pair = len(one.people) > 1 and not one.unnamed
    return alike and (pair or (one.befalls and bool(one.people or one.unnamed)))


def _other_verdict(mention: EventMention, _: Facts, sample: Sample) -> bool:
    """«Одного оправдали, другого приговорили к году»: who was acquitted was not sentenced."""
    kinds = {other.kind for other in sample.mentions} - {None}
    return mention.kind is not None and bool(kinds) and (mention.kind == _ACQUITTAL) != (_ACQUITTAL in kinds)


def _befell_nobody(mention: EventMention, facts: Facts, sample: Sample) -> bool:
    """«Ранены двое. В марте здесь уже сталкивались машины, тогда никто не пострадал»: that it befell nobody is not told
    of what befell somebody; «эвакуировали жителей, двое отказались от эвакуации»."""
    pair = {mention.status, *sample.statuses}
    somebody = all(bool(each.unnamed or each.everyone) for each in (facts, *sample.facts[:1]))
    others = (facts.once | facts.befallen).isdisjoint(sample.once | sample.befallen)  # «он не мог повеситься»
    declined = facts.declinable and facts.everyone.isdisjoint(sample.everyone)
    return pair == {"negated", "occurred"} and others and (declined or (facts.befalls and somebody))


def cannot_join(mention: EventMention, facts: Facts, sample: Sample) -> bool:
    """Entries under one heading word are different events, and so are things that one sentence enumerates («встреча,
    переговоры, подписание») and those without a type that other words tell."""
    starts = {other.trigger.start for other in sample.mentions}
    beside = mention.trigger.start in starts or not starts.isdisjoint(facts.listed)
    return beside or other_word(mention, sample)


def other_word(mention: EventMention, sample: Sample) -> bool:
    """Whether one is without a type and another word tells the other."""
    first = sample.mentions[0]
    return OTHER.type in (mention.type, first.type) and mention.trigger.lemma != first.trigger.lemma


Rule = Callable[[EventMention, Facts, Sample], bool]

_CONTRADICTING: tuple[tuple[str, Rule], ...] = (
    ("other date", other_date),
    ("dated apart", dated_apart),
    ("told anew", told_anew),
    ("was before", was_before),
    ("has been", has_been),
    ("other place", _other_place),
    ("other country", _other_country),
    ("other people", _other_people),
    ("other parties", _other_parties),
    ("others than those named", _others),
    ("turned sides", _turned_sides),
    ("other verdict", _other_verdict),
    ("told as earlier", told_as_earlier),
    ("right before", right_before),
    ("befell nobody", _befell_nobody),
    ("done long ago", done_long_ago),
    ("still to come", still_to_come),
    ("called otherwise", _called_otherwise),
)
_ALWAYS = frozenset({"other date", "dated apart", "other parties", "other country", "others than those named"})
# What likeness may outweigh, as sameness.yaml weighs it: dates tell visits and matches apart.
_MISREAD = frozenset({"other people", "other place", "turned sides", "told as earlier"})
# Below the headline, which says little, these may be misread too.
_BELOW = _MISREAD | {"other date", "dated apart", "told anew"}
# What speaks against one event, more or less.
_PARTING: tuple[Rule, ...] = (_side_by_side, _other_status, _other_kind, _counted_apart)
