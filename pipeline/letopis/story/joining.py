"""Why a mention tells of a cluster's event: date, place, people, wording, or a word that refers back."""

from letopis.document import EventMention
from letopis.story.apart import Rule, one_phrase, repeats
from letopis.story.clusters import Sample, below_headline, right_below
from letopis.story.days_apart import contradicted_year, goes_on, shares_place
from letopis.story.facts import MAIN, Facts
from letopis.times.calendar import intersect

# How many sentences a bare «встреча» reaches back.
REACH = 3
# How many sentences below the headline its event is told in full.
LEAD = 2
# A label has at most so many characters.
LABEL = 40


def surely_one(mention: EventMention, facts: Facts, sample: Sample) -> tuple[int, str] | None:
    """The strongest rule that leaves no doubt where nothing parts, as (strength, name), or None."""
    held = (
        (len(_SURE) - weakness, name) for weakness, (name, rule) in enumerate(_SURE) if rule(mention, facts, sample)
    )
    return next(held, None)


def joins_likely(mention: EventMention, facts: Facts, sample: Sample) -> bool:
    """Whether a rule says that one event is likelier."""
    return any(rule(mention, facts, sample) for rule in _JOINING)


def _same_date(_mention: EventMention, facts: Facts, sample: Sample) -> bool:
    """Both dated, to a month or finer, and the dates agree."""
    return _fine(facts) and any(
        _fine(told) and facts.stated and told.stated and intersect(facts.stated, told.stated) for told in sample.facts
    )


def _same_people_and_date(_mention: EventMention, facts: Facts, sample: Sample) -> bool:
    """«скончался в 2009 году», «25 июня 2009 года»: the same people in the same roles, one date within the other."""
    if facts.interval is None or not facts.people:
        return False
    for told in sample.facts:
        agree = told.interval is not None and intersect(facts.interval, told.interval) is not None
        if agree and facts.people == told.people:
            return True
    return False


def _fine(facts: Facts) -> bool:
    return any(time.precision in ("time", "day", "week", "month", "interval") for time in facts.times)


def _under_its_heading(_mention: EventMention, facts: Facts, sample: Sample) -> bool:
    """«2024 год: ответный визит» sums up what its section tells, in the place that it names, if it names one."""
    if any(mention.block != "heading" for mention in sample.mentions):
        return False
    elsewhere = any(told.places and not shares_place(facts, told) for told in sample.facts)
    return not elsewhere and any(told.paragraph == facts.section for told in sample.facts)


def _year_and_place(mention: EventMention, facts: Facts, sample: Sample) -> bool:
    """An entry of a list gives year and place; a kind that differs tells of another visit."""
    if not facts.stated or (mention.kind is not None and sample.kinds and mention.kind not in sample.kinds):
        return False
    dated = any(told.stated and intersect(facts.stated, told.stated) for told in sample.facts)
    return dated and any(shares_place(facts, told) for told in sample.facts)


def _year_corrected(_mention: EventMention, facts: Facts, sample: Sample) -> bool:
    return contradicted_year(facts, sample)


def _same_people(_mention: EventMention, facts: Facts, sample: Sample) -> bool:
    """Undated on one side at least, told of the same people under the same heading."""
    return _named_alike(facts, sample) and sample.sections == {facts.section} and _undated(facts, sample)


def _referred_back(mention: EventMention, facts: Facts, sample: Sample) -> bool:
    """A word soon after that names nobody, in the same paragraph or below the lead: «Встреча длилась час»."""
    last = sample.facts[-1]
    near = mention.sentence - sample.mentions[-1].sentence <= REACH
    close = last.paragraph == facts.paragraph or sample.mentions[-1].block in ("title", "lead")
    nobody = facts.nominal and not facts.everyone and not facts.unnamed
    return near and close and (facts.bare or nobody) and _undated(facts, sample)


def _some_of_those(mention: EventMention, facts: Facts, sample: Sample) -> bool:
    """«Ранены 17 человек. Среди пострадавших двое детей»: of whom the paragraph, or the lead above it, told last."""
    last = sample.facts[-1]
    close = last.paragraph == facts.paragraph or sample.mentions[-1].block in MAIN
    return facts.among and facts.befalls and close and mention.sentence - sample.mentions[-1].sentence <= REACH


