"""Why a mention's days are not a cluster's: another date, another year, before it, or still to come."""

from letopis.document import EventMention
from letopis.story.clusters import Sample, below_headline, right_below
from letopis.story.facts import MAIN, WHOLE_YEAR, Facts, same_place, trust
from letopis.times.calendar import Interval, intersect, parse_bound

# For so many days what is told of an event that goes on is of its course: a fire is put out, a strike kept up.
COURSE = 14
# And for so many where it is told that it began, and that it is over.
_COURSE_TOLD = 366
FINAL = frozenset({"occurred", "ongoing"})
_OVER = frozenset({"occurred", "negated"})
_TO_COME = frozenset({"planned", "cancelled"})
# How days of a year and days of a week are written in `recurring`.
_RECURRING = ("--", "-W-")


def other_date(mention: EventMention, facts: Facts, sample: Sample) -> bool:
    """Another date than all that are told of the cluster, but for the year of one that is a guess, or what goes on."""
    if _other_recurring(facts, sample) or _of_another_year(mention, facts, sample):
        return True
    if facts.interval is None or not sample.intervals:
        return False
    if any(intersect(facts.interval, other) for other in sample.intervals) or goes_on(mention, facts, sample):
        return False
    return not contradicted_year(facts, sample)


def _other_recurring(facts: Facts, sample: Sample) -> bool:
    """«16 ноября» and «21 ноября», «во вторник» and «в среду»: two days, of whatever year or week."""
    if not facts.recurring:
        return False
    for sort in _RECURRING:
        here, there = ({day for day in days if day.startswith(sort)} for days in (facts.recurring, sample.recurring))
        if here and there and here.isdisjoint(there):
            return True
    return False


def _of_another_year(mention: EventMention, facts: Facts, sample: Sample) -> bool:
    """«Тайфун обрушился в среду. В сентябре прошлого года был другой», where nobody knows when it was published."""
    if facts.bygone:
        return not any(sample.bygone) and not below_headline(mention, sample)
    return all(sample.bygone) and bool(facts.recurring or facts.interval)


def goes_on(mention: EventMention, facts: Facts, sample: Sample) -> bool:
    """«Горение ликвидировали к двум часам ночи»: of the only such event told, days after it began; «процесс начался в
    марте», below that it is over."""
    if mention.another or mention.ordinal is not None or not sample.alone or mention.status not in FINAL:
        return False
    low = facts.interval[0] if facts.interval is not None else None
    others = [start for start, _ in sample.intervals if start is not None]
    if low is None or not others:
        return False
    stages = {facts.stage, *(told.stage for told in sample.facts)}
    if {"begun", "over"} <= stages and facts.stage is not None:
        days = _days_between(low, max(others)) if facts.stage == "begun" else _days_between(min(others), low)
        return 0 <= days <= _COURSE_TOLD
    return facts.lasting and not facts.people and 0 <= _days_between(min(others), low) <= COURSE


def _days_between(first: str, last: str) -> int:
    return (parse_bound(last, upper=False).date() - parse_bound(first, upper=False).date()).days


def contradicted_year(facts: Facts, sample: Sample) -> bool:
    """Dates that differ in the year alone, where one year was read off a heading or the publication date."""
    for told in sample.facts:
        for one in facts.times:
            for other in told.times:
                unequal = trust(one.basis) != trust(other.basis)
                surer, its = (one, facts) if trust(one.basis) > trust(other.basis) else (other, told)
                if str(surer.low)[:4] in its.section_years:
                    continue  # told under a heading of its own year: another year's event
                if unequal and _same_but_year((one.low, one.high), (other.low, other.high)):
                    return shares_place(facts, told)
    return False


def _same_but_year(one: Interval, other: Interval) -> bool:
    if None in one or None in other:
        return False
    first, second = (str(one[0])[5:10], str(one[1])[5:10]), (str(other[0])[5:10], str(other[1])[5:10])
    if WHOLE_YEAR in (first, second) or str(one[0])[:4] == str(other[0])[:4]:
        return False
    return first[0] <= second[1] and second[0] <= first[1]


