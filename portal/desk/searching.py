"""The one search behind the page and the API: what this officer may open, or step into, and nothing else."""

import re
from typing import Literal
from uuid import UUID

import msgspec

from events.grants import Gate
from events.kinds import Status
from events.personnummer import PersonnummerRefused, parse
from events.substitution import may_step_in
from events.vault import open_name
from portal.acting import AnyRequest, looking, officer_of, substitute_reason
from portal.house import portal_of
from projections import search

_NUMBER = re.compile(r"[2-9A-Z]{4}-?[2-9A-Z]{4}")


class Found(msgspec.Struct, frozen=True):
    """``name`` only for who may open the case; a colleague who may step in gets the number alone."""

    case_id: UUID
    number: str
    status: Status | None
    """``None`` for a unit that has left the case and only has its own entries."""
    way_in: Literal["open", "gate", "substitute"]
    name: str | None


def find(request: AnyRequest, *, personnummer: str | None = None, number: str | None = None) -> list[Found]:
    """Nothing found and not allowed are the same empty list, after the same work."""
    portal = portal_of(request)
    with looking(request) as connection:
        case_ids: list[UUID] = []
        if number is not None and (tidy := tidied(number)):
            case_ids = search.by_number(connection, tidy)
        elif personnummer is not None and (digits := _digits(request, personnummer)):
            case_ids = search.by_blind(connection, portal.store_key.blind(digits))
        names = dict(
            connection.execute(
                "SELECT case_id, box FROM vault.identity WHERE part = 'name' AND case_id = ANY (%s)", (case_ids,)
            ).fetchall()
        )
    found = []
    for case_id in case_ids:
        case = portal.log.load(case_id)
        gate = Gate(case, officer_of(request), portal.clock.moment(), substitute_reason(request, case_id) is not None)
        way_in = _way_in(request, gate)
        if way_in is not None:
            box = names.get(case_id) if way_in != "substitute" else None
            name = open_name(portal.store_key, case_id, box) if box else None
            found.append(Found(case_id, case.number, gate.shown_status, way_in, name))
    return found


def tidied(number: str) -> str | None:
    """A case number as it is kept, from what somebody heard over the phone; ``None`` when it is none."""
    typed = number.strip().upper().replace(" ", "").replace("–", "-")
    if not _NUMBER.fullmatch(typed):
        return None
    return typed if "-" in typed else f"{typed[:4]}-{typed[4:]}"


def _digits(request: AnyRequest, personnummer: str) -> str | None:
    portal = portal_of(request)
    try:
        return parse(personnummer, mode=portal.log.mode, today=portal.clock.today()).digits
    except PersonnummerRefused:
        return None


def _way_in(request: AnyRequest, gate: Gate) -> Literal["open", "gate", "substitute"] | None:
    officer = gate.officer
    if gate.awaits_verification and (officer.has_case_role or officer.is_manager):
        return "gate"
    if gate.knows and gate.inside:
        return "open"
    return "substitute" if may_step_in(gate.case, officer, gate.moment, request.state.directory) else None
