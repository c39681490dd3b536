"""A checkpoint of the log each night, done by the keeper."""

import psycopg

from events import checkpoints
from events.calendar import day_of
from events.signed_note import CheckpointKey
from events.vault import load_store_key
from portal.operation.opening import read_clock
from portal.settings import Settings


def sign_log(settings: Settings) -> int:
    """Once a day, as soon as it is a new one in Sweden and something has been recorded; gives how many it signed."""
    dsn = settings.url("keeper")
    clock = read_clock(dsn)
    key = CheckpointKey(load_store_key(dsn, settings.master_key()))
    with psycopg.connect(dsn) as connection:
        last = checkpoints.newest(connection)
        if last and day_of(key.opened(last.note).issued_at) >= clock.today():
            return 0
        return int(checkpoints.issue(connection, key, clock.moment()) is not None)
