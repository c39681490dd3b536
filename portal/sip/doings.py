"""What can be done to a meeting, each with its form: who may now, what it offers and what it opens with."""

from collections.abc import Callable
from typing import Any, NamedTuple
from uuid import UUID

from events.calendar import STOCKHOLM, add_months, add_working_days, day_of
from events.categories import Category
from events.commands import sip as c
from events.facts.sip import SipHeld
from events.sip.kinds import CancelReason, DeclinedBy
from events.sip.rules import principal_of
from portal.cases.readers import Readers
from portal.sip.meeting import Meeting
from portal.swedish import clock, collation_key, day_and_month, joined, options

Told = Callable[[Meeting], dict[str, Any]]


def nothing(meeting: Meeting) -> dict[str, Any]:
    return {}


class Doing(NamedTuple):
    command: type[c.SipCommand]
    heading: str
    verb: str
    part: str
    may: Callable[[Meeting], bool]
    offers: Told = nothing
    filled: Told = nothing
    lead: str = ""
    texts: tuple[str, ...] = ()


def _units(meeting: Meeting, only: frozenset[UUID] | None = None) -> list[dict[str, str]]:
    own = [meeting.own] if only is not None and meeting.own in only else []
    units = own + [
        unit
        for unit in Readers(meeting.reading, meeting.directory).covered(Category.PLANNING)
        if only is None or unit in only
    ]
    return [{"value": str(unit), "label": meeting.directory.name_of(unit)} for unit in units]


def _calling(meeting: Meeting) -> dict[str, Any]:
    return {
        "kinds": options("sip_kind"),
        "units": _units(meeting),
        "guests": options("guest"),
        "ways": options("meeting_way"),
        "changes": meeting.sip.called is not None,
    }


def _called_before(meeting: Meeting) -> dict[str, Any]:
    called, reading = meeting.sip.called, meeting.reading
    questions: tuple[str, ...] | None = reading.open(called.questions) if called else None
    if called is None:
        proposed = meeting.sip.proposed
        latest = add_working_days(proposed.dated if proposed else meeting.today, 10)
        return {
            "kind": meeting.sip.kind,
            "purpose": meeting.purpose,
            "units": [each["value"] for each in _units(meeting)],
            "guests": ["person"],
            "way": "room",
            "minutes": 60,
            "at": max(latest, add_working_days(meeting.today, 5)),
            "at_time": "13.00",
        }
    return {
        "kind": called.kind,
        "purpose": meeting.purpose,
        "units": [str(unit) for unit in sorted(meeting.sip.units - {meeting.own}, key=str)],
        "guests": [str(guest) for guest in sorted(meeting.sip.guests)],
        "person_declined": str(called.person_declined).lower(),
        "way": called.way,
        "minutes": called.minutes,
        "at": day_of(called.at.astimezone(STOCKHOLM)),
        "at_time": clock(called.at),
        "place": reading.open(called.place) or "",
        "agenda": reading.open(called.agenda) or "",
        "questions": list(questions or ()),
    }


def _declining(meeting: Meeting) -> dict[str, Any]:
    principal = principal_of(meeting.reading.gate.officer.unit)
    return {"by": options("declined_by", {DeclinedBy.PERSON, *([principal] if principal else [])})}


def _answering(meeting: Meeting) -> dict[str, Any]:
    return {"answers": options("invitation_answer")}


def _answered(meeting: Meeting) -> dict[str, Any]:
    officer, given = meeting.reading.gate.officer, meeting.sip.answer_of(meeting.own)
    who = meeting.reading.open(given.who) if given else None
    return {"answer": given.answer if given else "", "who": who or officer.name}


def _reminding(meeting: Meeting) -> dict[str, Any]:
    lacking = sorted(meeting.sip.lacking(), key=lambda unit: collation_key(meeting.directory.name_of(unit)))
    return {"lacking": [{"term": meeting.directory.name_of(unit), "text": _left(meeting, unit)} for unit in lacking]}


def _left(meeting: Meeting, unit: UUID) -> str:
    left = [] if meeting.sip.answer_of(unit) else ["svara på kallelsen"]
    left += [] if (unit, False) in meeting.sip.prepared else ["lämna sin förberedelse"]
    reminder = meeting.sip.reminder_of(unit)
    return f"Har kvar att {joined(left)}." + (f" Påmind {day_and_month(reminder.dated)}." if reminder else "")


def _revoking(meeting: Meeting) -> dict[str, Any]:
    guests = [each for each in options("guest", meeting.sip.guests) if each["value"] != "person"]
    return {"units": _units(meeting, meeting.sip.units - {meeting.own}), "guests": guests}


def _cancelling(meeting: Meeting) -> dict[str, Any]:
    return {"reasons": options("cancel_reason", set(CancelReason) - {CancelReason.CONSENT_ENDED})}


def _holding(meeting: Meeting) -> dict[str, Any]:
    guests = [each for each in options("guest", meeting.sip.guests) if each["value"] != "person"]
    return {"units": _units(meeting, meeting.sip.units - {meeting.own}), "guests": guests}


def _held(meeting: Meeting) -> dict[str, Any]:
    called = meeting.sip.called
    assert called is not None
    answers = {unit: meeting.sip.answer_of(unit) for unit in meeting.sip.units}
    coming = [unit for unit, given in answers.items() if given and given.answer != "declined"]
    return {
        "held_on": min(day_of(called.at), meeting.today),
        "present_units": [str(unit) for unit in coming],
        "person_present": "",
    }


