"""What is closed and purged when its time is up, by the keeper. Safely repeatable, late, or by two at once."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from uuid import UUID, uuid5

import msgspec

from events import facts as f
from events.act import Act
from events.calendar import add_months, day_of
from events.case import Case
from events.facts import Entry
from events.log import Log
from events.personnummer import Mode
from events.purged import Purge, purged_before
from events.purging import CLOSED_KEPT_MONTHS, DRAFT_KEPT, RESTS_MONTHS, close_resting, purge
from events.vault import load_store_key
from portal.clock import Clock
from portal.operation.opening import read_clock
from portal.settings import Settings
from projections.lapsed import resting_since_before, to_purge

_SPACE = UUID("9a0f1c57-3a44-4f0d-8f0e-54a1f2c7d6b3")


class Purged(msgspec.Struct, frozen=True):
    """What a certificate is made of: nothing about the person."""

    number: str
    ground: str
    decision_ref: str | None
    at: datetime
    entries: int


def close_resting_cases(settings: Settings) -> int:
    with _keeper(settings) as (log, clock):
        return close_resting_in(log, clock.moment())


def purge_cases(settings: Settings) -> int:
    return len(purged_now(settings))


def purged_now(settings: Settings) -> list[Purged]:
    """Purges what is due. Out of the files it goes when the tables are written anew, which is the other half of it."""
    with _keeper(settings) as (log, clock):
        return purge_in(log, clock.moment())


def purged_again(settings: Settings, known: Iterable[Purge]) -> int:
    """In a restored store: what is known to have been purged, then what is due. Gives how many."""
    with _keeper(settings) as (log, clock):
        moment, done = clock.moment(), 0
        for each in known:
            done += bool(_brought_about(log, moment, each.case_id, purged_before(each)))
        return done + len(purge_in(log, moment))


def close_resting_in(log: Log, moment: datetime) -> int:
    """``log`` is the keeper's."""
    cases = resting_since_before(log.pool, add_months(day_of(moment), -RESTS_MONTHS))
    return sum(bool(_brought_about(log, moment, case_id, close_resting)) for case_id in cases)


def purge_in(log: Log, moment: datetime) -> list[Purged]:
    """``log`` is the keeper's: nobody else may delete keys."""
    today, done = day_of(moment), []
    before = {"closed_before": add_months(today, -CLOSED_KEPT_MONTHS), "drafted_before": today - DRAFT_KEPT}
    for case_id in to_purge(log.pool, **before):
        for entry in _brought_about(log, moment, case_id, purge):
            assert isinstance(entry.fact, f.CasePurged)
            case, fact = log.load(case_id), entry.fact
            done.append(Purged(case.number, fact.ground, fact.decision_ref, entry.recorded_at, case.version))
    return done


def _brought_about(
    log: Log, moment: datetime, case_id: UUID, decide: Callable[[Case, Act], list[Entry]]
) -> list[Entry]:
    """The id follows from the case as it stands, so that two at once record it once."""
    command_id = uuid5(_SPACE, f"{case_id} {log.load(case_id).version} {decide.__name__}")
    return log.bring_about(case_id, decide, Act(None, moment, log.directory(), command_id))


@contextmanager
def _keeper(settings: Settings) -> Iterator[tuple[Log, Clock]]:
    dsn = settings.url("keeper")
    log = Log(dsn, load_store_key(dsn, settings.master_key()), Mode.PRODUCTION if settings.production else Mode.DEMO, 2)
    try:
        yield log, read_clock(dsn)
    finally:
        log.close()
