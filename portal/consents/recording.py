"""Recording what the person allows: the form, its preview, and the consent itself."""

import json
from typing import Any, Final
from uuid import UUID

from litestar import Response, get, post
from litestar.params import FromPath
from litestar.response import Redirect, Template

from events.commands import Confirmation
from events.kinds import Status
from events.reading import Reading
from events.refusals import Refused
from orgs.roles import CASE_ROLES
from portal.acting import AnyRequest, execute, read
from portal.consents import page as consent_page
from portal.consents.asked import asked_of, decoded, errors_of
from portal.consents.form import Terms, terms_of
from portal.consents.start import current_consent, first_fields
from portal.forms import TAKES, Fault, Fields, Form, FormRefused, last
from portal.guards import needs
from portal.house import portal_of
from portal.pages import page

SEE_OTHER: Final = 303
UNPROCESSABLE, CONFLICT = 422, 409
OPEN = frozenset({Status.DRAFT, Status.ACTIVE, Status.SUSPENDED})
FORM = "/arenden/{case_id}/samtycken"
FILLED_IN = {
    "field": "tabellen",
    "text": "Tabellen har fyllts på efter det du ändrade. Gå igenom den tillsammans och spara sedan.",
}


@get("/arenden/{case_id:uuid}/samtycken", guards=[needs(CASE_ROLES)], sync_to_thread=True)
def consent_form(request: AnyRequest, case_id: FromPath[UUID], kept: Form) -> Response[Any]:
    reading = read(request, case_id, "consent")
    if reading.at_the_gate:
        return to_the_gate(case_id)
    try:
        _open_for_consent(request, reading)
    except Refused:
        return Redirect(f"/arenden/{case_id}", status_code=SEE_OTHER)
    fields = kept or first_fields(reading, request.state.directory, request.user.unit, portal_of(request).clock.today())
    return _form(request, reading, fields)


@post(
    "/arenden/{case_id:uuid}/samtycken/forhandsvisning",
    guards=[needs(CASE_ROLES)],
    dependencies=TAKES,
    opt={"form_page": FORM},
    status_code=200,
    sync_to_thread=True,
)
def consent_preview(request: AnyRequest, case_id: FromPath[UUID], form: Form) -> Response[Any]:
    """The form again with the table and the preview as the fields now give them; nothing is stored."""
    reading = read(request, case_id, "consent")
    if reading.at_the_gate:
        return to_the_gate(case_id)
    _open_for_consent(request, reading)
    fields = _with_units_added(form)
    if request.headers.get("hx-request") == "true":
        drawn = _form(request, reading, fields, name="consents/live.html")
        drawn.headers["HX-Trigger"] = json.dumps({"announce": "Tabellen och förhandsvisningen är uppdaterade."})
        return drawn
    return _form(request, reading, fields, looking=True)


@post(
    "/arenden/{case_id:uuid}/samtycken",
    guards=[needs(CASE_ROLES)],
    dependencies=TAKES,
    sync_to_thread=True,
)
def record_consent(request: AnyRequest, case_id: FromPath[UUID], form: Form) -> Response[Any]:
    reading = read(request, case_id, "consent")
    if reading.at_the_gate:
        return to_the_gate(case_id)
    today = portal_of(request).clock.today()
    fields = consent_page.with_end(form, reading, today)
    terms = terms_of(fields, request.state.directory, request.user.unit, saving=True)
    try:
        asked = asked_of(terms, fields, request.user.user_id, today.isoformat())
        command = decoded(terms, fields, asked, case_id)
        if terms.filled_in:
            return _form(request, reading, fields, errors=[FILLED_IN], status=UNPROCESSABLE)
        receipt = execute(request, command)
    except (Refused, FormRefused) as error:
        return _refused(request, case_id, fields, error)
    recorded = receipt.entries[0].fact
    consent_id = recorded.consent_id  # type: ignore[union-attr]
    return Redirect(f"/arenden/{case_id}/samtycken/{consent_id}/kopia?sparat=1", status_code=SEE_OTHER)


def to_the_gate(case_id: UUID) -> Redirect:
    return Redirect(f"/arenden/{case_id}/samtycken/kontroll", status_code=SEE_OTHER)


def status_of(error: Fault) -> int:
    return CONFLICT if isinstance(error, Refused) and error.key == "stale_form" else UNPROCESSABLE


def _refused(request: AnyRequest, case_id: UUID, fields: Fields, error: Fault) -> Response[Any]:
    """The form with what was typed, drawn from the case as it is now, so that saving again means having seen it."""
    drawn = read(request, case_id, "consent")
    warned = isinstance(error, Refused) and error.key == Confirmation.FREETEXT_WARNING
    return _form(request, drawn, fields, errors=errors_of(error, fields), status=status_of(error), warned=warned)


def _open_for_consent(request: AnyRequest, reading: Reading) -> None:
    if reading.case.consent is not None and current_consent(reading, request.user.unit) is None:
        raise Refused("consent_missing")
    if reading.case.status(portal_of(request).clock.today()) not in OPEN:
        raise Refused("not_now")


def _with_units_added(form: Fields) -> Fields:
    """A unit found by searching joins the list, ticked; the search is then done."""
    added = [value for value in form.get("add", []) if value.strip()]
    if not added:
        return form
    return form | {"recipients": [*form.get("recipients", []), *added], "unit_search": [""]}


def _form(
    request: AnyRequest,
    reading: Reading,
    fields: Fields,
    *,
    name: str = "consents/form.html",
    errors: list[dict[str, str]] | None = None,
    status: int = 200,
    looking: bool = False,
    warned: bool = False,
) -> Template:
    """``warned``: this refusal is lifted by standing by the text."""
    terms: Terms = terms_of(fields, request.state.directory, request.user.unit)
    shown = consent_page.context(request, reading, fields, terms, portal_of(request).clock.today(), errors)
    where = "sok" if looking and last(fields, "do") == "search" else "forhandsvisning" if looking else ""
    ask = warned or bool(last(fields, Confirmation.FREETEXT_WARNING))
    return page(request, name, status, **shown, focus=where, ask_warning=ask)
