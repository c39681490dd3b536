"""Who has stepped in for a colleague at the own unit: for its manager, who reads no case (domain.md 2.2)."""

from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from psycopg.rows import class_row

from projections.view import Connection


class StoodIn(msgspec.Struct, frozen=True):
    at: datetime
    """The first reading of that day."""
    user_id: UUID
    role: str
    reason: str
    number: str | None
    """``None`` of a case that is no longer the unit's to know of."""
    named: list[UUID]
    """Officers of the unit who have the case now."""


_OF_UNIT = """
SELECT min(a.at) AS at, a.user_id, a.role, a.substitute AS reason, s.number,
    ARRAY(SELECT w.user_id FROM view.case_caseworker w WHERE w.case_id = a.case_id AND w.unit_id = vault.unit())
        AS named
FROM audit.access a LEFT JOIN view.case_status s ON s.case_id = a.case_id
WHERE a.unit_id = vault.unit() AND a.substitute IS NOT NULL AND a.what <> 'denied' AND a.at >= %s
GROUP BY (a.at AT TIME ZONE 'Europe/Stockholm')::date, a.user_id, a.role, a.substitute, a.case_id, s.number
ORDER BY min(a.at) DESC LIMIT 200
"""


def of_unit(connection: Connection, since: datetime) -> list[StoodIn]:
    """Latest first; many readings of one case by one officer in a day are one. Nothing of the case but its number."""
    with connection.cursor(row_factory=class_row(StoodIn)) as cursor:
        found: list[Any] = cursor.execute(_OF_UNIT, (since,)).fetchall()
    return found
