"""What keeps failing, among the deviations this reader may read; and what time has something to do with."""

from datetime import date
from typing import Any
from uuid import UUID

import msgspec

from projections.view import Connection


class Pattern(msgspec.Struct, frozen=True):
    """How many of one sort, reported on or after a day, that nobody took back."""

    month: date
    """The first of it."""
    kind: str
    type: str
    clause: str | None
    about_unit: UUID
    by_unit: UUID
    count: int


_PATTERNS = """
SELECT date_trunc('month', reported_on)::date, kind, type, clause, about_unit, by_unit, count(*)
FROM view.deviation WHERE stage <> 'withdrawn' AND reported_on >= %s GROUP BY 1, 2, 3, 4, 5, 6
"""


def patterns(connection: Connection, since: date) -> list[Pattern]:
    rows: list[Any] = connection.execute(_PATTERNS, (since,)).fetchall()
    return [Pattern(*row) for row in rows]


def overdue(connection: Connection, today: date) -> list[tuple[UUID, date]]:
    """Those that time has something to do with, and since when: asked over the keeper's login."""
    rows: list[Any] = connection.execute(
        "SELECT deviation_id, due_on FROM view.deviation WHERE due_on <= %s ORDER BY due_on, deviation_id", (today,)
    ).fetchall()
    return [(deviation_id, due_on) for deviation_id, due_on in rows]
