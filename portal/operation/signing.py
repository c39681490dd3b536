"""A checkpoint of the log each night, done by the keeper."""

import psycopg

from events.calendar import day_of
from events.checkpoints import issue, issued
from events.signed_note import CheckpointKey
from events.vault import load_store_key
from portal.operation.opening import read_clock
from portal.settings import Settings


def sign_log(settings: Settings) -> int:
    """Once a day, as soon as it is a new one in Sweden, so that each night also looks the log through; 1 when it did.

    Raises ``LogAltered`` when the log is not the one that was signed before.
    """
    dsn = settings.url("keeper")
    clock = read_clock(dsn)
    key = CheckpointKey(load_store_key(dsn, settings.master_key()))
    with psycopg.connect(dsn) as connection:
        for last in issued(connection, key, 1):
            if last.checkpoint and day_of(last.checkpoint.issued_at) == clock.today():
                return 0
        return int(issue(connection, key, clock.moment()) is not None)
