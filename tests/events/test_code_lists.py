"""The code lists hang together (domain reference 9.1, 9.3, 9.4)."""

from __future__ import annotations

from events.code_lists import COUNTIES, KVA_CODES, MUNICIPALITIES


def test_the_counties_have_their_municipalities_under_their_own_code() -> None:
    assert {code: len(county.municipalities) for code, county in COUNTIES.items()} == {"19": 10, "01": 26}
    assert len(MUNICIPALITIES) == 36
    assert all(one.county_code == code for code, county in COUNTIES.items() for one in county.municipalities)


def test_the_demo_county_has_its_groups_and_slugs() -> None:
    groups: dict[str, set[str]] = {}
    for one in COUNTIES["19"].municipalities:
        groups.setdefault(one.group, set()).add(one.slug)
    assert groups == {
        "Norra": {"skinnskatteberg", "norberg", "fagersta"},
        "Mellersta": {"surahammar", "hallstahammar"},
        "Västra Mälardalen": {"kungsor", "koping", "arboga"},
        "Västerås": {"vasteras"},
        "Sala": {"sala"},
    }


def test_stockholm_has_eight_associations_with_twenty_two_of_its_municipalities() -> None:
    stockholm = COUNTIES["01"]
    assert sorted(len(one.municipality_codes) for one in stockholm.associations) == [1, 1, 2, 3, 3, 3, 3, 6]
    inside = {code for one in stockholm.associations for code in one.municipality_codes}
    outside = {one.name for one in stockholm.municipalities if one.code not in inside}
    assert outside == {"Solna", "Ekerö", "Lidingö", "Nykvarn"}


def test_care_measures_are_the_three_of_sick_leave_coordination() -> None:
    assert set(KVA_CODES) == {"GC001", "DV077", "AW026"}