def _labelled(mention: EventMention, facts: Facts, sample: Sample) -> bool:
    """«Пожар. В Костроме выгорел дворец»: a label of a word or two, and what its paragraph goes on to tell."""
    label, told = sample.mentions[-1], sample.facts[-1]
    below = told.paragraph == facts.paragraph and 0 < mention.sentence - label.sentence <= LEAD
    return below and told.nominal and told.bare and label.end - label.start <= LABEL and not mention.another


def _headline_told(mention: EventMention, facts: Facts, sample: Sample) -> bool:
    """«Трое задержаны в Гаване», «Полиция взяла под стражу троих ...»: the lead tells what the headline names."""
    first = mention.block == "lead" or (mention.block == "body" and facts.section is None)
    near = mention.sentence - sample.mentions[-1].sentence <= LEAD
    return below_headline(mention, sample) and first and near and sample.alone and not mention.another


def _headline_people(mention: EventMention, facts: Facts, sample: Sample) -> bool:
    """«Рус освобождён», «Рус вышел на свободу в среду»: told of the headline's people, for the first time below it.

    Further down what has a date of its own is rather an older event.
    """
    near = right_below(mention, sample) or not facts.dated
    return below_headline(mention, sample) and near and not mention.another and _named_alike(facts, sample)


def _same_fate(mention: EventMention, facts: Facts, sample: Sample) -> bool:
    """«приговорён к году», «приговор Руса обжалуют»: what hardly befalls one twice in an article, undated once."""
    befallen = not facts.befallen.isdisjoint(sample.befallen)
    alike = sample.statuses == {mention.status}
    return befallen and alike and not mention.another and _undated(facts, sample)


def _same_place_again(mention: EventMention, facts: Facts, sample: Sample) -> bool:
    """«пожар в Придорожном», «Последствия пожара в Придорожном»: an event noun, no date, the same town."""
    again = facts.nominal and mention.trigger.lemma in sample.lemmas and not mention.another
    if not again or facts.everyone or sample.sections != {facts.section}:
        return False
    towns = {place.id for place in facts.places if place.kind not in ("country", "region", "area")}
    return any(place.id in towns for place in sample.places) and _undated(facts, sample)


def _only_one(mention: EventMention, facts: Facts, sample: Sample) -> bool:
    """«Сделку ещё не одобрили»: an article without sections that told of one such event goes on about it."""
    if not facts.nominal or facts.everyone or facts.section is not None or sample.sections != {None}:
        return False
    known = (sample.alone or _of_the_lead(mention, sample)) and not mention.another
    others = facts.unnamed and sample.everyone  # «под стражей и двое братьев»
    return known and not others and _undated(facts, sample)


def _of_the_lead(mention: EventMention, sample: Sample) -> bool:
    """«Последствия пожара» under a photo, «после матча» further down: the event that title or lead named so."""
    named = {other.trigger.lemma for other in sample.mentions if other.block in ("title", "lead")}
    return mention.trigger.lemma in named


def _loosely_told(mention: EventMention, facts: Facts, sample: Sample) -> bool:
    """A word that tells of the type by its likeness only rather tells of the article's event than of one more."""
    loose = mention.loose or all(other.loose for other in sample.mentions)
    return loose and sample.sections == {facts.section} and not mention.another and _undated(facts, sample)


def _undated(facts: Facts, sample: Sample) -> bool:
    """One side has no date but the dateline's, and the dates reached around it do not forbid that it is the other's."""
    if facts.dated and sample.dated:
        return False
    around = sample.around if facts.around is not None else None
    return not around or any(intersect(facts.around, other) for other in around)


def _named_alike(facts: Facts, sample: Sample) -> bool:
    """Both name somebody, and all whom the one names the other does."""
    here, there = facts.everyone, sample.everyone
    return bool(here and there) and (here <= there or there <= here)


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
    ("some of those", _some_of_those),
)
# What speaks for one event, more or less.
_JOINING: tuple[Rule, ...] = (
    _same_date, _same_people, _referred_back, _headline_told, _same_place_again, _only_one, _loosely_told,
)  # fmt: skip
