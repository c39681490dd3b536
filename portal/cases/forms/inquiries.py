"""Questions in a case: asked, answered once, taken back."""

from typing import Any
from uuid import UUID

from litestar import Response, get, post
from litestar.params import FromPath

from events.case import Inquiry
from events.refusals import NotFoundOrDenied
from orgs.roles import CASE_ROLES
from portal.acting import AnyRequest, officer_of, read
from portal.cases.forms.case_form import CaseForm, open_form, take_form
from portal.cases.forms.inquiry_forms import ANSWER, QUESTION, VOIDING
from portal.forms import TAKES, Form
from portal.guards import needs
from portal.swedish import exact_date, label

Page = Response[Any]


@get("/arenden/{case_id:uuid}/fragor/ny", guards=[needs(CASE_ROLES)], sync_to_thread=True)
def question_form(request: AnyRequest, case_id: FromPath[UUID], kept: Form) -> Page:
    return open_form(request, case_id, QUESTION, kept)


@post(
    "/arenden/{case_id:uuid}/fragor",
    guards=[needs(CASE_ROLES)],
    dependencies=TAKES,
    opt={"form_page": "/arenden/{case_id}/fragor/ny"},
    sync_to_thread=True,
)
def send_inquiry(request: AnyRequest, case_id: FromPath[UUID], form: Form) -> Page:
    return take_form(request, case_id, QUESTION, form)


@get("/arenden/{case_id:uuid}/fragor/{inquiry_id:uuid}/svar", guards=[needs(CASE_ROLES)], sync_to_thread=True)
def answer_form(request: AnyRequest, case_id: FromPath[UUID], inquiry_id: FromPath[UUID], kept: Form) -> Page:
    return open_form(request, case_id, _about(request, case_id, inquiry_id, ANSWER), kept, {"inquiry_id": inquiry_id})


@post(
    "/arenden/{case_id:uuid}/fragor/{inquiry_id:uuid}/svar",
    guards=[needs(CASE_ROLES)],
    dependencies=TAKES,
    sync_to_thread=True,
)
def answer_inquiry(request: AnyRequest, case_id: FromPath[UUID], inquiry_id: FromPath[UUID], form: Form) -> Page:
    about = _about(request, case_id, inquiry_id, ANSWER)
    return take_form(request, case_id, about, form, {"inquiry_id": inquiry_id})


@get("/arenden/{case_id:uuid}/fragor/{inquiry_id:uuid}/aterkallelse", guards=[needs(CASE_ROLES)], sync_to_thread=True)
def voiding_form(request: AnyRequest, case_id: FromPath[UUID], inquiry_id: FromPath[UUID], kept: Form) -> Page:
    return open_form(request, case_id, _about(request, case_id, inquiry_id, VOIDING), kept, {"inquiry_id": inquiry_id})


@post(
    "/arenden/{case_id:uuid}/fragor/{inquiry_id:uuid}/aterkallelse",
    guards=[needs(CASE_ROLES)],
    dependencies=TAKES,
    sync_to_thread=True,
)
def void_inquiry(request: AnyRequest, case_id: FromPath[UUID], inquiry_id: FromPath[UUID], form: Form) -> Page:
    about = _about(request, case_id, inquiry_id, VOIDING)
    return take_form(request, case_id, about, form, {"inquiry_id": inquiry_id})


def _about(request: AnyRequest, case_id: UUID, inquiry_id: UUID, form: CaseForm) -> CaseForm:
    """The form with the question on it. Raises ``NotFoundOrDenied`` for a question that this officer may not read."""
    reading = read(request, case_id, "form")
    own, directory = officer_of(request).unit_id, request.state.directory
    inquiry: Inquiry | None = reading.case.inquiries.get(inquiry_id)
    readable = {entry.version for entry in reading.entries}
    if inquiry is None or inquiry.sent.version not in readable:
        raise NotFoundOrDenied
    asker, asked = inquiry.sent.owner_unit, inquiry.fact.to_unit
    if own not in (asker, asked):
        raise NotFoundOrDenied
    both = [directory.name_of(unit) for unit in (own, asked if own == asker else asker)]
    shown = {
        "from_unit": directory.name_of(asker),
        "to_unit": directory.name_of(asked),
        "kind": label(inquiry.fact.type, "inquiry_type"),
        "question": reading.open(inquiry.fact.text),
        "due": exact_date(inquiry.fact.due_on),
        "readers": f"{both[0]} (ni) och {both[1]}",
    }
    return form._replace(offers=lambda reading, directory: shown)  # noqa: ARG005 - one shape for all forms
