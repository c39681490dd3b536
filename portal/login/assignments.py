"""Which assignment to act in: one at a time, chosen openly, every change logged."""

from typing import Any, Literal
from uuid import UUID

import msgspec
from litestar import Request, Response, get, post, put
from litestar.params import JSONBody
from litestar.response import Redirect, Template

from orgs.directory import Assignment, Directory
from portal import swedish
from portal.csrf import forms_are_void
from portal.guards import anyone_logged_in
from portal.house import portal_of
from portal.login.kept_input import way_back
from portal.login.session import Session, officer_of, session_cookie, switch
from portal.pages import page

SEE_OTHER: Literal[303] = 303
AnyRequest = Request[Any, Any, Any]


class ChooseAssignment(msgspec.Struct, frozen=True):
    assignment_id: UUID


class NotYours(Exception):
    """The assignment is not one that this user holds today."""


@get("/uppdrag", guards=[anyone_logged_in])
async def assignments(request: AnyRequest) -> Template:
    session, directory = request.auth, request.state.directory
    shown = [
        {
            "assignment_id": str(held.assignment_id),
            "role_label": swedish.role_label(held.role),
            "unit_name": directory.name_of(held.unit_id),
            "until": swedish.day(held.valid_to),
            "current": held.assignment_id == session.assignment_id,
        }
        for held in _held(request)
    ]
    return page(request, "assignment/choose.html", title="Välj uppdrag", assignments=shown)


@post("/uppdrag", guards=[anyone_logged_in])
async def choose(request: AnyRequest) -> Redirect:
    """The next page is the start page of the new assignment, or the form that was left in it."""
    portal, session = portal_of(request), request.auth
    chosen = _chosen(request, str((await request.form()).get("assignment_id", "")))
    session_id = await switch(portal, session, chosen)
    onward = await way_back(request, session.user_id, chosen.assignment_id) or "/"
    cookies = [session_cookie(portal, session_id), forms_are_void(portal)]
    return Redirect(onward, status_code=SEE_OTHER, cookies=cookies)


@get("/api/v1/me", guards=[anyone_logged_in])
async def me(request: AnyRequest) -> dict[str, Any]:
    return _me(request, request.auth)


@put("/api/v1/me/assignment", guards=[anyone_logged_in])
async def choose_by_api(request: AnyRequest, data: JSONBody[ChooseAssignment]) -> Response[dict[str, Any]]:
    portal, session = portal_of(request), request.auth
    chosen = _chosen(request, str(data.assignment_id))
    session_id = await switch(portal, session, chosen)
    answer = _me(request, msgspec.structs.replace(session, assignment_id=chosen.assignment_id))
    cookies = [session_cookie(portal, session_id)] if session_id else []
    return Response(answer, cookies=cookies)


def _held(request: AnyRequest) -> list[Assignment]:
    held: list[Assignment] = request.state.directory.assignments_of(
        request.auth.user_id, portal_of(request).clock.today()
    )
    return sorted(held, key=lambda each: request.state.directory.name_of(each.unit_id))


def _chosen(request: AnyRequest, wanted: str) -> Assignment:
    for held in _held(request):
        if str(held.assignment_id) == wanted:
            return held
    raise NotYours


def _me(request: AnyRequest, session: Session) -> dict[str, Any]:
    """The shape of contract 6: ``user``, ``assignments``, ``active`` (null before a choice)."""
    directory: Directory = request.state.directory
    user = directory.users[session.user_id]
    officer = officer_of(session, directory, portal_of(request).clock.today())
    shown = [_shape(directory, held) for held in _held(request)]
    active = [each for each in shown if officer and each["assignment_id"] == officer.assignment_id]
    return {
        "user": {"user_id": user.user_id, "name": user.name},
        "assignments": shown,
        "active": active[0] if active else None,
    }


def _shape(directory: Directory, held: Assignment) -> dict[str, Any]:
    unit = directory.units[held.unit_id]
    return {
        "assignment_id": held.assignment_id,
        "role": held.role,
        "unit": {"id": unit.unit_id, "slug": unit.slug, "name": unit.name},
    }
