"""Everybody of the demo county is there, at work, and can log in."""

from collections import Counter
from datetime import date

import pytest

from orgs.kinds import CARE_UNITS, OrgType, UnitType
from orgs.roles import Role
from portal.demo import people
from portal.demo.ids import ISSUER, unit_id, user_id
from portal.login.issuers import ORGANISATION_CLAIM
from tests.portal.demo_store import County

HEALTH_CENTRES = [
    "larkan", "svalan", "tranan", "jarpen", "tarnan", "ugglan", "bofinken", "sidensvansen", "orren", "talltitan",
    "blamesen",
]  # fmt: skip
PSYCHIATRY = ["psyk-koping", "psyk-sala", "psyk-fagersta", "psyk-vasteras"]
MUNICIPALITIES = [
    "skinnskatteberg", "surahammar", "kungsor", "hallstahammar", "norberg", "vasteras", "sala", "fagersta", "koping",
    "arboga",
]  # fmt: skip
OFFICES = [f"{kind}-{where}" for kind in ("soc", "ame") for where in MUNICIPALITIES]
OFFICES += ["fk-vastmanland", "af-vasteras", "af-koping"]
BODIES = ["region", "blamesen", *MUNICIPALITIES, "fk", "af"]


def test_the_units_are_those_that_were_promised(loaded: County) -> None:
    units = loaded.directory.by_slug
    parties = {slug for slug, unit in units.items() if unit.party}
    assert parties == {*HEALTH_CENTRES, *PSYCHIATRY, *OFFICES}
    assert {"forsakringsmedicin", "forbund-vastmanland"} < units.keys()
    assert all(unit.name.endswith(" (demo)") and unit.active for unit in units.values())
    assert units["larkan"].name == "Vårdcentralen Lärkan (demo)"
    assert units["soc-koping"].name == "Försörjningsstöd Köping (demo)"


def test_secrecy_borders_run_where_the_county_has_them(loaded: County) -> None:
    units, bodies = loaded.directory.by_slug, loaded.directory.organisations
    own = {where for where in MUNICIPALITIES if _authority(loaded, "ame", where) != _authority(loaded, "soc", where)}
    assert own == {"vasteras", "koping"}
    assert units["blamesen"].org_type is OrgType.PRIVATE_CARE_PROVIDER
    assert units["blamesen"].org_id != units["talltitan"].org_id == units["larkan"].org_id
    assert bodies[units["soc-vasteras"].org_id].name == "Västerås stad (demo)"
    assert bodies[units["soc-koping"].org_id].name == "Köpings kommun (demo)"


def _authority(loaded: County, kind: str, where: str) -> object:
    return loaded.directory.by_slug[f"{kind}-{where}"].authority_id


def test_every_subject_of_the_table_holds_its_role(loaded: County) -> None:
    for slug in HEALTH_CENTRES + PSYCHIATRY:
        assert loaded.directory.by_slug[slug].unit_type in CARE_UNITS
        for prefix, role in (
            ("reko", Role.REHAB_COORDINATOR),
            ("reko2", Role.REHAB_COORDINATOR),
            ("lakare", Role.PHYSICIAN),
            ("chef", Role.CARE_UNIT_MANAGER),
            ("logg", Role.LOG_REVIEWER),
        ):
            if (prefix, slug) != ("reko2", "sidensvansen"):
                assert loaded.officer(f"{prefix}.{slug}").role is role
    for slug in OFFICES:
        social = loaded.directory.by_slug[slug].unit_type is UnitType.SOCIAL_SERVICES_UNIT
        for prefix in ("handlaggare", "handlaggare2"):
            assert loaded.officer(f"{prefix}.{slug}").role is (Role.SOCIAL_WORKER if social else Role.CASEWORKER)
        assert loaded.officer(f"chef.{slug}").role is Role.UNIT_MANAGER
        assert loaded.officer(f"logg.{slug}").role is Role.LOG_REVIEWER
    assert loaded.officer("samverkan.fk-vastmanland").role is Role.LIAISON_OFFICER
    assert loaded.officer("process.forsakringsmedicin").role is Role.PROCESS_LEADER
    assert loaded.officer("chef.forbund-vastmanland").role is Role.ASSOCIATION_DIRECTOR
    for body in BODIES:
        assert loaded.officer(f"admin.{body}", f"admin-{body}").role is Role.ORG_ADMIN
    assert loaded.officer("system", "admin-drift").role is Role.SYSTEM_ADMIN


def test_there_is_nobody_else(loaded: County) -> None:
    held = Counter(a.role for a in loaded.directory.assignments.values() if a.active_on(date(2026, 11, 23)))
    assert held == {
        Role.REHAB_COORDINATOR: 30,  # two at each of fifteen care units, less one at Sidensvansen, and one at two units
        Role.PHYSICIAN: 15,
        Role.CARE_UNIT_MANAGER: 15,
        Role.SOCIAL_WORKER: 20,
        Role.CASEWORKER: 26,
        Role.UNIT_MANAGER: 23,
        Role.LOG_REVIEWER: 38,
        Role.LIAISON_OFFICER: 1,
        Role.PROCESS_LEADER: 1,
        Role.ASSOCIATION_DIRECTOR: 1,
        Role.ORG_ADMIN: 14,
        Role.SYSTEM_ADMIN: 1,
    }
    assert loaded.directory.user_of(ISSUER, "reko2.sidensvansen") is None
    assert loaded.directory.user_of(ISSUER, "reko2.larkan") is not None


def test_the_coordinator_at_larkan_also_works_at_svalan(loaded: County) -> None:
    held = loaded.directory.assignments_of(user_id("reko.larkan"), date(2026, 11, 23))
    assert {a.unit_id for a in held} == {unit_id("larkan"), unit_id("svalan")}


@pytest.mark.parametrize("day", [date(2025, 1, 1), date(2026, 3, 31), date(2026, 4, 1), date(2026, 11, 23)])
def test_everybody_is_at_work_before_and_after_their_assignments_were_renewed(loaded: County, day: date) -> None:
    for user in people.users():
        assert loaded.directory.assignments_of(user_id(user.subject), day), user.subject


def test_the_login_page_lists_everybody_once_with_their_organisation(loaded: County) -> None:
    users = people.users()
    assert len({user.subject for user in users}) == len(users) == len(loaded.directory.users)
    assert len({user.name for user in users}) == len(users)
    assert all(user.name.split(" ", 1)[1].startswith("Demo") for user in users)
    one = next(user for user in users if user.subject == "reko.larkan")
    assert (one.name, one.role, one.place) == (
        "Rebecka Demolund", "rehabkoordinator", "Vårdcentralen Lärkan (demo)"
    )  # fmt: skip
    numbers = {user.subject: user.claims[ORGANISATION_CLAIM] for user in users}
    assert numbers["reko.larkan"] == numbers["chef.psyk-sala"] != numbers["reko.blamesen"]
    known = {org.org_number for org in loaded.directory.organisations.values()}
    assert set(numbers.values()) <= known


def test_names_in_the_register_are_those_at_the_login(loaded: County) -> None:
    for user in people.users():
        registered = loaded.directory.user_of(ISSUER, user.subject)
        assert registered is not None and registered.name == user.name


def test_contact_persons_have_fictional_numbers_of_their_own() -> None:
    numbers = list(people.PHONES.values())
    assert len(set(numbers)) == len(numbers)
    assert all(number.startswith("070-174 06 ") and 5 <= int(number[-2:]) <= 99 for number in numbers)
