"""What speaks for and against an offered argument, as named numbers."""

from collections.abc import Mapping

from letopis.document import Sentence, Token
from letopis.events.found import Found
from letopis.events.offers import Offer
from letopis.events.slots import SlotFinder, is_verbal
from letopis.model.labels import ROLES
from letopis.odds import Evidence, log_odds

_MOST = 4
_FAR = 6
_BESIDE = frozenset({"appos", "flat:name", "flat", "flat:foreign"})


def argument_evidence(
    offer: Offer, found: Found, slots: SlotFinder, where: Mapping[int, str], *, mine: int, kind: str, busy: bool
) -> Evidence:
    """`where`: the slot of each word, see `slots_of_words`; `mine`: how many offers in the role the rules have; `kind`
    is the entity's: `person`, `organization`, `place`, or `unnamed`, empty for times; `busy`: another event of the
    sentence has it."""
    odds = log_odds(offer.chance)
    rest = max(chance for role, chance in zip(ROLES[1:], offer.chances[1:], strict=True) if role != offer.role)
    source = "rules" if offer.by_rules else "linker"
    sentence, trigger = slots.sentence, found.candidate.token
    head = sentence.tokens[offer.span.head]
    slot, within = slot_of(where, sentence, trigger, head)
    steps, clause = steps_between(slots, trigger, head)
    word = "verb" if is_verbal(trigger) else "noun"
    typed = "other" if found.mention.type == "other" else "typed"
    evidence = {
        source: 1.0,
        f"{source}: odds": odds,
        f"{source}: more likely than not": max(0.0, odds),
        f"{source}: odds of the event": log_odds(offer.eventness),
        f"{source}: odds of another role": log_odds(rest),
        "another event likelier": max(0.0, log_odds(offer.rival) - odds),
        f"better in the role: {min(offer.better, _MOST)}": 1.0,
        f"{source}: arguments of the rules: {min(mine, 3)}": 1.0,
        f"{source}: slot {slot}": 1.0,
        f"{source}: within the slot": float(within),
        f"steps {min(steps, _FAR)}": 1.0,
        f"{source}: outside the clause": float(not clause),
        f"{source}: of another event": float(busy),
        f"gap {_gap(offer, trigger)}": 1.0,
        f"{source}: {offer.span.label}": 1.0,
        f"{source}: {kind}": float(bool(kind)),
        f"{source}: {word}": 1.0,
        f"{source}: {typed}": 1.0,
        f"{source}: type {found.mention.type}": 1.0,
        f"{source}: block {found.mention.block}": 1.0,
    }
    if offer.argument is not None:
        evidence[f"form {offer.argument.form}"] = 1.0
    if offer.time is not None:
        evidence[f"precision {offer.time.precision}"] = 1.0
    return {name: value for name, value in evidence.items() if value}


def is_near(evidence: Evidence) -> bool:
    """Whether the argument stands in the event's clause and no other event of the sentence has it."""
    return not any(evidence.get(f"{source}: {far}") for source in ("rules", "linker")
                   for far in ("outside the clause", "of another event"))  # fmt: skip


def slots_of_words(found: Found) -> dict[int, str]:
    """By index, the slot that a word fills."""
    return {t.index: name for name, tokens in found.candidate.slots.items() if name != "head" for t in tokens}


def slot_of(where: Mapping[int, str], sentence: Sentence, trigger: Token, head: Token) -> tuple[str, bool]:
    """The trigger's slot in which the word stands, itself (appositions count as that) or within its phrase."""
    within = False
    for word in (head, *sentence.ancestors(head.index)):
        if word.index in where:
            return where[word.index], within
        if word.index == trigger.index:
            break
        within = within or word.rel not in _BESIDE
    return "none", False


def steps_between(slots: SlotFinder, trigger: Token, head: Token) -> tuple[int, bool]:
    """Edges of the tree between the two, and whether the way stays in the clause."""
    near = slots.reachable(trigger)
    if head.index in near:
        return near[head.index], True
    up = {token.index: steps for steps, token in enumerate((trigger, *slots.sentence.ancestors(trigger.index)))}
    for steps, above in enumerate((head, *slots.sentence.ancestors(head.index))):
        if above.index in up:
            return steps + up[above.index], False
    return _FAR, False


def _gap(offer: Offer, trigger: Token) -> str:
    """Side and rough number of tokens between."""
    if offer.span.first <= trigger.index < offer.span.last:
        return "in"
    after = offer.span.first > trigger.index
    between = offer.span.first - trigger.index - 1 if after else trigger.index - offer.span.last
    return f"{'after' if after else 'before'} {next((size for size in (0, 1, 3, 6, 12) if between <= size), 'far')}"
