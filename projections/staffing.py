"""Who is named in the unit's cases: for the manager, who names without reading (domain.md 3.4)."""

from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from psycopg.rows import class_row

from projections.view import Connection


class Staffed(msgspec.Struct, frozen=True):
    case_id: UUID
    number: str
    verified: bool
    caseworkers: list[UUID]


_OF_UNIT = """
SELECT s.case_id, s.number,
    coalesce((SELECT p.verified FROM view.case_party p WHERE p.case_id = s.case_id AND p.unit_id = vault.unit()),
        s.opener = vault.unit()) AS verified,
    ARRAY(SELECT w.user_id FROM view.case_caseworker w WHERE w.case_id = s.case_id AND w.unit_id = vault.unit())
        AS caseworkers
FROM view.case_status s
JOIN vault.grant l ON l.case_id = s.case_id AND l.unit_id = vault.unit() AND l.category = 'listed'
    AND l.valid_from <= vault.moment() AND vault.moment() < l.valid_to
WHERE NOT s.refused AND NOT s.locked AND s.closed_on IS NULL
ORDER BY s.number LIMIT 1000
"""


def of_unit(connection: Connection) -> list[Staffed]:
    """The unit's open cases by number, with those named; nothing of any person."""
    with connection.cursor(row_factory=class_row(Staffed)) as cursor:
        found: list[Any] = cursor.execute(_OF_UNIT).fetchall()
    return found


class WithOwnEntries(msgspec.Struct, frozen=True):
    case_id: UUID
    number: str
    entries: int
    latest: datetime


_OWN_ENTRIES = """
SELECT s.case_id, s.number, count(*) AS entries, max(e.recorded_at) AS latest
FROM view.case_status s JOIN view.case_entry e ON e.case_id = s.case_id AND e.owner_unit = vault.unit()
WHERE NOT s.refused AND NOT s.locked AND e.category <> 'violence_question'
GROUP BY s.case_id, s.number ORDER BY latest DESC, s.number LIMIT 1000
"""


def with_own_entries(connection: Connection) -> list[WithOwnEntries]:
    """Cases in which the unit has written something, latest first: by number, and how much."""
    with connection.cursor(row_factory=class_row(WithOwnEntries)) as cursor:
        found: list[Any] = cursor.execute(_OWN_ENTRIES).fetchall()
    return found
