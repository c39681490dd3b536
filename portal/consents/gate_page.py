"""The gate: before a unit reads anything it makes sure that the consent exists, and says how (domain.md 3.4)."""

from typing import Any
from uuid import UUID, uuid4, uuid5

from litestar import Response, get, post
from litestar.params import FromPath
from litestar.response import Redirect

from events.commands import ConfirmParty, VerifyConsent
from events.reading import Reading
from events.refusals import Refused
from orgs.roles import CASE_ROLES, MANAGERS
from portal import swedish
from portal.acting import AnyRequest, execute, read
from portal.consents import page as consent_page
from portal.consents.recording import SEE_OTHER, status_of
from portal.forms import TAKES, Fault, Fields, Form, FormRefused, decode, faults, last
from portal.guards import needs
from portal.pages import page


@get("/arenden/{case_id:uuid}/samtycken/kontroll", guards=[needs(CASE_ROLES | MANAGERS)], sync_to_thread=True)
def gate(request: AnyRequest, case_id: FromPath[UUID], kept: Form) -> Response[Any]:
    return _gate(request, case_id, kept)


@post(
    "/arenden/{case_id:uuid}/samtycken/kontroll",
    guards=[needs(CASE_ROLES | MANAGERS)],
    dependencies=TAKES,
    sync_to_thread=True,
)
def verify(request: AnyRequest, case_id: FromPath[UUID], form: Form) -> Response[Any]:
    """The unit's own check, and whoever made it takes the case when nobody at the unit has it."""
    try:
        command = decode(VerifyConsent, form, case_id=case_id)
        receipt = execute(request, command)
        named = receipt.case.caseworkers.get(request.user.unit_id, frozenset()) if receipt.case else frozenset()
        if not named and request.user.has_case_role:
            own = uuid5(command.command_id, "named") if command.command_id else uuid4()
            execute(
                request, ConfirmParty(case_id=case_id, command_id=own, caseworkers=frozenset({request.user.user_id}))
            )
    except (Refused, FormRefused) as error:
        return _gate(request, case_id, form, error)
    return Redirect(f"/arenden/{case_id}", status_code=SEE_OTHER)


def _gate(request: AnyRequest, case_id: UUID, fields: Fields, error: Fault | None = None) -> Response[Any]:
    reading = read(request, case_id)
    if not reading.at_the_gate:
        return Redirect(f"/arenden/{case_id}", status_code=SEE_OTHER)
    errors = faults(error) if error else {}
    shown = _shown(reading, request)
    return page(
        request,
        "gate/gate.html",
        status_of(error) if error else 200,
        title="Har din enhet försäkrat sig om samtycket?",
        here=f"/arenden/{case_id}/samtycken",
        choices=swedish.options("how_verified"),
        chosen=last(fields, "how"),
        command_id=last(fields, "command_id") or str(uuid4()),
        errors=[{"field": field, "text": text} for field, text in errors.items()],
        error=errors,
        **shown,
    )


def _shown(reading: Reading, request: AnyRequest) -> dict[str, Any]:
    """The person's name, who recorded the consent, and what it holds for the own unit. Nothing else of the case."""
    consent = reading.case.consent
    assert consent is not None, "only a recipient of a consent stands at the gate"
    directory, by = request.state.directory, consent.recorded_by
    recorder = directory.user(by.user_id)
    own = request.user.unit
    held = {str(category) for category in consent.categories_of(own.unit_id)}
    return {
        "person": reading.name or "",
        "first": consent_page.first_name(reading),
        "consent_id": str(consent.fact.consent_id),
        "recorded_by": f"{recorder.name}, {directory.name_of(by.unit_id)}"
        if recorder
        else directory.name_of(by.unit_id),
        "until": swedish.exact_date(consent.fact.valid_to),
        "unit_name": own.name,
        "may_read": [option["label"] for option in swedish.options("category", only=held)],
    }
