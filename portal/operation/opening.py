"""What a store needs before anybody is served: its key, and where its domain clock stands."""

from datetime import UTC, datetime, timedelta

import psycopg

from events.log_recorder import entry_of
from events.vault import make_store_key
from portal.clock import DEMO_DAY, Clock, offset_for
from portal.settings import Settings

OFFSET = "clock_offset_seconds"
LOADING = "demo-loading"
"""The file in PORTAL_HOME that says that the county of a demo is not all there yet."""


def prepare(settings: Settings) -> None:
    """After the migrations, as the owner: give a new store its key, and set the domain clock of a demo."""
    owner = settings.url("owner")
    make_store_key(owner, settings.master_key())
    if settings.now is not None:
        keep_clock(owner, settings.now)


def keep_clock(owner_dsn: str, wanted: datetime) -> Clock:
    """Set the domain clock to ``wanted`` for all processes and later starts, or to the last entry when that is later.

    The default day of the demo does not turn back a clock that was set by an earlier start.
    """
    with psycopg.connect(owner_dsn) as connection:
        kept = _kept(connection)
        offset = offset_for(wanted, last_moment(connection))
        if kept is not None and wanted == DEMO_DAY:
            offset = max(kept, offset)
        connection.execute(
            "INSERT INTO web.setting (name, value) VALUES (%s, %s)"
            " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            (OFFSET, str(offset.total_seconds())),
        )
    return Clock(offset)


def read_clock(dsn: str) -> Clock:
    """The domain clock as it was set; the real time when it never was."""
    with psycopg.connect(dsn) as connection:
        return Clock(_kept(connection) or timedelta(0))


def last_moment(connection: psycopg.Connection) -> datetime | None:
    """When the latest entry was recorded, in UTC; ``None`` in an empty log."""
    row = connection.execute(
        "SELECT stream_id, version, state, event_id, command_id FROM log.event ORDER BY position DESC LIMIT 1"
    ).fetchone()
    return entry_of(*row).recorded_at.astimezone(UTC) if row else None


def _kept(connection: psycopg.Connection) -> timedelta | None:
    row = connection.execute("SELECT value FROM web.setting WHERE name = %s", (OFFSET,)).fetchone()
    return timedelta(seconds=float(row[0])) if row else None
