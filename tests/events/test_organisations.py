"""Who may work where, and who says so (domain 2.3, 5.5)."""

from datetime import date, timedelta
from typing import Any

import pytest

from events import commands as c
from events import facts as f
from events.act import Act
from events.kinds import Outcome
from events.organisations import user_id_of
from events.refusals import Refused
from orgs.kinds import UNITS_OF, OrgType, UnitType
from orgs.officers import Officer
from orgs.roles import CASE_ROLES, HELD_AT, Role
from tests.events.told import facts
from tests.world import ISSUER, TODAY, World

NEXT_YEAR = date(2027, 11, 23)


def office_of(told: World, org: str, slug: str) -> None:
    """An administration of the organisation's own."""
    org_id = next(o.org_id for o in told.directory.organisations.values() if o.name.startswith(org))
    command = c.RegisterUnit(org_id=org_id, slug=slug, name=slug, unit_type=UnitType.ADMINISTRATION)
    told.system(command)


def assigning(told: World, role: Role, slug: str, subject: str = "ny.person", **more: Any) -> c.AssignRole:
    terms: dict[str, Any] = {
        "issuer": ISSUER,
        "subject": subject,
        "name": "Ny Demo",
        "valid_from": TODAY,
        "valid_to": NEXT_YEAR,
        "licensed_or_care_staff": True,
    }
    return c.AssignRole(role=role, unit_id=told.unit(slug), **(terms | more))


def administrator(told: World, role: Role, slug: str, subject: str = "admin") -> Officer:
    told.system(assigning(told, role, slug, subject))
    return told.officer(subject)


def name_of(told: World, subject: str) -> str | None:
    user = told.directory.user_of(ISSUER, subject)
    return user.name if user else None


def refused(told: World, officer: Officer | None, command: c.Command) -> tuple[str, str | None]:
    with pytest.raises(Refused) as refusal:
        told.log.execute(command, Act(officer, told.moment, told.directory, told._id()))
    return refusal.value.key, refusal.value.field


def allowed(told: World, officer: Officer | None, command: c.Command) -> f.AnyFact:
    receipt = told.log.execute(command, Act(officer, told.moment, told.directory, told._id()))
    told.directory = told.log.directory()
    return facts(receipt)[0]


@pytest.fixture
def county(told: World) -> World:
    for org in ("region", "koping", "fk"):
        office_of(told, org, f"{org}-office")
    return told


@pytest.mark.parametrize("role", list(Role))
def test_a_role_is_held_only_where_it_belongs(county: World, role: Role) -> None:
    for unit in list(county.directory.units.values()):
        command = assigning(county, role, unit.slug, f"{role}.{unit.slug}")
        if unit.unit_type in HELD_AT[role]:
            assert isinstance(allowed(county, None, command), f.RoleAssigned)
        else:
            assert refused(county, None, command) == ("role_not_at_unit", "role")


def test_a_rehab_coordinator_is_care_staff(county: World) -> None:
    command = assigning(county, Role.REHAB_COORDINATOR, "larkan", licensed_or_care_staff=False)
    assert refused(county, None, command) == ("care_staff_only", "licensed_or_care_staff")


@pytest.mark.parametrize(
    ("valid_from", "valid_to", "answer"),
    [
        (TODAY, date(2028, 11, 23), None),
        (TODAY, date(2028, 11, 24), ("assignment_too_long", "valid_to")),
        (TODAY, TODAY - timedelta(days=1), ("ends_before_start", "valid_to")),
        (date(1899, 1, 1), TODAY, ("date_implausible", "valid_from")),
    ],
)
def test_an_assignment_ends_within_twenty_four_months(
    county: World, valid_from: date, valid_to: date, answer: tuple[str, str] | None
) -> None:
    command = assigning(county, Role.SOCIAL_WORKER, "soc", valid_from=valid_from, valid_to=valid_to)
    if answer:
        assert refused(county, None, command) == answer
    else:
        allowed(county, None, command)


@pytest.mark.parametrize("role", sorted(CASE_ROLES))
def test_who_directs_the_association_reads_no_cases_whatever_the_organisation(county: World, role: Role) -> None:
    county.system(
        c.RegisterOrganisation(
            name="forbund", org_type=OrgType.COORDINATION_ASSOCIATION, org_number="1", county_code="19"
        )
    )
    org_id = next(o.org_id for o in county.directory.organisations.values() if o.name == "forbund")
    county.system(c.RegisterUnit(org_id=org_id, slug="kansli", name="Kansli", unit_type=UnitType.ASSOCIATION_OFFICE))
    slug = {Role.SOCIAL_WORKER: "soc", Role.CASEWORKER: "fk"}.get(role, "larkan")
    one, other = assigning(county, Role.ASSOCIATION_DIRECTOR, "kansli"), assigning(county, role, slug)
    allowed(county, None, one)
    assert refused(county, None, other) == ("roles_separated", "role")
    other_way = [
        assigning(county, r, s, "annan.person") for r, s in ((role, slug), (Role.ASSOCIATION_DIRECTOR, "kansli"))
    ]
    allowed(county, None, other_way[0])
    assert refused(county, None, other_way[1]) == ("roles_separated", "role")


