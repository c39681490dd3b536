"""Each unit's personal data incidents, and what it has made of them."""

from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from psycopg.rows import class_row

from events.incidents import incident_of
from orgs.officers import Officer
from projections.view import Connection, Projection, Step


def apply(connection: Connection, step: Step) -> None:
    if (incident := incident_of(step.entry)) is None:
        return
    case = step.case
    connection.execute(
        "INSERT INTO view.incident VALUES (%s, %s, %s, %s, %s, %s, %s)",
        (
            incident.incident_id,
            incident.unit_id,
            case.case_id if case else None,
            case.number if case else "",
            incident.kind.value,
            incident.known_at,
            incident.due_at,
        ),
    )


PROJECTION = Projection("incidents", ("incident",), apply)


class IncidentRow(msgspec.Struct, frozen=True):
    incident_id: UUID
    case_id: UUID | None
    number: str
    kind: str
    known_at: datetime
    due_at: datetime
    finding: str | None
    registry_number: str | None
    assessed_at: datetime | None
    assessed_by: UUID | None


_OWN = """
SELECT i.incident_id, CASE WHEN told.number THEN i.case_id END AS case_id,
    CASE WHEN told.number THEN i.number ELSE '' END AS number, i.kind, i.known_at, i.due_at, a.finding,
    a.registry_number, a.at AS assessed_at, a.user_id AS assessed_by
FROM view.incident i LEFT JOIN LATERAL (
    SELECT * FROM audit.assessment a WHERE a.incident_id = i.incident_id
    ORDER BY a.assessment_id DESC LIMIT 1) a ON true
CROSS JOIN LATERAL (SELECT %(manager)s OR EXISTS (SELECT FROM view.case_caseworker w
    WHERE w.case_id = i.case_id AND w.unit_id = vault.unit() AND w.user_id = %(user)s) AS number) told
WHERE i.unit_id = vault.unit() AND (a.finding IS NULL OR NOT %(open)s)
ORDER BY a.finding IS NOT NULL, i.due_at DESC, i.incident_id LIMIT 200
"""


def of_unit(connection: Connection, officer: Officer, *, only_open: bool = False) -> list[IncidentRow]:
    """The unit's incidents, those that nobody has assessed first. The caller has set the unit.

    In which case is told to its manager and to those named in it; colleagues know of no numbers (domain.md 2.2).
    """
    values = {"open": only_open, "manager": officer.is_manager, "user": officer.user_id}
    with connection.cursor(row_factory=class_row(IncidentRow)) as cursor:
        found: list[Any] = cursor.execute(_OWN, values).fetchall()
    return found


def assess(
    connection: Connection,
    officer: Officer,
    moment: datetime,
    incident_id: UUID,
    finding: str,
    registry_number: str | None,
) -> None:
    """What the unit has made of it; a later assessment stands beside the earlier ones."""
    connection.execute(
        "INSERT INTO audit.assessment (at, user_id, assignment_id, unit_id, incident_id, finding, registry_number)"
        " VALUES (%s, %s, %s, %s, %s, %s, %s)",
        (moment, officer.user_id, officer.assignment_id, officer.unit_id, incident_id, finding, registry_number),
    )
