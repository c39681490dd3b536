"""Deleted keys and names, gone from the database's files too.

PostgreSQL leaves the bytes of a deleted row in its page until something else is written there, and a plain VACUUM does
not touch them. VACUUM FULL writes the table anew, without them. Nobody reads the table meanwhile, some seconds for a
large county: it is done at night, and when somebody asks for a certificate.
"""

import re

import psycopg
from psycopg import sql
from psycopg.errors import Diagnostic, LockNotAvailable

from portal.operation.opening import read_clock
from portal.settings import Settings

TABLES = (("vault", "key"), ("vault", "identity"), ("web", "draft"), ("web", "kept_input"))
PATIENCE = "500ms"
"""For whoever reads just now, a backup perhaps: those who come after them would wait behind us."""
_LEFT = re.compile(r"^(\d+) ")
"""How the server begins to tell, in whatever language, how many deleted rows somebody still sees."""


def rewrite_nightly(settings: Settings) -> int:
    """Once a day, as soon as it is a new one in Sweden; 1 when it was done. Somebody in the way: at the next round."""
    dsn = settings.url("keeper")
    today = read_clock(dsn).today()
    with psycopg.connect(dsn, autocommit=True) as connection:
        if connection.execute("SELECT 1 FROM vault.rewriting WHERE on_day >= %s", (today,)).fetchone():
            return 0
        if not rewritten(dsn):
            return 0
        connection.execute(
            "INSERT INTO vault.rewriting (id, on_day) VALUES (1, %s) ON CONFLICT (id) DO UPDATE SET on_day = %s",
            (today, today),
        )
    return 1


def rewritten_now(keeper_dsn: str) -> bool:
    """The same at once, whatever comes of it; what is left is taken again with the next round of the time job."""
    try:
        if rewritten(keeper_dsn):
            return True
    except psycopg.Error:  # the disk is full, perhaps: what was purged is purged all the same, and is told of
        pass
    with psycopg.connect(keeper_dsn, autocommit=True) as connection:
        connection.execute("UPDATE vault.rewriting SET on_day = on_day - 1")
    return False


def rewritten(keeper_dsn: str) -> bool:
    """Write the tables anew; whether nothing that was deleted is left in any of their files.

    Something is while somebody still reads the store as it was before the deletion, or keeps a table busy.
    """
    left: list[int] = []

    def hear(said: Diagnostic) -> None:
        if found := _LEFT.match(said.message_detail or ""):
            left.append(int(found.group(1)))

    with psycopg.connect(keeper_dsn, autocommit=True) as connection:
        connection.add_notice_handler(hear)
        connection.execute("SELECT set_config('lock_timeout', %s, false)", (PATIENCE,))
        for table in TABLES:
            try:
                connection.execute(sql.SQL("VACUUM (FULL, VERBOSE) {}").format(sql.Identifier(*table)))
            except LockNotAvailable:
                return False
    return left == [0] * len(TABLES)
