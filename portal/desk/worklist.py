"""Ärenden: the officer's own cases, and a way to open a new one. Colleagues' cases are a count, never a list."""

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from litestar import get
from litestar.params import Parameter
from litestar.response import Template

from events.code_lists import MUNICIPALITIES
from events.kinds import Status
from events.vault import open_name
from orgs.roles import CASE_ROLES
from portal import swedish
from portal.acting import AnyRequest, looking, officer_of
from portal.guards import needs
from portal.house import portal_of
from portal.pages import page
from portal.tasks.task import Task
from portal.tasks.waiting import waiting_for_me
from projections import worklist
from projections.worklist import CaseRow

PAGE = 50
FILTERS = {Status.ACTIVE: "Pågående", Status.DRAFT: "Utkast", Status.SUSPENDED: "Vilande", Status.CLOSED: "Avslutade"}


@get("/arenden", guards=[needs(CASE_ROLES)], opt={"menu": (20, "Ärenden")}, sync_to_thread=True)
def cases(
    request: AnyRequest,
    status: Annotated[Status | None, Parameter(query="status")] = None,
    part: Annotated[int, Parameter(query="sida", ge=1, le=1000)] = 1,
) -> Template:
    portal, officer = portal_of(request), officer_of(request)
    today = portal.clock.today()
    with looking(request) as connection:
        rows = worklist.mine(connection, officer.user_id, limit=2000)
        others = worklist.colleagues(connection, officer.user_id)
    waiting: dict[UUID, list[Task]] = {}
    for task in waiting_for_me(request):
        if task.case_id:
            waiting.setdefault(task.case_id, []).append(task)
    chosen = [row for row in rows if status is None or row.status(today) is status]
    shown = [_row(row, request, waiting.get(row.case_id, [])) for row in chosen[(part - 1) * PAGE : part * PAGE]]
    counts = {each: sum(row.status(today) is each for row in rows) for each in FILTERS}
    return page(
        request,
        "worklist/show.html",
        title="Ärenden",
        lead=swedish.upper_first(swedish.counted(len(rows), "ett ärende", "ärenden")) + " där du är namngiven.",
        rows=shown,
        filters=_filters(status, len(rows), counts),
        colleagues=others,
        chosen=status,
        previous=_page_link(status, part - 1) if part > 1 else None,
        following=_page_link(status, part + 1) if len(chosen) > part * PAGE else None,
        said=f"Visar {len(shown)} av {len(chosen)} ärenden",
    )


def _row(row: CaseRow, request: AnyRequest, tasks: list[Task]) -> dict[str, Any]:
    portal, directory = portal_of(request), request.state.directory
    today, moment, own = portal.clock.today(), portal.clock.moment(), officer_of(request).unit_id
    status = row.status(today)
    # Behind the gate page, and without a consent in force, the row says only that the case is there.
    told = status is Status.DRAFT or (row.verified and row.stands and bool(row.valid_to and today <= row.valid_to))
    units = sorted((directory.name_of(u) for u in row.units if u != own), key=swedish.collation_key) if told else []
    return {
        "href": f"/arenden/{row.case_id}",
        "name": open_name(portal.store_key, row.case_id, row.name_box) if row.name_box else f"Ärende {row.number}",
        "number": row.number,
        "status": status,
        "municipality": MUNICIPALITIES[row.municipality_code].name if told else None,
        "units": swedish.joined(units) if units else "Bara er enhet" if told else None,
        "until": swedish.day(row.valid_to) if row.valid_to and status is Status.ACTIVE else None,
        "changed": swedish.when_said(row.changed_at, moment) if row.changed_at and told else None,
        "reasons": [_reason(task, today) for task in tasks],
    }


def _reason(task: Task, today: date) -> dict[str, Any]:
    """Why the case stands where it does, in words: what to do, and by when."""
    due = swedish.due_said(task.due_on, today)
    by = "" if task.due_on is None else f" ({due.said.lower()}{', ' + due.beside if due.late else ''})"
    return {"text": swedish.upper_first(task.reason) + by, "late": due.late}


def _filters(chosen: Status | None, total: int, counts: dict[Status, int]) -> list[dict[str, Any]]:
    every = {"label": f"Alla ({total})", "href": "/arenden", "current": chosen is None}
    return [every] + [
        {
            "label": f"{FILTERS[status]} ({count})",
            "href": f"/arenden?status={status}",
            "current": chosen is status,
        }
        for status, count in counts.items()
    ]


def _page_link(status: Status | None, part: int) -> str:
    return f"/arenden?sida={part}" + (f"&status={status}" if status else "")
