"""What a mention or a cluster of mentions says, in a form that can be compared."""

import re
from dataclasses import dataclass, field
from datetime import timedelta
from functools import lru_cache

from letopis.document import Document, EventMention, Person, Place, Precision, Sentence, TimeExpression, Token
from letopis.events.lexicon import EventLexicon
from letopis.events.ontology import Ontology
from letopis.events.put_off import was_left
from letopis.events.time_sharing import then_beside
from letopis.events.timing import named_aside
from letopis.events.told_with import among
from letopis.story.course import Stage, stage_of
from letopis.story.reading import NEWS
from letopis.story.relations import Relations
from letopis.story.standing import is_main
from letopis.times.calendar import Interval, intersect, parse_bound

# The finer the smaller; an open or composed interval is judged by its ends.
_FINENESS: dict[Precision, int] = {
    "time": 0, "day": 1, "interval": 2, "week": 3, "month": 4, "season": 5, "quarter": 6, "half": 7,
    "year": 8, "decade": 9, "century": 10,
}  # fmt: skip
# How many sentences the date that a paragraph has reached stays in mind.
REACH = 3
# How many days before the day of its dateline a report's event may have been: within a week «в пятницу» will do.
NEWS_DAYS = 6
# Where an article tells the event for which it is written: what holds of the lead holds of a headline over it.
MAIN = frozenset({"title", "lead"})
WHOLE_YEAR = ("01-01", "12-31")
_INSIDE = frozenset({"obj", "obl", "nmod", "nsubj", "nsubj:pass", "iobj"})
_DONE = frozenset({"obj", "obl"})
_ABOUT = frozenset({"о", "об", "обо", "про", "насчет"})
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM"})
# How far a value can be trusted when two disagree: what the text says beats what was inferred.
_TRUST = {"explicit": 4, "publication": 3, "previous": 2, "section": 1, "event": 0}


def fineness(time: TimeExpression) -> int:
    """Rank of a time's precision, 0 the finest."""
    return _FINENESS[time.precision]


def trust(basis: str | None) -> int:
    """Rank of a basis, the higher the better supported."""
    return _TRUST.get(basis or "event", 0)


@dataclass(slots=True)
class Facts:
    """Dates, places and people of one mention. `people` maps a role to entity ids.

    `stated` is what its times say; `issued` that this is the dateline's day alone: the interval then holds some days
    before it, too.
    `around` is the date that the paragraph had reached when an undated mention came: too weak to date it
    by, enough to keep it from an event of another day. `listed` are the offsets of nouns coordinated with it,
    `governed` those of the words over and right below it in the tree.
    `stage` is the end of its course that is told. `occasion` says that the type is one of those of which an article
    tells one a speaker, `lasting` and `befalls` that it is one of the `courses` and `befalling` of relations.yaml,
    `declinable` one of status.yaml's `declined_types`; `larger` and `plain` that the kind is among the ontology's
    `holds` and `plain`. `once` are those whom an event of the type befalls once in a life, `befallen` those whom it
    hardly befalls twice in an article. `old` is what was over when the news began, `among_old` what is told among such
    days, `ahead` what begins after the day of the news. `news` says that title or lead tell that it happened.
    `recurring` are days without their year or week, where nothing dates the mention better; `bygone` says that it was
    months or years before an unknown publication; `among` that the noun names again those of whom some are told («среди
    раненых — повар»). `called` are the words by which it goes («Вторая мировая», «полуфинал»).
    """

    times: list[TimeExpression]
    interval: Interval | None
    stated: Interval | None
    places: list[Place]
    people: dict[str, set[str]]
    unnamed: set[str]
    words: frozenset[str]
    paragraph: int
    section: int | None
    section_years: frozenset[str]
    nominal: bool
    attributive: bool
    asserted: bool = True
    listed: frozenset[int] = frozenset()
    governed: frozenset[int] = frozenset()
    around: Interval | None = None
    issued: bool = False
    occasion: bool = False
    lasting: bool = False
    stage: Stage | None = None
    befalls: bool = False
    declinable: bool = False
    larger: bool = False
    plain: bool = False
    old: bool = False
    among_old: bool = False
    news: bool = False
    ahead: bool = False
    once: frozenset[str] = frozenset()
    befallen: frozenset[str] = frozenset()
    recurring: frozenset[str] = frozenset()
    bygone: bool = False
    among: bool = False
    called: frozenset[str] = frozenset()
    # All named participants.
    everyone: set[str] = field(init=False)
    # What tells it from others at a glance: all named participants, places, the date.
    marks: set[str | Interval] = field(init=False)
    # Whether it has a date but the dateline's.
    dated: bool = field(init=False)

    def __post_init__(self) -> None:
        self.everyone = set().union(*self.people.values())
        self.marks = {*self.everyone, *(place.id for place in self.places)}
        if self.interval is not None:
            self.marks.add(self.interval)
        self.dated = self.interval is not None and not self.issued

    @property
    def bare(self) -> bool:
        """Whether the mention adds nothing of its own, as «встреча» does in «Встреча длилась час»."""
        return not (self.times or self.places or self.people or self.unnamed)


