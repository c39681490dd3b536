"""Organisations, units and assignments: one stream per organisation, folded into the directory (domain.md 2, 5.5)."""

from collections.abc import Iterable, Mapping
from datetime import date
from uuid import NAMESPACE_URL, UUID, uuid5

from msgspec.structs import replace

from events import facts as f
from events.act import Act
from events.calendar import add_months
from events.code_lists import COUNTIES, MUNICIPALITIES
from events.commands import AssignRole, ChangeUnit, EndRole, RegisterOrganisation, RegisterUnit
from events.facts import Entry
from events.facts import association as af
from events.refusals import Refused
from events.sharing import login_name, plain, plausible
from orgs.association import FundedIntervention, Offer
from orgs.directory import Assignment, Directory, Organisation, QualityAssignment, Unit, User
from orgs.kinds import UNITS_OF
from orgs.roles import HELD_AT, Role, separated

LONGEST_MONTHS = 24


def user_id_of(issuer: str, subject: str) -> UUID:
    """The same login is the same user in every organisation, so that separations hold across them."""
    return uuid5(NAMESPACE_URL, f"{issuer}#{subject}")


def register_organisation(_: None, command: RegisterOrganisation, act: Act) -> list[Entry]:
    _administrator(act, Role.SYSTEM_ADMIN)
    org_number = plain(command.org_number, command, "org_number")
    if any(_bare(org.org_number) == _bare(org_number) for org in act.directory.organisations.values()):
        raise Refused("organisation_known", "org_number")
    if command.county_code not in COUNTIES:
        raise Refused("county_unknown", "county_code")
    if command.municipality_code is not None and command.municipality_code not in MUNICIPALITIES:
        raise Refused("municipality_unknown", "municipality_code")
    fact = f.OrganisationRegistered(
        org_id=act.new_id("stream"),
        name=plain(command.name, command, "name"),
        org_type=command.org_type,
        org_number=org_number,
        county_code=command.county_code,
        municipality_code=command.municipality_code,
    )
    return [act.entry(None, fact, owner_unit=_unit_of(act))]


def register_unit(_: None, command: RegisterUnit, act: Act) -> list[Entry]:
    org = act.directory.organisations.get(command.org_id)
    if org is None:
        raise Refused("organisation_unknown", "org_id")
    _administrator(act, Role.ORG_ADMIN, command.org_id)
    slug = plain(command.slug, command, "slug")
    if slug in act.directory.by_slug:
        raise Refused("slug_taken", "slug")
    if command.unit_type not in UNITS_OF[org.org_type]:
        raise Refused("unit_not_of_organisation", "unit_type")
    _municipalities(command.serves_municipalities)
    unit_id = act.new_id("unit")
    fact = f.UnitRegistered(
        unit_id=unit_id,
        org_id=command.org_id,
        authority_id=command.authority_id or command.org_id,
        slug=slug,
        name=plain(command.name, command, "name"),
        unit_type=command.unit_type,
        serves_municipalities=command.serves_municipalities,
    )
    return [_in(act, command.org_id, fact)]


def change_unit(_: None, command: ChangeUnit, act: Act) -> list[Entry]:
    unit = act.directory.unit(command.unit_id)
    if unit is None:
        raise Refused("unit_unknown", "unit_id")
    _administrator(act, Role.ORG_ADMIN, unit.org_id)
    said = (command.name, command.serves_municipalities, command.active)
    if all(value is None for value in said):
        raise Refused("nothing_changed")
    if command.active is False and act.open_cases:
        raise Refused("unit_has_cases", "active")
    if command.name is not None:
        plain(command.name, command, "name")
    _municipalities(command.serves_municipalities or ())
    fact = f.UnitChanged(
        unit_id=command.unit_id,
        name=command.name,
        serves_municipalities=command.serves_municipalities,
        active=command.active,
    )
    return [_in(act, unit.org_id, fact)]