def _planning(meeting: Meeting) -> dict[str, Any]:
    units = meeting.sip.units
    leads = frozenset(unit for unit in units if principal_of(meeting.directory.unit(unit)))
    return {"owners": _units(meeting, units), "leads": _units(meeting, leads)}


def _planned(meeting: Meeting) -> dict[str, Any]:
    held = meeting.sip.held.fact if meeting.sip.held else None
    on = held.held_on if isinstance(held, SipHeld) else meeting.today
    words = {str(answer.question): answer.text for answer in meeting.person_words}
    return {
        "goals_person": [words["wanted_result"]] if "wanted_result" in words else [],
        "plan_lead_unit": meeting.own,
        "follow_up_on": add_months(on, 3),
        "copy_to_person_on": "",
    }


def _reviewing(meeting: Meeting) -> dict[str, Any]:
    planned = meeting.sip.planned
    measures = planned.measures if planned else ()
    told = [
        {
            "id": str(each.measure_id),
            "what": meeting.reading.open(each.what) or "",
            "who": meeting.directory.name_of(each.responsible_unit),
        }
        for each in measures
    ]
    return {"measures": told, "statuses": options("measure_status")}


def _on_today(meeting: Meeting) -> dict[str, Any]:
    return {"on": meeting.today}


def _copying(meeting: Meeting) -> dict[str, Any]:
    return {"to": options("copy_to")}


def _confirming(meeting: Meeting) -> dict[str, Any]:
    planned = meeting.sip.planned
    mine = [each for each in planned.measures if each.responsible_unit == meeting.own] if planned else []
    told = [{"value": str(m.measure_id), "label": meeting.reading.open(m.what) or "", "help": ""} for m in mine]
    return {"measures": told}


def _has_own_measures(meeting: Meeting) -> bool:
    planned = meeting.sip.planned
    mine = planned is not None and any(each.responsible_unit == meeting.own for each in planned.measures)
    return meeting.active and mine


def _leads(meeting: Meeting) -> bool:
    planned, reviewed = meeting.sip.planned, meeting.sip.reviewed
    over = reviewed is not None and reviewed.next_on is None
    return meeting.active and planned is not None and planned.plan_lead_unit == meeting.own and not over


DOINGS: dict[str, Doing] = {
    "kallelse": Doing(
        c.SummonSip,
        "Kalla till mötet",
        "Kalla",
        "sip/summons.html",
        lambda m: m.active and m.may_convene and not m.sip.over and (m.sip.called is None or m.convening),
        _calling,
        _called_before,
        "Prata med personen först: Vad är viktigt? Vilka får vara med? Vad ska inte tas upp?",
    ),
    "nej": Doing(
        c.DeclineSip,
        "Mötet blir inte av",
        "Spara",
        "sip/declining.html",
        lambda m: m.active and m.sip.called is None and not m.sip.over,
        _declining,
    ),
    "svar": Doing(
        c.AnswerSipInvitation,
        "Svara på kallelsen",
        "Svara",
        "sip/answer.html",
        lambda m: m.open and m.invited and not m.convening,
        _answering,
        _answered,
    ),
    "paminnelse": Doing(
        c.RemindAboutSip,
        "Påminn dem som saknas",
        "Påminn",
        "cases/reminding.html",
        lambda m: bool(m.to_remind),
        _reminding,
        lead="De ser påminnelsen på sin Min dag. Den som har valt mejl får ett, utan uppgift om vad det gäller.",
    ),
    "tillbakatagen": Doing(
        c.RevokeSipInvitation,
        "Ta tillbaka en kallelse",
        "Ta tillbaka",
        "sip/revoking.html",
        lambda m: m.open and m.convening and bool(_revoking(m)["units"] or _revoking(m)["guests"]),
        _revoking,
        lead="När personen inte vill att någon är med. Den som tas bort och de som är kvar får veta det, inte varför.",
    ),
    "installt": Doing(
        c.CancelSip,
        "Ställ in mötet",
        "Ställ in",
        "sip/cancelling.html",
        lambda m: m.open and m.convening,
        _cancelling,
    ),
    "hallet": Doing(
        c.HoldSip,
        "Mötet är hållet",
        "Spara",
        "sip/holding.html",
        lambda m: m.open and m.convening and (m.begun or (m.sip.at is not None and day_of(m.sip.at) <= m.today)),
        _holding,
        _held,
    ),
    "plan": Doing(
        c.EstablishSipPlan,
        "Planen från mötet",
        "Dela planen",
        "sip/planning.html",
        lambda m: m.active and m.convening and m.sip.held is not None and m.sip.plan is None,
        _planning,
        _planned,
    ),
    "atgard": Doing(
        c.ConfirmSipMeasure,
        "Bekräfta er åtgärd",
        "Spara",
        "sip/confirming.html",
        _has_own_measures,
        _confirming,
    ),
    "uppfoljning": Doing(
        c.FollowUpSipPlan,
        "Följ upp planen",
        "Spara",
        "sip/reviewing.html",
        _leads,
        _reviewing,
        _on_today,
    ),
    "kopia": Doing(
        c.NoteSipPlanCopy,
        "Planen är lämnad",
        "Spara",
        "sip/copying.html",
        lambda m: m.active and m.sip.plan is not None and m.invited,
        _copying,
        _on_today,
    ),
}
