"""The form for handing a case over to another unit of the consent."""

from typing import Any

from events import commands as c
from events.calendar import day_of
from events.categories import Category
from events.code_lists import MUNICIPALITIES
from events.fold import READS_ON
from events.kinds import ResponsibilityKind
from events.reading import Reading
from orgs.directory import Directory
from orgs.kinds import CARE_UNITS
from orgs.roles import CARE_CASE_ROLES
from portal.cases.forms.case_form import CaseForm
from portal.swedish import day, options


def kinds_to_hand_over(reading: Reading) -> list[ResponsibilityKind]:
    """What the own unit holds and this officer may hand over."""
    case, officer = reading.case, reading.gate.officer
    before = case.left.get(officer.unit_id)
    medical = officer.role in CARE_CASE_ROLES and not (before and before.medical)
    found = [ResponsibilityKind.MEDICAL] if medical else []
    return [*found, ResponsibilityKind.LEAD] if case.lead_at(reading.moment) == officer.unit_id else found


def _offers(reading: Reading, directory: Directory) -> dict[str, Any]:
    kinds, own, consent = kinds_to_hand_over(reading), reading.gate.officer.unit_id, reading.case.consent
    others = [directory.units[unit] for unit in (consent.units if consent else ()) if unit != own]
    if kinds == [ResponsibilityKind.MEDICAL]:
        others = [unit for unit in others if unit.unit_type in CARE_UNITS]
    everywhere = sorted(MUNICIPALITIES.values(), key=lambda one: one.name)
    return {
        "kinds": options("responsibility_kind", only={str(kind) for kind in kinds}),
        "units": [{"value": str(u.unit_id), "label": u.name} for u in sorted(others, key=lambda unit: unit.name)],
        "reasons": options("transfer_reason"),
        "municipalities": [{"value": one.code, "label": one.name} for one in everywhere],
        "until": day(day_of(reading.moment) + READS_ON),
        "consents": f"/arenden/{reading.case.case_id}/samtycken",
    }


def _filled(reading: Reading, directory: Directory) -> dict[str, Any]:
    kinds = kinds_to_hand_over(reading)
    only = {"kind": kinds[0].value} if len(kinds) == 1 else {}
    return only | {"municipality_code": reading.case.municipality_code}


def _category(reading: Reading) -> Category | None:
    return Category.STRUCTURE if kinds_to_hand_over(reading) else None


TRANSFER = CaseForm(
    "facts/responsibility.html",
    c.TransferCaseResponsibility,
    "Lämna över ansvaret",
    "Lämna över",
    "ansvar",
    category_of=_category,
    offers=_offers,
    filled=_filled,
    lead="Till en enhet som personen har sagt ja till. Den kontrollerar samtycket och tar vid.",
    state_matters=True,
    lands="parter",
    only_changes=True,
)
