"""Loggens kontrollpunkter: what has been signed of the log, for each partner's log reviewer to keep.

A checkpoint covers every entry of the county, whoever may read it, and so it differs where something hidden does. It
says how many there are and nothing of what they say.
"""

from datetime import date
from typing import Annotated, Any

from litestar import Response, get
from litestar.exceptions import NotFoundException
from litestar.params import Parameter
from litestar.response import Template

from events import checkpoints
from events.calendar import day_of
from events.checkpoints import Connection, Signed
from events.signed_note import Checkpoint, CheckpointKey, NotOurs
from orgs.roles import Role
from portal import swedish
from portal.acting import AnyRequest, looking
from portal.guards import needs
from portal.house import portal_of
from portal.pages import page
from portal.statistics import spoken

PLACE = "/logg/kontrollpunkter"
PAGE = 31


@get(PLACE, guards=[needs({Role.LOG_REVIEWER})], sync_to_thread=True)
def listing(request: AnyRequest, part: Annotated[int, Parameter(query="sida", ge=1, le=10_000)] = 1) -> Template:
    key = CheckpointKey(portal_of(request).store_key)
    with looking(request) as connection:
        signed = checkpoints.issued(connection, PAGE + 1, (part - 1) * PAGE)
        overdue = _overdue(connection, key, portal_of(request).clock.today())
    return page(
        request,
        "access_review/checkpoints.html",
        title="Loggens kontrollpunkter",
        rows=[_row(each, key) for each in signed[:PAGE]],
        verifier=key.verifier,
        overdue=overdue,
        previous=f"{PLACE}?sida={part - 1}" if part > 1 else None,
        following=f"{PLACE}?sida={part + 1}" if len(signed) > PAGE else None,
    )


@get(PLACE + "/{size:int}", guards=[needs({Role.LOG_REVIEWER})], sync_to_thread=True)
def note(request: AnyRequest, size: int) -> Response[str]:
    """The note as a file. Its name has the number of entries, by which it is asked for again."""
    with looking(request) as connection:
        found = checkpoints.over(connection, size)
    if found is None:
        raise NotFoundException
    headers = {"content-disposition": f'attachment; filename="kontrollpunkt-{size}.txt"'}
    return Response(found.note, media_type="text/plain; charset=utf-8", headers=headers)


def _opened(signed: Signed, key: CheckpointKey) -> Checkpoint | None:
    try:
        return key.opened(signed.note)
    except NotOurs:
        return None


def _row(signed: Signed, key: CheckpointKey) -> dict[str, Any]:
    """``when`` is empty for a note that this store has not signed."""
    checkpoint = _opened(signed, key)
    when = swedish.upper_first(swedish.moment_said(checkpoint.issued_at)) if checkpoint else ""
    return {"when": when, "size": spoken.figures(signed.size), "href": f"{PLACE}/{signed.size}"}


def _overdue(connection: Connection, key: CheckpointKey, today: date) -> bool:
    """Whether a night has gone by without a signature though there was something to sign."""
    newest = checkpoints.newest(connection)
    checkpoint = _opened(newest, key) if newest else None
    late = checkpoint is not None and (today - day_of(checkpoint.issued_at)).days > 1
    return late and checkpoints.unsigned(connection) != 0
