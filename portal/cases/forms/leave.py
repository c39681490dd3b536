"""The forms for what is shared: which command, which category, and what they open with."""

from typing import Any

from events import commands as c
from events.calendar import day_of
from events.categories import Category
from events.reading import Reading
from orgs.directory import Directory
from orgs.kinds import CARE_UNITS
from orgs.roles import Role
from portal.cases.forms.case_form import CaseForm
from portal.cases.present import Present
from portal.cases.readers import Readers
from portal.swedish import options

DEGREES = [{"value": str(degree), "label": f"{degree} %"} for degree in (100, 75, 50, 25)]
STEPS = [*DEGREES[1:], {"value": "0", "label": "0 %"}]


def _contact(reading: Reading, directory: Directory) -> dict[str, Any]:
    own_org = reading.gate.officer.unit.org_id
    others = Readers(reading, directory).covered(Category.PLANNING)
    units = [unit for unit in others if directory.units[unit].org_id != own_org]
    return {
        "units": [{"value": str(unit), "label": directory.name_of(unit)} for unit in units],
        "channels": options("channel"),
        "purposes": options("contact_purpose"),
    }


def _today(reading: Reading, directory: Directory) -> dict[str, Any]:
    return {"dated": day_of(reading.moment)}


def _sick_leave(reading: Reading, directory: Directory) -> dict[str, Any]:
    own = reading.gate.officer.unit_id
    care = [unit for unit in directory.units.values() if unit.unit_type in CARE_UNITS and unit.active]
    care.sort(key=lambda unit: (unit.unit_id != own, unit.name))
    return {
        "care_units": [{"value": str(unit.unit_id), "label": unit.name} for unit in care],
        "kinds": options("first_or_continued"),
        "degrees": DEGREES,
        "transcribes": reading.gate.officer.role is Role.REHAB_COORDINATOR,
    }


def _certificate(reading: Reading, directory: Directory) -> dict[str, Any]:
    """The physician of the own unit, and a certificate that goes on where the last one ended."""
    officer, today = reading.gate.officer, day_of(reading.moment)
    physicians = directory.staff(officer.unit_id, today, {Role.PHYSICIAN})
    name = physicians[0][0].name if len(physicians) == 1 else ""
    certified = Present(reading, directory).certified
    return {
        "issued_on": today,
        "certified_by_unit": officer.unit_id,
        "physician_name": name,
        "first_or_continued": "continued" if certified else "first",
    }


def _steps(reading: Reading, directory: Directory) -> dict[str, Any]:
    return {"degrees": STEPS, "degree": Present(reading, directory).degree}


def _asked_on(reading: Reading, directory: Directory) -> dict[str, Any]:
    return {"asked_on": day_of(reading.moment)}


CONTACT = CaseForm(
    "facts/contact.html",
    c.LogContact,
    "Anteckna en kontakt",
    "Dela",
    "kontakter",
    Category.PLANNING,
    offers=_contact,
    filled=_today,
    texts=("text",),
)
SICK_LEAVE = CaseForm(
    "facts/sick_leave.html",
    c.RecordSickLeave,
    "Lägg in läkarintyg",
    "Dela",
    "sjukskrivningar",
    Category.SICK_LEAVE,
    offers=_sick_leave,
    filled=_certificate,
    texts=("lasare",),
)
STEP_DOWN = CaseForm(
    "facts/step_down.html",
    c.PlanStepDown,
    "Planera nedtrappning",
    "Dela",
    "nedtrappningar",
    Category.SICK_LEAVE,
    offers=_steps,
    texts=("condition_text",),
    state_matters=True,
)
VIEW = CaseForm(
    "facts/view.html",
    c.RecordPersonView,
    "Personens egen beskrivning",
    "Dela",
    "egen-beskrivning",
    Category.PERSON_VIEW,
    texts=("what_matters", "goals", "strengths", "worries"),
    lead="Skriv med personens egna ord. Läs upp det innan ni delar det.",
)
VIOLENCE = CaseForm(
    "facts/violence.html",
    c.DocumentViolenceQuestion,
    "Frågan om våld",
    "Spara",
    "valdsfraga",
    filled=_asked_on,
    lead="Bara ni som arbetar i ärendet på er vårdenhet ser det här. Det delas aldrig och skrivs aldrig ut.",
    lands="vald",
)
