"""Which editions are due on a day: the first the day after the period, the frozen after 45 days, then corrections."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import NamedTuple

from events.calendar import day_of
from projections.statistics.editions import Edition, EditionKind
from projections.statistics.periods import MONTHS_IN, Period, PeriodKind, containing, period_of

FREEZE_DAYS = 45
MADE_UP_FOR_DAYS = 92
"""A store that starts late makes up for older years, half-years and quarters, but not for months and tertials."""
_SHORT_LIVED = frozenset({PeriodKind.MONTH, PeriodKind.TERTIAL})
CORRECTED_FOR_YEARS = 2
"""How long after its end a period is looked through for corrections."""


class Due(NamedTuple):
    period: Period
    kind: EditionKind
    number: int


def due(editions: Iterable[Edition], checked: Mapping[str, date], since: date, today: date) -> list[Due]:
    """What is to be made today, longer periods first and the latest of each first: those are read the most.

    ``since``: the first day there is anything to count. ``checked``: when a period was last looked through.
    """
    latest: dict[str, Edition] = {}
    for edition in editions:
        if edition.period not in latest or latest[edition.period].number < edition.number:
            latest[edition.period] = edition
    found = [_due(period, latest.get(period.code), checked.get(period.code), today) for period in _ended(since, today)]
    return [each for each in found if each is not None]


def turn(last: date) -> tuple[int, int]:
    """In what order that which ends on different days is made: the day with the longest period first, then the latest.

    What was told before decides what can be told, so the order must be known again: it is the calendar's alone.
    """
    longest = max(months for months in MONTHS_IN.values() if last.month % months == 0)
    return -longest, -last.toordinal()


def made_together(editions: Iterable[Edition], one: Edition) -> tuple[list[Edition], list[Edition]]:
    """Those that were protected together with this one, itself included, and all that were told before them."""
    every = in_turn(editions)
    at = _in_turn(one)[:3]
    return [e for e in every if _in_turn(e)[:3] == at], [e for e in every if _in_turn(e)[:3] < at]


def in_turn(editions: Iterable[Edition]) -> list[Edition]:
    """As they were made, oldest first."""
    return sorted(editions, key=_in_turn)


def _in_turn(edition: Edition) -> tuple[datetime, int, tuple[int, int], str, int]:
    period = period_of(edition.period)
    assert period is not None
    return edition.made_at, edition.position, turn(period.last), edition.period, edition.number


def awaited(editions: Iterable[Edition], today: date) -> list[Period]:
    """The latest period of each kind, where it is over and its first edition is still being made."""
    made = {edition.period for edition in editions}
    ends = [period.last for code in made if (period := period_of(code))]
    latest = [containing(today, kind).before for kind in PeriodKind]
    return [
        each
        for each in latest
        if each.code not in made and each.last > min(ends, default=today) and _due(each, None, None, today)
    ]


def _ended(since: date, today: date) -> list[Period]:
    """Periods that are over, back to the one that ``since`` is in."""
    found = []
    for kind in PeriodKind:
        period = containing(today, kind).before
        while period.last >= since:
            found.append(period)
            period = period.before
    return sorted(found, key=lambda each: (MONTHS_IN[each.kind], each.last), reverse=True)


def _due(period: Period, edition: Edition | None, checked: date | None, today: date) -> Due | None:
    freezes = period.last + timedelta(days=FREEZE_DAYS)
    if edition is None and period.kind in _SHORT_LIVED and period.last < today - timedelta(days=MADE_UP_FOR_DAYS):
        return None
    if edition is None:
        return Due(period, EditionKind.FROZEN if today >= freezes else EditionKind.FIRST, 1)
    if edition.kind is EditionKind.FIRST:
        return Due(period, EditionKind.FROZEN, edition.number + 1) if today >= freezes else None
    looked = max(day_of(edition.made_at), checked or date.min)
    if looked >= containing(today, PeriodKind.QUARTER).first or today.year - period.year > CORRECTED_FOR_YEARS:
        return None
    return Due(period, EditionKind.REVISION, edition.number + 1)
