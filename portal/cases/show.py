"""Opening a case, and the case itself."""

from typing import Any
from uuid import UUID

from litestar import Response, get, post
from litestar.params import FromPath, FromQuery
from litestar.response import Redirect, Template

from events.code_lists import COUNTIES, MUNICIPALITIES
from events.commands import DraftCase
from events.refusals import NotFoundOrDenied, Refused
from orgs.roles import CARE_CASE_ROLES, CASE_ROLES
from portal.acting import AnyRequest, execute, looking, read, step_in
from portal.cases.page import case_page
from portal.cases.readers import Readers
from portal.form_pages import answer, fresh, shown
from portal.forms import TAKES, Form, FormRefused, decode
from portal.guards import needs
from portal.pages import page
from portal.paths.show import calls_over
from portal.swedish import options
from portal.tasks.waiting import beside_the_log

OPENING = {
    "heading": "Öppna ett ärende",
    "lead": "Ingen annan enhet ser ärendet förrän personen har samtyckt.",
    "action": "/arenden/nytt",
    "verb": "Öppna ärendet",
    "back": "/arenden",
    "crumbs": [{"label": "Ärenden", "href": "/arenden"}],
}


@get("/arenden/nytt", guards=[needs(CASE_ROLES)], sync_to_thread=True)
def opening_form(request: AnyRequest, kept: Form) -> Template:
    return shown(request, "cases/opening.html", _opening(request), fresh(kept))


@post(
    "/arenden/nytt",
    guards=[needs(CASE_ROLES)],
    dependencies=TAKES,
    sync_to_thread=True,
)
def draft_case(request: AnyRequest, form: Form) -> Response[Any]:
    try:
        receipt = execute(request, decode(DraftCase, form))
    except (Refused, FormRefused) as error:
        return shown(request, "cases/opening.html", _opening(request), form, error)
    return answer(request, f"/arenden/{receipt.entries[0].stream_id}")


@get("/arenden/{case_id:uuid}", guards=[needs(CASE_ROLES)], sync_to_thread=True)
def case(
    request: AnyRequest, case_id: FromPath[UUID], visa: FromQuery[str] = "", alla: FromQuery[str] = ""
) -> Response[Any]:
    """The case; the gate before it for a unit that has not made sure; the way in for a colleague."""
    try:
        reading = read(request, case_id)
    except NotFoundOrDenied:
        step_in(request, case_id)
        return Redirect(f"/arenden/{case_id}/ersattare", status_code=303)
    if reading.at_the_gate:
        return Redirect(f"/arenden/{case_id}/samtycken/kontroll", status_code=303)
    directory = request.state.directory
    with looking(request) as connection:
        calls = calls_over(connection, request, Readers(reading, directory).parties)
        more = beside_the_log(connection, request, case_id)
    return page(request, "cases/show.html", **case_page(reading, directory, calls, more, visa, alla == "ja"))


@get("/rutin-for-fragan-om-vald", guards=[needs(CARE_CASE_ROLES)], sync_to_thread=True)
def violence_routine(request: AnyRequest) -> Template:
    return page(request, "cases/violence_routine.html", title="Er rutin för frågan om våld")


def _opening(request: AnyRequest) -> dict[str, Any]:
    """Municipalities of the unit's own county first of all those that it serves."""
    unit = request.user.unit
    organisation = request.state.directory.organisations[unit.org_id]
    county = COUNTIES.get(organisation.county_code)
    served = [MUNICIPALITIES[code] for code in unit.serves_municipalities if code in MUNICIPALITIES]
    around = [one for one in (county.municipalities if county else MUNICIPALITIES.values()) if one not in served]
    everyone = [*served, *sorted(around, key=lambda one: one.name)]
    return OPENING | {
        "municipalities": [{"value": one.code, "label": one.name} for one in everyone],
        "default_municipality": served[0].code if len(served) == 1 else "",
        "reasons": options("initiating_reason"),
    }
