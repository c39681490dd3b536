"""Kontrollpunkter: what has been signed of the log, for each partner's log reviewer to keep.

A checkpoint covers every entry of the county, whoever may read it, and so it differs where something hidden does. It
says how many there are and nothing of what they say.
"""

from datetime import datetime, time
from typing import Annotated, Any

from litestar import MediaType, Response, get
from litestar.exceptions import NotFoundException
from litestar.params import FromPath, QueryParameter
from litestar.response import Template

from events import checkpoints
from events.calendar import STOCKHOLM, day_of
from events.checkpoints import Issued
from events.signed_note import CheckpointKey
from orgs.roles import Role
from portal import swedish
from portal.acting import AnyRequest, looking
from portal.guards import needs
from portal.house import portal_of
from portal.pages import page
from portal.statistics import spoken

PLACE = "/logg/kontrollpunkter"
PAGE = 31
NIGHT = time(1)
"""By then the time job has signed for the day."""


@get(PLACE, guards=[needs({Role.LOG_REVIEWER})], sync_to_thread=True)
def listing(request: AnyRequest, part: Annotated[int, QueryParameter(name="sida", ge=1, le=10_000)] = 1) -> Template:
    key = CheckpointKey(portal_of(request).store_key)
    with looking(request) as connection:
        shown = checkpoints.issued(connection, key, PAGE + 1, (part - 1) * PAGE)
    return page(
        request,
        "access_review/checkpoints.html",
        title="Kontrollpunkter",
        rows=[_row(each) for each in shown[:PAGE]],
        verifier=key.verifier,
        overdue=part == 1 and any(_overdue(each, portal_of(request).clock.moment()) for each in shown[:1]),
        previous=f"{PLACE}?sida={part - 1}" if part > 1 else None,
        following=f"{PLACE}?sida={part + 1}" if len(shown) > PAGE else None,
    )


@get(PLACE + "/{number:int}", guards=[needs({Role.LOG_REVIEWER})], sync_to_thread=True)
def note(request: AnyRequest, number: FromPath[int]) -> Response[str]:
    """The note as a file with its day in its name. What this store has not signed is not handed out."""
    with looking(request) as connection:
        found = checkpoints.numbered(connection, CheckpointKey(portal_of(request).store_key), number)
    if found is None or found.checkpoint is None:
        raise NotFoundException
    name = f"kontrollpunkt-{day_of(found.checkpoint.issued_at)}.txt"
    headers = {"content-disposition": f'attachment; filename="{name}"'}
    return Response(found.note, media_type=MediaType.TEXT, headers=headers)


def _row(issued: Issued) -> dict[str, Any]:
    """``signed`` is empty for a note that this store has not signed."""
    signed = issued.checkpoint and {
        "when": swedish.upper_first(swedish.moment_said(issued.checkpoint.issued_at)),
        "size": spoken.figures(issued.checkpoint.size),
        "href": f"{PLACE}/{issued.number}",
    }
    return {"number": issued.number, "signed": signed}


def _overdue(latest: Issued, moment: datetime) -> bool:
    """Whether the night has gone by without a signature."""
    now = moment.astimezone(STOCKHOLM)
    signed = latest.checkpoint is not None and day_of(latest.checkpoint.issued_at) == now.date()
    return not signed and now.time() >= NIGHT
