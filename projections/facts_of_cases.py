"""Facts of some kinds across the officer's own cases, as far as the unit may read them."""

from collections.abc import Collection
from datetime import date
from typing import Any
from uuid import UUID

from events.facts import Entry
from events.log_recorder import entry_of
from projections.view import Connection

_FACTS = """
SELECT l.stream_id, l.version, l.state, l.event_id, l.command_id
FROM view.case_entry e
JOIN view.case_caseworker w ON w.case_id = e.case_id AND w.unit_id = vault.unit() AND w.user_id = %(user)s
JOIN log.event l ON l.stream_id = e.case_id AND l.version = e.version
WHERE e.topic = ANY (%(topics)s) AND e.category <> 'violence_question' AND NOT e.retracted
  AND EXISTS (SELECT FROM view.case_party p WHERE p.case_id = e.case_id AND p.unit_id = vault.unit() AND p.verified)
ORDER BY e.case_id, e.version
"""


_ACTIVE = """
SELECT s.case_id, s.number FROM view.case_status s
JOIN view.case_caseworker w ON w.case_id = s.case_id AND w.unit_id = vault.unit() AND w.user_id = %(user)s
JOIN view.case_party p ON p.case_id = s.case_id AND p.unit_id = vault.unit() AND p.verified
WHERE s.stands AND s.valid_from <= %(day)s AND %(day)s <= s.valid_to AND s.closed_on IS NULL
  AND NOT s.refused AND NOT s.locked
"""


def active(connection: Connection, user_id: UUID, day: date) -> dict[UUID, str]:
    """The officer's own cases under an active consent that the unit has made sure of, with their numbers."""
    return dict(connection.execute(_ACTIVE, {"user": user_id, "day": day}).fetchall())


def facts(connection: Connection, user_id: UUID, topics: Collection[str]) -> dict[UUID, list[Entry]]:
    """By case, in order; only of cases whose consent the unit has made sure of. The row policies are the gate."""
    found: dict[UUID, list[Entry]] = {}
    for row in connection.execute(_FACTS, {"user": user_id, "topics": list(topics)}).fetchall():
        entry = entry_of(*row)
        found.setdefault(entry.stream_id, []).append(entry)
    return found


def holding(connection: Connection, category: str) -> set[UUID]:
    """Cases in which the unit now holds the category at all: only then does it mean anything that nothing is there."""
    rows: list[Any] = connection.execute(
        "SELECT case_id FROM vault.grant WHERE unit_id = vault.unit() AND category = %s"
        " AND valid_from <= vault.moment() AND vault.moment() < valid_to",
        (category,),
    ).fetchall()
    return {row[0] for row in rows}
