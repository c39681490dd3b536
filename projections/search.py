"""Finding a case by its number or by the whole personnummer, never by name (domain.md 5.3.4)."""

from typing import Any
from uuid import UUID

from projections.view import Connection


def by_number(connection: Connection, number: str) -> list[UUID]:
    """Cases with the number that the unit may know of."""
    rows: list[Any] = connection.execute(
        "SELECT s.case_id FROM view.case_status s WHERE s.number = %s AND NOT s.refused ORDER BY s.case_id LIMIT 20",
        (number,),
        prepare=True,
    ).fetchall()
    return [row[0] for row in rows]


def by_blind(connection: Connection, blind: bytes) -> list[UUID]:
    """Cases about the person whose name the unit may know."""
    rows: list[Any] = connection.execute(
        "SELECT i.case_id FROM vault.identity i WHERE i.blind = %s ORDER BY i.case_id LIMIT 20", (blind,), prepare=True
    ).fetchall()
    return [row[0] for row in rows]
