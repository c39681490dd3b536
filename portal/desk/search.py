"""Search by the whole personnummer or the case number; stepping in for a colleague starts here."""

from asyncio import to_thread
from uuid import UUID

from litestar import get, post
from litestar.params import FromPath
from litestar.response import Redirect, Template

from events.kinds import SubstituteReason
from orgs.roles import CASE_ROLES
from portal.acting import AnyRequest, step_in
from portal.desk.searching import find, tidied
from portal.guards import needs
from portal.house import portal_of
from portal.pages import page


@post("/arenden/sok", guards=[needs(CASE_ROLES)], status_code=200)
async def search(request: AnyRequest) -> Template | Redirect:
    """Posted, so that a personnummer never stands in an address. One hit that may be opened is opened."""
    typed = str((await request.form()).get("sok", ""))
    if tidied(typed):
        found = await to_thread(find, request, number=typed)
    else:
        found = await to_thread(find, request, personnummer=typed)
    if len(found) == 1 and found[0].way_in != "substitute":
        return Redirect(f"/arenden/{found[0].case_id}", status_code=303)
    return page(request, "search/show.html", title="Sök ärende", found=found, typed=bool(typed.strip()))


@get("/arenden/{case_id:uuid}/ersattare", guards=[needs(CASE_ROLES)], sync_to_thread=True)
def substitute_form(request: AnyRequest, case_id: FromPath[UUID]) -> Template:
    """Only the number; the name comes with the reason."""
    case = step_in(request, case_id)
    return page(request, "search/substitute.html", title=f"Ärende {case.number}", number=case.number, case_id=case_id)


@post("/arenden/{case_id:uuid}/ersattare", guards=[needs(CASE_ROLES)])
async def substitute(request: AnyRequest, case_id: FromPath[UUID]) -> Template | Redirect:
    """Holds until logout or another assignment; the manager and the log reviewer see it."""
    case = await to_thread(step_in, request, case_id)
    reason = str((await request.form()).get("reason", ""))
    if reason not in set(SubstituteReason):
        return page(
            request,
            "search/substitute.html",
            422,
            title=f"Ärende {case.number}",
            number=case.number,
            case_id=case_id,
            error="Välj varför du går in i ärendet.",
        )
    await portal_of(request).web.substitute(request.auth, case_id, reason)
    return Redirect(f"/arenden/{case_id}", status_code=303)
