"""The form for an effort: a new one, or how one of the unit's own has changed."""

from typing import Any

from events import commands as c
from events.association import funded_in
from events.calendar import day_of
from events.categories import Category
from events.efforts import CATEGORY_OF_PARTY, FOLLOWS
from events.kinds import InterventionStatus
from events.reading import Reading
from orgs.directory import Directory
from portal.cases.efforts import efforts_of
from portal.cases.forms.case_form import CaseForm
from portal.cases.readers import Readers
from portal.swedish import label, options, period_said


def category_of(reading: Reading) -> Category | None:
    return CATEGORY_OF_PARTY.get(reading.gate.officer.unit.party)


def _choices(reading: Reading, directory: Directory) -> dict[str, Any]:
    """The unit's own efforts that can still change, and the units that may carry one out."""
    own, unit = reading.gate.officer.unit_id, reading.gate.officer.unit
    standing = [entry for entry in reading.entries if entry.version not in reading.case.retracted]
    mine = [each for each in efforts_of(reading, standing) if each.owner == own and each.fact.status in FOLLOWS]
    said = [(each, label(each.fact.status, "intervention_status").lower()) for each in mine]
    parties = Readers(reading, directory).parties
    near = [u.unit_id for u in directory.units.values() if u.org_id == unit.org_id and u.party and u.active]
    providers = sorted({*parties, *near}, key=lambda each: (each != own, directory.name_of(each)))
    return {
        "efforts": [{"value": str(each.intervention_id), "label": f"{each.name}, {status}"} for each, status in said],
        "statuses": options("intervention_status", InterventionStatus),
        "funded": _funded(directory, directory.organisations[unit.org_id].county_code),
        "providers": [{"value": str(each), "label": directory.name_of(each)} for each in providers],
    }


def _funded(directory: Directory, county_code: str) -> list[dict[str, str]]:
    """What the county's associations pay for, the latest first."""
    found = sorted(funded_in(directory, county_code), key=lambda each: each.last_day, reverse=True)
    said = ((each, period_said(each.first_day, each.last_day)) for each in found)
    return [{"value": str(each.funded_id), "label": f"{each.name}, {period}"} for each, period in said]


def _begun(reading: Reading, directory: Directory) -> dict[str, Any]:
    return {"from": day_of(reading.moment), "provider_unit": reading.gate.officer.unit_id}


EFFORT = CaseForm(
    "facts/effort.html",
    c.RecordIntervention,
    "Anteckna en insats",
    "Dela",
    "insatser",
    category_of=category_of,
    offers=_choices,
    filled=_begun,
    texts=("lasare",),
    lead="Insatser kan gärna pågå samtidigt. Skriv in varje ändring för sig.",
)