@lru_cache(maxsize=1)
def _telling_verbs() -> frozenset[str]:
    lexicon = EventLexicon.load()
    own = ("momentary_verbs", "charging_verbs")  # these tell themselves what happens
    told = (words for group, words in lexicon.status.items() if group not in own)
    return lexicon.support_verbs.union(*told)


class FactBase:
    """Works out facts of mentions, to be asked for in text order; the document's tables are indexed once."""

    def __init__(self, document: Document, relations: Relations, ontology: Ontology) -> None:
        self._relations = relations
        self._types = ontology.types
        lexicon = EventLexicon.load()
        self._remains = lexicon.remains
        self._dealt_with = lexicon.dealt_with
        self._declinable = lexicon.status["declined_types"]
        self._telling = _telling_verbs()
        self._sentences = document.sentences
        self._blocks = document.blocks
        self._text = document.text
        self._sections = [block.heading for block in document.blocks]
        self._times = {time.id: time for time in document.times}
        self._news = None if document.today is None else (document.today - NEWS).isoformat()
        self._today = None if document.today is None else document.today.isoformat()
        self._reached: tuple[int, int, Interval] | None = None
        self._places = {entity.id: entity for entity in document.entities if isinstance(entity, Place)}
        self._persons = frozenset(entity.id for entity in document.entities if isinstance(entity, Person))

    def of(self, mention: EventMention) -> Facts:
        """The comparable facts of one mention."""
        # On the day told here a body was found.
        told = [] if mention.trigger.lemma in self._remains else [self._times[i] for i in mention.times]
        times = _exact([time for time in told if _dates(time, mention)])
        people = _people(mention)
        places = [self._places[a.entity] for a in mention.places if a.entity in self._places]
        sentence = self._sentences[mention.sentence]
        unnamed = {a.text for a in mention.participants if a.entity is None}
        # The entry of a list has its trigger in the heading line, another sentence.
        trigger = sentence.token_at(mention.trigger.start)
        stated, issued = self._stated(mention, sentence, times)
        interval, around = self._reach(mention, sentence, trigger, _shortly_before(stated) if issued else stated)
        kind = self._types.get(mention.type)
        return Facts(
            times,
            interval,
            stated,
            places,
            people,
            unnamed,
            frozenset(token.lemma for token in sentence.tokens if token.pos in _CONTENT),
            paragraph=sentence.block,
            section=self._sections[sentence.block],
            section_years=self._years_of(self._sections[sentence.block]),
            nominal=trigger is None or not _is_verb(trigger),
            attributive=trigger is not None and _is_attributive(sentence, trigger),
            asserted=trigger is None or not (_is_topic(sentence, trigger) or self._is_dealt_with(sentence, trigger)),
            governed=_governed(sentence, trigger),
            listed=_listed(sentence, trigger),
            occasion=mention.type in self._relations.occasions,
            lasting=mention.type in self._relations.courses,
            stage=stage_of(sentence, trigger),
            befalls=mention.type in self._relations.befalling,
            declinable=mention.type in self._declinable,
            larger=kind is not None and mention.kind in kind.holds,
            plain=kind is not None and mention.kind in kind.plain,
            around=around,
            issued=issued,
            old=self._is_old(interval),
            among_old=self._is_old(around),
            ahead=self._is_ahead(stated),
            news=mention.block in MAIN and trigger is not None and _is_told(sentence, trigger),
            once=self._persons & people.get(self._relations.once.get(mention.type, ""), set()),
            befallen=self._persons & people.get(self._relations.fates.get(mention.type, ""), set()),
            recurring=frozenset() if stated else frozenset(time.recurring for time in told if time.recurring),
            bygone=any(time.bygone for time in told),
            among=trigger is not None and among(sentence, trigger) is not None,
            called=_called(sentence, trigger),
        )

    def _stated(
        self, mention: EventMention, sentence: Sentence, times: list[TimeExpression]
    ) -> tuple[Interval | None, bool]:
        """What its own times say, and whether that is the dateline's day alone."""
        stated = common_interval([time for time in times if not was_left(self._sentences[time.sentence], time)])
        occurred = bool(times) and mention.status == "occurred"
        return stated, occurred and all(self._is_dateline(time, sentence) for time in times)

    def _reach(
        self, mention: EventMention, sentence: Sentence, trigger: Token | None, interval: Interval | None
    ) -> tuple[Interval | None, Interval | None]:
        """When it was by its own times, or by «тогда» on the day told before; and the date reached so far."""
        around = self._around(mention, sentence, trigger) if interval is None else interval
        if interval is None and trigger is not None and then_beside(sentence, trigger) is not None:
            interval = around
        if interval is not None:
            self._reached = (sentence.block, sentence.index, interval)
        return interval, around

    def _is_dateline(self, time: TimeExpression, sentence: Sentence) -> bool:
        """A day from a verbless sentence before, in the lead."""
        before = time.sentence < sentence.index and self._sentences[time.sentence].block == sentence.block
        return before and self._blocks[sentence.block].kind == "lead" and time.precision == "day"

    def _is_old(self, interval: Interval | None) -> bool:
        """Whether it was over when the news began; where nobody knows that day, a whole year is hardly of the news."""
        low, high = interval or (None, None)
        if self._news is None:
            return low is not None and high is not None and (low[5:10], high[5:10]) == WHOLE_YEAR
        return high is not None and high[:10] < self._news

    def _is_ahead(self, interval: Interval | None) -> bool:
        """Whether it begins after the day of the news."""
        low = interval[0] if interval is not None else None
        return self._today is not None and low is not None and low[:10] > self._today

    def _is_dealt_with(self, sentence: Sentence, trigger: Token) -> bool:
        """«обжалует задержание», «встречу покажут»: the verb tells of something done about it, not whether it was."""
        above = sentence.tokens[trigger.head] if trigger.head >= 0 else None
        verb = above is not None and above.pos == "VERB" and above.lemma not in self._telling
        return verb and trigger.pos == "NOUN" and trigger.rel == "obj"

    def _around(self, mention: EventMention, sentence: Sentence, trigger: Token | None) -> Interval | None:
        """The date last read in the same paragraph, not far back.

        What may come is not of the days told so far; what only says when something else was, of what it was told, or
        whose causes are sought («причиной крушения стала погода»), may be of any day.
        """
        aside = trigger is not None and trigger.pos == "NOUN" and self._is_aside(sentence, trigger)
        if self._reached is None or mention.status in ("planned", "hypothetical") or aside:
            return None
        block, index, interval = self._reached
        return interval if block == sentence.block and sentence.index - index <= REACH else None

    def _is_aside(self, sentence: Sentence, noun: Token) -> bool:
        """«после пожара», «о пожаре»; «причина крушения», «участники драки»: of what has been told."""
        above = sentence.tokens[noun.head] if noun.head >= 0 else None
        dealt_with = above is not None and noun.rel == "nmod" and above.lemma in self._dealt_with
        return dealt_with or named_aside(sentence, noun)

    def _years_of(self, heading: int | None) -> frozenset[str]:
        """Years that a heading names."""
        if heading is None:
            return frozenset()
        block = self._blocks[heading]
        return frozenset(_YEAR.findall(self._text, block.start, block.end))


