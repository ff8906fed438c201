"""What speaks for one event's being part of another: types, nearness, grammar, and who, when and where they share."""

import math
from collections.abc import Iterator, Sequence

from letopis.document import Event, EventMention, Place, Sentence, Token
from letopis.events.slots import is_verbal
from letopis.odds import Evidence
from letopis.story.facts import same_place
from letopis.story.ground import Ground
from letopis.story.standing import numbers, verb_over
from letopis.story.told_times import days_of
from letopis.times.calendar import intersect

_TOLD_FIRST = frozenset({"title", "lead"})


class Parthood:
    """Compares the events of one document as whole and part."""

    def __init__(self, ground: Ground) -> None:
        self._reading, self._blocks = ground.reading, ground.document.blocks
        self._times = ground.times
        self._places = {entity.id: entity for entity in ground.document.entities if isinstance(entity, Place)}

    def offers(self, part: Event, wholes: Sequence[Event]) -> Iterator[tuple[Event | None, Evidence]]:
        """None, then each whole, with what speaks for it."""
        yield None, self._none(part, wholes)
        nearest = [_nearest(whole, part) for whole in wholes]
        last = _told_last(wholes, part)
        types = [whole.type for whole in wholes]
        for whole, (gap, mention, own) in zip(wholes, nearest, strict=True):
            together = self._reading.same_block(whole, part)
            yield whole, {
                f"{whole.type} > {part.type}": 1.0,
                f"whole {whole.type}": 1.0,
                "sentences between": math.log1p(gap),
                "mentions of the whole": math.log(len(whole.mentions)),
                **numbers({
                    "told of last of its type": whole is last.get(whole.type),
                    "the only one of its type": types.count(whole.type) == 1,
                    "whole told first": _begins(whole) < _begins(part),
                    "whole told in the beginning": whole.mentions[0].block in _TOLD_FIRST,
                    "whole a noun": self._is_noun(whole.mentions[0]),
                    "same paragraph": together,
                    f"same paragraph, {whole.type}": together,
                    "same sentence": gap == 0,
                    "another section": self._section(whole) != self._section(part),
                }),
                **self._agreement(whole, part),
                **(self._grammar(mention, own) if gap == 0 else {}),
            }  # fmt: skip

    def enumerated(self, whole: Event, part: Event) -> bool:
        """«Встреча, подписание»: nouns that one sentence enumerates are no part of each other."""
        gap, mention, own = _nearest(whole, part)
        if gap > 0 or not (self._is_noun(mention) and self._is_noun(own)):
            return False
        (sentence, first), (_, second) = self._reading.word(mention), self._reading.word(own)
        return (
            first is not None
            and second is not None
            and (_joined(sentence, first, second) or _joined(sentence, second, first))
        )

    def elsewhen(self, whole: Event, part: Event) -> bool:
        """«В августе обсуждал повестку, включая переговоры»: what another day's verb tells of is no part of July's."""
        if whole.time is None or part.time is not None:
            return False
        days, own = days_of(whole.time), part.mentions[0]
        verb = verb_over(*self._reading.word(own))
        beside = self._times.within.get(own.sentence, ()) if verb is not None else ()
        told = [days_of(each.time) for each in beside if each.verb is verb]
        return bool(told) and all(intersect(days, each) is None for each in told)

    def _sites_of(self, event: Event) -> list[Place]:
        return [self._places[a.entity] for a in event.places if a.entity in self._places]

    def _none(self, part: Event, wholes: Sequence[Event]) -> Evidence:
        return {
            "none": 1.0,
            f"none, {part.type}": 1.0,
            "none of so many": math.log(len(wholes)),
            **numbers({
                "none, set apart": self._reading.set_apart(part),
                "none, dated": part.time is not None,
                "none, placed": bool(part.places),
                "none, counted": bool(part.counts),
                "none, noun": self._is_noun(part.mentions[0]),
                "none, told in the beginning": part.mentions[0].block in _TOLD_FIRST,
                "none, told again": len(part.mentions) > 1,
                "none, in a context": part.context is not None,
            }),
        }  # fmt: skip

    def _is_noun(self, mention: EventMention) -> bool:
        _, word = self._reading.word(mention)
        return word is not None and not is_verbal(word)

    def _section(self, event: Event) -> int | None:
        block = self._reading.block(event)
        return block if self._blocks[block].kind == "heading" else self._blocks[block].heading

    def _agreement(self, whole: Event, part: Event) -> Evidence:
        """Of people, days, places, status, context; of two of one type also the kinds."""
        ours = {a.entity for a in whole.participants if a.entity and a.role != "organizer"}
        theirs = {a.entity for a in part.participants if a.entity}
        shared, apart = bool(ours & theirs), bool(ours and theirs) and not ours & theirs
        return numbers({
            f"{whole.status} > {part.status}": True,
            f"{whole.kind} > {part.kind}, {part.type}": whole.type == part.type,
            "people shared": shared,
            "other people": apart,
            f"people shared, {whole.type}": shared,
            f"other people, {whole.type}": apart,
            f"in a context, {whole.type}": part.context is not None,
            **_days(whole, part),
            **self._sites(whole, part),
        })  # fmt: skip

    def _sites(self, whole: Event, part: Event) -> dict[str, bool]:
        ours, theirs = self._sites_of(whole), self._sites_of(part)
        meet = any(same_place(a, b) for a in ours for b in theirs)
        return {"places agree": meet, "places differ": bool(ours and theirs) and not meet}

    def _grammar(self, whole: EventMention, part: EventMention) -> Evidence:
        """«При пожаре погибли», «авария с двумя погибшими»: behind which preposition the one stands by the other."""
        (sentence, over), (_, own) = self._reading.word(whole), self._reading.word(part)
        if over is None or own is None or over is own:
            return {}
        above, below = ([token.index for token in sentence.ancestors(word.index)] for word in (own, over))
        told = {"whole": (over, over.head in above or own.index in below),
                "part": (own, own.head in below or over.index in above)}  # fmt: skip
        return {
            f"{name} behind {child.lemma}": 1.0
            for name, (word, hangs) in told.items() if hangs
            for child in sentence.children(word.index) if child.rel == "case"
        }  # fmt: skip


def _joined(sentence: Sentence, one: Token, other: Token) -> bool:
    """Whether the one is coordinated with the other or a word over it."""
    over = {other.index, *(token.index for token in sentence.ancestors(other.index))}
    return one.rel == "conj" and one.head in over


def _days(whole: Event, part: Event) -> dict[str, bool]:
    if whole.time is None or part.time is None:
        return {"whole dated only": whole.time is not None, "part dated only": part.time is not None}
    meet = intersect((whole.time.low, whole.time.high), (part.time.low, part.time.high)) is not None
    return {"days agree": meet, "days differ": not meet}


def _nearest(whole: Event, part: Event) -> tuple[int, EventMention, EventMention]:
    """Sentences between the nearest mentions, and these."""
    pairs = [(abs(one.sentence - other.sentence), one.trigger.start > other.trigger.start, one, other)
             for one in whole.mentions for other in part.mentions]  # fmt: skip
    gap, _, one, other = min(pairs, key=lambda pair: pair[:2])
    return gap, one, other


def _told_last(wholes: Sequence[Event], part: Event) -> dict[str, Event]:
    """Which of each type has been told of last before the part is told first."""
    told = [(mention.trigger.start, whole) for whole in wholes for mention in whole.mentions]
    told.sort(key=lambda each: each[0])
    return {whole.type: whole for start, whole in told if start < _begins(part)}


def _begins(event: Event) -> int:
    return event.mentions[0].trigger.start
