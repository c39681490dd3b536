"""Bemanning: the manager sees case numbers and names of officers, and names, without reading any case."""

from asyncio import to_thread
from typing import Any
from uuid import UUID

from litestar import get, post
from litestar.params import FromPath
from litestar.response import Redirect, Template

from events.commands import ConfirmParty
from events.refusals import NotFoundOrDenied, Refused
from orgs.roles import MANAGERS
from portal import swedish
from portal.acting import AnyRequest, execute, looking, officer_of
from portal.desk import stand_ins
from portal.guards import needs
from portal.house import portal_of
from portal.pages import page
from portal.sentences import sentence_of
from projections import staffing
from projections.staffing import Staffed


@get("/bemanning", guards=[needs(MANAGERS)], opt={"menu": (21, "Bemanning")}, sync_to_thread=True)
def staff(request: AnyRequest) -> Template:
    with looking(request) as connection:
        rows = staffing.of_unit(connection)
    shown = [_row(row, request) for row in rows]
    nobody = [row for row in shown if not row["names"]]
    held = [row for row in shown if row["names"]]
    stood_in = stand_ins.shown(request)
    return page(request, "staffing/show.html", title="Bemanning", nobody=nobody, rows=held, stood_in=stood_in)


@get("/bemanning/{case_id:uuid}", guards=[needs(MANAGERS)], sync_to_thread=True)
def naming_form(request: AnyRequest, case_id: FromPath[UUID]) -> Template:
    return _form(request, case_id)


@post("/bemanning/{case_id:uuid}", guards=[needs(MANAGERS)])
async def name_caseworkers(request: AnyRequest, case_id: FromPath[UUID]) -> Template | Redirect:
    chosen = (await request.form()).getall("caseworkers", [])
    try:
        users = frozenset(UUID(str(each)) for each in chosen)
        await to_thread(execute, request, ConfirmParty(case_id=case_id, caseworkers=users))
    except ValueError:
        return await to_thread(_form, request, case_id, "Välj i listan.")
    except Refused as refused:
        return await to_thread(_form, request, case_id, sentence_of(refused.key, refused.details))
    return Redirect("/bemanning", status_code=303)


def _form(request: AnyRequest, case_id: UUID, error: str | None = None) -> Template:
    with looking(request) as connection:
        row = next((row for row in staffing.of_unit(connection) if row.case_id == case_id), None)
    if row is None:
        raise NotFoundOrDenied
    at_work = request.state.directory.staff(officer_of(request).unit_id, portal_of(request).clock.today())
    return page(
        request,
        "staffing/name.html",
        422 if error else 200,
        title=f"Handläggare i ärende {row.number}",
        row=_row(row, request),
        options=[
            {"value": str(user.user_id), "label": user.name, "help": swedish.role_label(role)} for user, role in at_work
        ],
        chosen=[str(user) for user in row.caseworkers],
        error=error,
    )


def _row(row: Staffed, request: AnyRequest) -> dict[str, Any]:
    users = (request.state.directory.user(user_id) for user_id in row.caseworkers)
    names = sorted((user.name for user in users if user), key=swedish.collation_key)
    return {
        "number": row.number,
        "verified": row.verified,
        "names": swedish.joined(names) if names else "",
        "href": f"/bemanning/{row.case_id}",
        "gate": f"/arenden/{row.case_id}",
    }
