"""The demo county (contract 4): units, people and stories, made by the same commands as everything else."""

import sys
from collections.abc import Iterator
from datetime import datetime

from events.log import Log
from events.personnummer import Mode
from events.vault import load_store_key
from portal.clock import DEMO_DAY
from portal.demo import registering, routines, vignettes, ways_in
from portal.demo.schedule import Progress, Schedule, Step, unheard
from portal.operation.opening import prepare
from portal.settings import Settings


def steps() -> Iterator[Step]:
    """All that ever happens in the county, story by story; the schedule puts it in time order."""
    yield from registering.steps()
    yield from ways_in.steps()
    yield from routines.steps()
    for story in vignettes.stories():
        yield from story.steps


def load_into(log: Log, keeper: Log, until: datetime = DEMO_DAY, progress: Progress = unheard) -> None:
    """Everything that has happened in the county up to ``until``, into an empty store.

    ``log`` is over the web's login role, ``keeper`` over the keeper's. What comes later has not happened yet, but the
    units and their people are always there. Two loads give the same ids.
    """
    Schedule(log, keeper, steps()).run(max(until, registering.READY), progress)


def load(settings: Settings) -> None:
    """Fill the empty, migrated store of a demo up to its day. Shows progress on stderr."""
    prepare(settings)
    store_key = load_store_key(settings.url("web"), settings.master_key())
    log = Log(settings.url("web"), store_key, Mode.DEMO, pool_size=2)
    keeper = Log(settings.url("keeper"), store_key, Mode.DEMO, pool_size=2)
    try:
        load_into(log, keeper, settings.now or DEMO_DAY, _tell)
    finally:
        log.close()
        keeper.close()
    prepare(settings)  # the clock of a day before the first entry goes on from there


def _tell(done: int, total: int) -> None:
    if done == total or done * 10 // total > (done - 1) * 10 // total:
        sys.stderr.write(f"Läser in det påhittade länet: {done * 100 // total} %\n")
