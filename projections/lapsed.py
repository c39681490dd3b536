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


_RESTING = """
SELECT case_id FROM view.case_status WHERE recorder IS NOT NULL AND closed_on IS NULL AND NOT locked AND NOT refused
    AND least(coalesce(ended_on, valid_to), valid_to) < %s ORDER BY case_id
"""
_TO_PURGE = """
SELECT case_id FROM view.case_status WHERE NOT refused
    AND (locked OR closed_on < %(closed)s OR (recorder IS NULL AND drafted_on < %(drafted)s))
UNION SELECT o.stream_id FROM log.event o WHERE o.topic = 'case-purge-ordered'
    AND NOT EXISTS (SELECT FROM log.event p WHERE p.stream_id = o.stream_id AND p.topic = 'case-purged')
ORDER BY 1
"""


def resting_since_before(pool: Pool, day: date) -> list[UUID]:
    """Cases whose consent ended before the day and has not been renewed. The decision has the last word on each."""
    with pool.connection() as connection:
        rows: list[Any] = connection.execute(_RESTING, (day,)).fetchall()
    return [row[0] for row in rows]


def to_purge(pool: Pool, *, closed_before: date, drafted_before: date) -> list[UUID]:
    """Cases that may be due for purging, and those an administrator has ordered. The decision has the last word."""
    with pool.connection() as connection:
        rows: list[Any] = connection.execute(_TO_PURGE, {"closed": closed_before, "drafted": drafted_before}).fetchall()
    return [row[0] for row in rows]
