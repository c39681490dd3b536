"""The forms for a follow-up: to book it, and to say how it went."""

from typing import Any

from events import commands as c
from events.calendar import day_of
from events.categories import Category
from events.follow_ups import caller, open_follow_ups, proposed_on
from events.kinds import FollowUpKind
from events.reading import Reading
from orgs.directory import Directory
from portal.cases.forms.case_form import CaseForm
from portal.cases.readers import Readers
from portal.swedish import options


def _units(reading: Reading, directory: Directory) -> list[dict[str, str]]:
    parties = Readers(reading, directory).parties
    return [{"value": str(unit), "label": directory.name_of(unit)} for unit in parties]


def _booking(reading: Reading, directory: Directory) -> dict[str, Any]:
    return {"kinds": options("follow_up_kind"), "units": _units(reading, directory)}


def _proposed(reading: Reading, directory: Directory) -> dict[str, Any]:
    """The follow-up of the case after six months, until it has been booked; then that of the plan."""
    whole, own, today = FollowUpKind.CASE_SIX_MONTHS, reading.gate.officer.unit_id, day_of(reading.moment)
    proposed = proposed_on(reading.case, reading.gate)
    if proposed is None:
        return {"kind": FollowUpKind.PLAN, "called_by_unit": own}
    return {
        "kind": whole,
        "on": max(proposed, today),
        "called_by_unit": caller(reading.case, whole, own, directory),
    }


def _went(reading: Reading, directory: Directory) -> dict[str, Any]:
    own = str(reading.gate.officer.unit_id)
    others = [unit for unit in _units(reading, directory) if unit["value"] != own]
    return {"units": others, "goals": options("goals_met")}


def _held_on(reading: Reading, directory: Directory) -> dict[str, Any]:
    return {"on": day_of(reading.moment)}


def _category_of_held(reading: Reading) -> Category | None:
    return Category.PLANNING if open_follow_ups(reading.case, reading.gate) else None


BOOKING = CaseForm(
    "facts/follow_up.html",
    c.ScheduleFollowUp,
    "Boka uppföljning",
    "Boka",
    "uppfoljningar",
    Category.PLANNING,
    offers=_booking,
    filled=_proposed,
    texts=("lasare",),
)
HELD = CaseForm(
    "facts/follow_up_held.html",
    c.HoldFollowUp,
    "Skriv in uppföljningen",
    "Dela",
    "uppfoljningar/hallna",
    category_of=_category_of_held,
    offers=_went,
    filled=_held_on,
    texts=("lasare",),
)
