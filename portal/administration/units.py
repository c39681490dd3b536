"""The units of an organisation: registered, changed, closed; and who works there, from which day until which."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from litestar import get, post
from litestar.params import FromPath
from litestar.response import Template

from events import commands as c
from events.calendar import add_months
from events.code_lists import COUNTIES, MUNICIPALITIES
from events.organisations import LONGEST_MONTHS
from events.refusals import NotFoundOrDenied, Refused
from orgs.directory import Assignment, Directory, Unit
from orgs.kinds import UNITS_OF
from orgs.roles import ADMINISTRATORS, HELD_AT, Role
from portal import swedish
from portal.acting import AnyRequest, officer_of
from portal.administration.forms import CRUMBS, HERE, dated, form_page, taken
from portal.administration.overview import governed
from portal.form_pages import fresh
from portal.forms import TAKES, Fault, Fields, Form, FormRefused
from portal.guards import needs
from portal.house import portal_of
from portal.pages import page

UNITS = HERE + "/enheter"
ADMINISTER = [needs(ADMINISTRATORS)]


@get(UNITS + "/ny", guards=ADMINISTER, sync_to_thread=True)
def unit_form(request: AnyRequest, kept: Form) -> Any:
    return _new_unit(request, kept)


@post(UNITS, guards=ADMINISTER, dependencies=TAKES, opt={"form_page": UNITS + "/ny"}, sync_to_thread=True)
def register_unit(request: AnyRequest, form: Form) -> Any:
    try:
        return taken(request, c.RegisterUnit, form, HERE)
    except (Refused, FormRefused) as refused:
        return _new_unit(request, form, refused)


@get(UNITS + "/{unit_id:uuid}", guards=ADMINISTER, sync_to_thread=True)
def unit_page(request: AnyRequest, unit_id: FromPath[UUID]) -> Template:
    unit, directory, today = _unit(request, unit_id), request.state.directory, portal_of(request).clock.today()
    held = sorted(directory.at(unit_id), key=lambda a: swedish.collation_key(directory.users[a.user_id].name))
    return page(
        request,
        "administration/unit.html",
        title=unit.name,
        crumbs=CRUMBS,
        unit={"name": unit.name, "kind": swedish.label(unit.unit_type, "unit_type"), "active": unit.active},
        serves=swedish.joined(sorted(MUNICIPALITIES[code].name for code in unit.serves_municipalities)),
        here=f"{UNITS}/{unit_id}",
        rows=[_row(a, directory, today) for a in held if not a.over_on(today)],
        former=[_row(a, directory, today) for a in held if a.over_on(today)],
    )


@get(UNITS + "/{unit_id:uuid}/andring", guards=ADMINISTER, sync_to_thread=True)
def change_form(request: AnyRequest, unit_id: FromPath[UUID], kept: Form) -> Any:
    unit = _unit(request, unit_id)
    filled = {"name": unit.name, "active": str(unit.active).lower()}
    return _change(request, unit, fresh(kept, **filled, serves_municipalities=list(unit.serves_municipalities)))


@post(UNITS + "/{unit_id:uuid}/andring", guards=ADMINISTER, dependencies=TAKES, sync_to_thread=True)
def change_unit(request: AnyRequest, unit_id: FromPath[UUID], form: Form) -> Any:
    unit = _unit(request, unit_id)
    try:
        return taken(request, c.ChangeUnit, form, f"{UNITS}/{unit_id}", unit_id=unit_id)
    except (Refused, FormRefused) as refused:
        return _change(request, unit, form, refused)


@get(UNITS + "/{unit_id:uuid}/uppdrag/nytt", guards=ADMINISTER, sync_to_thread=True)
def assignment_form(request: AnyRequest, unit_id: FromPath[UUID], kept: Form) -> Any:
    today = portal_of(request).clock.today()
    filled = {"valid_from": today, "valid_to": add_months(today, 12)}
    return _assignment(request, _unit(request, unit_id), fresh(kept, **filled))


@post(
    UNITS + "/{unit_id:uuid}/uppdrag",
    guards=ADMINISTER,
    dependencies=TAKES,
    opt={"form_page": UNITS + "/{unit_id}/uppdrag/nytt"},
    sync_to_thread=True,
)
def assign(request: AnyRequest, unit_id: FromPath[UUID], form: Form) -> Any:
    unit = _unit(request, unit_id)
    try:
        return taken(request, c.AssignRole, form, f"{UNITS}/{unit_id}", unit_id=unit_id)
    except (Refused, FormRefused) as refused:
        return _assignment(request, unit, form, refused)


@get(HERE + "/uppdrag/{assignment_id:uuid}/avslut", guards=ADMINISTER, sync_to_thread=True)
def ending_form(request: AnyRequest, assignment_id: FromPath[UUID], kept: Form) -> Any:
    today = portal_of(request).clock.today()
    return _ending(request, _held(request, assignment_id), fresh(kept, ended_on=today))


@post(HERE + "/uppdrag/{assignment_id:uuid}/avslut", guards=ADMINISTER, dependencies=TAKES, sync_to_thread=True)
def end_assignment(request: AnyRequest, assignment_id: FromPath[UUID], form: Form) -> Any:
    held = _held(request, assignment_id)
    try:
        return taken(request, c.EndRole, dated(form), f"{UNITS}/{held.unit_id}", assignment_id=assignment_id)
    except (Refused, FormRefused) as refused:
        return _ending(request, held, form, refused)


def _unit(request: AnyRequest, unit_id: UUID) -> Unit:
    """One of the administrator's own; all others are as if they were not there."""
    for unit in governed(request.state.directory, officer_of(request), portal_of(request).clock.today()):
        if unit.unit_id == unit_id:
            return unit
    raise NotFoundOrDenied


