"""From the first try to contact: what counts as one, and when there is too little to say."""

from datetime import date, timedelta
from uuid import UUID

import pytest

from events.path_tries import LOOKED_BACK, SHOWN_FROM, Performance, Try, performance
from tests.world import TODAY

UNITS = [UUID(int=n) for n in range(1, 30)]
MONDAY = date(2026, 11, 16)


def told(*tries: tuple[int, date, bool]) -> Performance:
    return performance([Try(UNITS[unit], on, worked) for unit, on, worked in tries], TODAY)


def direct(*units: int, on: date = MONDAY) -> list[tuple[int, date, bool]]:
    return [(unit, on, True) for unit in units]


def test_getting_through_at_once_took_no_time() -> None:
    found = told(*direct(1, 2, 3, 4, 5))
    assert (found.contacts, found.same_day, found.median_working_days, found.still_trying) == (5, 5, 0.0, 0)


def test_time_runs_from_the_first_try_in_working_days() -> None:
    friday, monday = date(2026, 11, 13), date(2026, 11, 16)
    late = (
        [(unit, friday, False) for unit in range(5)]
        + [(0, monday, False)]
        + [(unit, monday, True) for unit in range(5)]
    )
    found = told(*late)
    assert (found.contacts, found.same_day, found.median_working_days) == (5, 0, 1.0)


def test_a_unit_is_one_whoever_there_calls_and_counts_once_a_day() -> None:
    assert told(*direct(1, 1, 1, 1, 2, 3, 4)).contacts is None
    assert told(*direct(1, 1, 2, 3, 4, 5)).contacts == 5
    assert told(*direct(1, 2, 3, 4), *direct(1, on=MONDAY + timedelta(days=1))).contacts == 5


def test_who_failed_and_got_through_the_same_day_as_before_counts_again() -> None:
    found = told(*direct(1, 2, 3, 4), (1, MONDAY, False), (1, MONDAY, True))
    assert (found.contacts, found.same_day) == (5, 5)


@pytest.mark.parametrize("count", range(1, SHOWN_FROM))
def test_too_few_contacts_show_neither_time_nor_number(count: int) -> None:
    assert told(*direct(*range(count))) == Performance(contacts=None)


def test_who_has_not_got_through_yet_is_counted_apart() -> None:
    found = told((1, MONDAY, False), (1, MONDAY, False), (2, MONDAY, False), *direct(3, 4, 5, 6, 7))
    assert (found.still_trying, found.contacts) == (2, 5)


def test_what_is_older_than_a_year_is_left_behind() -> None:
    edge = TODAY - LOOKED_BACK
    assert told(*direct(1, 2, 3, 4, 5, on=edge)).contacts == 5
    assert told(*direct(1, 2, 3, 4, 5, on=edge - timedelta(days=1))) == Performance(contacts=0)
