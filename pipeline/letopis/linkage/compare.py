"""Whether two tellings are of one event: evidence for it, and what rules it out."""

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import Final

from letopis.linkage.features import Telling
from letopis.linkage.grouping import Evidence
from letopis.linkage.parties import in_common, people_clash, share, turned
from letopis.linkage.places import in_place, places_clash
from letopis.linkage.tables import LinkOdds, event_table, link_odds
from letopis.linkage.times import in_time, times_clash
from letopis.linkage.words import akin, weight

# Of each two, one article may foresee what the other tells to have been, to have been called off, not to have been.
_TOGETHER = (
    frozenset({"planned", "occurred", "ongoing"}),
    frozenset({"planned", "hypothetical", "cancelled", "negated"}),
)
_SINCE = ({"hypothetical", "occurred"}, {"negated", "occurred"})
# So much of rare words in common (`words.weight`) is as much as can be told by them.
_MUCH = 12.0
# Two articles that share so much of their rare words are of different stories, and of one: of those of one story 19 in
# 20 share a tenth, of others that tell of something alike on one day 9 in 10 less than a twentieth.
_STRANGE, _AKIN = 0.04, 0.14
# Below such a topic two articles have next to nothing in common; from the other on they tell one story.
_ELSEWHERE, _ONE_STORY = 0.15, 0.8
# Sentences that share so much of their words seem to tell one thing.
_ALIKE = 0.1
# Less probable than this, two that contradict each other cannot be one event.
_HARDLY = 0.05


def evidence(one: Telling, other: Telling, odds: LinkOdds | None = None) -> Evidence | None:
    """Why they seem one event, with the probability that they are; None when that is too little."""
    odds, found = odds or link_odds(), agreement(one, other)
    sure = odds.probability(found)
    if sure < odds.least:
        return None
    worth = {name: odds.weights.get(name, 0.0) * value for name, value in found.items()}
    reasons = sorted((name for name in worth if worth[name] > 0), key=lambda name: (-worth[name], name))
    return Evidence(
        round(sure, 3), tuple(name if found[name] == 1 else f"{name} {found[name]:.2f}" for name in reasons)
    )


def agreement(one: Telling, other: Telling) -> dict[str, float]:
    """What speaks for one event and what against it, by name, each from 0 to 1."""
    topic, company = _topic(one, other), _company(one, other)
    same_word = float(not set(one.triggers).isdisjoint(other.triggers))
    types = dict.fromkeys(_types(one, other), 1.0)
    found = {
        **types,
        **dict.fromkeys(in_time(one, other), 1.0),
        **dict.fromkeys(in_common(one, other), 1.0),
        **dict.fromkeys(in_place(one, other), 1.0),
        **dict.fromkeys(_counts(one, other), 1.0),
        _statuses(one, other): 1.0,
        "few of its type": 1 / (1 + one.fellows) / (1 + other.fellows),
        "same type, topic": topic * (one.type == other.type),
        "told again": float(one.often > 1 and other.often > 1),
        "same trigger": same_word,
        "trigger akin": 0.0 if same_word else akin(one.triggers, other.triggers),
        # By itself the word of the kind says little, and so does it that there is no other of the kind.
        "same trigger in one company": same_word * company,
        "alone of its type in one company": types.get("alone of its type", 0.0) * company,
        "words": alike(one, other),
        "rare words": min(1.0, weight(set(one.words) & set(other.words)) / _MUCH),
        "near words": shared_weight(one.near, other.near),
        "near rare words": min(1.0, weight(set(one.near) & set(other.near)) / _MUCH),
        "circle": company,
        "topic": topic,
        "another topic": float(topic < _ELSEWHERE),
        **dict.fromkeys((name for name in contradictions(one, other) if _may_err(name, one, other)), 1.0),
    }
    return {name: round(value, 3) for name, value in found.items() if value}


def _types(one: Telling, other: Telling) -> Iterator[str]:
    if one.type == other.type:
        yield "same type"
        yield f"of type {one.type}"
        if one.kind is not None and other.kind is not None:
            yield "same kind" if one.kind == other.kind else "other kind"
    if one.alone and other.alone and (one.kind == other.kind or None in {one.kind, other.kind}):
        yield "alone of its type"
        if _once(one, other):
            yield "alone, of what comes once"


def _once(one: Telling, other: Telling) -> bool:
    """Such events befall somebody or a place once in a long while: a day or a town that differs may be wrong."""
    return {one.type, other.type} <= event_table().background


def _statuses(one: Telling, other: Telling) -> str:
    """Of two newsrooms one may foresee what the other tells to have been."""
    return "same status" if one.status == other.status else " and ".join(sorted((one.status, other.status)))


def _counts(one: Telling, other: Telling) -> Iterator[str]:
    mine, theirs = dict(one.counts), dict(other.counts)
    both = mine.keys() & theirs.keys()
    if both:
        yield "same counts" if any(mine[key] == theirs[key] for key in both) else "other counts"


def _company(one: Telling, other: Telling) -> float:
    """The share of those whom and which both articles name often, of the shorter circle, 0 to 1."""
    shorter = min(len(one.circle), len(other.circle))
    return len(set(one.circle) & set(other.circle)) / shorter if shorter else 0.0