def _dates(time: TimeExpression, mention: EventMention) -> bool:
    """«поручил представить до 15 октября»: what has happened did not happen at any time up to then."""
    return time.resolved and (time.low is not None or mention.status != "occurred")


def _people(mention: EventMention) -> dict[str, set[str]]:
    """Named participants by role."""
    found: dict[str, set[str]] = {}
    for argument in mention.participants:
        if argument.entity is not None:
            found.setdefault(argument.role, set()).add(argument.entity)
    return found


def _shortly_before(day: Interval | None) -> Interval | None:
    if day is None or day[0] is None:
        return day
    return (parse_bound(day[0], upper=False).date() - timedelta(NEWS_DAYS)).isoformat(), day[1]


def _is_verb(trigger: Token) -> bool:
    return trigger.pos in ("VERB", "AUX") and trigger.feats.get("VerbForm") != "Part"


def _is_told(sentence: Sentence, trigger: Token) -> bool:
    """«Рухнул мост», «Обвал произошёл в Туле», «Банк подал иск», not «раскрыто убийство» or «погибший в аварии»."""
    above = sentence.tokens[trigger.head] if trigger.head >= 0 else trigger
    done = trigger.rel in _DONE and above.lemma in EventLexicon.load().support_verbs
    over = above if trigger.rel == "nsubj" or done else trigger
    return _is_verb(over) and over.feats.get("Tense") == "Past" and is_main(sentence, over)