def test_who_administers_does_not_review_the_log(county: World) -> None:
    allowed(county, None, assigning(county, Role.ORG_ADMIN, "koping-office"))
    assert refused(county, None, assigning(county, Role.LOG_REVIEWER, "soc")) == ("roles_separated", "role")


def test_one_person_may_work_at_two_units_but_not_twice_at_one(county: World) -> None:
    allowed(county, None, assigning(county, Role.REHAB_COORDINATOR, "larkan"))
    allowed(county, None, assigning(county, Role.REHAB_COORDINATOR, "psyk"))
    again = assigning(county, Role.REHAB_COORDINATOR, "larkan")
    assert refused(county, None, again) == ("already_assigned", "role")
    assert len(county.directory.assignments_of(user_id_of(ISSUER, "ny.person"), TODAY)) == 2


def test_an_organisations_administrator_assigns_in_its_own_and_never_to_itself(county: World) -> None:
    admin = administrator(county, Role.ORG_ADMIN, "koping-office")
    allowed(county, admin, assigning(county, Role.SOCIAL_WORKER, "soc"))
    assert refused(county, admin, assigning(county, Role.SOCIAL_WORKER, "soc-sala")) == ("role_not_allowed", None)
    assert refused(county, admin, assigning(county, Role.CASEWORKER, "fk")) == ("role_not_allowed", None)
    itself = assigning(county, Role.SOCIAL_WORKER, "soc", "admin")
    assert refused(county, admin, itself) == ("not_to_oneself", "subject")
    another = assigning(county, Role.ORG_ADMIN, "koping-office")
    assert refused(county, admin, another) == ("role_not_allowed", None)


@pytest.mark.parametrize("subject", ["admin ", " admin", "admin\n", "admin\r\n\t"])
def test_blanks_around_a_login_do_not_make_it_somebody_else(county: World, subject: str) -> None:
    admin = administrator(county, Role.ORG_ADMIN, "koping-office")
    for disguised in (
        assigning(county, Role.SOCIAL_WORKER, "soc", subject),
        assigning(county, Role.SOCIAL_WORKER, "soc", "admin", issuer=f" {ISSUER} "),
    ):
        assert refused(county, admin, disguised) == ("not_to_oneself", "subject")


def test_two_logins_are_never_one_user(county: World) -> None:
    assert user_id_of(f"{ISSUER}#a", "b") == user_id_of(ISSUER, "a#b"), "what makes it necessary"
    twin = assigning(county, Role.SOCIAL_WORKER, "soc", "b", issuer=f"{ISSUER}#a")
    assert refused(county, None, twin) == ("issuer_unknown", "issuer")


def test_one_organisation_does_not_rename_the_staff_of_another(county: World) -> None:
    taken = assigning(county, Role.SOCIAL_WORKER, "soc", "handlaggare.fk", name="Någon Annan")
    allowed(county, administrator(county, Role.ORG_ADMIN, "koping-office"), taken)
    assert name_of(county, "handlaggare.fk") == "handlaggare Demo-fk"
    own = assigning(
        county,
        Role.SOCIAL_WORKER,
        "soc-sala",
        "handlaggare.soc-sala",
        name="Gift Nu",
        valid_from=date(2028, 1, 1),
        valid_to=date(2028, 2, 1),
    )
    allowed(county, None, own)
    assert name_of(county, "handlaggare.soc-sala") == "Gift Nu"


def test_the_system_administrator_assigns_only_where_there_is_no_administrator(county: World) -> None:
    system = administrator(county, Role.SYSTEM_ADMIN, "region-office", "system")
    allowed(county, system, assigning(county, Role.SOCIAL_WORKER, "soc", "en"))
    allowed(county, system, assigning(county, Role.ORG_ADMIN, "koping-office", "admin"))
    county.directory = county.log.directory()
    answer = refused(county, system, assigning(county, Role.SOCIAL_WORKER, "soc", "två"))
    assert answer == ("role_not_allowed", None)


@pytest.mark.parametrize("subject", ["reko.larkan", "chef.soc", "handlaggare.fk"])
def test_nobody_else_assigns_registers_or_closes_anything(county: World, subject: str) -> None:
    officer, fk = county.officer(subject), county.directory.units[county.unit("fk")]
    for command in (
        assigning(county, Role.SOCIAL_WORKER, "soc"),
        c.RegisterOrganisation(name="X", org_type=OrgType.REGION, org_number="1", county_code="19"),
        c.RegisterUnit(org_id=fk.org_id, slug="nytt", name="Nytt", unit_type=UnitType.FK_OFFICE),
        c.ChangeUnit(unit_id=fk.unit_id, active=False),
        c.EndRole(assignment_id=officer.assignment_id),
    ):
        assert refused(county, officer, command) == ("role_not_allowed", None)


