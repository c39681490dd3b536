"""Who is named in the unit's cases: for the manager, who names without reading (domain.md 3.4)."""

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
