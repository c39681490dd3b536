"""Numbers as typed, and the two disjoint sets (domain reference 9.5, 9.6)."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.personnummer import DEMO_NNN, Mode, Personnummer, PersonnummerRefused, demo_number, parse

DEMO_DAY = date(2026, 11, 23)
# Skatteverket's published test number of domain reference 9.5: a right check digit, so production takes it.
PUBLISHED_TEST_NUMBER = "19861123-9883"
VIGNETTES = [
    ("19840314-9808", 42, "woman"), ("19681102-9810", 58, "man"), ("19790627-9823", 47, "woman"),
    ("19910908-9835", 35, "man"), ("20010119-9847", 25, "woman"), ("19870705-9851", 39, "man"),
    ("19620430-9860", 64, "woman"), ("19961211-9871", 29, "man"), ("19890203-9880", 37, "woman"),
    ("19740822-9896", 52, "man"), ("19821016-9908", 44, "woman"), ("19650509-9913", 61, "man"),
    ("20091002-9920", 17, "woman"), ("19930385-9942", 33, "woman"),
]  # fmt: skip

twelve_digits = st.builds(
    lambda born, samordning, last: f"{born:%Y%m}{born.day + 60 * samordning:02}{last:04}",
    st.dates(date(1900, 1, 1), DEMO_DAY),
    st.booleans(),
    st.integers(0, 9999) | st.integers(9800, 9999),
)


def accepted(typed: str, mode: Mode) -> bool:
    try:
        parse(typed, mode=mode, today=DEMO_DAY)
    except PersonnummerRefused:
        return False
    return True


def refusal(typed: str, mode: Mode) -> PersonnummerRefused:
    with pytest.raises(PersonnummerRefused) as caught:
        parse(typed, mode=mode, today=DEMO_DAY)
    return caught.value


@pytest.mark.parametrize(("typed", "age", "gender"), VIGNETTES)
def test_every_vignette_number_is_a_demo_number_and_refused_in_production(typed: str, age: int, gender: str) -> None:
    number = parse(typed, mode=Mode.DEMO, today=DEMO_DAY)
    assert (number.written, number.age_on(DEMO_DAY), number.gender) == (typed, age, gender)
    assert refusal(typed, Mode.PRODUCTION).key == "personnummer_invalid"


def test_a_number_with_the_right_check_digit_is_for_production_only() -> None:
    assert parse(PUBLISHED_TEST_NUMBER, mode=Mode.PRODUCTION, today=DEMO_DAY).digits == "198611239883"
    assert refusal(PUBLISHED_TEST_NUMBER, Mode.DEMO).key == "demo_number"


@given(twelve_digits)
def test_no_number_is_accepted_in_both_modes(digits: str) -> None:
    assert not (accepted(digits, Mode.DEMO) and accepted(digits, Mode.PRODUCTION))


@given(twelve_digits.map(lambda digits: digits[:11]))
def test_one_check_digit_fits_production_and_another_fits_demo_when_the_series_is_the_demo_series(stem: str) -> None:
    fits = {mode: [c for c in range(10) if accepted(f"{stem}{c}", mode)] for mode in Mode}
    assert len(fits[Mode.PRODUCTION]) == (stem[8:] != "000")
    shifted = [(c + 5) % 10 for c in fits[Mode.PRODUCTION]]
    assert fits[Mode.DEMO] == (shifted if int(stem[8:]) in DEMO_NNN else [])


@given(st.dates(date(1900, 1, 1), DEMO_DAY), st.sampled_from(DEMO_NNN), st.booleans())
def test_generated_demo_numbers_are_accepted_and_tell_birth_and_gender(born: date, nnn: int, samordning: bool) -> None:
    number = demo_number(born, nnn, coordination=samordning)
    assert parse(number.written, mode=Mode.DEMO, today=DEMO_DAY) == number
    assert (number.born, number.birth_year, number.is_coordination_number) == (born, born.year, samordning)
    assert number.gender == ("man" if nnn % 2 else "woman")


def test_the_generator_refuses_numbers_outside_the_demo_series() -> None:
    with pytest.raises(ValueError, match="980–999"):
        demo_number(date(1990, 1, 1), 979)


@pytest.mark.parametrize(
    "typed",
    [
        "19840314-9808", "198403149808", "840314-9808", "8403149808", " 19840314 9808 ", "1984 03 14 98 08",
        "19840314\N{EN DASH}9808", "19840314\N{MINUS SIGN}9808", "１９８４０３１４-９８０８", "19840314+9808",
    ],
)  # fmt: skip
def test_the_same_number_is_read_however_it_is_typed(typed: str) -> None:
    assert parse(typed, mode=Mode.DEMO, today=DEMO_DAY).digits == "198403149808"


def test_a_plus_means_a_hundred_years_earlier() -> None:
    last = demo_number(date(2020, 1, 15), 984).digits[8:]
    assert parse(f"200115-{last}", mode=Mode.DEMO, today=DEMO_DAY).birth_year == 2020
    assert parse(f"200115+{last}", mode=Mode.DEMO, today=DEMO_DAY).birth_year == 1920


@pytest.mark.parametrize(
    "typed",
    [
        "", "abc", "19840314", "19840314-980", "19840314-98088", "19841314-9808", "19840231-9808", "19840300-9808",
        "19840360-9808", "19840392-9808", "17840314-9808", "20261124-9808", "1984/03/14-9808", "19840314-TF80",
        "٠٩٨٤٠٣١٤٩٨٠٨", "19840314--9808", "9" * 5000,
    ],
)  # fmt: skip
@pytest.mark.parametrize("mode", Mode)
def test_what_is_no_number_is_refused_without_repeating_it(typed: str, mode: Mode) -> None:
    refused = refusal(typed, mode)
    assert refused.key == "personnummer_invalid"
    assert not typed or typed not in str(refused)


def test_a_wrong_digit_in_demo_mode_points_to_the_test_numbers() -> None:
    assert str(refusal("19840314-9809", Mode.DEMO)) == "Använd bara testnummer i demomiljön."


def test_age_turns_on_the_birthday() -> None:
    maja = parse("20091002-9920", mode=Mode.DEMO, today=DEMO_DAY)
    assert (maja.age_on(date(2026, 10, 1)), maja.age_on(date(2026, 10, 2))) == (16, 17)
    assert maja.eighteenth_birthday == date(2027, 10, 2)
    assert (maja.age_on(date(2027, 10, 1)), maja.age_on(maja.eighteenth_birthday)) == (17, 18)


def test_a_leap_day_birthday_falls_on_the_last_of_february() -> None:
    leap = demo_number(date(2008, 2, 29), 980)
    assert leap.eighteenth_birthday == date(2026, 2, 28)
    assert (leap.age_on(date(2026, 2, 27)), leap.age_on(date(2026, 2, 28))) == (17, 18)


def test_a_number_does_not_show_itself_in_a_log() -> None:
    number = Personnummer("198403149808")
    assert "9808" in number.written
    assert "9808" not in f"{number!r} {number}"
