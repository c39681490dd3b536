"""What summons, joint page and plan say on paper, as values for ``templates/paper``. Easy Swedish, domain.md 10."""

from typing import Any
from uuid import UUID

from events import facts as f
from events.calendar import day_of
from events.facts import sip as s
from events.refusals import NotFoundOrDenied
from events.sealing import Sealed
from events.sip.kinds import Guest, MeetingWay, SipKind
from orgs.roles import CASE_ROLES
from portal.labels import help_of
from portal.sip.agenda import AGENDA
from portal.sip.joint import joint_page
from portal.sip.meeting import Meeting
from portal.sip.plan_rows import measures
from portal.swedish import day, exact_date, joined, label, moment_said, role_label

ASKED = ("Vad är viktigast för dig?", "Vad vill du att mötet ska leda till?")
CALLED = {
    SipKind.SIP: "Kallelse till möte om samordnad individuell plan (SIP)",
    SipKind.JOINT_MEETING: "Kallelse till gemensamt planeringsmöte",
}
PLAN = {SipKind.SIP: "Samordnad individuell plan (SIP)", SipKind.JOINT_MEETING: "Plan från gemensamt planeringsmöte"}
WHERE = {MeetingWay.ROOM: "Plats", MeetingWay.VIDEO: "Videomöte", MeetingWay.PHONE: "Telefon"}
OWN = " (ni)"
Call = dict[str, str] | None


def summons(meeting: Meeting, call: Call) -> dict[str, Any]:
    """``call``: ``{name, phone}`` of whom to ring. Raises ``NotFoundOrDenied`` when this reader has no summons."""
    reading, called = meeting.reading, meeting.sip.called
    if called is None or meeting.sip.cancelled:
        raise NotFoundOrDenied
    return {
        "title": CALLED[meeting.sip.kind],
        "footer": f"Till {_person(meeting)}. Utskrift ur portalen {day(meeting.today)}.",
        "greeting": f"Hej {reading.name.split()[0]}!" if reading.name else "Hej!",
        "lead": "Du har sagt ja till ett möte där vi planerar tillsammans med dig.",
        "purpose": meeting.purpose,
        "facts": [
            ["Tid", moment_said(called.at)],
            ["Längd", f"{called.minutes} minuter"],
            [WHERE[called.way], reading.open(called.place) or ""],
        ],
        "coming": _coming(meeting),
        "questions": list(ASKED),
        "agenda": [*AGENDA, *_lines(reading.open(called.agenda))],
        "law": _law(meeting),
        "call": call,
    }


def plan(meeting: Meeting) -> dict[str, Any]:
    """Raises ``NotFoundOrDenied`` when there is no plan that this reader may read."""
    reading, planned = meeting.reading, meeting.sip.planned
    if planned is None:
        raise NotFoundOrDenied
    return {
        "title": PLAN[meeting.sip.kind],
        "footer": printed_for(meeting),
        "person": f"{_person(meeting)}, ärende {reading.case.number}",
        "needs": reading.open(planned.needs) or "",
        "goals_person": _goals(meeting, planned.goals_person),
        "goals_professional": _goals(meeting, planned.goals_professional),
        "measures": _measures(meeting),
        "others": reading.open(planned.measures_by_others) or "",
        "facts": _follow_up(meeting, planned),
        "law": _law(meeting),
    }


NOT_FOR_OUTSIDERS = ("ready", "words", "plan", "prepared", "course", "questions")
"""With somebody from outside in the room the paper has purpose, agenda and measures (domain.md 8.5)."""


def joint(meeting: Meeting) -> dict[str, Any]:
    """The joint page as this reader has it, but for what only the convener may know: a paper lies on tables."""
    shown = joint_page(meeting)
    chart = shown["chart"]
    whole = {
        "title": f"Underlag: {shown['title']}",
        "footer": printed_for(meeting),
        "person": f"{_person(meeting)}, ärende {meeting.reading.case.number}",
        "facts": [row["text"] for row in shown["facts_line"]],
        "purpose": shown["purpose"],
        "ready": [[row["name"], row["coming"], _prepared_said(row)] for row in shown["ready"]],
        "words": _pairs(shown["words"]),
        "plan": [[row["term"], "\n".join(row["texts"])] for row in shown["plan"]],
        "measures": _measures(meeting),
        "prepared": [
            {"name": each["name"], "rows": [pair for group in each["groups"] for pair in _pairs(group["rows"])]}
            for each in shown["prepared"]
        ],
        "course": [[row.what, row.party, row.when, row.state] for row in chart.rows] if chart else [],
        "questions": [[each["heading"], each["note"]] for each in shown["questions"]],
        "agenda": [*shown["agenda"], *shown["own_points"]],
    }
    left_out: dict[str, Any] = {part: [] for part in NOT_FOR_OUTSIDERS}
    return whole | left_out if meeting.outsiders else whole


