"""Saved views as the store has them: the filters and a name, for one officer at one unit, or for all at the unit."""

from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from orgs.officers import Officer
from projections.view import Connection

MOST = 20


class SavedView(NamedTuple):
    view_id: UUID
    name: str
    filters: str
    """As an address says them (``Choice.query``)."""
    shared: bool
    own: bool


_OF = """
SELECT view_id, name, filters, shared, user_id = %(user)s AS own FROM web.saved_view
WHERE unit_id = %(unit)s AND (user_id = %(user)s OR shared) ORDER BY NOT user_id = %(user)s, saved_at, view_id
"""
_SAVE = """
INSERT INTO web.saved_view (view_id, unit_id, user_id, name, filters, shared, saved_at)
VALUES (%(view)s, %(unit)s, %(user)s, %(name)s, %(filters)s, %(shared)s, %(at)s)
ON CONFLICT DO NOTHING RETURNING view_id
"""
_SHARE = """
UPDATE web.saved_view SET shared = %(shared)s WHERE view_id = %(view)s AND unit_id = %(unit)s AND user_id = %(user)s
RETURNING view_id
"""
_REMOVE = """
DELETE FROM web.saved_view WHERE view_id = %(view)s AND unit_id = %(unit)s AND user_id = %(user)s RETURNING view_id
"""


def of(connection: Connection, officer: Officer) -> list[SavedView]:
    """The officer's own at this unit, then those that colleagues share."""
    found: list[Any] = connection.execute(_OF, _whose(officer), prepare=True).fetchall()
    return [SavedView(*row) for row in found]


def save(
    connection: Connection, officer: Officer, view_id: UUID, name: str, filters: str, shared: bool, at: datetime
) -> bool:
    """False when the officer has a view of that name already."""
    values = {"view": view_id, "name": name, "filters": filters, "shared": shared, "at": at}
    return connection.execute(_SAVE, _whose(officer) | values).fetchone() is not None


def share(connection: Connection, officer: Officer, view_id: UUID, shared: bool) -> bool:
    """False when the view is not the officer's own."""
    return connection.execute(_SHARE, _whose(officer) | {"view": view_id, "shared": shared}).fetchone() is not None


def remove(connection: Connection, officer: Officer, view_id: UUID) -> bool:
    """False when the view is not the officer's own."""
    return connection.execute(_REMOVE, _whose(officer) | {"view": view_id}).fetchone() is not None


def _whose(officer: Officer) -> dict[str, Any]:
    return {"user": officer.user_id, "unit": officer.unit_id}
