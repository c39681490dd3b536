"""Ärenden: which cases an officer has, how they stand, and what waits in them (queries over ``case_status``)."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

import msgspec
from psycopg.rows import class_row

from events.categories import Category
from events.kinds import Status
from projections.view import Connection


class CaseRow(msgspec.Struct, frozen=True):
    case_id: UUID
    number: str
    name_box: bytes | None
    municipality_code: str
    opener: UUID
    lead_unit: UUID
    recorder: UUID | None
    form: str | None
    given_on: date | None
    valid_from: date | None
    valid_to: date | None
    stands: bool
    ended_on: date | None
    copy_given: bool
    drafted_on: date
    closed_on: date | None
    locked: bool
    verified: bool
    """Whether the officer's own unit has made sure of the active consent."""
    unverified: list[UUID]
    """Other recipient units that have not."""
    units: list[UUID]
    changed_at: datetime | None
    held: list[str]
    """Doors and categories that are open to the unit now."""

    def status(self, day: date) -> Status:
        """As the fold has it (``events.case.Case.status``); refused and purged cases have no row here."""
        if self.locked:
            return Status.LOCKED
        if self.closed_on:
            return Status.CLOSED
        if self.valid_from is None or self.valid_to is None:
            return Status.DRAFT
        return Status.ACTIVE if self.in_force(day) else Status.SUSPENDED

    def in_force(self, day: date) -> bool:
        """Whether the consent holds on the day, closed case or not, also before this view has heard of a withdrawal:
        who has made sure of it then holds what every recipient does (``events.categories.ALWAYS``)."""
        dated = bool(self.valid_from and self.valid_to and self.valid_from <= day <= self.valid_to)
        return self.stands and dated and (not self.verified or Category.PLANNING in self.held)

    def at_the_gate(self, day: date) -> bool:
        """The unit has not made sure of the consent yet: no more is told than that the case is there."""
        return self.status(day) in {Status.ACTIVE, Status.CLOSED} and self.in_force(day) and not self.verified


_SELECT = """
SELECT s.case_id, s.number, n.box AS name_box, s.municipality_code, s.opener, s.lead_unit, s.recorder, s.form,
    s.given_on, s.valid_from, s.valid_to, s.stands, s.ended_on, s.copy_given, s.drafted_on, s.closed_on, s.locked,
    coalesce((SELECT p.verified FROM view.case_party p WHERE p.case_id = s.case_id AND p.unit_id = vault.unit()),
        s.recorder IS NULL AND s.opener = vault.unit()) AS verified,
    ARRAY(SELECT p.unit_id FROM view.case_party p WHERE p.case_id = s.case_id AND NOT p.verified
        AND p.unit_id <> vault.unit()) AS unverified,
    ARRAY(SELECT p.unit_id FROM view.case_party p WHERE p.case_id = s.case_id) AS units,
    (SELECT e.recorded_at FROM view.case_entry e WHERE e.case_id = s.case_id
        AND e.category <> 'violence_question' ORDER BY e.version DESC LIMIT 1) AS changed_at,
    ARRAY(SELECT g.category FROM vault.grant g WHERE g.case_id = s.case_id AND g.unit_id = vault.unit()
        AND g.valid_from <= vault.moment() AND vault.moment() < g.valid_to) AS held
FROM view.case_status s
JOIN vault.grant l ON l.case_id = s.case_id AND l.unit_id = vault.unit() AND l.category = 'listed'
    AND l.valid_from <= vault.moment() AND vault.moment() < l.valid_to
LEFT JOIN vault.identity n ON n.case_id = s.case_id AND n.part = 'name'
"""
_MINE = (
    _SELECT
    + """
JOIN view.case_caseworker w ON w.case_id = s.case_id AND w.unit_id = vault.unit() AND w.user_id = %(user)s
WHERE NOT s.refused AND (%(number)s::text IS NULL OR s.number = %(number)s)
ORDER BY changed_at DESC NULLS LAST, s.case_id LIMIT %(limit)s OFFSET %(offset)s
"""
)
_WAITING = (
    _SELECT
    + """
WHERE NOT s.refused AND NOT s.locked AND s.stands AND s.closed_on IS NULL
  AND EXISTS (SELECT FROM view.case_party p WHERE p.case_id = s.case_id AND p.unit_id = vault.unit() AND NOT p.verified)
ORDER BY s.given_on, s.case_id LIMIT 200
"""
)


def mine(
    connection: Connection, user_id: UUID, *, number: str | None = None, limit: int = 100, offset: int = 0
) -> list[CaseRow]:
    """Cases in the unit's list where the officer is named. The caller has set the unit and the moment."""
    return _rows(connection, _MINE, {"user": user_id, "number": number, "limit": limit, "offset": offset})


def waiting_for_verification(connection: Connection, day: date) -> list[CaseRow]:
    """Cases whose consent the unit has not made sure of yet: seen by every officer of the unit with a case role."""
    return [row for row in _rows(connection, _WAITING, {}) if row.status(day) is Status.ACTIVE]


def colleagues(connection: Connection, user_id: UUID) -> int:
    """How many cases of the unit others are named in: a count, never which."""
    found: Any = connection.execute(
        "SELECT count(DISTINCT s.case_id) FROM view.case_status s JOIN vault.grant l ON l.case_id = s.case_id"
        " AND l.unit_id = vault.unit() AND l.category = 'listed' AND l.valid_from <= vault.moment()"
        " AND vault.moment() < l.valid_to"
        " JOIN view.case_caseworker w ON w.case_id = s.case_id AND w.unit_id = vault.unit()"
        " WHERE NOT s.refused AND s.closed_on IS NULL AND NOT EXISTS (SELECT FROM view.case_caseworker me"
        " WHERE me.case_id = s.case_id AND me.unit_id = vault.unit() AND me.user_id = %s)",
        (user_id,),
    ).fetchone()
    return int(found[0])


def _rows(connection: Connection, query: str, values: dict[str, Any]) -> list[CaseRow]:
    with connection.cursor(row_factory=class_row(CaseRow)) as cursor:
        found: list[Any] = cursor.execute(query, values, prepare=True).fetchall()
    return found