def assign_role(_: None, command: AssignRole, act: Act) -> list[Entry]:
    """Within the separations of duties, for at most 24 months, and never to oneself."""
    unit = act.directory.unit(command.unit_id)
    if unit is None or not unit.active:
        raise Refused("unit_unknown", "unit_id")
    _administrator(act, Role.SYSTEM_ADMIN if command.role is Role.ORG_ADMIN else Role.ORG_ADMIN, unit.org_id)
    issuer, subject = plain(command.issuer, command, "issuer"), login_name(command.subject, command, "subject")
    if "#" in issuer:  # no address of a provider has one, and it would let two logins share a user
        raise Refused("issuer_unknown", "issuer")
    user_id = user_id_of(issuer, subject)
    if act.officer and user_id == act.officer.user_id:
        raise Refused("not_to_oneself", "subject")
    if unit.unit_type not in HELD_AT[command.role]:
        raise Refused("role_not_at_unit", "role")
    if command.role is Role.REHAB_COORDINATOR and not command.licensed_or_care_staff:
        raise Refused("care_staff_only", "licensed_or_care_staff")
    plausible(command.valid_from, "valid_from")
    plausible(command.valid_to, "valid_to")
    if command.valid_to < command.valid_from:
        raise Refused("ends_before_start", "valid_to")
    if command.valid_to > add_months(command.valid_from, LONGEST_MONTHS):
        raise Refused("assignment_too_long", "valid_to")
    held = _held(act.directory, user_id, command.valid_from, command.valid_to)
    if separated((a.role for a in held), command.role):
        raise Refused("roles_separated", "role")
    if any((a.role, a.unit_id) == (command.role, command.unit_id) for a in held):
        raise Refused("already_assigned", "role")
    fact = f.RoleAssigned(
        assignment_id=act.new_id("assignment"),
        user_id=user_id,
        issuer=issuer,
        subject=subject,
        name=_known_as(act, user_id, unit.org_id) or plain(command.name, command, "name"),
        role=command.role,
        unit_id=command.unit_id,
        valid_from=command.valid_from,
        valid_to=command.valid_to,
        licensed_or_care_staff=command.licensed_or_care_staff,
    )
    return [_in(act, unit.org_id, fact)]


def _known_as(act: Act, user_id: UUID, org_id: UUID) -> str | None:
    """What a user who works in another organisation too is called there: one does not rename another's staff."""
    units = {a.unit_id for a in act.directory.assignments.values() if a.user_id == user_id}
    elsewhere = any(act.directory.units[unit_id].org_id != org_id for unit_id in units)
    return act.directory.users[user_id].name if elsewhere else None


def end_role(_: None, command: EndRole, act: Act) -> list[Entry]:
    assignment = act.directory.assignments.get(command.assignment_id)
    if assignment is None or (assignment.ended_on is not None and assignment.over_on(act.day)):
        raise Refused("assignment_unknown", "assignment_id")
    org_id = act.directory.units[assignment.unit_id].org_id
    _administrator(act, Role.SYSTEM_ADMIN if assignment.role is Role.ORG_ADMIN else Role.ORG_ADMIN, org_id)
    ended_on = command.ended_on or act.day
    if not act.day <= ended_on <= (assignment.ended_on or assignment.valid_to):  # what was to end later may end at once
        raise Refused("date_implausible", "ended_on")
    return [_in(act, org_id, f.RoleEnded(assignment_id=command.assignment_id, ended_on=ended_on))]


def _bare(org_number: str) -> str:
    return org_number.replace("-", "")


def _municipalities(codes: Iterable[str]) -> None:
    if not set(codes) <= MUNICIPALITIES.keys():
        raise Refused("municipality_unknown", "serves_municipalities")


def _administrator(act: Act, role: Role, org_id: UUID | None = None) -> None:
    """An org_admin for its own organisation; the system_admin where there is none yet; the clock at bootstrap."""
    officer = act.officer
    if officer is None or officer.role is role is Role.SYSTEM_ADMIN:
        return
    if officer.role is role and officer.unit.org_id == org_id:
        return
    if officer.role is Role.SYSTEM_ADMIN and org_id is not None and not _has_admin(act, org_id):
        return
    raise Refused("role_not_allowed")


