"""Every entry of every case by its envelope alone: for "changed since", and for the feed of events."""

from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from events import facts as f
from events.facts import Entry
from events.log_recorder import entry_of
from events.sealing import KeyRing, StoreKey
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

_FEED = """
SELECT l.stream_id, l.version, l.state, l.event_id, l.command_id
FROM view.case_entry e
JOIN view.case_caseworker w ON w.case_id = e.case_id AND w.unit_id = vault.unit() AND w.user_id = %(user)s
JOIN log.event l ON l.stream_id = e.case_id AND l.version = e.version
WHERE e.category <> 'violence_question' AND NOT e.retracted
  AND NOT EXISTS (  -- behind the gate page there is nothing to follow
      SELECT FROM view.case_party p JOIN view.case_status s ON s.case_id = p.case_id
      WHERE p.case_id = e.case_id AND p.unit_id = vault.unit() AND NOT p.verified AND s.stands)
  AND e.position > coalesce((SELECT position FROM log.event WHERE event_id = %(after)s), 0)
ORDER BY e.position LIMIT %(limit)s
"""


def feed(connection: Connection, user_id: UUID, after: UUID | None, limit: int) -> list[Entry]:
    """Entries in the officer's own cases that the unit may read, oldest first, after the one named.

    The caller has set the unit and the moment. Violence records never leave the case page.
    """
    rows = connection.execute(_FEED, {"user": user_id, "after": after, "limit": limit}).fetchall()
    return [entry_of(*row) for row in rows]


def rings(connection: Connection, store_key: StoreKey, entries: list[Entry]) -> KeyRing:
    """Keys that the database releases for these entries, under the transaction's settings."""
    rows: list[Any] = connection.execute(
        "SELECT k.case_id, k.version, k.wrapped FROM vault.key k"
        " JOIN unnest(%s::uuid[], %s::bigint[]) AS e(case_id, version) USING (case_id, version)",
        ([e.stream_id for e in entries], [e.version for e in entries]),
    ).fetchall()
    return {(case_id, version): store_key.unwrap(wrapped) for case_id, version, wrapped in rows}


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
