"""What one command and one page cost inside the process, step by step, on one thread."""

import time
from collections.abc import Callable, Iterator
from datetime import UTC
from itertools import chain, cycle
from uuid import UUID, uuid4

from events.act import Act
from events.log import Log
from events.personnummer import Mode
from events.vault import load_store_key
from portal.cases.page import case_page
from portal.operation.database import connected
from portal.operation.postgres import EmbeddedPostgres
from portal.operation.roles import WEB
from portal.settings import read_settings
from tests.bench.web import Filled, contact

TIMES, IN_HAND = 300, 20
UNKNOWN = "Log.execute, okänt ärende"
Cost = tuple[float, float]
"""Milliseconds that passed, and of those the milliseconds this process computed; the rest is PostgreSQL's."""


def costs(pg: EmbeddedPostgres, filled: Filled) -> dict[str, Cost]:
    settings = connected(read_settings(filled.environment), pg)
    log = Log(pg.dsn(WEB), load_store_key(pg.dsn(WEB), settings.master_key()), Mode.DEMO, pool_size=1)
    try:
        directory, officer, moment = log.directory(), filled.officer, filled.moment.astimezone(UTC)
        reading = log.read(filled.page, officer, moment)
        in_hand, others = cycle(filled.parts[0][:IN_HAND]), chain.from_iterable(filled.parts[1:])

        def write(cases: Iterator[UUID]) -> None:
            log.execute(contact(next(cases), filled.with_unit), Act(officer, moment, directory, uuid4()))

        return {
            "Log.execute": cost(lambda: write(in_hand)),
            UNKNOWN: cost(lambda: write(others)),
            "Log.read": cost(lambda: log.read(filled.page, officer, moment)),
            "case_page": cost(lambda: case_page(reading, directory, {})),
        }
    finally:
        log.close()


def cost(work: Callable[[], object]) -> Cost:
    for _ in range(TIMES):
        work()
    passed, computed = time.perf_counter(), time.process_time()
    for _ in range(TIMES):
        work()
    return (
        round((time.perf_counter() - passed) / TIMES * 1000, 2),
        round((time.process_time() - computed) / TIMES * 1000, 2),
    )
