"""The meeting is held, becomes a plan, is confirmed and followed up (domain.md 5.4, 8.1, 8.2)."""

from datetime import date
from uuid import UUID

from events.act import Act
from events.calendar import add_months, day_of
from events.case import Case
from events.commands.sip import (
    ConfirmSipMeasure,
    EstablishSipPlan,
    FollowUpSipPlan,
    HoldSip,
    NoteSipPlanCopy,
    PlannedMeasure,
)
from events.facts import Entry
from events.facts import sip as s
from events.refusals import Refused
from events.sealing import Sealed
from events.sharing import consent_in_force, happened, let_in, plausible, sealed_text, text
from events.sip.fold import Sip
from events.sip.kinds import CopyTo, Guest
from events.sip.rules import (
    coming,
    let_to_plan,
    meeting,
    open_meeting,
    own_meeting,
    principal_of,
    told,
    under_consent,
)

FIRST_FOLLOW_UP_MONTHS = 3
MOST_ROWS = 20


def hold_sip(case: Case, command: HoldSip, act: Act) -> list[Entry]:
    let_to_plan(case, act)
    sip = open_meeting(case, act, command.sip_id)
    own_meeting(sip, act)
    assert sip.at is not None and sip.proposed is not None
    held_on = command.held_on or day_of(sip.at)
    happened(held_on, act, command, "held_on")
    if held_on < sip.proposed.dated or not under_consent(case, held_on):
        raise Refused("sip_not_under_consent", "held_on")
    if command.present_units - sip.units:
        raise Refused("sip_not_invited", "present_units")
    if command.guests_present - sip.guests - {Guest.PERSON}:
        raise Refused("sip_not_invited", "guests_present")
    present = command.present_units | {act.by.unit_id}
    fact = s.SipHeld(
        sip_id=sip.sip_id,
        kind=sip.kind,
        held_on=held_on,
        present_units=present,
        absent_units=sip.units - present,
        person_present=command.person_present,
        guests_present=command.guests_present - {Guest.PERSON},
    )
    return [act.entry(case, fact, told(case, act, sip), dated=held_on)]


def establish_sip_plan(case: Case, command: EstablishSipPlan, act: Act) -> list[Entry]:
    """By the convener, once the meeting is held; each measure has an owner, and the person's own words a goal."""
    let_to_plan(case, act)
    sip = meeting(case, act, command.sip_id)
    own_meeting(sip, act)
    held = sip.held.fact if sip.held else None
    if not isinstance(held, s.SipHeld):
        raise Refused("sip_not_held")
    if sip.plan:
        raise Refused("sip_plan_exists")
    if not any(goal.strip() for goal in command.goals_person):
        raise Refused("sip_goal_missing", "goals_person")
    if not command.measures:
        raise Refused("sip_measure_missing", "measures")
    _rows(command)
    if principal_of(act.directory.unit(command.plan_lead_unit)) is None:
        raise Refused("sip_plan_lead", "plan_lead_unit")
    if command.plan_lead_unit not in coming(case, act, sip) | {act.by.unit_id}:
        raise Refused("sip_not_invited", "plan_lead_unit")
    _first_follow_up(held.held_on, command)
    if command.copy_to_person_on is not None:
        happened(command.copy_to_person_on, act, command, "copy_to_person_on")
    fact = s.SipPlanEstablished(
        sip_id=sip.sip_id,
        plan_lead_unit=command.plan_lead_unit,
        follow_up_on=command.follow_up_on,
        measures=tuple(_measure(case, sip, each, n, command, act) for n, each in enumerate(command.measures)),
        needs=Sealed(text(command.needs, command, "needs")),
        goals_person=_goals(command, "goals_person"),
        goals_professional=_goals(command, "goals_professional"),
        measures_by_others=sealed_text(command.measures_by_others, command, "measures_by_others"),
        copy_to_person_on=command.copy_to_person_on,
    )
    return [act.entry(case, fact, coming(case, act, sip))]


def _rows(command: EstablishSipPlan) -> None:
    for field in ("measures", "goals_person", "goals_professional"):
        if len(getattr(command, field)) > MOST_ROWS:
            raise Refused("too_many_rows", field)


def _goals(command: EstablishSipPlan, field: str) -> Sealed[tuple[str, ...]]:
    return Sealed(tuple(text(goal, command, field) for goal in getattr(command, field) if goal.strip()))


