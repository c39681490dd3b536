"""Questions and answers across cases: who owes whom, since when, until when."""

from datetime import date
from typing import Any
from uuid import UUID

import msgspec
from psycopg.rows import class_row

from events import facts as f
from events.calendar import day_of
from projections.view import Connection, Projection, Step


def apply(connection: Connection, step: Step) -> None:
    e, day = step.entry, day_of(step.entry.recorded_at)
    match e.fact:
        case f.InquirySent() as fact:
            connection.execute(
                "INSERT INTO view.case_inquiry VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)",
                (
                    e.stream_id,
                    e.version,
                    fact.inquiry_id,
                    e.category.value,
                    e.owner_unit,
                    list(e.recipients),
                    fact.to_unit,
                    fact.type.value,
                    day,
                    fact.due_on,
                ),
            )
        case f.InquiryAnswered(inquiry_id=inquiry_id):
            _mark(connection, "answered_on", e.stream_id, inquiry_id, day)
        case f.InquiryVoided(inquiry_id=inquiry_id):
            _mark(connection, "voided_on", e.stream_id, inquiry_id, day)
        case f.EntryRetracted(version=version) if step.case is not None:
            connection.execute(
                "UPDATE view.case_inquiry SET retracted = true WHERE case_id = %s AND version = %s",
                (e.stream_id, version),
            )
            undone = step.case.entries[version].fact
            if isinstance(undone, f.InquiryAnswered):
                _mark(connection, "answered_on", e.stream_id, undone.inquiry_id, None)


def _mark(connection: Connection, column: str, case_id: UUID, inquiry_id: UUID, day: date | None) -> None:
    connection.execute(
        f"UPDATE view.case_inquiry SET {column} = %s WHERE case_id = %s AND inquiry_id = %s",
        (day, case_id, inquiry_id),
    )


PROJECTION = Projection("inquiries", ("case_inquiry",), apply)


class InquiryRow(msgspec.Struct, frozen=True):
    case_id: UUID
    number: str
    name_box: bytes | None
    inquiry_id: UUID
    from_unit: UUID
    to_unit: UUID
    type: str
    sent_on: date
    due_on: date
    answered_on: date | None
    voided_on: date | None


_MINE = """
SELECT i.case_id, s.number, n.box AS name_box, i.inquiry_id, i.owner_unit AS from_unit, i.to_unit, i.type, i.sent_on,
    i.due_on, i.answered_on, i.voided_on
FROM view.case_inquiry i
JOIN view.case_caseworker w ON w.case_id = i.case_id AND w.unit_id = vault.unit() AND w.user_id = %(user)s
JOIN view.case_status s ON s.case_id = i.case_id
LEFT JOIN vault.identity n ON n.case_id = i.case_id AND n.part = 'name'
WHERE NOT i.retracted AND vault.unit() IN (i.owner_unit, i.to_unit)
  AND (NOT %(open)s OR (i.answered_on IS NULL AND i.voided_on IS NULL))
ORDER BY (i.answered_on IS NULL AND i.voided_on IS NULL) DESC, i.due_on, i.inquiry_id
LIMIT 500
"""


_OPEN = """
SELECT i.case_id, '' AS number, NULL::bytea AS name_box, i.inquiry_id, i.owner_unit AS from_unit, i.to_unit, i.type,
    i.sent_on, i.due_on, i.answered_on, i.voided_on
FROM view.case_inquiry i
WHERE i.case_id = ANY (%s) AND NOT i.retracted AND i.answered_on IS NULL AND i.voided_on IS NULL
ORDER BY i.due_on, i.inquiry_id
"""


def waiting(connection: Connection, case_ids: list[UUID]) -> list[InquiryRow]:
    """Open questions between any units in these cases, as far as the unit may read them; without name and number."""
    return [InquiryRow(*row) for row in connection.execute(_OPEN, (case_ids,), prepare=True)]


def mine(connection: Connection, user_id: UUID, only_open: bool = False) -> list[InquiryRow]:
    """Questions to and from the unit in the officer's own cases, open ones first by due date."""
    with connection.cursor(row_factory=class_row(InquiryRow)) as cursor:
        found: list[Any] = cursor.execute(_MINE, {"user": user_id, "open": only_open}).fetchall()
    return found
