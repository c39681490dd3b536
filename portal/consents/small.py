"""The small forms about a consent: one question each, drawn again with its fault and what was typed."""

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

from litestar import Response, get, post
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath
from litestar.response import Redirect, Template

from events.commands import CaseCommand
from events.reading import Reading
from events.refusals import NotFoundOrDenied, Refused
from orgs.roles import CASE_ROLES
from portal.acting import AnyRequest, execute, read
from portal.consents import page as consent_page
from portal.consents.recording import SEE_OTHER, status_of, to_the_gate
from portal.consents.start import current_consent
from portal.forms import TAKES, Fault, Fields, Form, FormRefused, decode, faults, last
from portal.guards import needs
from portal.pages import page

Drawn = Callable[[AnyRequest, Reading, Fields, Fault | None], Template]


def small_routes(place: str, command: type[CaseCommand], drawn: Drawn) -> tuple[HTTPRouteHandler, HTTPRouteHandler]:
    """Below ``…/samtycken``: ``drawn`` shows the form and what is wrong with it; when it is taken, back to the case."""
    path = f"/arenden/{{case_id:uuid}}/samtycken/{place}"

    def form_page(request: AnyRequest, case_id: UUID, fields: Fields, fault: Fault | None = None) -> Response[Any]:
        reading = read(request, case_id, "consent")
        return to_the_gate(case_id) if reading.at_the_gate else drawn(request, reading, fields, fault)

    @get(path, guards=[needs(CASE_ROLES)], sync_to_thread=True)
    def opens(request: AnyRequest, case_id: FromPath[UUID], kept: Form) -> Response[Any]:
        return form_page(request, case_id, kept)

    @post(path, guards=[needs(CASE_ROLES)], dependencies=TAKES, sync_to_thread=True)
    def takes(request: AnyRequest, case_id: FromPath[UUID], form: Form) -> Response[Any]:
        try:
            execute(request, decode(command, form, case_id=case_id))
        except (Refused, FormRefused) as fault:
            return form_page(request, case_id, form, fault)
        return Redirect(f"/arenden/{case_id}", status_code=SEE_OTHER)

    return opens, takes


def small_page(
    request: AnyRequest,
    reading: Reading,
    name: str,
    fields: Fields,
    error: Fault | None = None,
    **more: Any,
) -> Template:
    """A small form about the consent, with its faults and what was typed. A locked case has none."""
    if reading.case.locked:
        raise NotFoundOrDenied
    errors = faults(error) if error else {}
    return page(request, name, status_of(error) if error else 200, **_context(reading, fields, errors, more))


def _context(reading: Reading, fields: Fields, errors: dict[str, str], more: dict[str, Any]) -> dict[str, Any]:
    """What every small form about a consent shows."""
    consent, first = current_consent(reading, reading.gate.officer.unit), consent_page.first_name(reading)
    known = not reading.at_the_gate
    return {
        "case_id": str(reading.case.case_id),
        "here": f"/arenden/{reading.case.case_id}/samtycken",
        "number": reading.case.number,
        "person": reading.name or f"ärende {reading.case.number}",
        "first": first,
        "genitive": consent_page.genitive(first),
        "at_the_gate": reading.at_the_gate,
        "state": str(reading.gate.shown_status or ""),
        "consent_id": str(consent.fact.consent_id) if consent else "",
        "command_id": last(fields, "command_id") or str(uuid4()),
        "seen": reading.gate.seen() if known else "",
        "value": {name: last(fields, name) for name in fields},
        "errors": [{"field": field, "text": text} for field, text in errors.items()],
        "error": errors,
    } | more
