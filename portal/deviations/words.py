"""A deviation in words: how it stands, whose turn it is and until when, and what has been said."""

from datetime import date
from typing import Any
from uuid import UUID

from events.deviation import Deviation, DeviationStatus, Happening
from events.deviations import REPORTERS
from events.facts import deviations as f
from orgs.directory import Directory
from orgs.officers import Officer
from orgs.roles import MANAGERS
from portal import swedish

S = DeviationStatus
_LOOKS = {
    S.REPORTED: ("wait", "pen"),
    S.ACKNOWLEDGED: ("info", "eye"),
    S.INVESTIGATING: ("info", "search"),
    S.ANSWERED: ("ok", "ask"),
    S.CLOSED: ("rest", "check"),
    S.ESCALATED: ("stop", "warn"),
    S.REOPENED: ("wait", "next"),
    S.WITHDRAWN: ("rest", "minus"),
}


def badge(status: DeviationStatus) -> dict[str, str]:
    tone, icon = _LOOKS[status]
    return {"word": swedish.label(status, "deviation_status"), "tone": tone, "icon": icon}


def title_of(deviation: Deviation) -> str:
    return swedish.label(deviation.told.type, "deviation_type")


def turn_of(deviation: Deviation) -> UUID | None:
    """The unit that has something to do; ``None`` when nobody has."""
    if deviation.unanswered:
        return deviation.told.about_unit
    return deviation.told.by_unit if deviation.stage is S.ANSWERED else None


def turn_said(deviation: Deviation, officer: Officer, directory: Directory, today: date) -> tuple[str, bool]:
    """Who must act, and whether it is this officer: a colleague of the one who answers is told who that is."""
    turn = turn_of(deviation)
    if turn is None:
        return "", False
    if turn != officer.unit_id:
        return f"Väntar på {directory.name_of(turn)}", False
    if officer.role in (MANAGERS if deviation.unanswered else REPORTERS):
        return "Er tur", True
    chiefs = directory.staff(turn, today, MANAGERS)
    return f"Väntar på er {swedish.role_label(chiefs[0][1]) if chiefs else 'chef'}", False


def clock_said(deviation: Deviation, today: date) -> dict[str, Any]:
    """``{text, late}``: what the clock says now."""
    if due := deviation.acknowledge_by:
        return {"text": f"Ska tas emot senast {swedish.near_date(due, today)}", "late": due < today}
    if due := deviation.answer_by:
        return {"text": f"Ska besvaras senast {swedish.near_date(due, today)}", "late": due < today}
    if due := deviation.closes_on:
        return {"text": f"Avslutas av sig själv {swedish.near_date(due, today)}", "late": False}
    if deviation.closed_on:
        return {"text": f"Avslutad {swedish.day(deviation.closed_on)}", "late": False}
    return {"text": "", "late": False}


def row(deviation: Deviation, directory: Directory, today: date, officer: Officer) -> dict[str, Any]:
    told, own = deviation.told, officer.unit_id
    turn, yours = turn_said(deviation, officer, directory, today)
    return {
        "href": f"/avvikelser/{deviation.deviation_id}",
        "title": title_of(deviation),
        "kind": swedish.label(told.kind, "deviation_kind"),
        "about": _unit(told.about_unit, directory, own),
        "by": _unit(told.by_unit, directory, own),
        "reported": swedish.day(deviation.reported_on) if deviation.reported_on else "",
        "badge": badge(deviation.status),
        "turn": turn,
        "yours": yours,
        "clock": clock_said(deviation, today),
    }


def facts_of(deviation: Deviation, directory: Directory, routine: str, own: UUID) -> list[dict[str, str]]:
    told = deviation.told
    said = {
        "Gäller": _unit(told.about_unit, directory, own),
        "Skriven av": _unit(told.by_unit, directory, own),
        "Hände": swedish.day(told.happened_on),
        "Följd för personen": swedish.label(told.consequence_for_person, "consequence_for_person"),
        "Rutin": routine,
        "Del av rutinen": swedish.label(told.clause, "routine_clause") if told.clause else "",
    }
    return [{"term": term, "text": text} for term, text in said.items() if text]


def history(deviation: Deviation, directory: Directory) -> list[dict[str, Any]]:
    """Latest first, in the shape of the timeline."""
    said = [_happened(number, each, directory) for number, each in enumerate(deviation.history)]
    return said[::-1]


def _happened(number: int, each: Happening, directory: Directory) -> dict[str, Any]:
    user = directory.user(each.by.user_id) if each.by else None
    by = f"{user.name if user else 'En medarbetare'}, {directory.name_of(each.by.unit_id)}" if each.by else "Portalen"
    title, paragraphs = _said(each)
    return {
        "id": f"steg-{number}",
        "when": swedish.day_and_month(each.on),
        "exact": str(each.on.year),
        "title": title,
        "by": by,
        "paragraphs": paragraphs,
        "copy": None,
    }


def _said(each: Happening) -> tuple[str, list[str]]:
    match each.fact:
        case f.DeviationReported():
            return "Skriven", []
        case f.DeviationAcknowledged():
            return "Mottagen", []
        case f.DeviationInvestigated(cause=cause, finding=finding):
            return "Utredd", [f"Orsak: {swedish.label(cause, 'deviation_cause')}.", finding]
        case f.DeviationAnswered(measure=measure, measure_due=due, feedback_text=feedback):
            done = f" Klart senast {swedish.day(due)}." if due else ""
            return "Besvarad", [feedback, f"Åtgärd: {measure}{done}"]
        case f.DeviationEscalated(to=to):
            why = ["Ingen hade svarat på 60 dagar."] if each.by is None else []
            return f"Lyft till {swedish.label(to, 'escalated_to').lower()}", why
        case f.DeviationClosed():
            return "Avslutad", ["Ingen hade något att tillägga på 30 dagar."] if each.by is None else []
        case f.DeviationReopened(reason=reason):
            return "Öppnad igen", [reason]
        case _:
            return "Återtagen", []


def _unit(unit_id: UUID, directory: Directory, own: UUID) -> str:
    name = directory.name_of(unit_id)
    return f"{name} (ni)" if unit_id == own else name
