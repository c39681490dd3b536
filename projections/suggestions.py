"""What a unit has already said about a suggested deviation: reported it, or looked at it and let it be."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from projections.view import Connection


def own_reports(connection: Connection, since: date) -> list[tuple[str, UUID, UUID | None, UUID | None, date]]:
    """Type, unit, case, routine and day of what the own unit has reported: nobody is asked about it twice."""
    rows: list[Any] = connection.execute(
        "SELECT d.type, d.about_unit, c.case_id, d.agreement_id, d.happened_on FROM view.deviation d"
        " LEFT JOIN view.deviation_case c USING (deviation_id)"
        " WHERE d.by_unit = vault.unit() AND d.reported_on >= %s",
        (since,),
    ).fetchall()
    return rows


def dismissed(connection: Connection) -> set[UUID]:
    """Suggestions that somebody at the unit has looked at and does not want again."""
    rows: list[Any] = connection.execute(
        "SELECT suggestion_id FROM web.dismissed_suggestion WHERE unit_id = vault.unit()"
    ).fetchall()
    return {row[0] for row in rows}


def dismiss(connection: Connection, suggestion_id: UUID, user_id: UUID, moment: datetime) -> None:
    """For the whole unit; a second time changes nothing."""
    connection.execute(
        "INSERT INTO web.dismissed_suggestion VALUES (vault.unit(), %s, %s, %s) ON CONFLICT DO NOTHING",
        (suggestion_id, user_id, moment),
    )
