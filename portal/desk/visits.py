"""When an officer last looked at their day: a setting of theirs in schema ``web``, on the domain clock."""

from datetime import datetime, timedelta

from orgs.officers import Officer
from projections.view import Connection

SAME_VISIT = timedelta(hours=1)
_LOOK = """
INSERT INTO web.visit AS v (user_id, unit_id, began, seen) VALUES (%(user)s, %(unit)s, %(now)s, %(now)s)
ON CONFLICT (user_id, unit_id) DO UPDATE SET seen = excluded.seen,
    began = CASE WHEN v.seen < %(apart)s THEN excluded.seen ELSE v.began END,
    before = CASE WHEN v.seen < %(apart)s THEN v.seen ELSE v.before END
RETURNING before
"""


def looked(connection: Connection, officer: Officer, now: datetime) -> datetime | None:
    """Notes that they look now; gives when they last did before this visit, or ``None`` for a first one."""
    values = {"user": officer.user_id, "unit": officer.unit_id, "now": now, "apart": now - SAME_VISIT}
    row = connection.execute(_LOOK, values).fetchone()
    before: datetime | None = row[0] if row else None
    return before
