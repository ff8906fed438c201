"""Why a mention tells of a cluster's event: date, place, people, wording, or a word that refers back."""

from letopis.document import EventMention
from letopis.story.apart import (
    Rule,
    below_headline,
    contradicted_year,
    goes_on,
    one_phrase,
    repeats,
    right_below,
    shares_place,
)
from letopis.story.facts import Cluster, Facts
from letopis.times.calendar import intersect

# How many sentences a bare «встреча» reaches back.
REACH = 3
# How many sentences below the headline its event is told in full.
LEAD = 2
# A label has at most so many characters.
LABEL = 40


def surely_one(mention: EventMention, facts: Facts, cluster: Cluster) -> tuple[int, str] | None:
    """The strongest rule that leaves no doubt where nothing parts, as (strength, name), or None."""
    held = (
        (len(_SURE) - weakness, name) for weakness, (name, rule) in enumerate(_SURE) if rule(mention, facts, cluster)
    )
    return next(held, None)


def joins_likely(mention: EventMention, facts: Facts, cluster: Cluster) -> bool:
    """Whether a rule says that one event is likelier."""
    return any(rule(mention, facts, cluster) for rule in _JOINING)


def _same_date(_mention: EventMention, facts: Facts, cluster: Cluster) -> bool:
    """Both dated, to a month or finer, and the dates agree."""
    return _fine(facts) and any(
        _fine(told) and facts.stated and told.stated and intersect(facts.stated, told.stated) for told in cluster.facts
    )


def _same_people_and_date(_mention: EventMention, facts: Facts, cluster: Cluster) -> bool:
    """«скончался в 2009 году», «25 июня 2009 года»: the same people in the same roles, one date within the other."""
    if facts.interval is None or not facts.people:
        return False
    for told in cluster.facts:
        agree = told.interval is not None and intersect(facts.interval, told.interval) is not None
        if agree and facts.people == told.people:
            return True
    return False


def _fine(facts: Facts) -> bool:
    return any(time.precision in ("time", "day", "week", "month", "interval") for time in facts.times)


def _under_its_heading(_mention: EventMention, facts: Facts, cluster: Cluster) -> bool:
    """«2024 год: ответный визит» sums up what its section tells, in the place that it names, if it names one."""
    if any(mention.block != "heading" for mention in cluster.mentions):
        return False
    elsewhere = any(told.places and not shares_place(facts, told) for told in cluster.facts)
    return not elsewhere and any(told.paragraph == facts.section for told in cluster.facts)


def _year_and_place(mention: EventMention, facts: Facts, cluster: Cluster) -> bool:
    """An entry of a list gives year and place; a kind that differs tells of another visit."""
    kinds = {other.kind for other in cluster.mentions if other.kind is not None}
    if mention.kind is not None and kinds and mention.kind not in kinds:
        return False
    dated = any(told.stated and facts.stated and intersect(facts.stated, told.stated) for told in cluster.facts)
    return dated and any(shares_place(facts, told) for told in cluster.facts)


def _year_corrected(_mention: EventMention, facts: Facts, cluster: Cluster) -> bool:
    return contradicted_year(facts, cluster)


def _same_people(_mention: EventMention, facts: Facts, cluster: Cluster) -> bool:
    """Undated on one side at least, told of the same people under the same heading."""
    everyone = set().union(*(told.everyone for told in cluster.facts))
    alike = facts.everyone <= everyone or everyone <= facts.everyone
    sections = {told.section for told in cluster.facts} | {facts.section}
    return _undated(facts, cluster) and alike and len(sections) == 1 and bool(facts.everyone and everyone)


def _referred_back(mention: EventMention, facts: Facts, cluster: Cluster) -> bool:
    """A word soon after that names nobody, in the same paragraph or below the lead: «Встреча длилась час»."""
    last = cluster.facts[-1]
    near = mention.sentence - cluster.mentions[-1].sentence <= REACH
    close = last.paragraph == facts.paragraph or cluster.mentions[-1].block in ("title", "lead")
    nobody = facts.nominal and not facts.everyone and not facts.unnamed
    return near and close and _undated(facts, cluster) and (facts.bare or nobody)


def _labelled(mention: EventMention, facts: Facts, cluster: Cluster) -> bool:
    """«Пожар. В Костроме выгорел дворец»: a label of a word or two, and what its paragraph goes on to tell."""
    label, told = cluster.mentions[-1], cluster.facts[-1]
    below = told.paragraph == facts.paragraph and 0 < mention.sentence - label.sentence <= LEAD
    return below and told.nominal and told.bare and label.end - label.start <= LABEL and not mention.another


