"""Who has which part in an event: everyone of whom its sentence speaks is weighed against each role of its type.

The rules' slots are one piece of evidence among others: how the grammar reaches the word, what the type's frame calls
that slot, who stands nearer, who has a part in another event of the sentence, which roles are taken. The weights are
data, which `python -m letopis.training.casting` writes.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from letopis.document import Argument, Document, Sentence, Token
from letopis.entities.index import MentionIndex
from letopis.events.actors import Actor, actors
from letopis.events.agreement import agrees
from letopis.events.bearings import Bearings
from letopis.events.blame import acting_against, aside_of_sides, owners, recalling, talking_of, telling_of
from letopis.events.casting_odds import CastingOdds, Part, Trial
from letopis.events.classes import entity_kind
from letopis.events.evidence import slot_of, slots_of_words, steps_between
from letopis.events.found import Found
from letopis.events.lexicon import EventLexicon
from letopis.events.ontology import EventType, PlaceRole, Role
from letopis.events.roles import RoleFiller
from letopis.events.slots import SlotFinder, is_verbal

# The rule of an argument that only the odds give.
BY_ODDS = "casting"
_PEOPLE = frozenset({"person", "organization", "group"})
_GAPS = (0, 1, 2, 3, 5, 8, 13, 21)
# Log-odds against none of those who only talk of the event, or act against it.
_NEVER = -10.0
_FAR, _MANY, _FAMOUS, _BETWEEN = 6, 3, 4, 2


class Caster:
    """Gives out the parts in the events of one document's sentences."""

    def __init__(
        self, document: Document, mentions: MentionIndex, lexicon: EventLexicon, roles: RoleFiller, odds: CastingOdds
    ) -> None:
        self._document = document
        self._mentions = mentions
        self._lexicon = lexicon
        self._roles = roles
        self._odds = odds
        told = Counter({entity.id: -len(entity.mentions) for entity in document.entities
                        if entity_kind(entity) in _PEOPLE})  # fmt: skip
        self._ranks = {name: rank for rank, (name, _) in enumerate(sorted(told.items(), key=lambda pair: pair[1]))}

    def cast(self, sentence: Sentence, found: Sequence[Found], slots: SlotFinder) -> None:
        """Give the mentions of a sentence their participants, by what the rules have given all of them so far.

        Of those that only count events gold says nothing: theirs stay.
        """
        everyone = actors(sentence, self._mentions, self._roles) if found else []
        told = [each for each in found if each.mention.claim is None]
        trials = [list(self.trials(sentence, each, slots, everyone, found)) for each in told]
        for each, mine in zip(told, trials, strict=True):
            self._decide(each, mine)

    def trials(
        self, sentence: Sentence, found: Found, slots: SlotFinder, everyone: Sequence[Actor], all_found: Sequence[Found]
    ) -> Iterator[Trial]:
        """Every actor that some role of the event's type can have."""
        scene = _Scene(sentence, found, slots, everyone, [other for other in all_found if other is not found])
        for actor in everyone:
            roles = scene.roles(actor.kind)
            seen = scene.seen(actor) if roles else None
            if seen is not None and not (scene.is_blamed(seen) or scene.carries_it(seen)):
                roles = scene.possible(seen, roles)
                about = [*seen.common, *self._about(actor, seen)]
                yield Trial(actor, (None, *roles), [scene.part(seen, role, about) for role in roles])
            elif roles and actor.argument.entity is not None and scene.is_outside(actor):
                found.mention.doubted |= {(actor.argument.entity, role): _NEVER for role in roles}

    def _about(self, actor: Actor, seen: "_Seen") -> Iterator[str]:
        """What is known of the actor himself, whatever the event."""
        if actor.argument.entity is not None:
            rank = self._ranks.get(actor.argument.entity)
            yield f"rank {'of a place' if rank is None else min(rank, _FAMOUS)}"
            return
        yield f"{seen.head.feats.get('Number', 'no number')}{', counted' if actor.argument.count is not None else ''}"
        if seen.head.lemma in self._lexicon.groups:
            yield "a group"
        if seen.head.lemma in self._lexicon.classes["body"]:
            yield "a body"

    def _decide(self, found: Found, trials: Sequence[Trial]) -> None:
        """Roles to those who have one by the odds; whom the rules found and no actor is stays."""
        mention = found.mention
        roles: dict[int, str | None] = {}
        new: list[tuple[float, Argument]] = []
        for trial in trials:
            worth = self._odds.worths(trial)
            number = self._odds.best(worth)
            role, argument = trial.roles[number], trial.actor.argument
            if role is None and argument.entity is not None:
                mention.doubted |= _doubts(argument.entity, trial.roles, worth)
            own = among(argument, mention.participants)
            if own is not None:
                roles[id(own)] = roles.get(id(own)) or role
            elif role is not None:
                new.append((round(-worth[number], 6), _in_role(argument, role)))
            self._explain(trial, number, own)
        kept = [own for own in mention.participants if roles.get(id(own), own.role) is not None]
        for own in kept:
            own.role = roles.get(id(own)) or own.role
        for _, argument in sorted(new, key=lambda pair: pair[0]):
            if not any(_overlap(argument, other) for other in kept):
                kept.append(argument)
        mention.participants = kept

    def _explain(self, trial: Trial, number: int, own: Argument | None) -> None:
        given = own.role if own is not None else None
        if self._document.traced and trial.roles[number] != given:
            argument, why = trial.actor.argument, number or (trial.roles.index(given) if given in trial.roles else 1)
            detail = f"{argument.text}: {self._odds.reasons(trial.evidence[why])}"
            rule = trial.roles[number] or "no part"
            self._document.explain("events.casting", rule, argument.start, argument.end, detail)


