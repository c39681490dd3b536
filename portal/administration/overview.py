"""Administration: who works here. Each role sees its part: an organisation's units, or a unit's own people."""

from typing import Any

from litestar import get
from litestar.response import Template

from events.path_states import PathState, states
from orgs.directory import Directory, QualityAssignment, Unit
from orgs.kinds import UnitType
from orgs.officers import Officer
from orgs.roles import ADMINISTRATORS, MANAGERS, Role
from portal import swedish
from portal.acting import AnyRequest, looking, officer_of
from portal.administration.forms import HERE
from portal.guards import needs
from portal.house import portal_of
from portal.pages import page
from projections import contact_paths

SOON_DAYS = 30


@get(HERE, guards=[needs(ADMINISTRATORS | MANAGERS)], opt={"menu": (90, "Administration")}, sync_to_thread=True)
def administration(request: AnyRequest) -> Template:
    officer = officer_of(request)
    if officer.is_manager:
        return page(request, "administration/unit_manager.html", title="Administration", **_of_manager(request))
    return page(
        request,
        "administration/organisation.html",
        title="Administration",
        groups=_groups(request),
        may_purge=officer.role is Role.ORG_ADMIN,
    )


def governed(directory: Directory, officer: Officer, day: Any) -> list[Unit]:
    """Of the own organisation; to the system's administrator where administrators sit, and where there is none."""
    if officer.role is Role.ORG_ADMIN:
        return [unit for unit in directory.units.values() if unit.org_id == officer.unit.org_id]
    seats = [a for a in directory.assignments.values() if a.role is Role.ORG_ADMIN and a.active_on(day)]
    run = {directory.units[a.unit_id].org_id for a in seats}
    units = directory.units.values()
    return [unit for unit in units if unit.unit_type is UnitType.ADMINISTRATION or unit.org_id not in run]


def _groups(request: AnyRequest) -> list[dict[str, Any]]:
    """``[{name, org_id, rows}]``: units of each organisation by name, closed ones last."""
    directory, today = request.state.directory, portal_of(request).clock.today()
    units = governed(directory, officer_of(request), today)
    found = []
    for org_id in sorted({unit.org_id for unit in units}, key=lambda each: directory.organisations[each].name):
        own = [unit for unit in units if unit.org_id == org_id]
        own.sort(key=lambda unit: (not unit.active, swedish.collation_key(unit.name)))
        rows = [_unit_row(unit, directory, today) for unit in own]
        found.append({"name": directory.organisations[org_id].name, "org_id": str(org_id), "rows": rows})
    return found


def _unit_row(unit: Unit, directory: Directory, today: Any) -> dict[str, Any]:
    held = [a for a in directory.at(unit.unit_id) if a.active_on(today)]
    ending = sum((a.last_day - today).days <= SOON_DAYS for a in held)
    return {
        "name": unit.name,
        "kind": swedish.upper_first(swedish.label(unit.unit_type, "unit_type")),
        "href": f"{HERE}/enheter/{unit.unit_id}",
        "people": swedish.counted(len({a.user_id for a in held}), "en person", "personer") if held else "Ingen",
        "ending": swedish.counted(ending, "ett uppdrag går ut snart", "uppdrag går ut snart") if ending else "",
        "active": unit.active,
    }


def _of_manager(request: AnyRequest) -> dict[str, Any]:
    officer, directory, today = officer_of(request), request.state.directory, portal_of(request).clock.today()
    here = [a for a in directory.at(officer.unit_id) if a.active_on(today)]
    people = [
        {
            "name": directory.users[a.user_id].name,
            "role": swedish.upper_first(swedish.role_label(a.role)),
            "until": swedish.day(a.last_day),
        }
        for a in sorted(here, key=lambda a: swedish.collation_key(directory.users[a.user_id].name))
    ]
    held = directory.quality_assignments_at(officer.unit_id)
    current = [each for each in held if not each.over_on(today)]
    with looking(request) as connection:
        path = contact_paths.of_units(connection, [officer.unit_id]).get(officer.unit_id)
    found = states(path, directory, today) if path and path.published else frozenset()
    return {
        "unit": officer.unit.name,
        "people": people,
        "quality": [_quality_row(each, directory, today) for each in sorted(current, key=lambda q: q.valid_from)],
        "earlier": [_quality_row(each, directory, today) for each in held if each not in current],
        "path": path is not None and path.published is not None,
        "uncovered": PathState.UNCOVERED in found,
        "vulnerable": PathState.VULNERABLE in found,
    }


def _quality_row(held: QualityAssignment, directory: Directory, today: Any) -> dict[str, Any]:
    user = directory.user(held.user_id)
    return {
        "name": user.name if user else "Okänd",
        "purpose": held.purpose,
        "registry_number": held.registry_number,
        "period": swedish.period_said(held.valid_from, held.ended_on or held.valid_to),
        "href": f"{HERE}/kvalitetsuppdrag/{held.quality_assignment_id}/avslut",
        "begun": held.valid_from <= today,
    }
