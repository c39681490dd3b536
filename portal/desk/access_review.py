"""Logg: who in the own unit has opened what, the unusual first (domain.md 2.3). Never what was read in a case."""

from itertools import groupby
from typing import Annotated, Any
from uuid import UUID

from litestar import get
from litestar.params import Parameter
from litestar.response import Template

from events.calendar import STOCKHOLM, day_of
from orgs.roles import Role
from portal import swedish
from portal.acting import AnyRequest, looking, officer_of
from portal.desk.searching import tidied
from portal.guards import needs
from portal.house import portal_of
from portal.pages import page
from projections import access_log
from projections.access_log import Access

PAGE = 100
WHAT = {
    "case": "Öppnade ärendet",
    "gate": "Såg kontrollsidan",
    "denied": "Nekades",
    "quality": "Följde upp kvaliteten",
    "extract": "Skrev ut personens utdrag",
    "access_log": "Såg vilka som har läst",
}


@get("/logg", guards=[needs({Role.LOG_REVIEWER})], opt={"menu": (80, "Logg")}, sync_to_thread=True)
def log(
    request: AnyRequest,
    number: Annotated[str | None, Parameter(query="nummer", max_length=20)] = None,
    user_id: Annotated[UUID | None, Parameter(query="person")] = None,
    part: Annotated[int, Parameter(query="sida", ge=1, le=10_000)] = 1,
) -> Template:
    wanted = tidied(number) or number if number else None
    with looking(request) as connection:
        rows = access_log.of_own_unit(
            connection, number=wanted, user_id=user_id, limit=PAGE + 1, offset=(part - 1) * PAGE
        )
    return page(
        request,
        "access_review/show.html",
        title="Logg",
        rows=[_row(list(alike), request) for _, alike in groupby(rows[:PAGE], _alike)],
        number=number or "",
        person=str(user_id) if user_id else "",
        people=_people(request),
        previous=f"/logg?sida={part - 1}" if part > 1 else None,
        following=f"/logg?sida={part + 1}" if len(rows) > PAGE else None,
    )


def _alike(row: Access) -> tuple[Any, ...]:
    """What makes one line of the log: the same officer doing the same thing in the same case, the same day."""
    return day_of(row.at), row.user_id, row.role, row.number, row.what, row.substitute, row.registry_number


def _row(alike: list[Access], request: AnyRequest) -> dict[str, Any]:
    row, first = alike[0], alike[-1]
    user = request.state.directory.user(row.user_id)
    return {
        "at": swedish.moment_said(row.at),
        "said": swedish.upper_first(swedish.when_said(row.at, portal_of(request).clock.moment())),
        "who": user.name if user else "Okänd",
        "role": swedish.role_label(row.role),
        "times": f"{len(alike)} gånger sedan {first.at.astimezone(STOCKHOLM):%-H.%M}" if len(alike) > 1 else "",
        "number": row.number or "–",
        "what": WHAT.get(row.what, "Öppnade ärendet"),
        "unusual": row.what == "denied" or row.substitute is not None or row.registry_number is not None,
        "stepped_in": row.substitute is not None,
        "why": _why(row),
    }


def _why(row: Access) -> str:
    if row.registry_number is not None:
        return f"Diarienummer {row.registry_number}"
    return swedish.label(row.substitute, "substitute_reason") if row.substitute else ""


def _people(request: AnyRequest) -> list[dict[str, str]]:
    directory, unit_id = request.state.directory, officer_of(request).unit_id
    here = {a.user_id for a in directory.assignments.values() if a.unit_id == unit_id}
    users = sorted((directory.users[user] for user in here), key=lambda user: swedish.collation_key(user.name))
    return [{"value": str(user.user_id), "label": user.name} for user in users]
