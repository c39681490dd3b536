"""What the planning asks for: a plan in time, steps that come, follow-ups, and whether the case still belongs here."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from events import facts as f
from events.categories import Category
from events.degrees import degree_on
from events.due import Due, Sight, ref_of
from events.facts import Entry
from events.follow_ups import six_months_on
from events.kinds import FollowUpKind, SgiStatus, Source

PLAN_WITHIN, PLAN_SHOWN_FROM = timedelta(days=30), timedelta(days=20)
STEP_SHOWN_FROM, STEP_SHOWN_UNTIL = timedelta(days=7), timedelta(days=30)
FOLLOW_UP_SHOWN_FROM = timedelta(days=30)
SPELL_GAP = timedelta(days=6)
"""At most five days between two certified days of one spell."""
ONE_DAY = timedelta(days=1)


class Spell(NamedTuple):
    """Both days included."""

    first: date
    last: date


def of_plans(sight: Sight) -> Iterator[Due]:
    """The care unit whose certificate it is sees to a plan within 30 days of the spell (domain.md 7.4, I06)."""
    consent = sight.consent
    own = [entry for entry in sight.facts(f.SickLeaveRecorded) if entry.owner_unit == sight.unit_id]
    if consent is None or not own or Category.REHAB_PLAN not in sight.gate.held:
        return
    spell = spells(sight.facts(f.SickLeaveRecorded))[-1]
    due_on = spell.first + PLAN_WITHIN
    plans = [entry.fact for entry in sight.facts(f.RehabPlanEstablished)]
    made = any(
        isinstance(plan, f.RehabPlanEstablished) and plan.established_on >= spell.first - PLAN_WITHIN for plan in plans
    )
    if not made and spell.last > due_on:
        yield Due(
            kind="make_plan",
            ref=ref_of(own[-1], "plan"),
            door=Category.REHAB_PLAN,
            due_on=due_on,
            from_on=spell.first + PLAN_SHOWN_FROM,
            until=min(spell.last, consent.fact.valid_to),
            cause=own[-1],
            about={"since": spell.first},
        )


def spells(certificates: Iterable[Entry]) -> list[Spell]:
    """Certified days with a degree above zero, joined over gaps of at most five days, oldest first."""
    rows = sorted(
        (row.from_, row.to)
        for entry in certificates
        if isinstance(entry.fact, f.SickLeaveRecorded)
        for row in entry.fact.rows
        if row.degree > 0
    )
    found: list[Spell] = []
    for first, last in rows:
        if found and first - found[-1].last <= SPELL_GAP:
            found[-1] = Spell(found[-1].first, max(found[-1].last, last))
        else:
            found.append(Spell(first, last))
    return found


def of_steps(sight: Sight) -> Iterator[Due]:
    """A planned lower degree, until a certificate says so: for the unit that planned it."""
    consent, planned = sight.consent, sight.last(f.StepDownPlanned)
    if consent is None or planned is None or planned.owner_unit != sight.unit_id:
        return
    assert isinstance(planned.fact, f.StepDownPlanned)
    certificates = sight.facts(f.SickLeaveRecorded)
    for step in planned.fact.steps:
        certified = degree_on(sight.case, step.from_, certificates)
        if certified is None and step.degree == 0:
            continue  # nothing is certified from that day on: back at work as planned
        if certified is None or certified > step.degree:
            yield Due(
                kind="step_down",
                ref=ref_of(planned, step.from_),
                door=Category.SICK_LEAVE,
                due_on=step.from_,
                from_on=step.from_ - STEP_SHOWN_FROM,
                until=min(step.from_ + STEP_SHOWN_UNTIL, consent.fact.valid_to),
                cause=planned,
                about={"degree": step.degree},
            )


def of_follow_ups(sight: Sight) -> Iterator[Due]:
    """Follow-ups that this unit calls, of the plan and of the case as a whole (domain.md 5.7)."""
    consent = sight.consent
    if consent is None:
        return
    held = {e.fact.scheduled for e in sight.facts(f.FollowUpHeld) if isinstance(e.fact, f.FollowUpHeld)}
    booked = [e for e in sight.facts(f.FollowUpScheduled) if e.event_id not in held]
    for entry in booked:
        assert isinstance(entry.fact, f.FollowUpScheduled)
        if entry.fact.called_by_unit == sight.unit_id:
            yield _follow_up(sight, entry, "hold_follow_up", entry.fact.on, {"kind": entry.fact.kind})
    plan = sight.last(f.RehabPlanEstablished)
    if plan is None or plan.owner_unit != sight.unit_id or Category.REHAB_PLAN not in sight.gate.held:
        return
    assert isinstance(plan.fact, f.RehabPlanEstablished)
    later = [e for e in sight.facts(f.FollowUpHeld) if e.version > plan.version]
    covered = any(isinstance(e.fact, f.FollowUpScheduled) and e.fact.kind is FollowUpKind.PLAN for e in booked)
    if not later and not covered:
        yield _follow_up(sight, plan, "follow_up_plan", plan.fact.follow_up_on, {})


def of_case(sight: Sight) -> Iterator[Due]:
    """The follow-up of the case as a whole is proposed to the unit that leads, until somebody has booked it."""
    consent, case = sight.consent, sight.case
    if consent is None or case.lead_at(sight.latest.recorded_at) != sight.unit_id:
        return
    booked = [e.fact for e in sight.facts(f.FollowUpScheduled) if isinstance(e.fact, f.FollowUpScheduled)]
    activated = [e for e in case.entries.values() if isinstance(e.fact, f.CaseActivated)]
    if activated and not any(fact.kind is FollowUpKind.CASE_SIX_MONTHS for fact in booked):
        day = six_months_on(case)
        yield Due(
            kind="book_case_follow_up",
            ref=ref_of(activated[0], "follow up"),
            door=Category.PLANNING,
            due_on=day,
            from_on=day - FOLLOW_UP_SHOWN_FROM,
            until=consent.fact.valid_to,
            cause=activated[0],
        )


def _follow_up(sight: Sight, entry: Entry, kind: str, on: date, about: dict[str, object]) -> Due:
    assert sight.case.consent is not None
    return Due(
        kind=kind,
        ref=ref_of(entry, kind),
        door=entry.category,
        due_on=on,
        from_on=on - FOLLOW_UP_SHOWN_FROM,
        until=sight.case.consent.fact.valid_to,
        cause=entry,
        about=about,
    )


def of_income(sight: Sight) -> Iterator[Due]:
    """Försäkringskassan says that the person has SGI: does the case still belong here? Until it is talked through."""
    said = [e for e in sight.facts(f.SgiStatusRecorded) if getattr(e.fact, "source", None) is Source.FK]
    if sight.consent is None or sight.case.lead_unit != sight.unit_id or not said:
        return
    last = said[-1]
    assert isinstance(last.fact, f.SgiStatusRecorded)
    talked = [e for e in sight.facts(f.FollowUpHeld, f.ContactLogged) if e.version > last.version]
    if last.fact.status is SgiStatus.HAS_SGI and not talked:
        yield Due(
            kind="does_case_fit",
            ref=ref_of(last, "fits"),
            door=Category.SOCIAL_INSURANCE,
            until=sight.consent.fact.valid_to,
            cause=last,
            about={"as_of": last.fact.as_of},
        )