def _prepared_said(row: dict[str, Any]) -> str:
    if row["done"] is None:
        return "Behövs inte"
    if not row["done"]:
        return "Inte lämnad"
    return f"Lämnad {row['when']}" + (f". Saknas: {row['missing']}" if row["missing"] else "")


def _pairs(rows: list[dict[str, str]]) -> list[list[str]]:
    return [[row["term"], row["text"]] for row in rows]


def printed_for(meeting: Meeting) -> str:
    return f"Utskrift ur portalen, för {meeting.reading.gate.officer.unit.name}, {day(meeting.today)}"


def contact_person(meeting: Meeting, unit_id: UUID) -> Call:
    """The person's own contact at the unit, with a telephone."""
    reading = meeting.reading
    entry = reading.case.contact_persons.get(unit_id)
    if entry is None or entry not in reading.entries or not isinstance(entry.fact, f.ContactPersonNamed):
        return None
    name, phone = reading.open(entry.fact.name), reading.open(entry.fact.phone)
    return {"name": name, "phone": phone} if name and phone else None


def _goals(meeting: Meeting, sealed: Sealed[tuple[str, ...]]) -> list[str]:
    goals = meeting.reading.open(sealed)
    return [*goals] if goals else []


def _follow_up(meeting: Meeting, planned: s.SipPlanEstablished) -> list[list[str]]:
    held, reviewed = meeting.sip.held.fact if meeting.sip.held else None, meeting.sip.reviewed
    next_on = reviewed.next_on if reviewed else planned.follow_up_on
    met = [["Mötet hölls", exact_date(held.held_on)]] if isinstance(held, s.SipHeld) else []
    seen = [["Följdes upp", exact_date(reviewed.on)]] if reviewed else []
    return [
        *met,
        ["Huvudansvar", meeting.directory.name_of(planned.plan_lead_unit)],
        *seen,
        ["Följs upp", exact_date(next_on) if next_on else "Planen är avslutad"],
    ]


def _measures(meeting: Meeting) -> list[list[str]]:
    told = measures(meeting)
    return [[each["what"], each["who"].removesuffix(OWN), each["when"], each["state"]["word"]] for each in told]


def _coming(meeting: Meeting) -> list[str]:
    """The convener's first; each by whom it has said comes, else by who is named in the case there."""
    units = sorted(meeting.units, key=lambda unit: unit != meeting.sip.convener)
    said = [(_who(meeting, unit), meeting.directory.name_of(unit)) for unit in units]
    guests = [label(guest, "guest") for guest in sorted(meeting.sip.guests - {Guest.PERSON})]
    return [f"{who}, {name}" if who else name for who, name in said] + guests


def _who(meeting: Meeting, unit: UUID) -> str:
    answer = meeting.sip.answer_of(unit)
    if answer and answer.who:
        return meeting.reading.open(answer.who) or ""
    named = meeting.reading.case.caseworkers.get(unit, frozenset())
    at_work = meeting.directory.staff(unit, day_of(meeting.reading.moment), CASE_ROLES)
    return joined([f"{user.name}, {role_label(role)}" for user, role in at_work if user.user_id in named])


def _person(meeting: Meeting) -> str:
    return meeting.reading.name or f"Ärende {meeting.reading.case.number}"


def _law(meeting: Meeting) -> str:
    return f"{help_of('sip', 'sip_kind')}." if meeting.sip.kind is SipKind.SIP else ""


def _lines(text: str | None) -> list[str]:
    return [line.strip() for line in (text or "").splitlines() if line.strip()]
