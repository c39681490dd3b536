"""The plan of a meeting in words: needs, goals, who has the overall responsibility, and how each measure stands."""

from typing import Any
from uuid import UUID

from events.facts.sip import Measure, SipHeld, SipMeasureConfirmed
from portal.sip.meeting import Meeting, meetings
from portal.swedish import day, day_and_month, exact_date, joined, label, period_said, upper_first

ICONS = {
    "done": ("ok", "check"),
    "ongoing": ("info", "run"),
    "not_started": ("wait", "clock"),
    "dropped": ("rest", "minus"),
}


def who_came(meeting: Meeting) -> list[dict[str, str]]:
    """``[{term, text}]``; empty until the meeting is held."""
    held = meeting.sip.held.fact if meeting.sip.held else None
    if not isinstance(held, SipHeld):
        return []
    person = [meeting.reading.name or "Personen"] if held.person_present else []
    guests = [label(guest, "guest") for guest in sorted(held.guests_present)]
    units = sorted(meeting.name(unit) for unit in held.present_units)
    rows = [("Hölls", [upper_first(exact_date(held.held_on))]), ("Med", [*person, *guests, *units])]
    rows.append(("Kom inte", sorted(meeting.name(unit) for unit in held.absent_units)))
    return [{"term": term, "text": joined(texts)} for term, texts in rows if texts]


def earlier_plan(meeting: Meeting) -> dict[str, Any] | None:
    """The measures of the latest plan from another meeting before this one, as this reader may read them."""
    if meeting.sip.plan:
        return None
    others = meetings(meeting.reading, meeting.directory)
    planned = [each for each in others if each.sip.plan and each.sip.sip_id != meeting.sip.sip_id]
    latest = max(planned, key=lambda each: each.sip.plan.version if each.sip.plan else 0, default=None)
    if latest is None or latest.sip.plan is None:
        return None
    heading = f"Åtgärder från planen {day_and_month(latest.sip.plan.dated)}"
    return {"heading": heading, "href": latest.here, "measures": measures(latest)}


def plan_rows(meeting: Meeting) -> list[dict[str, Any]]:
    """``[{term, texts}]``; empty without a plan."""
    plan, open_ = meeting.sip.planned, meeting.reading.open
    if plan is None:
        return []
    reviewed = meeting.sip.reviewed
    follow_up = day(plan.follow_up_on)
    if reviewed is not None:
        follow_up = f"{upper_first(exact_date(reviewed.next_on))}" if reviewed.next_on else "Planen är avslutad"
    own_goals: tuple[str, ...] | None = open_(plan.goals_person)
    our_goals: tuple[str, ...] | None = open_(plan.goals_professional)
    rows: list[tuple[str, list[str | None]]] = [
        ("Behov", [open_(plan.needs)]),
        ("Personens mål", [*(own_goals or ())]),
        ("Våra mål", [*(our_goals or ())]),
        ("Det andra gör", [open_(plan.measures_by_others)]),
        ("Huvudansvarig", [meeting.directory.name_of(plan.plan_lead_unit)]),
        ("Nästa uppföljning", [follow_up]),
    ]
    return [{"term": term, "texts": [text for text in texts if text]} for term, texts in rows if any(texts)]


def measures(meeting: Meeting) -> list[dict[str, Any]]:
    plan = meeting.sip.planned
    return [_measure(meeting, each) for each in plan.measures] if plan else []


def _measure(meeting: Meeting, each: Measure) -> dict[str, Any]:
    word, tone, icon = _state(meeting, each.measure_id)
    return {
        "what": meeting.reading.open(each.what) or "",
        "who": meeting.name(each.responsible_unit),
        "when": period_said(each.from_, each.to),
        "decided": each.decided,
        "state": {"word": word, "tone": tone, "icon": icon},
    }


def _state(meeting: Meeting, measure_id: UUID) -> tuple[str, str, str]:
    reviewed = meeting.sip.reviewed
    now = {each.measure_id: each.status for each in reviewed.measures_status} if reviewed else {}
    if measure_id in now:
        tone, icon = ICONS[now[measure_id]]
        return label(now[measure_id], "measure_status"), tone, icon
    entry = meeting.sip.confirmed.get(measure_id)
    fact = entry.fact if entry else None
    if not isinstance(fact, SipMeasureConfirmed):
        return "Inte bekräftad", "wait", "clock"
    return ("Bekräftad", "ok", "check") if fact.confirmed else ("Kan inte göras så här", "stop", "cross")
