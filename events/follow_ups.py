"""Follow-ups: booked by anybody, held by the unit that calls (domain.md 5.3.3, 5.7)."""

from datetime import date
from uuid import UUID

from events import facts as f
from events.act import Act
from events.calendar import add_months
from events.case import Case
from events.categories import Category
from events.commands import HoldFollowUp, ScheduleFollowUp
from events.facts import Entry
from events.grants import Gate
from events.kinds import FollowUpKind
from events.refusals import Refused
from events.sharing import chosen, consent_in_force, covered, gate, happened, let_in, not_allowed, plausible, share
from orgs.directory import Directory
from orgs.kinds import Party
from orgs.roles import CASE_ROLES

CASE_AFTER_MONTHS = 6


def schedule_follow_up(case: Case, command: ScheduleFollowUp, act: Act) -> list[Entry]:
    let_in(case, act, CASE_ROLES)
    consent_in_force(case, act)
    plausible(command.on, "on")
    if command.on < act.day:
        raise Refused("follow_up_past", "on")
    calls = command.called_by_unit or caller(case, command.kind, act.by.unit_id, act.directory)
    if calls != act.by.unit_id and calls not in covered(case, act, Category.PLANNING):
        raise not_allowed(act, Category.PLANNING, calls, "called_by_unit")
    if command.dated is not None:
        happened(command.dated, act, command, "dated")
    fact = f.FollowUpScheduled(on=command.on, called_by_unit=calls, kind=command.kind)
    # Whoever is to call must know of it, whatever was unticked.
    return [act.entry(case, fact, chosen(case, act, fact.category, command.recipients) | {calls}, dated=command.dated)]


def hold_follow_up(case: Case, command: HoldFollowUp, act: Act) -> list[Entry]:
    let_in(case, act, CASE_ROLES)
    consent_in_force(case, act)
    waiting = open_follow_ups(case, gate(case, act))
    if not waiting:
        raise Refused("follow_up_not_yours")
    happened(command.on, act, command, "on")
    strangers = command.present_units - covered(case, act, Category.PLANNING) - {act.by.unit_id}
    if strangers:
        raise not_allowed(act, Category.PLANNING, min(strangers), "present_units")
    called = waiting[0].fact
    assert isinstance(called, f.FollowUpScheduled)
    fact = f.FollowUpHeld(
        scheduled=waiting[0].event_id,
        kind=called.kind,
        on=command.on,
        present_units=command.present_units | {act.by.unit_id},
        person_present=command.person_present,
        goals_met=command.goals_met,
        plan_change_needed=command.plan_change_needed,
    )
    return [share(case, act, fact, command, command.on)]


def open_follow_ups(case: Case, door: Gate) -> list[Entry]:
    """Booked, called by the officer's own unit, not held yet; by day. Only what the officer may read."""
    held = {e.fact.scheduled for e in case.facts(f.FollowUpHeld) if isinstance(e.fact, f.FollowUpHeld)}
    own = [
        (entry.fact.on, entry.version, entry)
        for entry in case.facts(f.FollowUpScheduled)
        if isinstance(entry.fact, f.FollowUpScheduled)
        and entry.fact.called_by_unit == door.officer.unit_id
        and entry.event_id not in held
        and door.may_read(entry)
    ]
    return [entry for _, _, entry in sorted(own, key=lambda each: each[:2])]


def six_months_on(case: Case) -> date:
    """When the case as a whole is followed up: six months from the consent that made it active (domain.md 5.7)."""
    return add_months(case.consents[0].valid_from, CASE_AFTER_MONTHS)


def proposed_on(case: Case, door: Gate) -> date | None:
    """That day as the officer knows it, until a follow-up of the case is booked: a unit that was let in later counts
    from the first consent that it has been told of, so that the day does not tell it of one before."""
    readable = [e.fact for e in case.facts(f.ConsentRecorded, f.FollowUpScheduled) if door.may_read(e)]
    booked = any(isinstance(x, f.FollowUpScheduled) and x.kind is FollowUpKind.CASE_SIX_MONTHS for x in readable)
    told = [x.valid_from for x in readable if isinstance(x, f.ConsentRecorded)]
    return add_months(told[0], CASE_AFTER_MONTHS) if told and not booked else None


def caller(case: Case, kind: FollowUpKind, own: UUID, directory: Directory) -> UUID:
    """Who calls by custom: for the case as a whole the income-support unit if it is a party, else the opener."""
    if kind is FollowUpKind.PLAN or case.consent is None:
        return own
    units = (directory.units[unit] for unit in sorted(case.consent.units, key=str))
    support = [unit.unit_id for unit in units if unit.party is Party.SOCIAL_SERVICES]
    if support:
        return support[0]
    return case.opener if case.opener in case.consent.units and case.opener else own
