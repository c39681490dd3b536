"""Stockholm days, clock changes and Swedish working days."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.calendar import (
    add_months,
    add_working_days,
    day_of,
    end_of_validity,
    is_working_day,
    next_working_day,
    start_of,
    working_days_between,
)

days = st.dates(date(2020, 1, 1), date(2035, 12, 31))


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 11, 22, 22, 59, 59, tzinfo=UTC), date(2026, 11, 22)),
        (datetime(2026, 11, 22, 23, 0, tzinfo=UTC), date(2026, 11, 23)),
        (datetime(2026, 7, 1, 21, 59, 59, tzinfo=UTC), date(2026, 7, 1)),
        (datetime(2026, 7, 1, 22, 0, tzinfo=UTC), date(2026, 7, 2)),
    ],
)
def test_a_moment_belongs_to_its_stockholm_day(moment: datetime, day: date) -> None:
    assert day_of(moment) == day


def test_a_moment_without_time_zone_has_no_day() -> None:
    with pytest.raises(ValueError, match="time zone"):
        day_of(datetime(2026, 11, 23, 9, 0, tzinfo=UTC).replace(tzinfo=None))


@pytest.mark.parametrize(
    ("day", "hours"), [(date(2026, 3, 29), 23), (date(2026, 10, 25), 25), (date(2026, 11, 23), 24)]
)
def test_a_day_is_as_long_as_the_clock_makes_it(day: date, hours: int) -> None:
    assert end_of_validity(day) - start_of(day) == timedelta(hours=hours)


@given(days)
def test_what_is_valid_to_a_day_holds_through_its_last_second(day: date) -> None:
    end = end_of_validity(day)
    assert day_of(end - timedelta(microseconds=1)) == day
    assert day_of(end) == day + timedelta(days=1)
    assert day_of(start_of(day)) == day != day_of(start_of(day) - timedelta(microseconds=1))


@pytest.mark.parametrize(
    "day",
    [
        date(2026, 1, 1), date(2026, 1, 6), date(2026, 4, 3), date(2026, 4, 6), date(2026, 5, 1), date(2026, 5, 14),
        date(2024, 6, 6), date(2026, 6, 19), date(2026, 12, 24), date(2026, 12, 25), date(2026, 12, 31),
        date(2026, 11, 21), date(2026, 11, 22),
    ],
)  # fmt: skip
def test_holidays_eves_and_weekends_are_days_off(day: date) -> None:
    assert not is_working_day(day)


@pytest.mark.parametrize("day", [date(2026, 11, 23), date(2026, 5, 15), date(2026, 4, 30), date(2026, 4, 2)])
def test_ordinary_and_shortened_days_are_working_days(day: date) -> None:
    assert is_working_day(day)


@pytest.mark.parametrize(
    ("day", "count", "expected"),
    [
        (date(2026, 11, 23), 5, date(2026, 11, 30)),
        (date(2026, 11, 21), 1, date(2026, 11, 23)),
        (date(2026, 11, 21), 0, date(2026, 11, 21)),
        (date(2026, 12, 23), 1, date(2026, 12, 28)),
        (date(2026, 12, 23), 5, date(2027, 1, 5)),
        (date(2026, 11, 26), -2, date(2026, 11, 24)),
        (date(2026, 6, 22), -1, date(2026, 6, 18)),
    ],
)
def test_working_days_step_over_what_is_off(day: date, count: int, expected: date) -> None:
    assert add_working_days(day, count) == expected


def test_the_next_working_day_after_friday_is_monday() -> None:
    assert next_working_day(date(2026, 11, 20)) == date(2026, 11, 23)


@given(days, st.integers(0, 60))
def test_adding_and_counting_working_days_agree(day: date, count: int) -> None:
    later = add_working_days(day, count)
    assert working_days_between(day, later) == count
    assert working_days_between(later, day) == -count


@pytest.mark.parametrize(
    ("day", "count", "expected"),
    [
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2027, 8, 31), 6, date(2028, 2, 29)),
        (date(2026, 8, 10), 6, date(2027, 2, 10)),
        (date(2026, 11, 23), 12, date(2027, 11, 23)),
        (date(2026, 12, 31), 1, date(2027, 1, 31)),
        (date(2026, 1, 31), -2, date(2025, 11, 30)),
        (date(2026, 1, 31), 0, date(2026, 1, 31)),
    ],
)
def test_months_end_on_the_last_day_when_the_month_is_shorter(day: date, count: int, expected: date) -> None:
    assert add_months(day, count) == expected
