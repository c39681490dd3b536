"""The form for function and activity."""

from typing import Any

from events import commands as c
from events.calendar import day_of
from events.categories import Category
from events.reading import Reading
from orgs.directory import Directory
from orgs.roles import Role
from portal.cases.forms.case_form import CaseForm
from portal.swedish import options


def _assessment(reading: Reading, directory: Directory) -> dict[str, Any]:
    return {
        "impairments": options("impairment"),
        "activities": options("activity"),
        "grades": options("grade"),
        "forwards": reading.gate.officer.role is not Role.PHYSICIAN,
    }


def _assessed(reading: Reading, directory: Directory) -> dict[str, Any]:
    """A physician assesses; a coordinator passes on what the unit's only physician has assessed."""
    officer, today = reading.gate.officer, day_of(reading.moment)
    if officer.role is Role.PHYSICIAN:
        return {"assessed_by": officer.name, "assessed_on": today}
    physicians = directory.staff(officer.unit_id, today, {Role.PHYSICIAN})
    return {"assessed_by": physicians[0][0].name if len(physicians) == 1 else "", "assessed_on": today}


DIAGNOSIS = CaseForm(
    "facts/diagnosis.html",
    c.ShareDiagnosis,
    "Dela diagnosen",
    "Dela",
    "diagnoser",
    Category.DIAGNOSIS,
    texts=("text",),
    lead="Bara det som personen skriftligt har sagt ja till. Oftast räcker funktion och aktivitet.",
)
ASSESSMENT = CaseForm(
    "facts/function.html",
    c.ShareFunctionalAssessment,
    "Beskriv funktion och aktivitet",
    "Dela",
    "funktion",
    Category.FUNCTIONAL_STATUS,
    offers=_assessment,
    filled=_assessed,
    texts=("resources_text", "adaptation_advice_text"),
    lead="Skriv vad som är svårt, vad som går och vad som underlättar. Skriv aldrig diagnosen här.",
)
