"""Lists over the API that span cases: units, and the feed of events (contract.md 6)."""

from typing import Annotated, Any
from uuid import UUID

from cryptography.exceptions import InvalidTag
from litestar import get
from litestar.params import FromQuery, QueryParameter

from events.facts import Entry
from events.grants import Gate
from events.refusals import Refused
from events.sealing import KeyRing, StoreKey
from orgs.directory import Directory, Unit
from orgs.officers import Officer
from orgs.roles import CASE_ROLES
from portal.acting import AnyRequest, looking, officer_of
from portal.api import shapes as api_shapes
from portal.api.paging import Begin, paged
from portal.guards import any_officer, needs
from portal.house import portal_of
from projections import feed
from projections.feed import Given, Place

Limit = Annotated[int, QueryParameter(ge=1, le=100)]


@get("/api/v1/units", guards=[any_officer], sync_to_thread=True)
def units(request: AnyRequest, begin: Begin = 0) -> dict[str, Any]:
    directory = request.state.directory
    active = [unit for unit in directory.units.values() if unit.active]
    shown, following = paged(sorted(active, key=lambda unit: unit.slug), begin)
    return {"units": [_unit(unit, directory) for unit in shown], **following}


def _unit(unit: Unit, directory: Directory) -> dict[str, Any]:
    own = directory.organisations[unit.org_id].municipality_code
    return api_shapes.unit(unit) | {
        "unit_type": unit.unit_type,
        "org_type": unit.org_type,
        "municipality_code": own or next(iter(unit.serves_municipalities), None),
    }


@get("/api/v1/events", guards=[needs(CASE_ROLES)], sync_to_thread=True)
def events(request: AnyRequest, after: FromQuery[str | None] = None, limit: Limit = 100) -> dict[str, Any]:
    """CloudEvents 1.0 of the reader's own cases, in the order in which they opened to the reader: what the case
    page would show, and nothing between."""
    portal, officer = portal_of(request), officer_of(request)
    begin = _place_of(portal.store_key, officer, after) if after else None
    shown: list[Given] = []
    with looking(request) as connection:
        while not shown and (batch := feed.feed(connection, officer.user_id, begin, limit)):
            ring = feed.rings(connection, portal.store_key, [given.entry for given in batch])
            gates = _gates(request, batch)
            shown, begin = [given for given in batch if _allowed(given, gates, ring)], batch[-1].place
    last = _cursor(portal.store_key, officer, shown[-1].place) if shown else after
    return {"events": [_cloud_event(given.entry, ring, gates) for given in shown], "next": last}


def _gates(request: AnyRequest, batch: list[Given]) -> dict[UUID, Gate]:
    """Views may lag the log for a moment: the gate has the last word on each entry."""
    portal, officer = portal_of(request), officer_of(request)
    moment = portal.clock.moment()
    return {case: Gate(portal.log.load(case), officer, moment) for case in {given.entry.stream_id for given in batch}}


def _allowed(given: Given, gates: dict[UUID, Gate], ring: KeyRing) -> bool:
    entry, gate = given.entry, gates[given.entry.stream_id]
    return (entry.stream_id, entry.version) in ring and not gate.awaits_verification and gate.may_read(entry)


def _reader(officer: Officer) -> bytes:
    return b"feed" + officer.user_id.bytes + officer.unit_id.bytes


def _cursor(store_key: StoreKey, officer: Officer, place: Place) -> str:
    """A place this reader was given, sealed: it tells of no other event, and a guess is no cursor."""
    return store_key.token(b"".join(event_id.bytes for event_id in place), _reader(officer)).hex()


def _place_of(store_key: StoreKey, officer: Officer, cursor: str) -> Place:
    try:
        place = store_key.token_opened(bytes.fromhex(cursor), _reader(officer))
    except (ValueError, InvalidTag):
        raise Refused("cursor_unknown", "after") from None
    return Place(UUID(bytes=place[:16]), UUID(bytes=place[16:]))


def _cloud_event(entry: Entry, ring: KeyRing, gates: dict[UUID, Gate]) -> dict[str, Any]:
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
            "data": api_shapes.opened(entry.fact, ring, gates[entry.stream_id]),
        },
    }