class _Seen(NamedTuple):
    """An actor as he stands to the event: his nearest word, its slot, and evidence that no role changes."""

    actor: Actor
    head: Token
    slot: str
    whole: bool
    own: Argument | None
    busy: list[str]
    common: list[str]


class _Scene:
    """One event of a sentence, its slots and its rivals."""

    def __init__(
        self, sentence: Sentence, found: Found, slots: SlotFinder, everyone: Sequence[Actor], beside: Sequence[Found]
    ) -> None:
        self._sentence = sentence
        self._found = found
        self._slots = slots
        self._beside = beside
        self._trigger = found.candidate.token
        self._type = found.candidate.type
        self._frame = self._type.frame_of(found.candidate.rule)
        self._where = slots_of_words(found)
        self._sides = {role: side_of(role, self._type, self._frame) for role in self._type.roles}
        self._taken = Counter([own.role for own in found.mention.participants])
        self._given = min(len(found.mention.participants), _MANY)
        self._own_words = {token.index for token in found.tokens}
        self._gaps = sorted([min([abs(word - self._trigger.index) for word in actor.words])
                             for actor in everyone if actor.kind in _PEOPLE])  # fmt: skip
        self._word = _form(self._trigger)
        self._others = sorted({other.candidate.token.index for other in beside})
        self._over = {token.index for token in sentence.ancestors(self._trigger.index)}
        somebody = {word for actor in everyone if actor.kind in _PEOPLE for word in actor.words}
        self._bearings = Bearings(sentence, slots, self._trigger, found.candidate.slots, somebody)
        outside = (
            *acting_against(sentence, self._trigger, slots.slots),
            *talking_of(sentence, self._trigger, slots.slots),
            *recalling(sentence, self._trigger, self._type.type, EventLexicon.load()),
            *(aside_of_sides(sentence, self._trigger, slots.slots) if self._type.reciprocal else ()),
        )
        self._outside = {token.index for token in outside}
        aside = (
            *telling_of(sentence, self._trigger, EventLexicon.load()),
            *owners(sentence, self._type, EventLexicon.load()),
        )
        self._aside = {token.index for token in aside}
        self._roles: dict[str, tuple[Role, ...]] = {}

    def roles(self, kind: str) -> tuple[Role, ...]:
        """Those of the event's type that somebody or something of the kind can have."""
        if kind not in self._roles:
            self._roles[kind] = tuple([role for role, kinds in self._type.roles.items() if kind in kinds])
        return self._roles[kind]

    def _doer(self, seen: _Seen) -> str | None:
        """The role of whoever is blamed for it, where he is."""
        return self._frame.get("blamed") if seen.slot == "blamed" else None

    def is_blamed(self, seen: _Seen) -> bool:
        """Whom the rules give for the one who did it, as he is blamed for it: gold has too few of them to ask odds."""
        doer = self._doer(seen)
        return doer is not None and seen.own is not None and seen.own.role == doer

    def carries_it(self, seen: _Seen) -> bool:
        """«Турецкие военные нанесли удар»: people who are the subject of the verb over the event's noun do it, if the
        rules say so, however little odds know of them."""
        head, trigger, own = seen.head, self._trigger, seen.own
        if own is None or own.entity is not None or seen.actor.kind != "group":
            return False
        beside = head.rel == "nsubj" and trigger.rel == "obj" and head.head == trigger.head
        if not beside or head.feats.get("Animacy") != "Anim":
            return False
        does = any(role == own.role for role, side in self._sides.items() if side == "does")
        return does and self._sentence.tokens[head.head].feats.get("Tense") == "Past"

    def possible(self, seen: _Seen, roles: tuple[Role, ...]) -> tuple[Role, ...]:
        """Whoever is blamed for it did it, or has no part in it: he never suffered it."""
        doer = self._doer(seen)
        return roles if doer is None else tuple([role for role in roles if role == doer])

    def seen(self, actor: Actor) -> _Seen | None:
        """None for things that fill no slot of the event's word: they are too many; nor for those with another word."""
        thing = actor.kind == "thing"
        if thing and not self._own_words.isdisjoint(actor.words):
            return None
        own = among(actor.argument, self._found.mention.participants)
        spots = map(self._spot, actor.words)
        (slot, within), head = min(spots, key=self._nearness) if len(actor.words) > 1 else next(spots)
        if own is None and ((thing and (slot == "none" or within)) or self._bearings.is_with_another(head)):
            return None
        if own is None and self.is_outside(actor):
            return None
        busy = [f"{self._side_elsewhere(other, part)}" for other in self._beside
                if (part := among(actor.argument, other.mention.participants)) is not None]  # fmt: skip
        common = self._common(actor, head, f"{slot}{' within' if within else ''}")
        return _Seen(actor, head, slot, not within, own, busy, common)

    def is_outside(self, actor: Actor) -> bool:
        """Whether it is he who only talks of the event, or acts against it; of «не звонил, сказал он» the «он» is not
        all that tells of him, nor is «его» in «Рус ранен, его машина сгорела»."""
        return not self._outside.isdisjoint(actor.words) or self._aside.issuperset(actor.words)

    def part(self, seen: _Seen, role: Role, about: Sequence[str]) -> Part:
        """What speaks for the role and against."""
        side = self._sides[role]
        names = self._of_role(seen, role, side)
        names += self._by_rules(seen, role, side) if seen.own is not None else self._beyond_rules(seen, role, side)
        if seen.busy:
            names += dict.fromkeys(
                name
                for elsewhere in seen.busy
                for name in (f"busy → {side}", f"busy as {'the same' if elsewhere == side else 'another'} → {side}")
            )
        return Part(side, about, names)

    def _spot(self, word: int) -> tuple[tuple[str, bool], Token]:
        head = self._sentence.tokens[word]
        return slot_of(self._where, self._sentence, self._trigger, head), head

    def _nearness(self, spot: tuple[tuple[str, bool], Token]) -> tuple[bool, bool, int]:
        (slot, within), head = spot
        return slot == "none", within, abs(head.index - self._trigger.index)

    def _side_elsewhere(self, other: Found, part: Argument) -> str:
        kind = other.candidate.type
        return side_of(part.role, kind, kind.frame_of(other.candidate.rule))

    def _common(self, actor: Actor, head: Token, slot: str) -> list[str]:
        """Pieces of evidence that count for each side of the event alike."""
        steps, clause = steps_between(self._slots, self._trigger, head)
        gap = head.index - self._trigger.index
        return [
            f"form {actor.argument.form if actor.argument.entity is not None else actor.kind}",
            self._word,
            f"slot {slot}",
            f"phrase {self._phrase(head)}",
            f"phrase {self._phrase(head)}, {self._word}",
            f"gap {'after' if gap > 0 else 'before'} {bisect_left(_GAPS, abs(gap))}",
            f"steps {min(steps, _FAR)}{'' if clause else ' out of the clause'}",
            f"nearer {min(bisect_left(self._gaps, abs(gap)), _FAMOUS)}",
            f"pos {head.pos}",
            f"rel {head.rel}",
            *self._between(head),
            *self._bearings.of(head, actor.words, self._word),
        ]

    def _phrase(self, head: Token) -> str:
        names = self._slots.phrase_slot(head)
        return names[0] if names else head.feats.get("Case", "")

    def _between(self, head: Token) -> Iterator[str]:
        """Verbs, marks and other events on the way, in the text and in the tree."""
        one, other = head.index, self._trigger.index
        low, high = (one, other) if one < other else (other, one)
        behind = min(low + 1, high)
        verbs, marks = self._slots.passed
        events = max(bisect_left(self._others, high) - bisect_right(self._others, low), 0)
        yield (
            f"passed {min(verbs[high] - verbs[behind], _BETWEEN)} verbs"
            f" {min(marks[high] - marks[behind], _BETWEEN)} marks {min(events, _BETWEEN)} events"
        )
        above = [token.index for token in self._sentence.ancestors(one)]
        if other in above:
            yield f"below, with {sum([index in self._others for index in above])} events above"
        else:
            yield "above" if head.index in self._over else "beside"

    def _of_role(self, seen: _Seen, role: Role, side: str) -> list[str]:
        """What the frame says of the slot for just this role."""
        slot = f"{seen.slot}{'' if seen.whole else ' within'}"
        named = self._frame.get(seen.slot)
        says = "this" if named == role else "nothing" if named is None else "another"
        kind, head, of_type = seen.actor.kind, seen.head, f"{self._type.type} {role}"
        case = head.feats.get("Case", "no case")
        names = [
            f"role {role}",
            of_type,
            f"{of_type} {seen.slot}",
            f"{role} {kind}",
            f"{of_type} {kind}",
            f"{of_type} {case}",
            f"{of_type}, {self._word}",
            f"{self._trigger.lemma} = {role}",
            f"{self._trigger.lemma} {self._phrase(head)} = {role}",
            f"{self._trigger.lemma} {slot} = {role}",
        ]
        if case == "Nom" and is_verbal(self._trigger):
            names.append(f"{'agrees' if agrees(head, self._trigger) else 'does not agree'} → {side}")
        names += (
            f"slot {slot} = {role}",
            f"slot {slot}: frame says {says}",
            f"frame says {says}, {self._word}{'' if seen.whole else ', within'} → {side}",
            f"phrase {self._phrase(head)} = {role}",
        )
        if seen.actor.argument.entity is None:
            names.append(f"word {head.lemma} = {role}")
        if seen.busy:
            names.append(f"busy, frame says {says}")
        return names

    def _by_rules(self, seen: _Seen, role: Role, side: str) -> Iterator[str]:
        """Of somebody whom the rules have in the event."""
        own = seen.own
        if own is None or own.role != role:
            yield from ("rules: another role", f"rules: another role → {side}")
            return
        form = own.form if own.entity is not None else seen.actor.kind
        yield from ("rules", f"rules by {own.rule.split(' ')[0]}", f"rules → {side}", f"rules {self._word}")
        yield from (f"rules {form}", f"rules {self._type.type} {role}")
        if self._found.candidate.loose:
            yield "rules of a loose word"
        if seen.busy:
            yield "rules: busy"
        if self._taken[role] > 1:
            yield f"rules have {min(self._taken[role], _MANY)} → {side}"

    def _beyond_rules(self, seen: _Seen, role: Role, side: str) -> Iterator[str]:
        """Of somebody else: whether they have others in the role."""
        taken = min(self._taken[role], _MANY - 1)
        yield from (f"taken {taken} → {side}", f"taken {taken} = {role}")
        yield f"rules have {self._given} in all → {side}"
        if any(own.role == role and self._joined(seen.head, own) for own in self._found.mention.participants):
            yield from ("joined", f"joined → {side}")

    def _joined(self, head: Token, own: Argument) -> bool:
        """«и», or a comma, joins the two."""
        if own.start is None or own.end is None or (other := self._sentence.head_of(own.start, own.end)) is None:
            return False
        if head.rel == other.rel == "conj" and head.head == other.head:
            return True
        return (head.rel == "conj" and head.head == other.index) or (other.rel == "conj" and other.head == head.index)