def _held(request: AnyRequest, assignment_id: UUID) -> Assignment:
    held: Assignment | None = request.state.directory.assignments.get(assignment_id)
    if held is None:
        raise NotFoundOrDenied
    _unit(request, held.unit_id)
    return held


def _row(held: Assignment, directory: Directory, today: date) -> dict[str, Any]:
    return {
        "name": directory.users[held.user_id].name,
        "subject": directory.users[held.user_id].subject,
        "role": swedish.upper_first(swedish.role_label(held.role)),
        "until": swedish.day(held.last_day),
        "soon": 0 <= (held.last_day - today).days <= 30,
        "href": "" if held.over_on(today) else f"{HERE}/uppdrag/{held.assignment_id}/avslut",
    }


def _new_unit(request: AnyRequest, fields: Fields, error: Fault | None = None) -> Any:
    directory, today = request.state.directory, portal_of(request).clock.today()
    orgs = {unit.org_id for unit in governed(directory, officer_of(request), today)}
    types = {kind for org_id in orgs for kind in UNITS_OF[directory.organisations[org_id].org_type]}
    return form_page(
        request,
        "new_unit",
        fields,
        error,
        heading="Lägg till en enhet",
        verb="Lägg till",
        action=UNITS,
        organisations=[{"value": str(org), "label": directory.organisations[org].name} for org in sorted(orgs)],
        unit_types=swedish.options("unit_type", only={str(kind) for kind in types}),
        municipalities=_municipalities(directory.organisations[org].county_code for org in orgs),
    )


def _change(request: AnyRequest, unit: Unit, fields: Fields, error: Fault | None = None) -> Any:
    return form_page(
        request,
        "change_unit",
        fields,
        error,
        heading=f"Ändra {unit.name}",
        verb="Spara",
        action=f"{UNITS}/{unit.unit_id}/andring",
        back=f"{UNITS}/{unit.unit_id}",
        municipalities=_municipalities([request.state.directory.organisations[unit.org_id].county_code]),
    )


def _assignment(request: AnyRequest, unit: Unit, fields: Fields, error: Fault | None = None) -> Any:
    directory, own = request.state.directory, officer_of(request)
    may = {role for role in Role if unit.unit_type in HELD_AT[role]}
    may -= {Role.ORG_ADMIN} if own.role is Role.ORG_ADMIN else set()
    services = {p.issuer.registry: p.issuer.name for p in portal_of(request).providers.values()}
    issuers = {user.issuer for user in directory.users.values()} | services.keys()
    return form_page(
        request,
        "assignment",
        fields,
        error,
        heading=f"Nytt uppdrag på {unit.name}",
        lead=f"Ett uppdrag har alltid ett slutdatum, högst {LONGEST_MONTHS} månader fram.",
        verb="Ge uppdraget",
        action=f"{UNITS}/{unit.unit_id}/uppdrag",
        back=f"{UNITS}/{unit.unit_id}",
        roles=swedish.options("role", only={str(role) for role in may}),
        issuers=[{"value": issuer, "label": services.get(issuer) or issuer} for issuer in sorted(issuers)],
        care=Role.REHAB_COORDINATOR in may,
    )


def _ending(request: AnyRequest, held: Assignment, fields: Fields, error: Fault | None = None) -> Any:
    directory = request.state.directory
    name, unit = directory.users[held.user_id].name, directory.name_of(held.unit_id)
    return form_page(
        request,
        "ending",
        fields,
        error,
        heading="Avsluta uppdraget",
        lead=f"{name}, {swedish.role_label(held.role)}, {unit}.",
        verb="Avsluta uppdraget",
        action=f"{HERE}/uppdrag/{held.assignment_id}/avslut",
        back=f"{UNITS}/{held.unit_id}",
        said="Från och med den dagen kommer personen inte åt enhetens ärenden. Det gäller genast om du väljer i dag.",
    )


def _municipalities(counties: Iterable[str]) -> list[dict[str, str]]:
    found = [one for code in sorted(set(counties)) for one in COUNTIES[code].municipalities]
    ordered = sorted(found, key=lambda one: swedish.collation_key(one.name))
    return [{"value": one.code, "label": one.name} for one in ordered]
