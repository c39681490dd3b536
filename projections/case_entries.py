"""Every entry of every case by its envelope alone: for "changed since" and other lists."""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from events import facts as f
from projections.view import Connection, Projection, Step


def apply(connection: Connection, step: Step) -> None:
    if step.case is None:
        return
    e = step.entry
    connection.execute(
        "INSERT INTO view.case_entry VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)",
        (
            e.stream_id,
            e.version,
            e.event_id,
            step.position,
            e.topic,
            e.category.value,
            e.owner_unit,
            list(e.recipients),
            e.recorded_at,
            e.actor.user_id if e.actor else None,
        ),
    )
    if isinstance(e.fact, f.EntryRetracted):
        connection.execute(
            "UPDATE view.case_entry SET retracted = true WHERE case_id = %s AND version = %s",
            (e.stream_id, e.fact.version),
        )


PROJECTION = Projection("case_entries", ("case_entry",), apply)


class Changed(NamedTuple):
    case_id: UUID
    topic: str
    category: str
    owner_unit: UUID
    recorded_at: datetime


_SINCE = """
SELECT e.case_id, e.topic, e.category, e.owner_unit, e.recorded_at
FROM view.case_caseworker w
JOIN view.case_entry e ON e.case_id = w.case_id AND e.recorded_at > %(since)s
WHERE w.unit_id = vault.unit() AND w.user_id = %(user)s AND e.category <> 'violence_question' AND NOT e.retracted
  AND e.actor IS DISTINCT FROM %(user)s
ORDER BY e.recorded_at DESC, e.case_id, e.version DESC LIMIT %(limit)s
"""


def since(connection: Connection, user_id: UUID, moment: datetime, limit: int) -> list[Changed]:
    """What others have written in the officer's own cases after the moment, newest first, as the unit may read it."""
    values = {"user": user_id, "since": moment, "limit": limit}
    return [Changed(*row) for row in connection.execute(_SINCE, values).fetchall()]