def _headline_told(mention: EventMention, facts: Facts, cluster: Cluster) -> bool:
    """«Трое задержаны в Гаване», «Полиция взяла под стражу троих ...»: the lead tells what the headline names."""
    first = mention.block == "lead" or (mention.block == "body" and facts.section is None)
    near = mention.sentence - cluster.mentions[-1].sentence <= LEAD
    return below_headline(mention, cluster) and first and near and cluster.alone and not mention.another


def _headline_people(mention: EventMention, facts: Facts, cluster: Cluster) -> bool:
    """«Рус освобождён», «Рус вышел на свободу в среду»: told of the headline's people, for the first time below it.

    Further down what has a date of its own is rather an older event.
    """
    there = set().union(*(told.everyone for told in cluster.facts))
    alike = bool(facts.everyone and there) and (facts.everyone <= there or there <= facts.everyone)
    near = right_below(mention, cluster) or not _has_date(facts)
    return below_headline(mention, cluster) and alike and near and not mention.another


def _same_fate(mention: EventMention, facts: Facts, cluster: Cluster) -> bool:
    """«приговорён к году», «приговор Руса обжалуют»: what hardly befalls one twice in an article, undated once."""
    befallen = facts.befallen & set().union(*(told.befallen for told in cluster.facts))
    alike = {other.status for other in cluster.mentions} == {mention.status}
    return bool(befallen) and alike and not mention.another and _undated(facts, cluster)


def _same_place_again(mention: EventMention, facts: Facts, cluster: Cluster) -> bool:
    """«пожар в Придорожном», «Последствия пожара в Придорожном»: an event noun, no date, the same town."""
    sections = {told.section for told in cluster.facts} | {facts.section}
    towns = {place.id for place in facts.places if place.kind not in ("country", "region", "area")}
    told = {place.id for other in cluster.facts for place in other.places}
    same_word = mention.trigger.lemma in {other.trigger.lemma for other in cluster.mentions}
    again = facts.nominal and same_word and not mention.another and len(sections) == 1
    return again and not facts.everyone and bool(towns & told) and _undated(facts, cluster)


def _only_one(mention: EventMention, facts: Facts, cluster: Cluster) -> bool:
    """«Сделку ещё не одобрили»: an article without sections that told of one such event goes on about it."""
    sections = {told.section for told in cluster.facts} | {facts.section}
    known = (cluster.alone or _of_the_lead(mention, cluster)) and sections == {None} and not mention.another
    others = bool(facts.unnamed) and any(told.everyone for told in cluster.facts)  # «под стражей и двое братьев»
    return known and facts.nominal and not facts.everyone and not others and _undated(facts, cluster)


def _of_the_lead(mention: EventMention, cluster: Cluster) -> bool:
    """«Последствия пожара» under a photo, «после матча» further down: the event that title or lead named so."""
    named = {other.trigger.lemma for other in cluster.mentions if other.block in ("title", "lead")}
    return mention.trigger.lemma in named


def _loosely_told(mention: EventMention, facts: Facts, cluster: Cluster) -> bool:
    """A word that tells of the type by its likeness only rather tells of the article's event than of one more."""
    loose = mention.loose or all(other.loose for other in cluster.mentions)
    sections = {told.section for told in cluster.facts} | {facts.section}
    return loose and len(sections) == 1 and not mention.another and _undated(facts, cluster)


def _undated(facts: Facts, cluster: Cluster) -> bool:
    """One side has no date but the dateline's, and the dates reached around it do not forbid that it is the other's."""
    if _has_date(facts) and any(_has_date(told) for told in cluster.facts):
        return False
    around = [told.around for told in cluster.facts if told.around is not None]
    return facts.around is None or not around or any(intersect(facts.around, other) for other in around)


def _has_date(facts: Facts) -> bool:
    return facts.interval is not None and not facts.issued


# What leaves no doubt where nothing parts, the strongest first.
_SURE: tuple[tuple[str, Rule], ...] = (
    ("the sentence repeats an earlier one", repeats),
    ("one phrase", one_phrase),
    ("the label's event, told behind it", _labelled),
    ("same but for a year that was inferred", _year_corrected),
    ("same year and place", _year_and_place),
    ("summed up in its heading", _under_its_heading),
    ("same people, dates that agree", _same_people_and_date),
    ("its further course", goes_on),
    ("the headline's event and people", _headline_people),
    ("one fate of one person", _same_fate),
)
# What speaks for one event, more or less.
_JOINING: tuple[Rule, ...] = (
    _same_date, _same_people, _referred_back, _headline_told, _same_place_again, _only_one, _loosely_told,
)  # fmt: skip
