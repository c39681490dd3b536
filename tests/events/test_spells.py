"""Spells are certified days joined over gaps of at most five days (domain.md 5.3.2)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.spells import Spell, Stretch, degree_of, spell_on

AUGUST = date(2026, 8, 3)


def stretch(first: int, last: int, degree: int = 100, issued: int = 0) -> Stretch:
    """Days counted from ``AUGUST``, which is 0."""
    return Stretch(day(first), day(last), degree, (day(issued), issued + 1))


def day(n: int) -> date:
    return AUGUST + timedelta(days=n)


@pytest.mark.parametrize(("gap", "joined"), [(0, True), (5, True), (6, False)])
def test_a_gap_of_five_days_joins_and_of_six_does_not(gap: int, joined: bool) -> None:
    later = stretch(10 + gap, 20 + gap)
    found = spell_on([stretch(0, 9), later], day(20 + gap))
    assert found == (Spell(day(0), later.last) if joined else Spell(later.first, later.last))


@pytest.mark.parametrize(("after", "counts"), [(0, True), (5, True), (6, False)])
def test_a_spell_counts_five_days_after_its_last_certificate(after: int, counts: bool) -> None:
    assert (spell_on([stretch(0, 9)], day(9 + after)) is not None) is counts


def test_a_certificate_to_come_is_no_spell_yet_but_prolongs_the_one_that_runs() -> None:
    assert spell_on([stretch(3, 9)], day(2)) is None
    assert spell_on([stretch(0, 9), stretch(10, 30)], day(5)) == Spell(day(0), day(30))


def test_the_first_day_is_day_one() -> None:
    assert Spell(day(0), day(9)).day(day(0)) == 1


def test_the_latest_issued_certificate_decides_the_degree() -> None:
    rows = [stretch(0, 30, 100, issued=0), stretch(10, 40, 50, issued=9)]
    assert [degree_of(rows, day(n)) for n in (9, 10, 35, 41)] == [100, 50, 50, None]


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 20)), max_size=8), st.integers(0, 90))
def test_a_spell_holds_the_day_or_ended_shortly_before_it(rows: list[tuple[int, int]], today: int) -> None:
    stretches = [stretch(first, first + length) for first, length in rows]
    found = spell_on(stretches, day(today))
    near = any(each.first <= day(today) <= each.last + timedelta(days=5) for each in stretches)
    assert (found is not None) is near
    if found:
        assert found.first <= day(today) <= found.last + timedelta(days=5)
        assert any(each.first == found.first for each in stretches)
