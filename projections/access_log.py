"""Who has read what: for the person's extract, and for the log reviewer of a unit (domain.md 2.3, 5.3.4)."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any
from uuid import UUID

import msgspec
from psycopg.rows import class_row

from orgs.directory import QualityAssignment
from orgs.officers import Officer
from projections.view import Connection


class Reader(msgspec.Struct, frozen=True):
    on: date
    role: str
    unit_id: UUID
    substitute: str | None
    registry_number: str | None
    """Of the quality assignment it was read under."""


class Access(msgspec.Struct, frozen=True):
    id: int
    at: datetime
    user_id: UUID
    role: str
    case_id: UUID | None
    """``None``: the unit's figures, which are of no one case."""
    number: str | None
    what: str
    substitute: str | None
    registry_number: str | None
    finding: str | None
    reviewed_at: datetime | None
    reviewed_by: UUID | None


_READERS = """
SELECT (at AT TIME ZONE 'Europe/Stockholm')::date AS on, role, unit_id, max(substitute) AS substitute,
    registry_number FROM audit.access
WHERE case_id = %s AND what NOT IN ('denied', 'staffing')
GROUP BY 1, unit_id, role, user_id, substitute IS NULL, registry_number
ORDER BY 1 DESC, unit_id, role LIMIT 1000
"""


def readers_of(connection: Connection, case_id: UUID, *, all_units: bool) -> list[Reader]:
    """Everybody who has read the case, latest first, by the day: the minute would tell whom the person told, since the
    reading stands beside the withdrawal. Many readings by one officer in a day are one row.

    The caller has passed the gate for the case; without ``all_units`` only the own unit's readings are there, as for a
    unit that is left out. What was read is not said: it could betray an entry.
    """
    if all_units:
        connection.execute("SELECT set_config('portal.in_hand', %s, true)", (str(case_id),))
    with connection.cursor(row_factory=class_row(Reader)) as cursor:
        found: list[Any] = cursor.execute(_READERS, (case_id,)).fetchall()
    return found


_OWN_UNIT = """
SELECT a.id, a.at, a.user_id, a.role, a.case_id, s.number, a.what, a.substitute, a.registry_number,
    r.finding, r.at AS reviewed_at, r.user_id AS reviewed_by
FROM audit.access a
LEFT JOIN view.case_status s ON s.case_id = a.case_id
LEFT JOIN LATERAL (SELECT * FROM audit.assessment r WHERE r.unit_id = vault.unit() AND r.access_ids @> ARRAY[a.id]
    ORDER BY r.assessment_id DESC LIMIT 1) r ON true
WHERE a.unit_id = vault.unit() AND (%(number)s::text IS NULL OR s.number = %(number)s)
  AND (%(user)s::uuid IS NULL OR a.user_id = %(user)s) AND (r.finding IS NULL OR NOT %(unreviewed)s)
ORDER BY (r.finding IS NULL AND (a.what = 'denied' OR a.substitute IS NOT NULL OR a.registry_number IS NOT NULL)) DESC,
    a.at DESC
LIMIT %(limit)s OFFSET %(offset)s
"""


def of_own_unit(
    connection: Connection,
    *,
    number: str | None,
    user_id: UUID | None,
    limit: int,
    offset: int,
    unreviewed: bool = False,
) -> list[Access]:
    """The unit's own accesses, first the unusual that nobody has reviewed: denied attempts, substitutes, follow-ups."""
    values = {"number": number, "user": user_id, "limit": limit, "offset": offset, "unreviewed": unreviewed}
    with connection.cursor(row_factory=class_row(Access)) as cursor:
        found: list[Any] = cursor.execute(_OWN_UNIT, values).fetchall()
    return found


_REVIEWABLE = "SELECT id FROM audit.access WHERE id = ANY (%s) AND unit_id = vault.unit() AND user_id <> %s ORDER BY id"


def review(connection: Connection, officer: Officer, moment: datetime, ids: Collection[int], finding: str) -> bool:
    """Writes what a reviewer has found of these accesses, beside whatever was found before. ``False``, and nothing
    written, when any of them is another unit's or the reviewer's own."""
    found: list[Any] = connection.execute(_REVIEWABLE, (sorted(ids), officer.user_id)).fetchall()
    if not ids or {row[0] for row in found} != set(ids):
        return False
    connection.execute(
        "INSERT INTO audit.assessment (at, user_id, assignment_id, unit_id, access_ids, finding)"
        " VALUES (%s, %s, %s, %s, %s, %s)",
        (moment, officer.user_id, officer.assignment_id, officer.unit_id, sorted(ids), finding),
    )
    return True


_FIGURES = """
INSERT INTO audit.access (at, user_id, assignment_id, role, unit_id, what, quality_assignment_id, registry_number)
VALUES (%s, %s, %s, %s, %s, 'unit_figures', %s, %s)
"""


def note_figures(connection: Connection, officer: Officer, moment: datetime, held: QualityAssignment) -> None:
    """That the officer looks at the unit's unmasked figures, and under which assignment."""
    who = (moment, officer.user_id, officer.assignment_id, officer.role.value, officer.unit_id)
    connection.execute(_FIGURES, (*who, held.quality_assignment_id, held.registry_number))
