"""What an expression says before it is put on the calendar: the findings of the grammar."""

from dataclasses import dataclass
from typing import Literal

Unit = Literal["second", "minute", "hour", "day", "week", "weekend", "month", "season", "quarter", "half",
               "year", "decade", "century"]  # fmt: skip
DayPartName = Literal["morning", "day", "evening", "night"]
Part = Literal["begin", "middle", "end", "first-half", "second-half"]
OpenMode = Literal["since", "until", "after", "not-before"]
Anchor = Literal["publication", "previous", "told", "either", "event", "eve"]
Which = Literal["before-last", "last", "over", "this", "next", "near", "same"]


@dataclass(frozen=True, slots=True)
class YearRef:
    """A year: `value` (astronomical), or `which` relative to another; `short` for a two-digit one."""

    value: int | None = None
    which: Which | None = None
    short: bool = False


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day on the wall; `offset` is «+03:00», or None for local time."""

    hour: int
    minute: int = 0
    offset: str | None = None


@dataclass(frozen=True, slots=True)
class Calendar:
    """A stretch of the calendar, with what the text leaves out None.

    `weekday` is ISO (Monday 1), `season` 1 spring ... 4 winter, `decade` its first year (two digits
    when the century is not said), `century` its number (negative before the common era).
    `which` tells the Friday, March or summer meant («прошлым летом»); `feast` counts days from Easter.
    """

    year: YearRef | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    season: int | None = None
    quarter: int | None = None
    half: int | None = None
    decade: int | None = None
    century: int | None = None
    which: Which | None = None
    part: Part | None = None
    clock: Clock | None = None
    year_to: int | None = None
    eve: bool = False
    feast: int | None = None


@dataclass(frozen=True, slots=True)
class UnitRef:
    """«прошлая неделя», «этот месяц», «тот же день»: a calendar unit counted from another time."""

    unit: Unit
    which: Which
    part: Part | None = None
    clock: Clock | None = None


@dataclass(frozen=True, slots=True)
class Shift:
    """So many units away. `amount` None is vague («несколько дней назад»); `sign` -1 back, +1 on.

    `anchor`: `publication`, `previous`, `told` (nothing but a time read before), or `either` when the
    sentence has to tell; `event` when it hangs on something that is told («через день после аварии»),
    `eve` when it goes before the day of the story («накануне»).
    `phrase` is the wording to evaluate.
    """

    unit: Unit
    amount: float | None
    sign: int
    anchor: Anchor
    phrase: str
    clock: Clock | None = None


@dataclass(frozen=True, slots=True)
class Window:
    """«последние пять лет» (-1), «ближайшие дни» (+1), or the first of a year (0). Vague without `amount`."""

    unit: Unit
    amount: float | None
    sign: int
    year: YearRef | None = None


@dataclass(frozen=True, slots=True)
class TheseYears:
    """«эти годы»: years the text has spoken of."""


@dataclass(frozen=True, slots=True)
class Between:
    """From one point to another, inclusive."""

    low: "Point"
    high: "Point"


@dataclass(frozen=True, slots=True)
class Open:
    """An interval with one end."""

    point: "Point"
    mode: OpenMode


@dataclass(frozen=True, slots=True)
class Duration:
    """How long; no place on the calendar."""

    unit: Unit


@dataclass(frozen=True, slots=True)
class Recurrence:
    """How often, or every which day; no place on the calendar."""

    unit: Unit


@dataclass(frozen=True, slots=True)
class Vague:
    """A time no calendar can tell: «на днях»."""


@dataclass(frozen=True, slots=True)
class DayPart:
    """«утром», «среди ночи» alone: of the day that the paragraph tells of; `same` («в ту же ночь»): of any."""

    name: DayPartName
    same: bool = False


Point = Calendar | UnitRef | Shift | DayPart
Spec = Point | Window | TheseYears | Between | Open | Duration | Recurrence | Vague
