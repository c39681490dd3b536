"""Reading for quality assurance: only under a manager's registered assignment for the own unit (domain.md 2.4)."""

from datetime import date
from uuid import UUID

from msgspec.structs import replace

from events import facts as f
from events.act import Act
from events.calendar import add_months
from events.commands import EndQualityAssignment, GrantQualityAssignment
from events.facts import Entry
from events.refusals import Refused
from events.sharing import impersonal, plausible, reference
from orgs.directory import QualityAssignment
from orgs.roles import CASE_ROLES, MANAGERS

LONGEST_MONTHS = 12
USUAL_SCOPE = "Enhetens egna uppgifter och enhetens statistik"


def grant_quality_assignment(_: None, command: GrantQualityAssignment, act: Act) -> list[Entry]:
    """To somebody who works at the manager's own unit. To oneself too: what holds it in check is the registry number,
    the access log and the person's right to know, not who signs at a unit that has one manager."""
    unit_id = _own_unit(act, command.unit_id)
    if not any(user.user_id == command.assignee for user, _ in act.directory.staff(unit_id, act.day, _MAY_HOLD)):
        raise Refused("assignee_not_at_unit", "assignee")
    valid_from = command.valid_from or act.day
    for day, field in ((valid_from, "valid_from"), (command.valid_to, "valid_to")):
        plausible(day, field)
    if command.valid_to < max(valid_from, act.day):
        raise Refused("ends_before_start", "valid_to")
    if command.valid_to > add_months(valid_from, LONGEST_MONTHS):
        raise Refused("quality_assignment_too_long", "valid_to")
    number = reference(command.registry_number, command, "registry_number")
    held = act.directory.quality_assignments_at(unit_id)
    if any(each.user_id == command.assignee and _meet(each, valid_from, command.valid_to) for each in held):
        raise Refused("already_assigned", "assignee")
    fact = f.QualityAssignmentGranted(
        quality_assignment_id=act.new_id("quality assignment"),
        assignee=command.assignee,
        unit_id=unit_id,
        purpose=impersonal(command.purpose, command, "purpose"),
        data_scope=impersonal(command.data_scope or USUAL_SCOPE, command, "data_scope"),
        registry_number=number,
        valid_from=valid_from,
        valid_to=command.valid_to,
        granted_by=act.by.user_id,
    )
    return [_in_organisation(act, fact)]


def end_quality_assignment(_: None, command: EndQualityAssignment, act: Act) -> list[Entry]:
    unit_id = _own_unit(act, None)
    held = act.directory.quality_assignments.get(command.quality_assignment_id)
    if held is None or held.unit_id != unit_id or held.over_on(act.day):
        raise Refused("assignment_unknown", "quality_assignment_id")
    ended_on = command.ended_on or act.day
    if not act.day <= ended_on <= (held.ended_on or held.valid_to):  # what was to end later may end at once
        raise Refused("date_implausible", "ended_on")
    fact = f.QualityAssignmentEnded(quality_assignment_id=command.quality_assignment_id, ended_on=ended_on)
    return [_in_organisation(act, fact)]


_MAY_HOLD = CASE_ROLES | MANAGERS


def _own_unit(act: Act, asked: UUID | None) -> UUID:
    if act.by.role not in MANAGERS:
        raise Refused("role_not_allowed")
    if asked not in (None, act.by.unit_id):
        raise Refused("own_unit_only", "unit_id")
    return act.by.unit_id


def _meet(held: QualityAssignment, first: date, last: date) -> bool:
    over = held.ended_on is not None and held.ended_on <= first
    return not over and held.valid_from <= last and first <= held.valid_to


def _in_organisation(act: Act, fact: f.AnyFact) -> Entry:
    return replace(act.entry(None, fact), stream_id=act.by.unit.org_id)