def _topic(one: Telling, other: Telling) -> float:
    """Whether the two articles are of one story, by their rare words, 0 to 1; without texts, by their company."""
    if not one.topic or not other.topic:
        return _company(one, other)
    return min(1.0, max(0.0, (shared_weight(one.topic, other.topic) - _STRANGE) / (_AKIN - _STRANGE)))


def alike(one: Telling, other: Telling) -> float:
    """Share of content words in common, of the shorter's, 0 to 1; 0 below three words."""
    return shared_weight(one.words, other.words) if min(len(one.words), len(other.words)) > 2 else 0.0


def shared_weight(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    """The share of stems in common, the rare counting for more, of the lighter's, 0 to 1."""
    lighter = min(_weight(one), _weight(other))
    return min(1.0, weight(set(one).intersection(other)) / lighter) if lighter else 0.0


@lru_cache(maxsize=50_000)
def _weight(words: tuple[str, ...]) -> float:
    return weight(words)


def clash(one: Telling, other: Telling) -> bool:
    """Whether the two cannot be one event: days and contradictions decide, but a single one may be only weighed.

    In articles of one story most of what contradicts was misread, or one of the newsrooms errs; days would chain the
    news of every day, and what one denies is not told as having happened.
    """
    if one.article == other.article or not _kin(one.type, other.type) or turned(one, other):
        return True
    if times_clash(one, other, event_table().slow_reach if _slow(one, other) else _slack(one, other)):
        return True
    found = contradictions(one, other)
    first = next(found, None)
    if first is None:
        return False
    return not _may_err(first, one, other) or next(found, None) is not None


def _may_err(name: str, one: Telling, other: Telling) -> bool:
    """Whether a contradiction may be misread, or a newsroom's error: in articles of one story, words being shared.

    Days of what takes long need somebody who is in both; two that are known to be of one kind may be told in any words.
    """
    if name in _FINAL or _topic(one, other) < _ONE_STORY:
        return False
    if name == _OTHER_DAYS:
        return share(one, other)
    if name == _OTHER_WORDS and one.kind is not None and (one.type, one.kind) == (other.type, other.kind):
        return True
    return alike(one, other) >= _ALIKE


def apart(one: Telling, other: Telling, odds: LinkOdds | None = None) -> bool:
    """Whether the two, of one group, would part it: they clash, or contradict each other and seem to be two events."""
    if clash(one, other):
        return True
    odds = odds or link_odds()
    return any(contradictions(one, other)) and odds.probability(agreement(one, other)) < _HARDLY


def contradictions(one: Telling, other: Telling) -> Iterator[str]:
    """What they say that is not so of one event."""
    return (name for name, found in CONTRADICTIONS.items() if found(one, other))


def _slow(one: Telling, other: Telling) -> bool:
    """Of a bargain one may tell the day when it was agreed, the other the day when it was done."""
    return {one.type, other.type} <= event_table().slow


def _days_clash(one: Telling, other: Telling) -> bool:
    """Other days of what takes long; of anything else they are no matter of weighing."""
    return _slow(one, other) and times_clash(one, other, _slack(one, other))


def _slack(one: Telling, other: Telling) -> int:
    """By how many days one of them may err. More would chain the news of every day: fires, rallies, shellings."""
    return _once(one, other) + _told_once(one, other)


def _told_once(one: Telling, other: Telling) -> bool:
    """Each article tells of one such event only, and with the same people or the same counts."""
    return one.alone and other.alone and (share(one, other) or bool(set(one.counts) & set(other.counts)))


def _kin(one: str, other: str) -> bool:
    families = event_table().families_of
    return one == other or bool(set(families(one)) & set(families(other)))


def _statuses_clash(one: Telling, other: Telling) -> bool:
    """What was only proposed or feared, or was denied, may have come to pass since."""
    statuses = {one.status, other.status}
    if statuses in _SINCE:
        before, after = (one, other) if other.status == "occurred" else (other, one)
        return not (before.published or "9999") < (after.published or "")
    return len(statuses) > 1 and not any(statuses <= group for group in _TOGETHER)


def _words_clash(one: Telling, other: Telling) -> bool:
    """Of statements and their like a person makes several a day: the words have to tell, or the company."""
    table, types = event_table(), {one.type, other.type}
    if types & table.told_by_words:
        return alike(one, other) < table.least_words
    if not types & table.told_by_company or _one_occasion(one, other):
        return False
    together = (_company(one, other) + _topic(one, other) * (one.kind == other.kind)) / 2
    return alike(one, other) + together < table.least_words


def _one_occasion(one: Telling, other: Telling) -> bool:
    """Of one type on a day that both tell for sure, with somebody who is in both or in one place."""
    if one.type != other.type or one.days != other.days or not (one.sure and other.sure):
        return False
    return share(one, other) or "same place" in in_place(one, other)


def _elsewhere(one: Telling, other: Telling) -> bool:
    return not _once(one, other) and not _told_once(one, other) and places_clash(one, other)


_OTHER_DAYS: Final = "on other days"
_OTHER_WORDS: Final = "in other words"
_FINAL: Final = frozenset({"denied by one"})
CONTRADICTIONS: Final[Mapping[str, Callable[[Telling, Telling], bool]]] = {
    "denied by one": _statuses_clash,
    _OTHER_DAYS: _days_clash,
    "elsewhere": _elsewhere,
    "other people": people_clash,
    _OTHER_WORDS: _words_clash,
}
