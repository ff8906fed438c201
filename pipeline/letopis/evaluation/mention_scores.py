"""Event mentions against gold: triggers, and who, where and when in the trigger's own words."""

from dataclasses import dataclass

from letopis.evaluation.counts import Tally, add_tallies
from letopis.evaluation.event_scores import Comparison
from letopis.evaluation.matching import fold_name, same_stretch
from letopis.record.parts import Event, Mention, MentionParticipant, MentionPlace

MentionPair = tuple[int, int]


@dataclass(slots=True)
class TypedMention:
    """A mention and the type of its event."""

    type: str
    mention: Mention


@dataclass(frozen=True, slots=True)
class ArgumentView:
    """An argument for comparison: role, who it is, and where it stands (a dropped subject nowhere)."""

    role: str
    name: str
    start: int | None
    end: int | None

    def fits(self, other: "ArgumentView") -> bool:
        """Same role, and the same stretch at least in part, or the same entity."""
        if self.role != other.role:
            return False
        if self.start is None or self.end is None or other.start is None or other.end is None:
            return self.name == other.name
        return (self.start < other.end and other.start < self.end) or self.name == other.name


def mention_tallies(comparison: Comparison) -> dict[str, Tally]:
    """Triggers with the right type, exact and overlapping; arguments with the right role at found triggers."""
    gold, system = _mentions(comparison.gold), _mentions(comparison.system)
    pairs = _pairs(gold, system)
    tallies: dict[str, Tally] = {}
    if "triggers" in comparison.covers.fields:
        exact = sum(_same_trigger(gold[one], system[other]) for one, other in pairs)
        tallies["triggers_exact"] = Tally(exact, len(system) - exact, len(gold) - exact)
        tallies["triggers"] = Tally(len(pairs), len(system) - len(pairs), len(gold) - len(pairs))
    if "arguments" in comparison.covers.fields:
        tallies["arguments"] = _argument_tally(comparison, gold, system, pairs)
    return tallies


def trigger_blocks(comparison: Comparison) -> dict[str, Tally]:
    """Triggers by the block that they stand in, as the side that has them says."""
    if "triggers" not in comparison.covers.fields:
        return {}
    gold, system = _mentions(comparison.gold), _mentions(comparison.system)
    pairs = _pairs(gold, system)
    rows, columns = {row for row, _ in pairs}, {column for _, column in pairs}
    found: list[dict[str, Tally]] = [{gold[row].mention.block: Tally(right=1)} for row in rows]
    found += [{one.mention.block: Tally(missed=1)} for row, one in enumerate(gold) if row not in rows]
    found += [{one.mention.block: Tally(false=1)} for column, one in enumerate(system) if column not in columns]
    return add_tallies(found)


def _mentions(events: list[Event]) -> list[TypedMention]:
    return [TypedMention(event.type, mention) for event in events for mention in event.mentions]


def _same_trigger(one: TypedMention, other: TypedMention) -> bool:
    first, second = one.mention.trigger, other.mention.trigger
    return (first.start, first.end) == (second.start, second.end)


def _pairs(gold: list[TypedMention], system: list[TypedMention]) -> list[MentionPair]:
    """One to one, exact triggers first, then overlapping ones, in text order."""
    pairs: list[MentionPair] = []
    taken_gold: set[int] = set()
    taken_system: set[int] = set()
    for exact in (True, False):
        for row, one in enumerate(gold):
            for column, other in enumerate(system):
                if row in taken_gold or column in taken_system or one.type != other.type:
                    continue
                if same_stretch(one.mention, other.mention) and (not exact or _same_trigger(one, other)):
                    pairs.append((row, column))
                    taken_gold.add(row)
                    taken_system.add(column)
    return pairs


def _argument_tally(
    comparison: Comparison, gold: list[TypedMention], system: list[TypedMention], pairs: list[MentionPair]
) -> Tally:
    twins = dict(pairs)
    wanted = [_arguments(one.mention, comparison.gold_names) for one in gold]
    found = [_arguments(other.mention, comparison.system_names) for other in system]
    right = sum(_fitting(views, found[twins[row]]) for row, views in enumerate(wanted) if row in twins)
    return Tally(right, sum(map(len, found)) - right, sum(map(len, wanted)) - right)


def _arguments(mention: Mention, names: dict[str, str]) -> list[ArgumentView]:
    everything: list[MentionParticipant | MentionPlace] = [*mention.participants, *mention.places]
    return [ArgumentView(arg.role, _name(arg, names), arg.start, arg.end) for arg in everything]


def _name(argument: MentionParticipant | MentionPlace, names: dict[str, str]) -> str:
    if argument.entity is not None:
        return names[argument.entity]
    text = argument.text if isinstance(argument, MentionParticipant) else None
    return fold_name(text or "")


def _fitting(gold: list[ArgumentView], system: list[ArgumentView]) -> int:
    return len(gold) - len(_unpaired(gold, system)[0])


def _unpaired(gold: list[ArgumentView], system: list[ArgumentView]) -> tuple[list[ArgumentView], list[ArgumentView]]:
    """Arguments that only one side has."""
    missed, extra = [], list(system)
    for view in gold:
        twin = next((other for other in extra if view.fits(other)), None)
        if twin is None:
            missed.append(view)
        else:
            extra.remove(twin)
    return missed, extra


def unpaired_arguments(
    comparison: Comparison, gold: Mention, system: Mention
) -> tuple[list[ArgumentView], list[ArgumentView]]:
    """Arguments of a paired mention that only gold has, and that only the system has."""
    return _unpaired(_arguments(gold, comparison.gold_names), _arguments(system, comparison.system_names))


def pair_mentions(gold: Event, system: Event) -> list[MentionPair]:
    """Index pairs of the mentions of one event as both sides tell it."""
    return _pairs(_mentions([gold]), _mentions([system]))
