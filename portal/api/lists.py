"""Lists over the API that span cases: units, and the feed of events (contract.md 6)."""

import hmac
from typing import Annotated, Any
from uuid import UUID

from litestar import get
from litestar.params import FromQuery, QueryParameter

from events.facts import Entry
from events.grants import Gate
from events.refusals import Refused
from events.sealing import KeyRing, StoreKey
from orgs.directory import Directory, Unit
from orgs.roles import CASE_ROLES
from portal.acting import AnyRequest, looking, officer_of
from portal.api import shapes as api_shapes
from portal.guards import any_officer, needs
from portal.house import portal_of
from projections import case_entries

Limit = Annotated[int, QueryParameter(ge=1, le=100)]


@get("/api/v1/units", guards=[any_officer], sync_to_thread=True)
def units(request: AnyRequest) -> dict[str, Any]:
    directory = request.state.directory
    active = [unit for unit in directory.units.values() if unit.active]
    return {"units": [_unit(unit, directory) for unit in sorted(active, key=lambda unit: unit.slug)]}


def _unit(unit: Unit, directory: Directory) -> dict[str, Any]:
    own = directory.organisations[unit.org_id].municipality_code
    return api_shapes.unit(unit) | {
        "unit_type": unit.unit_type,
        "org_type": unit.org_type,
        "municipality_code": own or next(iter(unit.serves_municipalities), None),
    }


@get("/api/v1/events", guards=[needs(CASE_ROLES)], sync_to_thread=True)
def events(request: AnyRequest, after: FromQuery[str | None] = None, limit: Limit = 100) -> dict[str, Any]:
    """CloudEvents 1.0 of the reader's own cases, oldest first: what the case page would show, and nothing between."""
    portal, officer = portal_of(request), officer_of(request)
    begin = _event_of(portal.store_key, officer.user_id, after) if after else None
    shown: list[dict[str, Any]] = []
    with looking(request) as connection:
        while not shown and (batch := case_entries.feed(connection, officer.user_id, begin, limit)):
            ring = case_entries.rings(connection, portal.store_key, batch)
            shown = [_cloud_event(entry, ring) for entry in _allowed(request, batch, ring)]
            begin = batch[-1].event_id
    given = _cursor(portal.store_key, officer.user_id, shown[-1]["id"]) if shown else after
    return {"events": shown, "next": given}


def _allowed(request: AnyRequest, batch: list[Entry], ring: KeyRing) -> list[Entry]:
    """Views may lag the log for a moment and know no gate page: the gate has the last word on each entry."""
    portal, officer = portal_of(request), officer_of(request)
    moment = portal.clock.moment()
    gates = {case_id: Gate(portal.log.load(case_id), officer, moment) for case_id in {e.stream_id for e in batch}}
    open_ = {case_id: gate for case_id, gate in gates.items() if not gate.awaits_verification}
    return [
        entry
        for entry in batch
        if (entry.stream_id, entry.version) in ring
        and entry.stream_id in open_
        and open_[entry.stream_id].may_read(entry)
    ]


def _cursor(store_key: StoreKey, user_id: UUID, event_id: UUID) -> str:
    """An event this reader was given, marked as given: a guessed id must not tell whether such an event exists."""
    return event_id.hex + store_key.blind(f"cursor {user_id} {event_id}").hex()[:32]


def _event_of(store_key: StoreKey, user_id: UUID, cursor: str) -> UUID:
    try:
        event_id = UUID(cursor[:32])
    except ValueError:
        raise Refused("cursor_unknown", "after") from None
    if not hmac.compare_digest(_cursor(store_key, user_id, event_id).encode(), cursor.encode()):
        raise Refused("cursor_unknown", "after")
    return event_id


def _cloud_event(entry: Entry, ring: KeyRing) -> dict[str, Any]:
    return {
        "specversion": "1.0",
        "id": entry.event_id,
        "source": f"/arenden/{entry.stream_id}",
        "type": entry.topic,
        "time": entry.recorded_at,
        "datacontenttype": "application/json",
        "data": {
            "case_id": entry.stream_id,
            "category": entry.category,
            "owner_unit": entry.owner_unit,
            "dated": entry.dated,
            "data": api_shapes.opened(entry.fact, ring),
        },
    }
