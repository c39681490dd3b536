"""Kvalitetsuppföljning: the unit's own entries, for who holds a registered assignment for it (domain.md 2.4)."""

from typing import Any
from uuid import UUID

from litestar import get
from litestar.params import FromPath
from litestar.response import Redirect, Template

from events.refusals import NotFoundOrDenied
from orgs.directory import QualityAssignment
from orgs.roles import CASE_ROLES, MANAGERS
from portal import swedish
from portal.acting import AnyRequest, follow_up, looking, officer_of
from portal.cases.timeline.items import EVERYTHING, timeline
from portal.guards import needs
from portal.house import portal_of
from portal.pages import page
from projections import staffing

HERE = "/kvalitetsuppfoljning"
READERS = CASE_ROLES | MANAGERS


@get(HERE, guards=[needs(READERS)], sync_to_thread=True)
def cases_to_follow_up(request: AnyRequest) -> Template:
    """Numbers of the cases in which the unit has written something; no names in the list."""
    held = held_by(request)
    with looking(request) as connection:
        rows = staffing.with_own_entries(connection)
    moment = portal_of(request).clock.moment()
    shown = [
        {
            "number": row.number,
            "href": f"{HERE}/{row.case_id}",
            "entries": swedish.counted(row.entries, "en uppgift", "uppgifter"),
            "latest": swedish.upper_first(swedish.when_said(row.latest, moment)),
        }
        for row in rows
    ]
    return page(
        request,
        "quality/list.html",
        title="Kvalitetsuppföljning",
        rows=shown,
        held=said_of(held),
        figures=f"{HERE}/siffror",
    )


@get(HERE + "/{case_id:uuid}", guards=[needs(READERS)], sync_to_thread=True)
def case_to_follow_up(request: AnyRequest, case_id: FromPath[UUID]) -> Template | Redirect:
    """Who is named in the case reads it as usual, on its own page."""
    held = held_by(request)
    reading = follow_up(request, case_id)
    if reading.at_the_gate or not reading.gate.under_quality:
        return Redirect(f"/arenden/{case_id}", status_code=303)
    bare: dict[str, Any] = {"links": [], "badge": None, "waiting": False, "copy": None, "readers": ""}
    return page(
        request,
        "quality/case.html",
        title=f"Ärende {reading.case.number}",
        number=reading.case.number,
        person=reading.name or "",
        here=HERE,
        held=said_of(held),
        timeline=[item | bare for item in timeline(reading, request.state.directory, EVERYTHING)],
    )


def held_by(request: AnyRequest) -> QualityAssignment:
    """Raises ``NotFoundOrDenied`` for who holds none: there is no such page for them."""
    held = officer_of(request).quality
    if held is None or not held.active_on(portal_of(request).clock.today()):
        raise NotFoundOrDenied
    return held


def said_of(held: QualityAssignment) -> dict[str, str]:
    return {
        "registry_number": held.registry_number,
        "purpose": held.purpose,
        "scope": held.data_scope,
        "until": swedish.exact_date(held.valid_to),
    }