def _measure(case: Case, sip: Sip, each: PlannedMeasure, number: int, command: EstablishSipPlan, act: Act) -> s.Measure:
    at = f"measures.{number}."
    what = text(each.what, command, f"{at}what")
    if each.responsible_unit is None:
        raise Refused("sip_measure_owner", f"{at}responsible_unit")
    if each.responsible_unit not in coming(case, act, sip) | {act.by.unit_id}:
        raise Refused("sip_not_invited", f"{at}responsible_unit")
    plausible(each.from_, f"{at}from")
    plausible(each.to, f"{at}to")
    if each.to < each.from_:
        raise Refused("ends_before_start", f"{at}to")
    return s.Measure(
        measure_id=act.new_id(f"measure {number}"),
        responsible_unit=each.responsible_unit,
        from_=each.from_,
        to=each.to,
        decided=each.decided,
        what=Sealed(what),
    )


def _first_follow_up(held_on: date, command: EstablishSipPlan) -> None:
    plausible(command.follow_up_on, "follow_up_on")
    if command.follow_up_on <= held_on:
        raise Refused("follow_up_too_soon", "follow_up_on")
    if command.follow_up_on > add_months(held_on, FIRST_FOLLOW_UP_MONTHS):
        raise Refused("sip_follow_up_late", "follow_up_on", manader=FIRST_FOLLOW_UP_MONTHS)


def confirm_sip_measure(case: Case, command: ConfirmSipMeasure, act: Act) -> list[Entry]:
    """Each party answers for its own."""
    sip, plan = _planned(case, act, command.sip_id)
    own = {m.measure_id for m in plan.measures if m.responsible_unit == act.by.unit_id}
    if command.measure_id not in own:
        raise Refused("sip_measure_not_yours", "measure_id")
    fact = s.SipMeasureConfirmed(sip_id=sip.sip_id, measure_id=command.measure_id, confirmed=command.stands)
    return [act.entry(case, fact, coming(case, act, sip))]


def follow_up_sip_plan(case: Case, command: FollowUpSipPlan, act: Act) -> list[Entry]:
    """By the plan's lead: how each measure stands, and when next or that the plan is closed."""
    sip, plan = _planned(case, act, command.sip_id)
    if plan.plan_lead_unit != act.by.unit_id:
        raise Refused("sip_plan_lead_only")
    if sip.reviewed and sip.reviewed.next_on is None:
        raise Refused("sip_plan_closed")
    happened(command.on, act, command, "on")
    if sip.held and command.on < sip.held.dated:
        raise Refused("follow_up_too_soon", "on")
    if {now.measure_id for now in command.measures_status} != {m.measure_id for m in plan.measures}:
        raise Refused("sip_measures_all", "measures_status")
    if command.closed == (command.next_on is not None):
        raise Refused("sip_next_or_closed", "next_on")
    if command.next_on is not None:
        plausible(command.next_on, "next_on")
        if command.next_on <= command.on:
            raise Refused("follow_up_too_soon", "next_on")
    fact = s.SipPlanFollowedUp(
        sip_id=sip.sip_id, on=command.on, measures_status=command.measures_status, next_on=command.next_on
    )
    return [act.entry(case, fact, coming(case, act, sip), dated=command.on)]


def note_sip_plan_copy(case: Case, command: NoteSipPlanCopy, act: Act) -> list[Entry]:
    """One copy to the person, one per principal in its own record: what a unit keeps it tells nobody."""
    sip, _ = _planned(case, act, command.sip_id)
    happened(command.on, act, command, "on")
    assert sip.plan is not None
    if command.on < sip.plan.dated:
        raise Refused("sip_copy_before_plan", "on")
    readers = coming(case, act, sip) if command.to is CopyTo.PERSON else frozenset()
    fact = s.SipPlanCopyGiven(sip_id=sip.sip_id, to=command.to, on=command.on)
    return [act.entry(case, fact, readers, dated=command.on)]


def _planned(case: Case, act: Act, sip_id: UUID) -> tuple[Sip, s.SipPlanEstablished]:
    let_in(case, act)
    consent_in_force(case, act)
    sip = meeting(case, act, sip_id)
    if sip.planned is None:
        raise Refused("sip_no_plan")
    return sip, sip.planned
