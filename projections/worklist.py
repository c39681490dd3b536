"""Ärenden: which cases an officer has, how they stand, and what waits in them (queries over ``case_status``)."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import msgspec

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
    """Of the categories that lists go by, those that are open to the unit now."""

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


_OWN = """
SELECT s.case_id, s.number, s.municipality_code, s.opener, s.lead_unit, s.recorder, s.form, s.given_on, s.valid_from,
    s.valid_to, s.stands, s.ended_on, s.copy_given, s.drafted_on, s.closed_on, s.locked
FROM view.case_caseworker w
JOIN view.case_status s ON s.case_id = w.case_id
JOIN vault.grant l ON l.case_id = w.case_id AND l.unit_id = (SELECT vault.unit()) AND l.category = 'listed'
    AND l.valid_from <= (SELECT vault.moment()) AND (SELECT vault.moment()) < l.valid_to
WHERE w.unit_id = (SELECT vault.unit()) AND w.user_id = %(user)s AND NOT s.refused
    AND (%(number)s::text IS NULL OR s.number = %(number)s)
"""
_PARTIES = "SELECT case_id, unit_id, verified FROM view.case_party WHERE case_id = ANY (%s)"
_NAMES = "SELECT case_id, box FROM vault.identity WHERE case_id = ANY (%s) AND part = 'name'"
_HELD = """
SELECT case_id, category FROM vault.grant
WHERE case_id = ANY (%s) AND unit_id = (SELECT vault.unit()) AND category IN ('planning', 'rehab_plan', 'sick_leave')
    AND valid_from <= (SELECT vault.moment()) AND (SELECT vault.moment()) < valid_to
"""
_CHANGED = """
SELECT c.case_id, (SELECT e.recorded_at FROM view.case_entry e WHERE e.case_id = c.case_id
    AND e.category <> 'violence_question' ORDER BY e.version DESC LIMIT 1)
FROM unnest(%s::uuid[]) AS c(case_id)
"""
_LONG_AGO = datetime.min.replace(tzinfo=UTC)


def mine(
    connection: Connection, user_id: UUID, *, number: str | None = None, limit: int = 100, offset: int = 0
) -> list[CaseRow]:
    """Cases in the unit's list where the officer is named, latest changed first. The caller has set unit and moment.

    One small question after another over the officer's own cases: what it costs goes by those, not by the unit's.
    """
    found = connection.execute(_OWN, {"user": user_id, "number": number}, prepare=True).fetchall()
    cases = [case_id for case_id, *_ in found]
    own: UUID = connection.execute("SELECT vault.unit()").fetchone()[0]  # type: ignore[index]
    asked = [connection.execute(query, (cases,), prepare=True).fetchall() for query in (_NAMES, _CHANGED)]
    boxes, changed = (dict(rows) for rows in asked)
    parties, held = _by_case(connection, _PARTIES, cases), _by_case(connection, _HELD, cases)
    rows = []
    for case_id, number_, *rest in found:
        verified = next((said for unit, said in parties[case_id] if unit == own), rest[3] is None and rest[1] == own)
        waited_for = [unit for unit, said in parties[case_id] if not said and unit != own]
        units, open_to = [unit for unit, _ in parties[case_id]], [category for (category,) in held[case_id]]
        fields = (case_id, number_, boxes.get(case_id), *rest, verified, waited_for, units, changed[case_id], open_to)
        rows.append(CaseRow(*fields))
    rows.sort(key=lambda row: row.case_id)
    rows.sort(key=lambda row: row.changed_at or _LONG_AGO, reverse=True)
    return rows[offset : offset + limit]


def _by_case(connection: Connection, query: str, cases: list[UUID]) -> dict[UUID, list[tuple[Any, ...]]]:
    found: dict[UUID, list[tuple[Any, ...]]] = {case_id: [] for case_id in cases}
    for case_id, *rest in connection.execute(query, (cases,), prepare=True):
        found[case_id].append(tuple(rest))
    return found


COUNTED = 100
_COLLEAGUES = """
SELECT count(*) FROM (
    SELECT FROM vault.grant l JOIN view.case_status s ON s.case_id = l.case_id
    WHERE l.unit_id = (SELECT vault.unit()) AND l.category = 'listed' AND l.valid_from <= (SELECT vault.moment())
        AND (SELECT vault.moment()) < l.valid_to AND NOT s.refused AND s.closed_on IS NULL
        AND EXISTS (SELECT FROM view.case_caseworker w
            WHERE w.case_id = l.case_id AND w.unit_id = (SELECT vault.unit()))
        AND NOT EXISTS (SELECT FROM view.case_caseworker w
            WHERE w.case_id = l.case_id AND w.unit_id = (SELECT vault.unit()) AND w.user_id = %s)
    LIMIT %s) AS found
"""


def colleagues(connection: Connection, user_id: UUID) -> int:
    """How many cases of the unit others are named in: a count, never which. More than ``COUNTED`` are not counted."""
    found: Any = connection.execute(_COLLEAGUES, (user_id, COUNTED + 1), prepare=True).fetchone()
    return int(found[0])
