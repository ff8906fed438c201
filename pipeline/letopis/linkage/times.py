"""When two tellings are: on one day, in one month, days apart; a report's day may be late, a plan's put off."""

from collections.abc import Iterator
from datetime import date, timedelta

from letopis.linkage.features import Interval, Telling
from letopis.linkage.tables import event_table


def in_time(one: Telling, other: Telling) -> Iterator[str]:
    """What the days say for one event, or against it."""
    if one.interval is None or other.interval is None:
        return
    if one.days is not None and other.days is not None:
        yield _of_days(one, other, _gap(one.days, other.days))
    elif late := _gap(one.interval, other.interval):
        if late <= event_table().about:
            yield "near its time"
    elif _long_before(one, other) or _long_before(other, one):
        yield "long before"
    elif one.dated and other.dated:
        yield "same month or year" if _same_period(one, other) else "within a longer time"
    if not (one.dated or other.dated):
        yield "both undated"


def times_clash(one: Telling, other: Telling, slack: int) -> bool:
    """Days that both tell for sure exclude each other, if more than `slack` lie between them; so do other years.

    Else what is told of without a day for years would make one event of all of its kind.
    """
    first, second = one.interval, other.interval
    apart = 0 if first is None or second is None else _gap(first, second)
    if apart > event_table().longest or (not slack and (_outlived(one, other) or _outlived(other, one))):
        return True
    return apart > slack and one.sure and other.sure and not _delayed(one, other)


def _same_period(one: Telling, other: Telling) -> bool:
    """Both give one month, one year: seldom by chance where they give no day."""
    return one.days is None and other.days is None and (one.low, one.high) == (other.low, other.high)


def _of_days(one: Telling, other: Telling, apart: int) -> str:
    sure = one.sure and other.sure
    if not apart:
        return "same days" if sure else "same days, unsure"
    if _delayed(one, other):
        return "delayed"
    if _reported_later(one, other) or _reported_later(other, one):
        return "reported later"
    return "days apart" if sure else "days apart, unsure"


def _long_before(undated: Telling, dated: Telling) -> bool:
    """Told of without a date so late that nobody would take it for news."""
    if undated.dated or undated.published is None or dated.interval is None:
        return False
    late = date.fromisoformat(undated.published) - timedelta(event_table().undated_reach)
    return dated.interval[1] < late


def _gap(one: Interval, other: Interval) -> int:
    """Days from the end of one to the beginning of the other; 0 where they meet."""
    return max(0, (max(one[0], other[0]) - min(one[1], other[1])).days)


def _delayed(one: Telling, other: Telling) -> bool:
    """Planned, published before, and told to have been a little later."""
    planned, told = (one, other) if one.status == "planned" else (other, one)
    foreseen, was = planned.days, told.days
    if planned.status != "planned" or told.status != "occurred" or foreseen is None or was is None:
        return False
    if (planned.published or "9999")[:10] > was[0].isoformat():
        return False
    return foreseen[1] < was[0] <= foreseen[1] + timedelta(event_table().delay)


def _reported_later(report: Telling, told: Telling) -> bool:
    """The report has no day but its dateline's, and the other tells of one shortly before."""
    if not report.issued or told.issued or report.days is None or told.days is None:
        return False
    return timedelta() < report.days[0] - told.days[1] <= timedelta(event_table().apart)


def _outlived(plan: Telling, told: Telling) -> bool:
    """A plan without a day that was published when the other was over is of the next."""
    if plan.status != "planned" or plan.dated or plan.published is None or told.days is None:
        return False
    return told.status == "occurred" and plan.published > told.days[1].isoformat()
