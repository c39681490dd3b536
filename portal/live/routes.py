"""The stream behind an open page: an event when what this reader may read has changed, and nothing else in it.

An append that this reader may not read gives no event: the mark that decides is computed by the gate from what they
may read. Looking keeps no session alive: somebody who has gone from the screen is logged out as ever.
"""

import asyncio
from collections.abc import AsyncIterator
from uuid import UUID

from litestar import Response, get
from litestar.enums import MediaType
from litestar.params import FromPath, FromQuery
from litestar.response import ServerSentEvent, ServerSentEventMessage

from events.refusals import NotFoundOrDenied
from orgs.roles import CASE_ROLES
from portal.acting import AnyRequest, officer_of, substitute_reason
from portal.guards import needs
from portal.house import portal_of
from portal.live.following import DATABASE_GONE
from portal.login.session import officer_of as session_officer
from portal.wire import NEVER_STORED

STREAM = "text/event-stream"
LOOK_ANYWAY = 15.0  # seconds: a consent that expires and a session that ends append nothing
STILL_HERE = ServerSentEventMessage(comment="", data=None)
"""Sent now and then, so that nothing on the way takes the stream for dead."""
GONE = "-"


@get("/arenden/{case_id:uuid}/andringar", guards=[needs(CASE_ROLES)], opt={"plain": True, "unattended": True})
async def changes(
    request: AnyRequest, case_id: FromPath[UUID], sedan: FromQuery[str] = ""
) -> Response[str] | ServerSentEvent:
    """Asked by anything but an event source: the mark as it is now, for whoever would rather ask again."""
    mark = await mark_of(request, case_id)
    if STREAM not in request.headers.get("accept", "") or request.auth.via == "token":
        return Response(mark, media_type=MediaType.TEXT)
    known = request.headers.get("last-event-id") or sedan or mark
    return ServerSentEvent(told(request, case_id, known), headers={"Cache-Control": NEVER_STORED})


async def told(request: AnyRequest, case_id: UUID, known: str) -> AsyncIterator[ServerSentEventMessage]:
    """An event for each change after ``known``; ends with the reader's access or session, after saying so."""
    watchers = portal_of(request).watchers
    with watchers.of(case_id) as appended:
        while known != GONE and not watchers.ended:
            appended.clear()
            try:
                now = await mark_of(request, case_id) if await still_here(request) else GONE
            except NotFoundOrDenied:
                now = GONE
            except DATABASE_GONE:
                return  # the browser asks again, as it does when we restart
            if now != known:
                known = now
                yield ServerSentEventMessage(event="andrat", id=now, data="")
            elif not await _within(appended, LOOK_ANYWAY):
                yield STILL_HERE


async def mark_of(request: AnyRequest, case_id: UUID) -> str:
    portal = portal_of(request)
    stepped_in = substitute_reason(request, case_id) is not None
    return await asyncio.to_thread(
        lambda: portal.log.mark(case_id, officer_of(request), portal.clock.moment(), substitute=stepped_in)
    )


async def still_here(request: AnyRequest) -> bool:
    """Whether the session that asked still lives, in the same assignment, and the assignment is still held."""
    portal, session = portal_of(request), request.auth
    row = await portal.web.session(session.id_hash, attended=False)
    if row is None or not row.live or row.assignment_id != session.assignment_id:
        return False
    return session_officer(session, await portal.directory.at(row.head), portal.clock.today()) is not None


async def _within(appended: asyncio.Event, seconds: float) -> bool:
    try:
        return await asyncio.wait_for(appended.wait(), seconds)
    except TimeoutError:
        return False
