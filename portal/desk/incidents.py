"""Incidenter: what the own unit has disclosed by mistake, and what it has made of it. Never what was disclosed."""

from typing import Any
from uuid import UUID

from litestar import Response, get, post
from litestar.params import FromPath
from litestar.response import Redirect, Template

from events.commands import Command
from events.refusals import NotFoundOrDenied, Refused
from events.sharing import reference
from orgs.roles import CASE_ROLES, MANAGERS
from portal import swedish
from portal.acting import AnyRequest, looking, officer_of
from portal.forms import CHOOSE, TAKES, Fields, Form, last
from portal.guards import needs
from portal.house import portal_of
from portal.pages import page
from portal.sentences import sentence_of
from projections import incidents as register
from projections.incidents import IncidentRow

READERS = CASE_ROLES | MANAGERS


@get("/incidenter", guards=[needs(READERS)], sync_to_thread=True)
def incidents(request: AnyRequest) -> Template:
    return _shown(request)


@post("/incidenter/{incident_id:uuid}", guards=[needs(MANAGERS)], dependencies=TAKES, sync_to_thread=True)
def assess_incident(request: AnyRequest, incident_id: FromPath[UUID], form: Form) -> Response[Any] | Template:
    """The manager says how it was assessed, once for each incident; to tell the authority is done elsewhere."""
    officer, moment = officer_of(request), portal_of(request).clock.moment()
    with looking(request) as connection:
        mine = {row.incident_id for row in register.of_unit(connection, officer, only_open=True)}
        if incident_id not in mine:
            raise NotFoundOrDenied
        finding, number = last(form, "finding"), last(form, "registry_number")
        errors = _faults(finding, number)
        if not errors:
            register.assess(connection, officer, moment, incident_id, finding, number.strip())
    if errors:
        return _shown(request, str(incident_id), errors, form)
    return Redirect("/incidenter", status_code=303)


def _faults(finding: str, number: str) -> dict[str, str]:
    errors = {} if finding in {o["value"] for o in swedish.options("incident_finding")} else {"finding": CHOOSE}
    try:
        reference(number, Command(), "registry_number")
    except Refused as refused:
        errors["registry_number"] = sentence_of(refused.key, refused.details)
    return errors


def _shown(
    request: AnyRequest, wrong: str = "", errors: dict[str, str] | None = None, fields: Fields | None = None
) -> Template:
    with looking(request) as connection:
        rows = register.of_unit(connection, officer_of(request))
    return page(
        request,
        "incidents/show.html",
        422 if errors else 200,
        title="Incidenter",
        waiting=[_row(row, request) for row in rows if row.finding is None],
        assessed=[_row(row, request) for row in rows if row.finding is not None],
        may_assess=officer_of(request).is_manager,
        findings=swedish.options("incident_finding"),
        wrong=wrong,
        errors=errors or {},
        values={name: last(fields or {}, name) for name in ("finding", "registry_number")},
    )


def _row(row: IncidentRow, request: AnyRequest) -> dict[str, Any]:
    moment, directory = portal_of(request).clock.moment(), request.state.directory
    by = directory.user(row.assessed_by) if row.assessed_by else None
    return {
        "id": str(row.incident_id),
        "what": swedish.label(row.kind, "incident_kind"),
        "number": row.number,
        "known": swedish.upper_first(swedish.when_said(row.known_at, moment)),
        "known_exact": swedish.moment_said(row.known_at),
        "due": swedish.moment_said(row.due_at),
        "late": row.finding is None and moment > row.due_at,
        "finding": swedish.label(row.finding, "incident_finding") if row.finding else "",
        "registry_number": row.registry_number or "",
        "by": by.name if by else "",
        "at": swedish.moment_said(row.assessed_at) if row.assessed_at else "",
    }
