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
FROM unnest(%s::uuid[]) AS c(case_id)
JOIN view.case_entry e ON e.case_id = c.case_id
JOIN log.event l ON l.stream_id = e.case_id AND l.version = e.version
WHERE e.topic = ANY (%s) AND e.category <> 'violence_question' AND NOT e.retracted
ORDER BY e.case_id, e.version
"""
_HOLDING = """
SELECT case_id FROM vault.grant
WHERE case_id = ANY (%s) AND unit_id = (SELECT vault.unit()) AND category = %s
    AND valid_from <= (SELECT vault.moment()) AND (SELECT vault.moment()) < valid_to
"""
_ACTIVE = """
SELECT s.case_id, s.number FROM view.case_status s
JOIN view.case_caseworker w ON w.case_id = s.case_id AND w.unit_id = (SELECT vault.unit()) AND w.user_id = %(user)s
JOIN view.case_party p ON p.case_id = s.case_id AND p.unit_id = (SELECT vault.unit()) AND p.verified
WHERE s.stands AND s.valid_from <= %(day)s AND %(day)s <= s.valid_to AND s.closed_on IS NULL
  AND NOT s.refused AND NOT s.locked
"""


def active(connection: Connection, user_id: UUID, day: date) -> dict[UUID, str]:
    """The officer's own cases under an active consent that the unit has made sure of, with their numbers."""
    return dict(connection.execute(_ACTIVE, {"user": user_id, "day": day}, prepare=True).fetchall())


def facts(connection: Connection, cases: Collection[UUID], topics: Collection[str]) -> dict[UUID, list[Entry]]:
    """By case, in order. ``cases``: such as ``active`` gives; the row policies are the gate."""
    found: dict[UUID, list[Entry]] = {}
    for row in connection.execute(_FACTS, (list(cases), list(topics)), prepare=True).fetchall():
        entry = entry_of(*row)
        found.setdefault(entry.stream_id, []).append(entry)
    return found


def holding(connection: Connection, cases: Collection[UUID], category: str) -> set[UUID]:
    """Those in which the unit now holds the category at all: only then does it mean anything that nothing is there."""
    rows: list[Any] = connection.execute(_HOLDING, (list(cases), category), prepare=True).fetchall()
    return {row[0] for row in rows}
