"""Writing a deviation in one minute: which unit, what, when; and whether there is a routine, before it is saved."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from litestar import get, post
from litestar.params import FromQuery
from litestar.response import Template

from events.agreement import Agreement
from events.commands.deviations import ReportDeviation
from events.deviation_readers import county_of
from events.deviations import REPORTERS
from events.refusals import Refused
from events.vault import open_name
from orgs.directory import Unit
from portal import swedish
from portal.acting import AnyRequest, execute, looking, officer_of
from portal.agreements.words import title_of as routine_title
from portal.deviations.one import CRUMBS, HERE
from portal.form_pages import answer, fresh, shown
from portal.forms import TAKES, Fault, Fields, Form, FormRefused, decode, last
from portal.guards import needs
from portal.house import portal_of
from portal.pages import page
from portal.sentences import sentence_of
from projections import agreements, worklist

CHOICES = {"types": "deviation_type", "consequences": "consequence_for_person"}
_FROM_ADDRESS = {"om": "about_unit", "typ": "type", "dag": "happened_on", "arende": "case_id", "del": "clause"}
"""What a link may fill in: /avvikelser/ny?om=…&typ=late_reply"""


@get(HERE + "/ny", guards=[needs(REPORTERS)], sync_to_thread=True)
def report_form(request: AnyRequest, kept: Form) -> Any:
    """Filled in from the address where a link knows what it is about."""
    asked = {field: value for name, field in _FROM_ADDRESS.items() if (value := request.query_params.get(name))}
    start = {"happened_on": portal_of(request).clock.today().isoformat(), "consequence_for_person": "none"}
    return _form(request, fresh(kept, **(start | asked)))


@post(HERE + "/ny", guards=[needs(REPORTERS)], dependencies=TAKES, sync_to_thread=True)
def report(request: AnyRequest, form: Form) -> Any:
    try:
        receipt = execute(request, decode(ReportDeviation, form))
    except (Refused, FormRefused) as refused:
        return _form(request, form, refused)
    return answer(request, f"{HERE}/{receipt.entries[0].stream_id}")


@get(HERE + "/ny/rutin", guards=[needs(REPORTERS)], sync_to_thread=True)
def routine(
    request: AnyRequest, about_unit: FromQuery[str] = "", happened_on: FromQuery[str] = "", clause: FromQuery[str] = ""
) -> Template:
    """What the form says when another unit or day is chosen."""
    with looking(request) as connection:
        every = agreements.every(connection)
    said = _said(request, every, about_unit, happened_on)
    return page(request, "deviations/routine.html", **said, values={"clause": clause}, errors={})


def _said(request: AnyRequest, every: Iterable[Agreement], about_unit: str, happened_on: str) -> dict[str, Any]:
    """Which routine holds between the two on the day, or the sentence that there is none."""
    about, day = _uuid(about_unit), _date(happened_on) or portal_of(request).clock.today()
    both = {about, officer_of(request).unit_id}
    holding = [each for each in every if (held := each.in_force(day)) and both <= set(held.terms.parties)]
    return {
        "routine": routine_title(holding[0]) if about and holding else "",
        "no_routine": sentence_of("deviation_no_routine", {}) if about and not holding else "",
        "clauses": swedish.options("routine_clause"),
    }


def _form(request: AnyRequest, fields: Fields, error: Fault | None = None) -> Any:
    officer = officer_of(request)
    with looking(request) as connection:
        every = agreements.every(connection)
        mine = worklist.mine(connection, officer.user_id, limit=200) if officer.has_case_role else []
    store_key = portal_of(request).store_key
    cases = [
        {
            "value": str(row.case_id),
            "label": f"{open_name(store_key, row.case_id, row.name_box)} ({row.number})"
            if row.name_box
            else row.number,
        }
        for row in mine
        if not row.locked
    ]
    context = {
        "crumbs": CRUMBS,
        "heading": "Skriv en avvikelse",
        "lead": "Något blev inte som ni har kommit överens om. Chefen för enheten svarar inom 30 dagar.",
        "verb": "Skicka",
        "action": f"{HERE}/ny",
        "back": HERE,
        "seen": None,
        "units": _units(request, every),
        "cases": sorted(cases, key=lambda case: swedish.collation_key(case["label"])),
        **{name: swedish.options(vocabulary) for name, vocabulary in CHOICES.items()},
        **_said(request, every, last(fields, "about_unit"), last(fields, "happened_on")),
    }
    return shown(request, "deviations/report.html", context, fields, error)


def _units(request: AnyRequest, every: Iterable[Agreement]) -> list[dict[str, Any]]:
    """Those that share a routine with the own unit first: which it will be stands there also without script."""
    officer, directory = officer_of(request), request.state.directory
    county, today = county_of(officer, directory), portal_of(request).clock.today()
    shared: set[UUID] = set()
    for each in every:
        held = each.in_force(today)
        if held and officer.unit_id in held.terms.parties:
            shared |= set(held.terms.parties)
    here = [
        unit
        for unit in directory.units.values()
        if unit.active and unit.party and directory.organisations[unit.org_id].county_code == county
    ]
    groups = {
        "Ni har en undertecknad rutin med": [unit for unit in here if unit.unit_id in shared],
        "Ingen undertecknad rutin, sparas som synpunkt": [unit for unit in here if unit.unit_id not in shared],
    }
    return [{"label": label, "options": _options(units, officer.unit_id)} for label, units in groups.items() if units]


def _options(units: list[Unit], own: UUID) -> list[dict[str, str]]:
    named = sorted(units, key=lambda unit: swedish.collation_key(unit.name))
    return [
        {"value": str(unit.unit_id), "label": f"{unit.name} (er egen enhet)" if unit.unit_id == own else unit.name}
        for unit in named
    ]


def _uuid(typed: str) -> UUID | None:
    try:
        return UUID(typed)
    except ValueError:
        return None


def _date(typed: str) -> date | None:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return None
