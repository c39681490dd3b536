"""When the person says no from the start or at a renewal, and when their identity has become protected."""

from typing import Any
from uuid import UUID

from litestar import Response, get, post
from litestar.params import FromPath
from litestar.response import Redirect

from events.commands import NoteProtectedIdentity, RefuseConsent
from events.refusals import Refused
from orgs.roles import CASE_ROLES
from portal.acting import AnyRequest, execute, read
from portal.consents.recording import SEE_OTHER, to_the_gate
from portal.consents.small import small_page
from portal.forms import TAKES, Form, FormRefused, decode
from portal.guards import needs


@get("/arenden/{case_id:uuid}/samtycken/avslag", guards=[needs(CASE_ROLES)], sync_to_thread=True)
def refusal(request: AnyRequest, case_id: FromPath[UUID]) -> Response[Any]:
    reading = read(request, case_id, "consent")
    if reading.at_the_gate:
        return to_the_gate(case_id)
    return small_page(request, reading, "consents/refuse.html", {})


@post("/arenden/{case_id:uuid}/samtycken/avslag", guards=[needs(CASE_ROLES)], dependencies=TAKES, sync_to_thread=True)
def refuse(request: AnyRequest, case_id: FromPath[UUID], form: Form) -> Response[Any]:
    try:
        receipt = execute(request, decode(RefuseConsent, form, case_id=case_id))
    except (Refused, FormRefused) as error:
        return small_page(request, read(request, case_id, "consent"), "consents/refuse.html", form, error)
    ended = receipt.case is None or receipt.case.refused
    return Redirect("/arenden" if ended else f"/arenden/{case_id}", status_code=SEE_OTHER)


@get("/arenden/{case_id:uuid}/skyddad-identitet", guards=[needs(CASE_ROLES)], sync_to_thread=True)
def protection(request: AnyRequest, case_id: FromPath[UUID]) -> Response[Any]:
    reading = read(request, case_id)
    return to_the_gate(case_id) if reading.at_the_gate else small_page(request, reading, "consents/protected.html", {})


@post("/arenden/{case_id:uuid}/skyddad-identitet", guards=[needs(CASE_ROLES)], dependencies=TAKES, sync_to_thread=True)
def protect(request: AnyRequest, case_id: FromPath[UUID], form: Form) -> Response[Any]:
    try:
        execute(request, decode(NoteProtectedIdentity, form, case_id=case_id))
    except (Refused, FormRefused) as error:
        return small_page(request, read(request, case_id), "consents/protected.html", form, error)
    return Redirect("/arenden", status_code=SEE_OTHER)
