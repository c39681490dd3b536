"""Consents that have run out without that being recorded yet: the keeper's question."""

from datetime import date
from typing import Any
from uuid import UUID

from events.log_recorder import Pool

_RUN_OUT = """
SELECT case_id, valid_to FROM view.case_status WHERE stands AND valid_to < %s AND closed_on IS NULL ORDER BY valid_to
"""


def run_out(pool: Pool, today: date) -> list[tuple[UUID, date]]:
    """Case and last day of each; asked over the keeper's login role, which sees all cases but no content."""
    with pool.connection() as connection:
        rows: list[Any] = connection.execute(_RUN_OUT, (today,)).fetchall()
    return [(case_id, valid_to) for case_id, valid_to in rows]
