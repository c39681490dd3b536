"""Reading one case: one REPEATABLE READ transaction, the access row in it, then rendering (architecture.md 4)."""

from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

import msgspec
import psycopg

from events.appending import array
from events.case import Case
from events.facts import Entry
from events.grants import Gate
from events.held import Held
from events.log_recorder import Pool
from events.refusals import NotFoundOrDenied
from events.sealing import KeyRing, Sealed, StoreKey
from events.transaction import pipelined
from events.vault import Contact, open_contact, open_name
from orgs.directory import QualityAssignment
from orgs.officers import Officer

T = TypeVar("T")
SETTINGS = "SELECT set_config('portal.unit', %s, true), set_config('portal.moment', %s, true)"
_ENTRIES = """
SELECT e.stream_id, e.version, e.state, e.event_id, e.command_id, e.leaf FROM log.event e
WHERE e.stream_id = %(case)s AND e.version >= least(%(from)s,
    (SELECT max(version) FROM log.event WHERE stream_id = %(case)s)) AND EXISTS (
    SELECT FROM vault.grant g WHERE g.case_id = %(case)s AND g.unit_id = vault.unit() AND g.category = 'exists'
    AND g.valid_from <= vault.moment() AND vault.moment() < g.valid_to)
ORDER BY e.version
"""
_KEYS = "SELECT version, wrapped FROM vault.key WHERE case_id = %(case)s"
_IDENTITY = "SELECT part, box FROM vault.identity WHERE case_id = %(case)s"
_ACCESS = """
INSERT INTO audit.access (at, user_id, assignment_id, role, unit_id, case_id, what, entries, substitute,
    quality_assignment_id, registry_number)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)
"""


def settings(unit_id: UUID, moment: datetime) -> tuple[str, str]:
    return str(unit_id), moment.isoformat()


class Reading(msgspec.Struct, frozen=True):
    """A case as one officer may see it at one moment. What is not in ``entries`` does not exist for this reader."""

    case: Case
    gate: Gate
    moment: datetime
    entries: list[Entry]
    ring: KeyRing
    name: str | None
    contact: Contact | None

    def open(self, sealed: Sealed[T] | None) -> T | None:
        """The clear value, or ``None`` when there is none. Raises ``NotReleased`` for what is not this reader's."""
        return sealed.open(self.ring) if sealed is not None else None

    @property
    def at_the_gate(self) -> bool:
        """The unit has not made sure of the consent yet: only name, recorder and own scope are shown."""
        return self.gate.awaits_verification


def read_case(
    pool: Pool,
    store_key: StoreKey,
    held: Held,
    case_id: UUID,
    officer: Officer,
    moment: datetime,
    *,
    substitute: str | None,
    what: str,
    quality: bool = False,
) -> Reading:
    """``quality``: to follow up the own unit, for who holds an assignment for that and is not named in the case."""
    known = held.known(case_id)
    with pool.connection() as connection, pipelined(connection):
        connection.execute(SETTINGS, settings(officer.unit_id, moment), prepare=True)
        place = {"case": case_id, "from": known.version}
        events = connection.execute(_ENTRIES, place, prepare=True)
        keys = connection.execute(_KEYS, place, prepare=True)
        identity = connection.execute(_IDENTITY, place, prepare=True)
        case = held.brought_up(known, events.fetchall())
        if case is None:  # another store than the one that was read before, as after a restore
            place["from"] = 0
            case = held.brought_up(Case(case_id), connection.execute(_ENTRIES, place, prepare=True).fetchall())
            assert case is not None
        gate = Gate(case, officer, moment, substitute is not None, quality)
        ring = KeyRing(store_key, {(case_id, version): wrapped for version, wrapped in keys.fetchall()})
        boxes = dict(identity.fetchall())
        at_the_gate = gate.awaits_verification and (officer.has_case_role or officer.is_manager)
        followed_up = gate.under_quality and officer.unit_id in case.owners
        allowed = gate.knows and (gate.inside or at_the_gate or followed_up)
        entries = [] if at_the_gate else [e for e in gate.readable if (case_id, e.version) in ring or _bare(gate, e)]
        under = officer.quality if gate.under_quality and allowed else None
        shown = "denied" if not allowed else "gate" if at_the_gate else what
        _access(connection, officer, case_id, moment, shown, [e.version for e in entries], substitute, under)
    if not allowed:
        raise NotFoundOrDenied
    contact = boxes.get("contact") if gate.sees_contact and not at_the_gate else None
    return Reading(
        case=case,
        gate=gate,
        moment=moment,
        entries=entries,
        ring=ring,
        name=open_name(store_key, case_id, boxes["name"]) if "name" in boxes else None,
        contact=open_contact(store_key, case_id, contact) if contact else None,
    )


def _bare(gate: Gate, entry: Entry) -> bool:
    """A retracted entry whose key is destroyed still shows its owner that it was retracted."""
    return entry.version in gate.case.retracted


def key_ring(connection: psycopg.Connection[Any], store_key: StoreKey, case_id: UUID) -> KeyRing:
    """All keys of the case that the database releases under the transaction's settings."""
    rows = connection.execute(_KEYS, {"case": case_id}).fetchall()
    return KeyRing(store_key, {(case_id, version): wrapped for version, wrapped in rows})


def write_denied(pool: Pool, officer: Officer, case_id: UUID, moment: datetime) -> None:
    with pool.connection() as connection, pipelined(connection):
        connection.execute(SETTINGS, settings(officer.unit_id, moment))
        _access(connection, officer, case_id, moment, "denied", [], None)


def _access(
    connection: psycopg.Connection[Any],
    officer: Officer,
    case_id: UUID,
    moment: datetime,
    what: str,
    versions: list[int],
    substitute: str | None,
    under: QualityAssignment | None = None,
) -> None:
    connection.execute(
        _ACCESS,
        (
            moment,
            officer.user_id,
            officer.assignment_id,
            officer.role.value,
            officer.unit_id,
            case_id,
            what,
            array(versions) or "{}",
            substitute,
            under.quality_assignment_id if under else None,
            under.registry_number if under else None,
        ),
        prepare=True,
    )
