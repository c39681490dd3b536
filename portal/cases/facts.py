"""What is noted and shared in a case: contacts, sick leave, livelihood, SGI, the person's own view."""

from typing import Any
from uuid import UUID

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from orgs.roles import CARE_CASE_ROLES, CASE_ROLES
from portal.acting import AnyRequest
from portal.cases.fact_forms import TAKES_FORM, open_form, take_form
from portal.cases.facts_of_leave import CONTACT, SICK_LEAVE, STEP_DOWN, VIEW, VIOLENCE
from portal.cases.facts_of_livelihood import LIVELIHOOD, SGI
from portal.forms import Fields
from portal.guards import needs

Kept = NamedDependency[Fields]
Page = Response[Any]
UNCOUNTED = {"plain": True}
"""Left out of the metrics: a count of this form by the minute would tell whose question was noted."""


@get("/arenden/{case_id:uuid}/kontakter/ny", guards=[needs(CASE_ROLES)], sync_to_thread=True)
def contact_form(request: AnyRequest, case_id: FromPath[UUID], kept: Kept) -> Page:
    return open_form(request, case_id, CONTACT, kept)


@post(
    "/arenden/{case_id:uuid}/kontakter",
    guards=[needs(CASE_ROLES)],
    dependencies=TAKES_FORM,
    opt={"form_page": "/arenden/{case_id}/kontakter/ny"},
    sync_to_thread=True,
)
def log_contact(request: AnyRequest, case_id: FromPath[UUID], form: Kept) -> Page:
    return take_form(request, case_id, CONTACT, form)


@get("/arenden/{case_id:uuid}/sjukskrivningar/ny", guards=[needs(CARE_CASE_ROLES)], sync_to_thread=True)
def sick_leave_form(request: AnyRequest, case_id: FromPath[UUID], kept: Kept) -> Page:
    return open_form(request, case_id, SICK_LEAVE, kept)


@post(
    "/arenden/{case_id:uuid}/sjukskrivningar",
    guards=[needs(CARE_CASE_ROLES)],
    dependencies=TAKES_FORM,
    opt={"form_page": "/arenden/{case_id}/sjukskrivningar/ny"},
    sync_to_thread=True,
)
def record_sick_leave(request: AnyRequest, case_id: FromPath[UUID], form: Kept) -> Page:
    return take_form(request, case_id, SICK_LEAVE, form)


@get("/arenden/{case_id:uuid}/nedtrappningar/ny", guards=[needs(CARE_CASE_ROLES)], sync_to_thread=True)
def step_down_form(request: AnyRequest, case_id: FromPath[UUID], kept: Kept) -> Page:
    return open_form(request, case_id, STEP_DOWN, kept)


@post(
    "/arenden/{case_id:uuid}/nedtrappningar",
    guards=[needs(CARE_CASE_ROLES)],
    dependencies=TAKES_FORM,
    opt={"form_page": "/arenden/{case_id}/nedtrappningar/ny"},
    sync_to_thread=True,
)
def plan_step_down(request: AnyRequest, case_id: FromPath[UUID], form: Kept) -> Page:
    return take_form(request, case_id, STEP_DOWN, form)


@get("/arenden/{case_id:uuid}/forsorjning/ny", guards=[needs(CASE_ROLES)], sync_to_thread=True)
def livelihood_form(request: AnyRequest, case_id: FromPath[UUID], kept: Kept) -> Page:
    return open_form(request, case_id, LIVELIHOOD, kept)


@post(
    "/arenden/{case_id:uuid}/forsorjning",
    guards=[needs(CASE_ROLES)],
    dependencies=TAKES_FORM,
    opt={"form_page": "/arenden/{case_id}/forsorjning/ny"},
    sync_to_thread=True,
)
def record_livelihood(request: AnyRequest, case_id: FromPath[UUID], form: Kept) -> Page:
    return take_form(request, case_id, LIVELIHOOD, form)


@get("/arenden/{case_id:uuid}/sgi/ny", guards=[needs(CASE_ROLES)], sync_to_thread=True)
def sgi_form(request: AnyRequest, case_id: FromPath[UUID], kept: Kept) -> Page:
    return open_form(request, case_id, SGI, kept)


@post(
    "/arenden/{case_id:uuid}/sgi",
    guards=[needs(CASE_ROLES)],
    dependencies=TAKES_FORM,
    opt={"form_page": "/arenden/{case_id}/sgi/ny"},
    sync_to_thread=True,
)
def record_sgi(request: AnyRequest, case_id: FromPath[UUID], form: Kept) -> Page:
    return take_form(request, case_id, SGI, form)


@get("/arenden/{case_id:uuid}/egen-beskrivning/ny", guards=[needs(CASE_ROLES)], sync_to_thread=True)
def view_form(request: AnyRequest, case_id: FromPath[UUID], kept: Kept) -> Page:
    return open_form(request, case_id, VIEW, kept)


@post(
    "/arenden/{case_id:uuid}/egen-beskrivning",
    guards=[needs(CASE_ROLES)],
    dependencies=TAKES_FORM,
    opt={"form_page": "/arenden/{case_id}/egen-beskrivning/ny"},
    sync_to_thread=True,
)
def record_view(request: AnyRequest, case_id: FromPath[UUID], form: Kept) -> Page:
    return take_form(request, case_id, VIEW, form)


@get("/arenden/{case_id:uuid}/valdsfraga", guards=[needs(CARE_CASE_ROLES)], opt=UNCOUNTED, sync_to_thread=True)
def violence_form(request: AnyRequest, case_id: FromPath[UUID], kept: Kept) -> Page:
    return open_form(request, case_id, VIOLENCE, kept)


@post(
    "/arenden/{case_id:uuid}/valdsfraga",
    guards=[needs(CARE_CASE_ROLES)],
    dependencies=TAKES_FORM,
    opt=UNCOUNTED,
    sync_to_thread=True,
)
def document_violence_question(request: AnyRequest, case_id: FromPath[UUID], form: Kept) -> Page:
    return take_form(request, case_id, VIOLENCE, form)
