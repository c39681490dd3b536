"""Consents that have run out, recorded by the keeper. Safely repeatable, by any number of processes at once.

The gate never waits for this: an expired consent stops reading by itself. What is recorded here is the fact, for the
parties' notices and the statistics.
"""

from uuid import UUID, uuid5

from events.act import Act
from events.consents import expire_consent
from events.log import Log
from events.personnummer import Mode
from events.vault import load_store_key
from portal.operation.opening import read_clock
from portal.settings import Settings
from projections.lapsed import run_out

_SPACE = UUID("5f0c4b9e-2f0a-4c68-9a51-6f2d7e1b9c10")


def expire_consents(settings: Settings) -> int:
    """Records every consent that has run out; returns how many it recorded itself."""
    dsn = settings.url("keeper")
    clock = read_clock(dsn)
    log = Log(dsn, load_store_key(dsn, settings.master_key()), Mode.PRODUCTION if settings.production else Mode.DEMO, 2)
    try:
        directory, done = log.directory(), 0
        for case_id, valid_to in run_out(log.pool, clock.today()):
            # The id follows from the consent's own end, so that two ticks at once record it once.
            command_id = uuid5(_SPACE, f"{case_id} {valid_to}")
            done += bool(log.bring_about(case_id, expire_consent, Act(None, clock.moment(), directory, command_id)))
        return done
    finally:
        log.close()
