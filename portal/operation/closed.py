"""Shut to all who serve, while the store is being restored: the web and the projector may not even connect.

That outlives a crash in the middle of it. The time job keeps its right to connect, because a restore purges as the
keeper; it is held off by its own lock and, after a crash, asks here.
"""

import time
from typing import LiteralString

import psycopg
from psycopg import sql

from portal.operation.roles import KEEPER, PROJECTOR, ROLES, WEB

Connection = psycopg.Connection[tuple[object, ...]]
UNFINISHED = "En återställning pågår eller avbröts. Kör portal restore igen."
LEAVING = 3.0  # seconds that a connection may take to end when the process at its other end has
MARK = "unfinished_restore"
"""Stands in ``web.setting`` from the moment a copy is loaded until it is opened: nothing that is there is new."""
_OTHERS: LiteralString = """
SELECT count(*) FROM pg_stat_activity
WHERE datname = current_database() AND usename = ANY (%s) AND pid <> pg_backend_pid()
"""


class StoreClosed(Exception):
    """One Swedish sentence: a restore has not come to its end, or cannot begin."""


def is_closed(connection: Connection) -> bool:
    asked = "SELECT NOT has_database_privilege(%s, current_database(), 'CONNECT')"
    return bool(_one(connection, asked, WEB))


def refuse_closed(dsn: str) -> None:
    """Raises ``StoreClosed``; asked by any of the login roles."""
    with psycopg.connect(dsn) as connection:
        if is_closed(connection):
            raise StoreClosed(UNFINISHED)


def close(connection: Connection) -> None:
    """As the owner. Who is connected already stays so: ``refuse_others`` comes after it."""
    _change(connection, "REVOKE CONNECT ON DATABASE {} FROM PUBLIC, {}, {}", WEB, PROJECTOR)
    if not is_closed(connection):
        raise StoreClosed("Databasen går inte att stänga under återställningen: rollen portal_owner ska äga den.")
    _change(connection, "GRANT CONNECT ON DATABASE {} TO {}", KEEPER)


def open_again(connection: Connection) -> None:
    with connection.transaction():
        if _one(connection, "SELECT to_regclass('web.setting') IS NOT NULL"):
            connection.execute("DELETE FROM web.setting WHERE name = %s", (MARK,))
        _change(connection, "GRANT CONNECT ON DATABASE {} TO {}, {}, {}", WEB, PROJECTOR, KEEPER)


def refuse_others(connection: Connection) -> None:
    """Raises ``StoreClosed`` when anybody else is connected in one of the portal's roles, and does not leave soon."""
    give_up = time.monotonic() + LEAVING
    while others := _one(connection, _OTHERS, list(ROLES)):
        if time.monotonic() > give_up:
            raise StoreClosed(
                f"Portalen är igång (anslutningar till databasen: {others}). Stoppa alla delar av den först."
            )
        time.sleep(0.05)


def is_marked(connection: Connection) -> bool:
    """Has a copy been loaded, and not been opened yet?"""
    if not _one(connection, "SELECT to_regclass('web.setting') IS NOT NULL"):
        return False
    return bool(_one(connection, "SELECT EXISTS (SELECT FROM web.setting WHERE name = %s)", MARK))


def _change(connection: Connection, statement: LiteralString, *roles: str) -> None:
    names = map(sql.Identifier, (connection.info.dbname, *roles))
    connection.execute(sql.SQL(statement).format(*names))


def _one(connection: Connection, question: LiteralString, *values: object) -> object:
    row = connection.execute(question, values).fetchone()
    return row[0] if row else None
