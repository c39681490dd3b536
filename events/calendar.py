"""Days, months and working days in Sweden. Moments are aware UTC datetimes; days are Europe/Stockholm.

Working days leave out Saturdays, Sundays, the public holidays (lag 1989:253) and the three eves on which nobody works
in practice: midsommarafton, julafton, nyårsafton (`de_facto` in the holidays package). Påskafton and pingstafton are
Saturdays anyway; klämdagar and shortened days count as working days.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import holidays

STOCKHOLM = ZoneInfo("Europe/Stockholm")
_ONE_DAY = timedelta(days=1)


def day_of(moment: datetime) -> date:
    """The Stockholm day of an aware moment. ValueError for a naive one: it has no day."""
    if moment.utcoffset() is None:
        raise ValueError("A moment must carry its time zone.")
    return moment.astimezone(STOCKHOLM).date()


def start_of(day: date) -> datetime:
    """The first moment of the day in Stockholm, as UTC so that differences are true hours also when clocks change."""
    return datetime.combine(day, time.min, STOCKHOLM).astimezone(UTC)


def end_of_validity(valid_to: date) -> datetime:
    """The first moment at which something valid to and including that day no longer holds."""
    return start_of(valid_to + _ONE_DAY)


def is_working_day(day: date) -> bool:
    return day.weekday() < 5 and not is_holiday(day)


def is_holiday(day: date) -> bool:
    """A public holiday or one of the three eves, whatever day of the week it falls on."""
    return day in _days_off(day.year)


def next_working_day(day: date) -> date:
    """The first working day after the day."""
    return add_working_days(day, 1)


def add_working_days(day: date, count: int) -> date:
    """The working day `count` working days after the day, or before it when negative. Zero is the day itself."""
    step = _ONE_DAY if count > 0 else -_ONE_DAY
    left = abs(count)
    while left:
        day += step
        left -= is_working_day(day)
    return day


def working_days_between(first: date, last: date) -> int:
    """Working days after `first` up to and including `last`; negative the other way round. The day itself gives 0."""
    if last < first:
        return -working_days_between(last, first)
    return sum(is_working_day(first + timedelta(days=offset)) for offset in range(1, (last - first).days + 1))


def add_months(day: date, count: int) -> date:
    """The same day of the month `count` months on (negative: back), or the last day of a shorter month."""
    years, month = divmod(day.month - 1 + count, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


@lru_cache(maxsize=256)
def _days_off(year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("SE", years=year, categories=("public", "de_facto")))
