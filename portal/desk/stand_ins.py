"""Stepping in for a colleague, as the unit's manager is shown it: who, when, why and for whom, never the person."""

from datetime import timedelta
from typing import Any

from litestar import get

from orgs.roles import MANAGERS
from portal import swedish
from portal.acting import AnyRequest, looking
from portal.api.paging import Begin, paged
from portal.guards import needs
from portal.house import portal_of
from projections import stand_ins
from projections.stand_ins import StoodIn

SHOWN_FOR, NEW_FOR = timedelta(days=30), timedelta(days=7)
WHY = {
    "absence": "Kollegan var frånvarande",
    "handover": "Tog över ärendet",
    "urgent_contact": "Någon behövde kontakt direkt",
}


def stood_in(request: AnyRequest) -> list[StoodIn]:
    """At the own unit in the last thirty days."""
    with looking(request) as connection:
        return stand_ins.of_unit(connection, portal_of(request).clock.moment() - SHOWN_FOR)


def shown(request: AnyRequest) -> list[dict[str, str]]:
    """For the table on Bemanning."""
    return [
        {
            "who": _names(request, row),
            "role": swedish.role_label(row.role),
            "when": swedish.moment_said(row.at),
            "why": WHY[row.reason],
            "number": row.number or "Finns inte kvar hos er",
            "instead_of": _others(request, row) or "Ingen är utsedd nu",
        }
        for row in stood_in(request)
    ]


def lately(request: AnyRequest) -> str | None:
    """One sentence for Min dag, when there is something to look at."""
    since = portal_of(request).clock.moment() - NEW_FOR
    count = sum(row.at >= since for row in stood_in(request))
    if not count:
        return None
    return swedish.upper_first(
        swedish.counted(count, "en gång har någon", "gånger har någon")
        + " gått in för en kollega de senaste sju dagarna."
    )


@get("/api/v1/substitutions", guards=[needs(MANAGERS)], sync_to_thread=True)
def substitutions(request: AnyRequest, begin: Begin = 0) -> dict[str, Any]:
    """Who has stepped in at the own unit in the last thirty days, latest first: by case number, nothing of the case."""
    shown, following = paged(stood_in(request), begin)
    return {
        "substitutions": [
            {
                "time": row.at,
                "officer": _names(request, row),
                "role": row.role,
                "reason": row.reason,
                "case_number": row.number,
                "instead_of": _others(request, row),
            }
            for row in shown
        ],
        **following,
    }


def _names(request: AnyRequest, row: StoodIn) -> str:
    user = request.state.directory.user(row.user_id)
    return user.name if user else "Okänd"


def _others(request: AnyRequest, row: StoodIn) -> str:
    """Those who have the case, without the one who stepped in and may have it since."""
    users = (request.state.directory.user(user_id) for user_id in row.named if user_id != row.user_id)
    names = sorted((user.name for user in users if user), key=swedish.collation_key)
    return swedish.joined(names) if names else ""
