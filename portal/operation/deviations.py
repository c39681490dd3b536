"""Deviations that time lifts or closes, recorded by the keeper. Safely repeatable, by any number of processes."""

from uuid import UUID, uuid5

from events import deviation
from events.act import Act
from events.deviation_clock import time_passes
from events.log import Log
from events.personnummer import Mode
from events.vault import load_store_key
from portal.operation.opening import read_clock
from portal.settings import Settings
from projections.deviation_patterns import overdue

_SPACE = UUID("7c1f0e55-3d0e-4e0b-9c39-0f3c2a6f9a55")


def move_deviations(settings: Settings) -> int:
    """Escalates what nobody has answered in 60 days, closes what was answered 30 days ago; returns how many."""
    dsn = settings.url("keeper")
    clock = read_clock(dsn)
    log = Log(dsn, load_store_key(dsn, settings.master_key()), Mode.PRODUCTION if settings.production else Mode.DEMO, 2)
    try:
        directory, done = log.directory(), 0
        with log.pool.connection() as connection:
            due = overdue(connection, clock.today())
        for deviation_id, since in due:
            # The id follows from what fell due and when, so that two ticks at once record it once.
            act = Act(None, clock.moment(), directory, uuid5(_SPACE, f"{deviation_id} {since}"))
            done += bool(log.bring_about_in_clear(deviation_id, deviation.fold, time_passes, act))
        return done
    finally:
        log.close()
