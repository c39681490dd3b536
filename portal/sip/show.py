"""The routes of joint meetings: the list, a proposal, the page of each, and what can be done to it."""

from typing import Any
from uuid import UUID

from litestar import Response, get, post
from litestar.params import FromPath
from litestar.response import Redirect

from events.categories import Category
from events.commands.sip import ProposeSip
from events.reading import Reading
from events.refusals import NotFoundOrDenied
from orgs.directory import Directory
from orgs.roles import CASE_ROLES
from portal.acting import AnyRequest, read
from portal.cases.forms.case_form import CaseForm, open_form, take_form
from portal.forms import TAKES, Form
from portal.guards import needs
from portal.pages import page
from portal.sip import notice
from portal.sip.doings import DOINGS, Doing
from portal.sip.forms import gate_page, open_doing, take_doing
from portal.sip.joint import joint_page
from portal.sip.listing import listing
from portal.sip.meeting import meeting_of, meetings
from portal.swedish import options

Page = Response[Any]
CASE = "/arenden/{case_id:uuid}/sip"
ONE = CASE + "/{sip_id:uuid}"
GUARDS = [needs(CASE_ROLES)]


@get(CASE, guards=GUARDS, sync_to_thread=True)
def all_meetings(request: AnyRequest, case_id: FromPath[UUID]) -> Page | Any:
    reading = read(request, case_id, "sip")
    if reading.at_the_gate:
        return Redirect(gate_page(case_id), status_code=303)
    if not notice.shown(reading):
        return notice.notice(request, reading)
    known = meetings(reading, request.state.directory)
    return page(request, "sip/list.html", **listing(reading, request.state.directory, known))


@get(ONE, guards=GUARDS, sync_to_thread=True)
def one_meeting(request: AnyRequest, case_id: FromPath[UUID], sip_id: FromPath[UUID]) -> Page | Any:
    """The joint page: one per reader, through the gate."""
    reading = read(request, case_id, "sip")
    if reading.at_the_gate:
        return Redirect(gate_page(case_id), status_code=303)
    if not notice.shown(reading):
        return notice.notice(request, reading)
    return page(request, "sip/show.html", **joint_page(meeting_of(reading, request.state.directory, sip_id)))


def _proposing(_: Reading, __: Directory) -> dict[str, Any]:
    return {"kinds": options("sip_kind"), "reasons": options("sip_reason")}


def _usual(_: Reading, __: Directory) -> dict[str, Any]:
    return {"kind": "sip"}


PROPOSAL = CaseForm(
    "sip/proposal.html",
    ProposeSip,
    "Föreslå ett möte",
    "Föreslå",
    "sip/forslag",
    Category.PLANNING,
    offers=_proposing,
    filled=_usual,
    texts=("purpose",),
    lead="Fler möten behövs inte, men möten med ett tydligt syfte. Skriv vad mötet ska leda till.",
)


@get(f"{CASE}/forslag/nytt", guards=GUARDS, sync_to_thread=True)
def proposal_form(request: AnyRequest, case_id: FromPath[UUID], kept: Form) -> Page:
    return open_form(request, case_id, PROPOSAL, kept)


@post(
    f"{CASE}/forslag",
    guards=GUARDS,
    dependencies=TAKES,
    opt={"form_page": "/arenden/{case_id}/sip/forslag/nytt"},
    sync_to_thread=True,
)
def propose(request: AnyRequest, case_id: FromPath[UUID], form: Form) -> Page:
    return take_form(request, case_id, PROPOSAL, form)


@get(ONE + "/{doing:str}", guards=GUARDS, sync_to_thread=True)
def doing_form(
    request: AnyRequest, case_id: FromPath[UUID], sip_id: FromPath[UUID], doing: FromPath[str], kept: Form
) -> Page | Any:
    return open_doing(request, case_id, sip_id, _doing(doing), doing, kept)


@post(
    ONE + "/{doing:str}",
    guards=GUARDS,
    dependencies=TAKES,
    opt={"form_page": "/arenden/{case_id}/sip/{sip_id}/{doing}"},
    sync_to_thread=True,
)
def do(
    request: AnyRequest, case_id: FromPath[UUID], sip_id: FromPath[UUID], doing: FromPath[str], form: Form
) -> Page | Any:
    return take_doing(request, case_id, sip_id, _doing(doing), doing, form)


def _doing(name: str) -> Doing:
    if name not in DOINGS:
        raise NotFoundOrDenied
    return DOINGS[name]
