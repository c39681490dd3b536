"""Cases over the API: lists, search, one case, its readers, and the feed of events (contract.md 6)."""

from asyncio import to_thread
from typing import Annotated, Any
from uuid import UUID

import msgspec
from litestar import get, post
from litestar.params import JSONBody, Parameter

from events.facts import Entry
from events.kinds import Status, SubstituteReason
from events.vault import open_name
from orgs.roles import CASE_ROLES, MANAGERS
from portal import api_shapes
from portal.acting import AnyRequest, looking, officer_of, read
from portal.acting import step_in as held_for
from portal.guards import any_officer, needs
from portal.house import portal_of
from portal.searching import Found, find, tidied
from portal.waiting import waiting_for_me
from projections import access_log, case_entries, inquiries, worklist

PAGE = 100
Offset = Annotated[int, Parameter(query="next", ge=0, le=1_000_000)]


class Search(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    personnummer: str | None = None
    number: str | None = None


class StepIn(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    reason: SubstituteReason


@get("/api/v1/units", guards=[any_officer], sync_to_thread=True)
def units(request: AnyRequest) -> dict[str, Any]:
    directory = request.state.directory
    return {
        "units": [
            {
                "id": unit.unit_id,
                "slug": unit.slug,
                "name": unit.name,
                "unit_type": unit.unit_type,
                "org_type": unit.org_type,
                "municipality_code": directory.organisations[unit.org_id].municipality_code
                or next(iter(unit.serves_municipalities), None),
            }
            for unit in sorted(directory.units.values(), key=lambda unit: unit.slug)
            if unit.active
        ]
    }


@get("/api/v1/cases", guards=[needs(CASE_ROLES)], sync_to_thread=True)
def cases(
    request: AnyRequest, status: Status | None = None, q: str | None = None, offset: Offset = 0
) -> dict[str, Any]:
    """The officer's own cases, latest changed first. ``q`` is a case number, never a personnummer."""
    portal, officer = portal_of(request), officer_of(request)
    today = portal.clock.today()
    number = (tidied(q) or q) if q else None
    with looking(request) as connection:
        rows = worklist.mine(connection, officer.user_id, number=number, limit=PAGE + 1, offset=offset)
        waiting = _waiting_on(inquiries.mine(connection, officer.user_id, only_open=True))
    shown = [
        {
            "case_id": row.case_id,
            "number": row.number,
            "status": row.status(today),
            "person": {"name": open_name(portal.store_key, row.case_id, row.name_box) if row.name_box else None},
            "waiting_on": waiting.get(row.case_id, []),
            "updated_at": row.changed_at,
        }
        for row in rows[:PAGE]
        if status is None or row.status(today) is status
    ]
    return {"cases": shown, "next": str(offset + PAGE) if len(rows) > PAGE else None}


def _waiting_on(rows: list[inquiries.InquiryRow]) -> dict[UUID, list[UUID]]:
    """Units that owe an answer, per case, of the questions this unit has part in."""
    owing: dict[UUID, list[UUID]] = {}
    for row in rows:
        if row.to_unit not in owing.setdefault(row.case_id, []):
            owing[row.case_id].append(row.to_unit)
    return owing


@post("/api/v1/search", guards=[needs(CASE_ROLES | MANAGERS)], status_code=200, sync_to_thread=True)
def search(request: AnyRequest, data: JSONBody[Search]) -> dict[str, Any]:
    found = find(request, personnummer=data.personnummer, number=data.number)
    return {
        "cases": [
            {
                "case_id": f.case_id,
                "number": f.number,
                "status": f.status,
                "person": {"name": f.name},
                "way_in": f.way_in,
            }
            for f in found
        ]
    }


def _found(found: Found) -> dict[str, Any]:
    shape = {"case_id": found.case_id, "number": found.number, "status": found.status, "way_in": found.way_in}
    return shape | {"person": {"name": found.name}}


@get("/api/v1/cases/{case_id:uuid}", guards=[needs(CASE_ROLES | MANAGERS)], sync_to_thread=True)
def case(request: AnyRequest, case_id: UUID) -> dict[str, Any]:
    return api_shapes.case(read(request, case_id), request.state.directory)


@get("/api/v1/cases/{case_id:uuid}/access-log", guards=[needs(CASE_ROLES)], sync_to_thread=True)
def readers(request: AnyRequest, case_id: UUID) -> dict[str, Any]:
    """Who has read the case: unit, role, time, as a substitute or not."""
    read(request, case_id, what="access_log")
    with looking(request) as connection:
        rows = access_log.readers_of(connection, case_id)
    directory = request.state.directory
    return {
        "readers": [
            {
                "unit": {"id": row.unit_id, "name": directory.name_of(row.unit_id)},
                "role": row.role,
                "at": row.at,
                "substitute": row.substitute is not None,
            }
            for row in rows
        ]
    }


@post("/api/v1/cases/{case_id:uuid}/substitution", guards=[needs(CASE_ROLES)], status_code=200)
async def stepping_in(request: AnyRequest, case_id: UUID, data: JSONBody[StepIn]) -> dict[str, Any]:
    """Holds until logout or until another assignment is chosen; every reading says so."""
    portal = portal_of(request)
    held = await to_thread(held_for, request, case_id)
    await portal.web.substitute(request.auth, case_id, data.reason.value)
    return {"case_id": case_id, "number": held.number}


@get("/api/v1/events", guards=[needs(CASE_ROLES)], sync_to_thread=True)
def events(
    request: AnyRequest,
    after: UUID | None = None,
    limit: Annotated[int, Parameter(ge=1, le=100)] = 100,
) -> dict[str, Any]:
    """CloudEvents 1.0 of what the reader may read; the cursor is an event this reader was given."""
    portal, officer = portal_of(request), officer_of(request)
    with looking(request) as connection:
        batch = case_entries.feed(connection, officer.user_id, after, limit)
        rings = case_entries.rings(connection, portal.store_key, batch)
    shown = [_cloud_event(entry, rings) for entry in batch if (entry.stream_id, entry.version) in rings]
    return {"events": shown, "next": batch[-1].event_id if batch else after}


def _cloud_event(entry: Entry, ring: dict[tuple[UUID, int], bytes]) -> dict[str, Any]:
    return {
        "specversion": "1.0",
        "id": entry.event_id,
        "source": f"/arenden/{entry.stream_id}",
        "type": entry.topic,
        "time": entry.recorded_at,
        "datacontenttype": "application/json",
        "data": {"category": entry.category, "owner_unit": entry.owner_unit, "dated": entry.dated}
        | api_shapes.opened(entry.fact, ring),
    }


@get("/api/v1/tasks", guards=[any_officer], sync_to_thread=True)
def tasks(request: AnyRequest) -> dict[str, Any]:
    """What waits for this officer, as on the start page."""
    return {
        "tasks": [
            {"kind": task.kind, "case_id": task.case_id, "due_on": task.due_on, "what": task.what, "why": task.why}
            for task in waiting_for_me(request)
        ]
    }