def shares_place(one: Facts, other: Facts) -> bool:
    """Whether a place of the one is, or holds, one of the other."""
    return any(same_place(a, b) for a in one.places for b in other.places)


def dated_apart(_mention: EventMention, facts: Facts, sample: Sample) -> bool:
    """«3 июня прибыл. Там он встретился с коллегой. 5 июля они встретились»: one has no date of its own, but stands
    where the text has reached another day than the other's."""
    if facts.around is None:
        return False
    if not sample.around or any(intersect(facts.around, other) for other in sample.around):
        return False
    return facts.interval is None or (not facts.issued and not sample.intervals)


def told_anew(mention: EventMention, facts: Facts, sample: Sample) -> bool:
    """«Сгорел склад. В апреле уже горел ангар»: a verb with a date of its own, below verbs that gave none; «в мае тоже
    случилось нападение» below any that gave none.

    A headline gives no date, the lead does: «Скончался актёр Ян Озолс», «25 февраля умер актёр Ян Озолс».
    """
    if sample.dated or not (facts.dated or facts.bygone):
        return False
    verbs = not facts.nominal and not any(told.nominal for told in sample.facts)
    counted = mention.another and not any(other.another for other in sample.mentions)
    apart = mention.sentence not in sample.sentences
    return (verbs or counted) and apart and not right_below(mention, sample)


def was_before(mention: EventMention, facts: Facts, sample: Sample) -> bool:
    """«В Туле горит склад. В 2019 году здесь уже горел ангар»: months before what title or lead tell as the news;
    «в прошлый раз там горело в мае»: by its own words before what is undated, too."""
    if not facts.old or mention.status != "occurred" or mention.block in MAIN or sample.dated:
        return False
    if not (sample.news or mention.precedes):
        return False
    return facts.once.isdisjoint(sample.once)


def has_been(mention: EventMention, facts: Facts, sample: Sample) -> bool:
    """«Рига высылает дипломата. Рига уже высылала атташе»: what has been before is not the news; «склад уже горел»,
    without a day of old, may tell how things stood."""
    course = facts.lasting and not (facts.old or facts.bygone)
    if not mention.before or course:
        return False
    return not any(other.before or told.old for other, told in zip(sample.mentions, sample.facts, strict=True))


def told_as_earlier(mention: EventMention, facts: Facts, sample: Sample) -> bool:
    """«До этого он был под арестом»: another event than the undated one told so far, or the other way round."""
    undated = facts.interval is None or not sample.intervals
    return undated and (not mention.precedes) in sample.earlier


def right_before(mention: EventMention, _: Facts, sample: Sample) -> bool:
    """«Шведы обыграли датчан. Ранее шведы победили чехов»: nobody goes on about one event so."""
    told = sample.mentions[-1]
    right_behind = mention.sentence - told.sentence == 1 and told.block != "title"
    return right_behind and mention.earlier and not told.precedes


def done_long_ago(mention: EventMention, facts: Facts, sample: Sample) -> bool:
    """«Рус приедет на саммит. 5 мая 2019 года он был на саммите», «пытался приехать»: what is to come, or will not,
    was not years before the article; nor at any time that is told, where it was not said to come in the headline alone.
    """
    if mention.status not in _OVER or not sample.statuses <= _TO_COME:
        return False
    return facts.among_old or (facts.dated and not sample.intervals and not below_headline(mention, sample))


def still_to_come(mention: EventMention, facts: Facts, sample: Sample) -> bool:
    """«Клуб обыграл «Зарю». Ответный матч пройдёт 9 июня», «... и вышел в финал»: what comes has not been."""
    beside = mention.sentence in sample.sentences and facts.asserted
    ahead = (facts.ahead or beside) and not below_headline(mention, sample)
    return mention.status == "planned" and ahead and sample.statuses <= FINAL
