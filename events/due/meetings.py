"""What joint meetings ask, each deadline of domain.md 8.2: to call, answer, prepare, write down, confirm, follow up."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from events.calendar import add_working_days, day_of
from events.categories import Category
from events.due import Due, Sight, ref_of
from events.facts import Entry
from events.facts import sip as s
from events.grants import LISTED
from events.sip.fold import Sip, sips_of
from events.sip.kinds import CopyTo

CALLED_WITHIN, ANSWERED_WITHIN, PREPARED_BEFORE, COPIED_WITHIN = 3, 3, 2, 5
"""Working days."""
MET_WITHIN = timedelta(days=21)
FOLLOW_UP_SHOWN_FROM = timedelta(days=14)


def of_meetings(sight: Sight) -> Iterator[Due]:
    """Of each meeting that the unit has been told of; whether it may convene is for the directory to say. A reminder
    makes a task a new one, so that those who want mail are told of it once more."""
    if sight.consent is None:
        return
    for sip in sips_of(sight.entries).values():
        if sip.proposed and not sip.called and not sip.over:
            yield _to_call(sip.proposed)
        elif sip.called and not sip.over:
            yield from _to_meet(sight, sip)
        elif sip.held and sight.unit_id in sip.units:
            yield from _after(sight, sip, sip.held)


def _to_call(proposed: Entry) -> Due:
    about = {"proposed_on": proposed.dated, "meet_by": proposed.dated + MET_WITHIN}
    return _due("summon_sip", proposed, add_working_days(proposed.dated, CALLED_WITHIN), about=about)


def _to_meet(sight: Sight, sip: Sip) -> Iterator[Due]:
    called, consent, own = sip.called, sight.consent, sight.unit_id
    assert called is not None and consent is not None
    summons, on = sip.summons[-1], day_of(called.at)
    about: dict[str, Any] = {"on": on, "convener": called.convener_unit}
    reminder = sip.reminder_of(own)
    waiting = about | ({"reminded_on": reminder.dated} if reminder else {})
    if own == called.convener_unit:
        yield _due("hold_sip", summons, on, first=on, about=about)
        if lacking := sorted(sip.lacking(), key=str):
            by, for_whom = add_working_days(on, -PREPARED_BEFORE), about | {"units": lacking}
            yield _due("awaited_preparation", summons, by, last=on, about=for_whom, waits_for_others=True)
        if consent.fact.valid_to < on:
            over = consent.fact.valid_to + timedelta(days=1)
            yield _due("sip_without_consent", summons, on, first=over, last=on, about=about, door=LISTED)
    elif own in sip.units and sip.answer_of(own) is None:
        by = min(add_working_days(summons.dated, ANSWERED_WITHIN), on)
        yield _due("answer_sip", reminder or summons, by, last=on, about=waiting)
    if own in sip.units and (own, False) not in sip.prepared:
        by = add_working_days(on, -PREPARED_BEFORE)
        yield _due("prepare_sip", reminder or summons, by, last=on, about=waiting)


def _after(sight: Sight, sip: Sip, held: Entry) -> Iterator[Due]:
    plan, own = sip.planned, sight.unit_id
    within = add_working_days(held.dated, COPIED_WITHIN)
    about = {"held_on": held.dated}
    if plan is None or sip.plan is None:
        if own == sip.convener:
            yield _due("write_sip_plan", held, within, about=about)
        return
    for each in plan.measures:
        if each.responsible_unit == own and each.measure_id not in sip.confirmed:
            yield _due("confirm_sip_measure", sip.plan, within, part=each.measure_id, about=about)
    if own == sip.convener and plan.copy_to_person_on is None and not sip.copied(CopyTo.PERSON):
        yield _due("copy_sip_to_person", sip.plan, within, about=about)
    if not sip.copied(CopyTo.OWN_RECORD, own):
        yield _due("copy_sip_to_record", sip.plan, within, about=about)
    if own == plan.plan_lead_unit and (next_on := _next(sip, plan)):
        yield _due("follow_up_sip", sip.plan, next_on, first=next_on - FOLLOW_UP_SHOWN_FROM, about=about)


def _next(sip: Sip, plan: s.SipPlanEstablished) -> date | None:
    """``None`` when the plan is closed."""
    return sip.reviewed.next_on if sip.reviewed else plan.follow_up_on


def _due(
    kind: str,
    cause: Entry,
    due_on: date,
    *,
    part: Any = "",
    first: date | None = None,
    last: date | None = None,
    about: dict[str, Any],
    door: str = Category.PLANNING,
    waits_for_others: bool = False,
) -> Due:
    sip_id = cause.fact.sip_id  # type: ignore[union-attr]
    return Due(
        kind=kind,
        ref=ref_of(cause, part or kind),
        door=door,
        due_on=due_on,
        from_on=first,
        until=last,
        waits_for_others=waits_for_others,
        cause=cause,
        about=about | {"sip": sip_id},
    )
