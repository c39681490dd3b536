"""Cases over the API: the own list, search, one case, its readers, and stepping in (contract.md 6)."""

from asyncio import to_thread
from typing import Any
from uuid import UUID

import msgspec
from litestar import get, post
from litestar.params import FromPath, FromQuery, JSONBody

from events.calendar import start_of
from events.kinds import Status, SubstituteReason
from events.refusals import NotFoundOrDenied, Refused
from events.vault import open_name
from orgs.directory import Directory
from orgs.roles import CASE_ROLES, MANAGERS
from portal.acting import AnyRequest, follow_up, looking, officer_of, read
from portal.acting import step_in as held_for
from portal.api import shapes as api_shapes
from portal.api.paging import Begin, paged
from portal.desk.choosing import Row
from portal.desk.rows import rows_of
from portal.desk.searching import find, tidied
from portal.guards import needs
from portal.house import portal_of
from projections import access_log, inquiries
from projections.inquiries import InquiryRow


class Search(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One of the two. Posted, so that a personnummer never stands in an address."""

    personnummer: str | None = None
    number: str | None = None


class StepIn(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    reason: SubstituteReason


@get("/api/v1/cases", guards=[needs(CASE_ROLES)], sync_to_thread=True)
def cases(
    request: AnyRequest, status: FromQuery[Status | None] = None, q: FromQuery[str | None] = None, begin: Begin = 0
) -> dict[str, Any]:
    """The officer's own cases, latest changed first. ``q`` is a case number, never a personnummer."""
    officer, today = officer_of(request), portal_of(request).clock.today()
    number = (tidied(q) or "") if q else None
    with looking(request) as connection:
        asked = inquiries.mine(connection, officer.user_id, only_open=True)
    wanted = [row for row in rows_of(request, number) if status is None or row.seen.case.status(today) is status]
    shown, following = paged(wanted, begin)
    return {"cases": [_row(row, request, asked) for row in shown], **following}


def _row(listed: Row, request: AnyRequest, asked: list[InquiryRow]) -> dict[str, Any]:
    """One case in the list. Before the unit has made sure of the consent it is no more than that the case is there.

    ``reasons``: why it stands where it does in the list on the page, the highest first.
    """
    portal, row = portal_of(request), listed.seen.case
    status = row.status(portal.clock.today())
    at_the_gate = status is Status.ACTIVE and not row.verified
    return {
        "case_id": row.case_id,
        "number": row.number,
        "status": status,
        "person": {"name": open_name(portal.store_key, row.case_id, row.name_box) if row.name_box else None},
        "waiting_on": _waiting_on(row.case_id, asked, request.state.directory) if status is Status.ACTIVE else [],
        "updated_at": None if at_the_gate else row.changed_at,
        "reasons": [{"name": reason.name, "text": reason.text} for reason in listed.reasons],
    }


def _waiting_on(case_id: UUID, asked: list[InquiryRow], directory: Directory) -> list[dict[str, Any]]:
    """Units that owe an answer to a question that the reader's unit has put or been put."""
    owing = sorted({row.to_unit for row in asked if row.case_id == case_id}, key=directory.name_of)
    return [api_shapes.unit(directory.units[unit_id]) for unit_id in owing]


@post("/api/v1/search", guards=[needs(CASE_ROLES | MANAGERS)], status_code=200, sync_to_thread=True)
def search(request: AnyRequest, data: JSONBody[Search]) -> dict[str, Any]:
    """Nothing found and not allowed are the same empty list."""
    if data.personnummer is None and data.number is None:
        raise Refused("text_missing", "personnummer")
    found = find(request, personnummer=data.personnummer, number=data.number)
    return {
        "cases": [
            {
                "case_id": each.case_id,
                "number": each.number,
                "status": each.status,
                "person": {"name": each.name},
                "way_in": each.way_in,
            }
            for each in found
        ]
    }


@get("/api/v1/cases/{case_id:uuid}", guards=[needs(CASE_ROLES | MANAGERS)], sync_to_thread=True)
def case(request: AnyRequest, case_id: FromPath[UUID]) -> dict[str, Any]:
    """Exactly what the gate lets this reader see."""
    return api_shapes.case(follow_up(request, case_id, "case"), request.state.directory)


@get("/api/v1/cases/{case_id:uuid}/access-log", guards=[needs(CASE_ROLES)], sync_to_thread=True)
def readers(request: AnyRequest, case_id: FromPath[UUID]) -> dict[str, Any]:
    """Who has read the case: unit, role, time, as a substitute or not. Not for a unit that still stands at the gate."""
    reading = read(request, case_id, what="access_log")
    if reading.at_the_gate:
        raise NotFoundOrDenied
    with looking(request) as connection:
        rows = access_log.readers_of(connection, case_id, all_units=reading.gate.takes_part)
    units = request.state.directory.units
    return {
        "readers": [
            {
                "unit": api_shapes.unit(units[row.unit_id]),
                "role": row.role,
                "time": start_of(row.on),
                "substitute": row.substitute is not None,
            }
            | ({"registry_number": row.registry_number} if row.registry_number else {})
            for row in rows
        ]
    }


@post("/api/v1/cases/{case_id:uuid}/substitution", guards=[needs(CASE_ROLES)], status_code=200)
async def stepping_in(request: AnyRequest, case_id: FromPath[UUID], data: JSONBody[StepIn]) -> dict[str, Any]:
    """Holds until logout or until another assignment is chosen; every reading says so."""
    held = await to_thread(held_for, request, case_id)
    await portal_of(request).web.substitute(request.auth, case_id, data.reason.value)
    return {"case_id": case_id, "number": held.number}
