"""A second county (domain.md 9.3): 26 municipalities, eight associations, no unit or name in common with the first."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import NamedTuple

from events import commands as c
from events.calendar import STOCKHOLM as ZONE
from events.code_lists import COUNTIES, Municipality
from orgs.kinds import OrgType, UnitType
from orgs.roles import Role
from portal.demo.county import Body, Place
from portal.demo.ids import ISSUER, command_id, unit_id
from portal.demo.schedule import Step

COUNTY = COUNTIES["01"]
STARTED = datetime(2024, 11, 5, 8, 0, tzinfo=ZONE)
TERM = (date(2026, 1, 1), date(2027, 12, 31))
ALL = tuple(one.code for one in COUNTY.municipalities)


def _body(slug: str, name: str, kind: OrgType, number: str, where: Municipality | None = None) -> Body:
    return Body(f"01-{slug}", name, kind, number, where.code if where else None, COUNTY.code)


BODIES = (
    _body("region", "Region Stockholm", OrgType.REGION, "232199-0001"),
    _body("fk", "Försäkringskassan Stockholm", OrgType.SOCIAL_INSURANCE_AGENCY, "202199-0101"),
    _body("af", "Arbetsförmedlingen Stockholm", OrgType.EMPLOYMENT_SERVICE, "202199-0102"),
    *(
        _body(one.slug, f"{one.name} (kommun)", OrgType.MUNICIPALITY, f"212099-{one.code}", one)
        for one in COUNTY.municipalities
    ),
    *(
        _body(f"forbund-{number}", one.name, OrgType.COORDINATION_ASSOCIATION, f"222099-010{number}")
        for number, one in enumerate(COUNTY.associations)
    ),
)
PLACES = (
    *(
        place
        for one in COUNTY.municipalities
        for place in (
            Place(f"01-vc-{one.slug}", f"Vårdcentralen {one.name}", UnitType.PRIMARY_CARE_UNIT,
                  "01-region", (one.code,)),
            Place(f"01-soc-{one.slug}", f"Ekonomiskt bistånd {one.name}", UnitType.SOCIAL_SERVICES_UNIT,
                  f"01-{one.slug}", (one.code,)),
        )
    ),
    Place("01-forsakringsmedicin", "Försäkringsmedicin", UnitType.INSURANCE_MEDICINE_OFFICE, "01-region", ALL),
    Place("01-fk", "Försäkringskassan Stockholm", UnitType.FK_OFFICE, "01-fk", ALL),
    Place("01-af", "Arbetsförmedlingen Stockholm", UnitType.AF_OFFICE, "01-af", ALL),
    *(
        Place(f"01-forbund-{number}", one.name, UnitType.ASSOCIATION_OFFICE, f"01-forbund-{number}",
              tuple(sorted(one.municipality_codes)))
        for number, one in enumerate(COUNTY.associations)
    ),
)  # fmt: skip


class Held(NamedTuple):
    subject: str
    role: Role
    slug: str


HELD = (
    Held("reko.nacka", Role.REHAB_COORDINATOR, "01-vc-nacka"),
    Held("chef.vc-nacka", Role.CARE_UNIT_MANAGER, "01-vc-nacka"),
    Held("soc.nacka", Role.SOCIAL_WORKER, "01-soc-nacka"),
    Held("chef.soc-nacka", Role.UNIT_MANAGER, "01-soc-nacka"),
    Held("fk.stockholm", Role.CASEWORKER, "01-fk"),
    Held("process.stockholm", Role.PROCESS_LEADER, "01-forsakringsmedicin"),
    *(Held(f"chef.forbund-{n}", Role.ASSOCIATION_DIRECTOR, f"01-forbund-{n}") for n in range(len(COUNTY.associations))),
)


def _assign(held: Held) -> c.AssignRole:
    return c.AssignRole(
        command_id=command_id(f"assignment {held.subject}"),
        issuer=ISSUER,
        subject=held.subject,
        name=f"Demo {held.subject}",
        role=held.role,
        unit_id=unit_id(held.slug),
        valid_from=TERM[0],
        valid_to=TERM[1],
        licensed_or_care_staff=held.role is Role.REHAB_COORDINATOR,
    )


def steps() -> Iterator[Step]:
    commands = [body.command for body in BODIES] + [place.command for place in PLACES] + [_assign(h) for h in HELD]
    for number, command in enumerate(commands):
        yield Step(STARTED + timedelta(seconds=number), command)
