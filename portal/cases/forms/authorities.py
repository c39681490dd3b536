"""The forms for coordination at Försäkringskassan and enrolment at Arbetsförmedlingen."""

from typing import Any

from events import commands as c
from events.authorities import NOTED_BY_OTHERS, may_note
from events.calendar import day_of
from events.categories import Category
from events.kinds import FkCoordination
from events.reading import Reading
from orgs.directory import Directory
from orgs.kinds import Party
from portal.cases.forms.case_form import CaseForm
from portal.swedish import options


def may_coordinate(reading: Reading) -> bool:
    return may_note(reading.gate.officer, Party.FK)


def may_employ(reading: Reading) -> bool:
    return may_note(reading.gate.officer, Party.AF)


def _coordination(reading: Reading, directory: Directory) -> dict[str, Any]:
    decides = reading.gate.officer.unit.party is Party.FK
    return {
        "statuses": options("fk_coordination", FkCoordination if decides else NOTED_BY_OTHERS),
        "grounds": options("denial_ground") if decides else [],
    }


def _employment(reading: Reading, directory: Directory) -> dict[str, Any]:
    return {"by_af": reading.gate.officer.unit.party is Party.AF}


def _on(reading: Reading, directory: Directory) -> dict[str, Any]:
    return {"on": day_of(reading.moment)}


COORDINATION = CaseForm(
    "facts/coordination.html",
    c.RecordFkCoordination,
    "Anteckna samordning hos Försäkringskassan",
    "Dela",
    "samordning",
    category_of=lambda reading: Category.SOCIAL_INSURANCE if may_coordinate(reading) else None,
    offers=_coordination,
    filled=_on,
    texts=("lasare",),
    lead="Personen ansöker själv. Försäkringskassan beslutar.",
)
EMPLOYMENT = CaseForm(
    "facts/employment.html",
    c.RecordEmploymentStatus,
    "Anteckna inskrivning hos Arbetsförmedlingen",
    "Dela",
    "inskrivning",
    category_of=lambda reading: Category.EMPLOYMENT_SERVICES if may_employ(reading) else None,
    offers=_employment,
    texts=("lasare",),
)