def _doubts(entity: str, roles: Sequence[Role | None], worth: Sequence[float]) -> dict[tuple[str, str], float]:
    """What the odds say of each role that somebody was not given, against none."""
    return {(entity, role): each - worth[0] for role, each in zip(roles, worth, strict=True) if role is not None}


def side_of(role: str, kind: EventType, frame: Mapping[str, Role | PlaceRole]) -> str:
    """`does` it, `suffers` it, `both` (sides of a meeting), or `beside`: what a role is in the grammar of the type."""
    plain = kind.frames.get("verb") or next(iter(kind.frames.values()))
    does = role in (plain.get("subj"), frame.get("subj"), frame.get("actor"))
    suffers = role in (plain.get("obj"), frame.get("obj"), frame.get("gen"))
    return "both" if does and suffers else "does" if does else "suffers" if suffers else "beside"


def _form(trigger: Token) -> str:
    word = "verb" if is_verbal(trigger) else "noun"
    return f"passive {word}" if trigger.feats.get("Voice") == "Pass" else word


def among(argument: Argument, others: Sequence[Argument]) -> Argument | None:
    """The same entity, or unnamed ones whose words meet."""
    if argument.entity is not None:
        return next((other for other in others if other.entity == argument.entity), None)
    return next((other for other in others if other.entity is None and _overlap(argument, other)), None)


def _overlap(one: Argument, other: Argument) -> bool:
    if one.start is None or one.end is None or other.start is None or other.end is None:
        return False
    return one.start < other.end and other.start < one.end


def _in_role(argument: Argument, role: str) -> Argument:
    return Argument(
        argument.entity, role, argument.form, argument.text, argument.start, argument.end, argument.count, BY_ODDS
    )
