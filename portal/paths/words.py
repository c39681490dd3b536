"""A contact path in words: who to call now, whether they answer, and how sure that is."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from events.calendar import day_of
from events.contact_path import ContactPath
from events.deviations import REPORTERS
from events.facts.deviations import DeviationType
from events.facts.paths import Contact, ContactKind
from events.path_states import PathState, absence_on, answering, states
from orgs.directory import Directory, Unit
from orgs.officers import Officer
from orgs.roles import MANAGERS
from portal.paths.directory import municipalities_of
from portal.paths.opening_words import hours_now, week_said
from portal.swedish import day, day_and_month, exact_date, joined, label, period_said, role_label, upper_first

BADGES = {
    PathState.FRESH: {"word": "Aktuell", "tone": "ok", "icon": "check"},
    PathState.AGEING: {"word": "Bör bekräftas", "tone": "wait", "icon": "clock"},
    PathState.STALE: {"word": "Inaktuell", "tone": "stop", "icon": "warn"},
    PathState.VULNERABLE: {"word": "Sårbar", "tone": "wait", "icon": "person"},
    PathState.UNCOVERED: {"word": "Ingen väg in just nu", "tone": "stop", "icon": "octagon"},
}

NO_COORDINATOR = "Enheten har ingen rehabkoordinator just nu."


def said(unit: Unit, path: ContactPath | None, directory: Directory, moment: datetime, own: UUID) -> dict[str, Any]:
    """One row of the directory (``contact_paths/_path.html``); a unit without a path has its manager."""
    today = day_of(moment)
    found = states(path, directory, today) if path else []
    row: dict[str, Any] = {
        "id": f"enhet-{unit.unit_id}",
        "unit_id": str(unit.unit_id),
        "name": unit.name,
        "kind": "Din enhet" if unit.unit_id == own else _kind(unit),
        "own": unit.unit_id == own,
        "badges": [BADGES[state] for state in found] or [{"word": "Ingen kontaktväg", "tone": "stop", "icon": "minus"}],
        "gone": not found or PathState.UNCOVERED in found,
        "to_confirm": bool(set(found) & {PathState.AGEING, PathState.STALE}),
        "notes": [],
        "terms": [],
    }
    if path is None or path.published is None:
        return row | _manager(unit, None, directory, moment)
    row["notes"] = _notes(path, found, today)
    row["terms"] = _terms(path)
    row["promise"] = f"Svarar inom {_days(path.published.reply_promise_working_days)}"
    if row["gone"]:
        return row | _manager(unit, path, directory, moment) | {"until": _until(path, today)}
    return row | _who_answers(path, directory, moment)


def call(unit: Unit, path: ContactPath | None, directory: Directory, moment: datetime) -> dict[str, str] | None:
    """The way in as one line inside a case: "Ring Försörjningsstöd Köping, öppet till 16.00"."""
    if path is None or path.published is None:
        return None
    row = said(unit, path, directory, moment, own=UUID(int=0))
    if not row["phone"]:
        return None
    whom = f"Ingen väg in just nu. Ring {row['who']}" if row["gone"] else f"Ring {unit.name}"
    hours = row["hours"].replace("Öppet nu, till", "öppet till").replace("Stängt nu", "stängt nu")
    return {
        "said": f"{whom}, {hours}" if hours else whom,
        "phone": row["phone"],
        "who": "" if row["gone"] else row["who"],
    }


def week(path: ContactPath | None) -> list[dict[str, Any]]:
    """``{who, phone, address, hours}`` of everybody in the path, for its own page."""
    fact = path.published if path else None
    if fact is None:
        return []
    everybody = (("Ordinarie", fact.primary), ("Ersättare", fact.backup), ("Chef", fact.escalation))
    return [
        {
            "term": term,
            "who": contact.display_name,
            "role": _role(contact),
            "phone": contact.phone or "",
            "address": contact.secure_address or "",
            "hours": week_said(contact),
        }
        for term, contact in everybody
        if contact
    ]


def report(officer: Officer, path: ContactPath | None, unit_id: UUID) -> str:
    """Where whoever did not get through writes a deviation about it; for others nothing."""
    flagged = path is not None and any(flag.user_id == officer.user_id for flag in path.flags)
    if not flagged or officer.role not in REPORTERS:
        return ""
    return f"/avvikelser/ny?om={unit_id}&typ={DeviationType.NO_ANSWER_ON_CONTACT_PATH}"


def _who_answers(path: ContactPath, directory: Directory, moment: datetime) -> dict[str, Any]:
    now = answering(path, directory, day_of(moment))
    assert now is not None and path.published is not None
    regular = path.published.primary
    if now.standing_in:
        role = f"Ersätter {regular.display_name} t.o.m. {day_and_month(now.standing_in.last)}"
        beside, reach = f"Ordinarie: {regular.display_name}", ""
    else:
        role = _role(now.contact)
        backup = path.published.backup
        away = path.published.backup_id and absence_on(path, path.published.backup_id, day_of(moment))
        beside = f"Ersättare: {backup.display_name}" if backup else "Ingen ersättare"
        beside += f" (borta t.o.m. {day_and_month(away.last)})" if away else ""
        reach = (backup.phone or backup.secure_address or "") if backup else ""
    who = {"who": now.contact.display_name, "role": role, "beside": beside, "reach": reach}
    return _contact(now.contact, moment) | who


def _manager(unit: Unit, path: ContactPath | None, directory: Directory, moment: datetime) -> dict[str, Any]:
    """Whom to call instead: who the unit has named, or the manager by name."""
    named = path.published.escalation if path and path.published else None
    nobody_beside = {"role": "", "beside": "", "reach": ""}
    if named:
        said_role = f"{named.role} " if named.role else ""
        return _contact(named, moment) | {"who": f"{said_role}{named.display_name}"} | nobody_beside
    managers = directory.staff(unit.unit_id, day_of(moment), MANAGERS)
    who = f"{role_label(managers[0][1])} {managers[0][0].name}" if managers else "enhetens chef"
    return {"who": who, "phone": "", "address": "", "hours": "", "open": False} | nobody_beside


def _contact(contact: Contact, moment: datetime) -> dict[str, Any]:
    is_open, hours = hours_now(contact, moment)
    return {
        "phone": contact.phone or "",
        "address": contact.secure_address or "",
        "hours": hours,
        "open": is_open,
    }


def _role(contact: Contact) -> str:
    if contact.kind is ContactKind.NAMED:
        return contact.role or ""
    many = f"{contact.staff_count} personer" if contact.staff_count and contact.staff_count > 1 else "en person"
    return f"funktion, {many}"


def _notes(path: ContactPath, found: list[PathState], today: date) -> list[str]:
    assert path.confirmed_on is not None and path.published is not None
    on = day(path.confirmed_on)
    ago = (today - path.confirmed_on).days
    notes = [f"Bekräftad {on}" + (f", för {ago} dagar sedan" if PathState.AGEING in found and ago > 90 else "")]
    if PathState.STALE in found:
        notes = [f"Uppgifterna bekräftades senast {on}. De kan vara inaktuella."]
    if path.flags:
        notes.append("Någon kom inte fram " + day(min(flag.on for flag in path.flags)) + ".")
    if PathState.UNCOVERED in found:
        away = absence_on(path, path.published.primary_id, today)
        whom = upper_first(path.published.primary.role or path.published.primary.display_name)
        notes = (
            [f"{whom} är borta {period_said(away.first, away.last)}. Ingen ersättare är på plats."]
            if away
            else [NO_COORDINATOR]
        )
    return notes


def _until(path: ContactPath, today: date) -> str:
    assert path.published is not None
    away = absence_on(path, path.published.primary_id, today)
    if away is None:
        return "Gäller tills enheten har en rehabkoordinator igen."
    return f"Gäller tills en ersättare är anmäld, eller till och med {exact_date(away.last)}."


def _terms(path: ContactPath) -> list[dict[str, str]]:
    assert path.published is not None
    fact = path.published
    shown = {
        "Bra för": fact.use_when,
        "Inte för": fact.not_for,
        "Kommunen erbjuder": joined(fact.municipal_offers) if fact.municipal_offers else None,
        "Besöksadress": fact.visiting_address,
    }
    return [{"term": term, "text": text} for term, text in shown.items() if text]


def _kind(unit: Unit) -> str:
    where = municipalities_of(unit)
    return upper_first(label(unit.unit_type, "unit_type")) + (f", {where}" if where else "")


def _days(count: int) -> str:
    return "1 arbetsdag" if count == 1 else f"{count} arbetsdagar"
