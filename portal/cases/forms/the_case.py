"""The forms that change the case itself: who works in it, what was wrong, its end and its new beginning."""

from typing import Any

from events import commands as c
from events.calendar import day_of
from events.categories import Category
from events.code_lists import MUNICIPALITIES
from events.kinds import Status
from events.reading import Reading
from orgs.directory import Directory
from orgs.roles import CASE_ROLES
from portal.cases.banner import told_of_death
from portal.cases.forms.case_form import CaseForm
from portal.cases.readers import Readers
from portal.swedish import joined, options, role_label

AT_WORK = frozenset({Status.DRAFT, Status.ACTIVE})
KEPT = frozenset({Status.ACTIVE, Status.SUSPENDED, Status.CLOSED})


def _staff(reading: Reading, directory: Directory) -> dict[str, Any]:
    at_work = directory.staff(reading.gate.officer.unit_id, day_of(reading.moment), CASE_ROLES)
    found = {str(user.user_id): {"label": user.name, "help": role_label(role)} for user, role in at_work}
    return {"staff": [{"value": user_id} | said for user_id, said in found.items()]}


def _named(reading: Reading, directory: Directory) -> dict[str, Any]:
    return {"caseworkers": [str(user) for user in reading.case.caseworkers.get(reading.gate.officer.unit_id, ())]}


def _myself(reading: Reading, directory: Directory) -> dict[str, Any]:
    return {"name": reading.gate.officer.name, "role": role_label(reading.gate.officer.role)}


def _parties(reading: Reading, directory: Directory) -> dict[str, Any]:
    others = [directory.name_of(unit) for unit in Readers(reading, directory).parties[1:]]
    return {"readers": Readers(reading, directory).to_be(Category.PLANNING), "others": joined(others) if others else ""}


def _details(reading: Reading, directory: Directory) -> dict[str, Any]:
    contact = reading.contact
    return {
        "name": reading.name or "",
        "phone": contact.phone or "" if contact else "",
        "reach_safely": contact.reach_safely or "" if contact else "",
        "interpreter_language": contact.interpreter_language or "" if contact else "",
        "municipality_code": reading.case.municipality_code,
    }


def _municipalities(reading: Reading, directory: Directory) -> dict[str, Any]:
    everyone = sorted(MUNICIPALITIES.values(), key=lambda one: one.name)
    return {"municipalities": [{"value": one.code, "label": one.name} for one in everyone]}


def _reasons(reading: Reading, directory: Directory) -> dict[str, Any]:
    return {"reasons": options("retraction_reason")}


def _outcomes(reading: Reading, directory: Directory) -> dict[str, Any]:
    readable = {entry.version for entry in reading.entries}
    waiting = any(one.open and one.sent.version in readable for one in reading.case.inquiries.values())
    return {"outcomes": options("outcome"), "waiting": waiting}


def _closing(reading: Reading, directory: Directory) -> dict[str, Any]:
    return {"closed_on": day_of(reading.moment)}


def leads(reading: Reading) -> bool:
    return reading.case.lead_at(reading.moment) == reading.gate.officer.unit_id


def may_tell_of_death(reading: Reading) -> bool:
    """It may come to be known after the closing; it ends the reading then (domain.md 3.8)."""
    return leads(reading) and not told_of_death(reading)


def _reopening(reading: Reading, directory: Directory) -> dict[str, Any]:
    return {"readers": Readers(reading, directory).to_be(Category.PLANNING)}


CASEWORKERS = CaseForm(
    "facts/caseworkers.html",
    c.ConfirmParty,
    "Handläggare hos er",
    "Spara",
    "handlaggare",
    at=AT_WORK | KEPT,
    offers=_staff,
    filled=_named,
    state_matters=True,
    lead="Bara de som är valda kan öppna ärendet.",
    lands="parter",
)
CONTACT_PERSON = CaseForm(
    "facts/contact_person.html",
    c.NameContactPerson,
    "Personens kontakt hos er",
    "Spara",
    "kontaktpersoner",
    offers=_parties,
    filled=_myself,
    lead="Den som personen ska ringa hos er. Alla parter ser namn och telefon, och det står i personens utdrag.",
    lands="parter",
)
DETAILS = CaseForm(
    "facts/details.html",
    c.ChangeContactDetails,
    "Ändra kontaktuppgifter",
    "Spara",
    "kontaktuppgifter",
    at=AT_WORK,
    offers=_municipalities,
    filled=_details,
    state_matters=True,  # an old page must not put back what somebody else has changed since
    lands="innehallet",
    only_changes=True,
)
RETRACTION = CaseForm(
    "facts/retraction.html",
    c.RetractEntry,
    "Rätta en uppgift",
    "Ta tillbaka",
    "handelser/{event_id}/rattelse",
    at=KEPT,
    offers=_reasons,
    lead="Ta tillbaka det som blev fel. Skriv sedan den rätta uppgiften som en ny.",
    lands="hant",
)
CLOSING = CaseForm(
    "facts/closing.html",
    c.CloseCase,
    "Avsluta ärendet",
    "Avsluta ärendet",
    "avslut",
    at=frozenset({Status.ACTIVE, Status.SUSPENDED}),
    may=leads,
    offers=_outcomes,
    filled=_closing,
    state_matters=True,
    lands="samtycke",
)
DEATH = CaseForm(
    "facts/death.html",
    c.CloseCase,
    "Personen har avlidit",
    "Anteckna",
    "dodsfall",
    at=frozenset({Status.CLOSED}),
    may=may_tell_of_death,
    state_matters=True,
    lands="samtycke",
)
OBJECTION = CaseForm(
    "facts/statistics.html",
    c.NoteStatisticsObjection,
    "Personen vill inte vara med i statistiken",
    "Anteckna",
    "statistik",
    at=AT_WORK | KEPT,
    lead="Ärendet räknas då inte i någon statistik från och med nu. Arbetet i ärendet påverkas inte.",
    lands="samtycke",
)
REOPENING = CaseForm(
    "facts/reopening.html",
    c.ReopenCase,
    "Öppna ärendet igen",
    "Öppna ärendet igen",
    "oppnande",
    Category.PLANNING,
    at=frozenset({Status.CLOSED}),
    offers=_reopening,
    lands="samtycke",
)