def test_an_ended_assignment_is_over_at_once(county: World) -> None:
    officer = county.officer("handlaggare.soc")
    allowed(county, None, c.EndRole(assignment_id=officer.assignment_id))
    assert county.directory.assignments_of(officer.user_id, TODAY) == []
    again = c.EndRole(assignment_id=officer.assignment_id)
    assert refused(county, None, again) == ("assignment_unknown", "assignment_id")


def test_an_assignment_that_was_to_end_later_can_be_ended_at_once(county: World) -> None:
    officer = county.officer("handlaggare.soc")
    for ended_on in (TODAY + timedelta(days=20), TODAY):
        allowed(county, None, c.EndRole(assignment_id=officer.assignment_id, ended_on=ended_on))
        active = county.directory.assignments_of(officer.user_id, TODAY)
        assert bool(active) is (ended_on > TODAY)


def test_an_organisation_is_registered_once(county: World) -> None:
    fk = county.directory.organisations[county.directory.units[county.unit("fk")].org_id]
    terms: dict[str, Any] = {"name": "Nytt", "org_type": fk.org_type, "county_code": fk.county_code}
    for number in (fk.org_number, f" {fk.org_number} ", fk.org_number.replace("-", "")):
        again = c.RegisterOrganisation(org_number=number, **terms)
        assert refused(county, None, again) == ("organisation_known", "org_number")
    allowed(county, None, c.RegisterOrganisation(org_number="232100-9999", **terms))


def test_units_have_addresses_of_their_own_and_organisations_that_exist(county: World) -> None:
    fk = county.directory.units[county.unit("fk")]
    terms: dict[str, Any] = {"name": "Nytt kontor", "unit_type": UnitType.FK_OFFICE}
    for slug in ("fk", " fk "):
        taken = c.RegisterUnit(org_id=fk.org_id, slug=slug, **terms)
        assert refused(county, None, taken) == ("slug_taken", "slug")
    nowhere = c.RegisterUnit(org_id=fk.unit_id, slug="nytt", **terms)
    assert refused(county, None, nowhere) == ("organisation_unknown", "org_id")
    null = c.RegisterUnit(org_id=fk.org_id, slug="nytt", **(terms | {"name": "a\x00"}))
    assert refused(county, None, null) == ("freetext_blocked", "name")
    far_away = c.RegisterUnit(org_id=fk.org_id, slug="nytt", serves_municipalities=("9999",), **terms)
    assert refused(county, None, far_away) == ("municipality_unknown", "serves_municipalities")
    assert refused(county, None, c.ChangeUnit(unit_id=fk.unit_id, serves_municipalities=("1",))) == (
        "municipality_unknown",
        "serves_municipalities",
    )
    nobody = assigning(county, Role.SOCIAL_WORKER, "soc", issuer="\x00")
    assert refused(county, None, nobody) == ("freetext_blocked", "issuer")


def test_a_unit_with_open_cases_is_not_closed(world: World) -> None:
    case_id = world.active("soc")
    with pytest.raises(Refused, match="unit_has_cases"):
        world.system(c.ChangeUnit(unit_id=world.unit("soc"), active=False))
    world.system(c.ChangeUnit(unit_id=world.unit("soc-sala"), active=False))
    assert not world.directory.units[world.unit("soc-sala")].active
    world.do("reko.larkan", c.CloseCase(case_id=case_id, outcome=Outcome.STUDIES))
    world.do("reko.larkan", c.ReopenCase(case_id=case_id, reason="Sjuk igen."))
    with pytest.raises(Refused, match="unit_has_cases"):
        world.system(c.ChangeUnit(unit_id=world.unit("soc"), active=False))


def test_an_organisation_has_only_units_of_its_own_kind(county: World) -> None:
    for org in list(county.directory.organisations.values()):
        for unit_type in UnitType:
            slug = f"{org.org_id}-{unit_type}"
            unit = c.RegisterUnit(org_id=org.org_id, slug=slug, name="Försäkringskassan", unit_type=unit_type)
            if unit_type in UNITS_OF[org.org_type]:
                allowed(county, None, unit)
            else:
                assert refused(county, None, unit) == ("unit_not_of_organisation", "unit_type")
    assert UNITS_OF.keys() == set(OrgType)
    assert UnitType.FK_OFFICE not in UNITS_OF[OrgType.PRIVATE_CARE_PROVIDER]