def _has_admin(act: Act, org_id: UUID) -> bool:
    units = {unit.unit_id for unit in act.directory.units.values() if unit.org_id == org_id}
    return any(
        a.role is Role.ORG_ADMIN and a.unit_id in units and a.active_on(act.day)
        for a in act.directory.assignments.values()
    )


def _held(directory: Directory, user_id: UUID, first: date, last: date) -> list[Assignment]:
    """Assignments of the user that touch the period."""
    return [
        a
        for a in directory.assignments.values()
        if a.user_id == user_id and a.valid_from <= last and first <= min(a.valid_to, a.ended_on or a.valid_to)
    ]


def _unit_of(act: Act) -> UUID:
    return act.officer.unit_id if act.officer else act.new_id("stream")


def _in(act: Act, org_id: UUID, fact: f.AnyFact) -> Entry:
    """The entry in its organisation's stream."""
    return replace(act.entry(None, fact, owner_unit=_unit_of(act)), stream_id=org_id)


def directory_of(entries: Iterable[Entry], before: Directory | None = None, position: int = 0) -> Directory:
    """A new snapshot: what ``before`` held and what the entries add."""
    organisations: dict[UUID, Organisation] = dict(before.organisations) if before else {}
    units: dict[UUID, Unit] = dict(before.units) if before else {}
    users: dict[UUID, User] = dict(before.users) if before else {}
    assignments: dict[UUID, Assignment] = dict(before.assignments) if before else {}
    quality: dict[UUID, QualityAssignment] = dict(before.quality_assignments) if before else {}
    offers: dict[UUID, Offer] = dict(before.offers) if before else {}
    funded: dict[UUID, FundedIntervention] = dict(before.funded) if before else {}
    for entry in entries:
        match entry.fact:
            case f.OrganisationRegistered() as o:
                organisations[o.org_id] = Organisation(
                    o.org_id, o.name, o.org_type, o.org_number, o.county_code, o.municipality_code
                )
            case f.UnitRegistered() as u:
                units[u.unit_id] = _unit(u, organisations)
            case f.UnitChanged() as changed:
                units[changed.unit_id] = _changed(units[changed.unit_id], changed)
            case f.RoleAssigned() as r:
                users[r.user_id] = User(r.user_id, r.issuer, r.subject, r.name)
                assignments[r.assignment_id] = Assignment(
                    r.assignment_id, r.user_id, r.role, r.unit_id, r.valid_from, r.valid_to
                )
            case f.RoleEnded(assignment_id=ended, ended_on=day):
                assignments[ended] = replace(assignments[ended], ended_on=day)
            case f.QualityAssignmentGranted() as q:
                quality[q.quality_assignment_id] = QualityAssignment(
                    q.quality_assignment_id,
                    q.assignee,
                    q.unit_id,
                    q.purpose,
                    q.data_scope,
                    q.registry_number,
                    q.valid_from,
                    q.valid_to,
                    q.granted_by,
                )
            case f.QualityAssignmentEnded(quality_assignment_id=ended, ended_on=day):
                quality[ended] = replace(quality[ended], ended_on=day)
            case af.AssociationOfferPublished() as o:
                offers[o.offer_id] = Offer(
                    o.offer_id, o.org_id, o.name, o.for_whom, o.how, o.contact, o.municipalities, o.last_day
                )
            case af.FundedInterventionRegistered() as i:
                funded[i.funded_id] = FundedIntervention(i.funded_id, i.org_id, i.name, i.first_day, i.last_day)
    return Directory(organisations, units, users, assignments, position, quality, offers, funded)


def _unit(fact: f.UnitRegistered, organisations: Mapping[UUID, Organisation]) -> Unit:
    return Unit(
        fact.unit_id,
        fact.slug,
        fact.name,
        fact.unit_type,
        fact.org_id,
        organisations[fact.org_id].org_type,
        fact.authority_id,
        fact.serves_municipalities,
    )


def _changed(unit: Unit, fact: f.UnitChanged) -> Unit:
    named = ("name", "serves_municipalities", "active")
    return replace(unit, **{field: value for field in named if (value := getattr(fact, field)) is not None})