def _is_topic(sentence: Sentence, trigger: Token) -> bool:
    """«О встрече написала газета»: the noun names what is spoken of and does not say that it happened."""
    if trigger.pos != "NOUN" or trigger.rel not in ("obl", "nmod"):
        return False
    return any(child.rel == "case" and child.lemma in _ABOUT for child in sentence.children(trigger.index))


def _called(sentence: Sentence, trigger: Token | None) -> frozenset[str]:
    """«Первая мировая», «гражданская»: the adjectives that are the name of a war; «полуфинал», «полуфинальный»: the
    round of a contest."""
    classes = EventLexicon.load().classes
    words = [trigger, *sentence.children(trigger.index)] if trigger is not None else []
    rounds = {word.lemma.removesuffix("ьный") for word in words} & classes["round"]
    return frozenset(rounds | {child.lemma for child in words[1:] if child.lemma in classes["war_name"]})


def _listed(sentence: Sentence, trigger: Token | None) -> frozenset[int]:
    """Offsets of the nouns that the parser coordinates with an event noun: «встреча, переговоры, подписание»."""
    if trigger is None or trigger.pos != "NOUN":
        return frozenset()
    over = [sentence.tokens[trigger.head]] if trigger.rel == "conj" and trigger.head >= 0 else []
    under = [child for child in sentence.children(trigger.index) if child.rel == "conj"]
    return frozenset(token.start for token in over + under)


def _governed(sentence: Sentence, trigger: Token | None) -> frozenset[int]:
    """Offsets of words that govern a trigger without a clause or list between, and of nouns right below it."""
    if trigger is None:
        return frozenset()
    found, below = {child.start for child in sentence.children(trigger.index) if child.rel in _INSIDE}, trigger
    for above in sentence.ancestors(trigger.index):
        if below.rel not in _INSIDE:
            break
        found.add(above.start)
        below = above
    return frozenset(found)


def _is_attributive(sentence: Sentence, trigger: Token) -> bool:
    """«избранный президент»: a full participle before its noun with nothing of its own."""
    participle = trigger.feats.get("VerbForm") == "Part" and trigger.feats.get("Variant") != "Short"
    before = trigger.rel == "amod" and 0 <= trigger.index < trigger.head
    return participle and before and not sentence.children(trigger.index)


def _exact(times: list[TimeExpression]) -> list[TimeExpression]:
    """«Две недели назад, 5 марта»: what is counted is rounder than a day beside it."""
    counted = [time.rule.startswith("relative.ago") for time in times]
    days = any(time.precision == "day" and not rough for time, rough in zip(times, counted, strict=True))
    return [time for time, rough in zip(times, counted, strict=True) if not (rough and days)]


def common_interval(times: list[TimeExpression]) -> Interval | None:
    """What the times share, the finest first; a time that shares nothing with the finer ones is left out."""
    interval: Interval | None = None
    for time in sorted(times, key=fineness):
        own = (time.low, time.high)
        interval = own if interval is None else intersect(interval, own) or interval
    return interval


def same_place(one: Place, other: Place) -> bool:
    """Equal, or one holds the other: a country its cities, a region's name its capital's."""
    if one.id == other.id:
        return True
    if one.country is None or one.country != other.country:
        return False
    kinds = {one.kind, other.kind}
    if "country" in kinds:
        return True
    if "facility" in kinds or "region" in kinds or "area" in kinds:
        return one.admin1 is None or other.admin1 is None or one.admin1 == other.admin1
    return False
