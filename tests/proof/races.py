"""Readings that race a withdrawal: none that begins after the acknowledgement opens anything of another unit's.

The same watch is kept over two deliberately broken houses, and must catch both: one where the append forgets the
grants, and one where a reader keeps the page it was given.
"""

import threading
import time
from contextlib import nullcontext
from multiprocessing.queues import Queue
from typing import Any, NamedTuple
from unittest.mock import patch
from uuid import UUID

from events import commands as c
from events import log as log_module
from events.categories import Category
from events.reading import Reading
from orgs.officers import Officer
from tests.proof import Figures, size
from tests.proof.stores import SPAWN, Place, contact, open_log, place

TITLE = "Läsningar som tävlar med en återkallelse öppnar ingenting efter kvittot"
PROCESSES, THREADS, AFTER = 2, 2, 13
PATIENCE = 60.0


class Seen(NamedTuple):
    """One reading: its round, when it began (seconds on the clock that all processes share), what it opened."""

    case_id: UUID
    began: float
    opened: int


def run(long: bool) -> Figures:
    rounds = size("RACES", short=20, usual=200, long=long)
    figures: dict[str, int | float | str] = {}
    for kind in ("embedded", "server"):
        with place(kind) as here:
            before, racing, after = watched(race(here, rounds), kind)
            assert after >= rounds * PROCESSES * THREADS * AFTER, "too few readings came after the acknowledgement"
            figures |= {
                f"läsningar före, {kind}": before,
                f"läsningar under återkallelsen, {kind}": racing,
                f"läsningar efter kvittot, {kind}": after,
                f"öppnade efter kvittot, {kind}": 0,
            }
    with place() as here:
        for broken in ("grants", "page"):
            assert caught(race(here, 1, broken)), f"the watch does not see a house with broken {broken}"
        figures["avsiktligt trasiga varianter som avslöjas"] = 2
    return figures


Race = tuple[list[Seen], dict[UUID, tuple[float, float]], int]
"""Readings, when each withdrawal was sent and acknowledged, and how many foreign entries there are to open."""


def race(here: Place, rounds: int, broken: str = "") -> Race:
    """Lets readers in processes of their own read case after case while the consent is withdrawn."""
    world = here.world
    cases = [foreign_case(here) for _ in range(rounds)]
    queue: Queue[list[Seen]] = SPAWN.Queue()
    start, ready = SPAWN.Barrier(PROCESSES * THREADS + 1), SPAWN.Barrier(PROCESSES * THREADS + 1)
    acknowledged = SPAWN.Value("i", -1)
    reader, moment = world.officer("handlaggare.soc"), world.moment
    arguments = (here.web, reader, moment, cases, start, ready, acknowledged, queue, broken == "page")
    readers = [SPAWN.Process(target=read_all, args=arguments) for _ in range(PROCESSES)]
    for process in readers:
        process.start()
    marks: dict[UUID, tuple[float, float]] = {}
    for number, case_id in enumerate(cases):
        start.wait(PATIENCE)
        ready.wait(PATIENCE)
        sent = time.monotonic()
        withdraw(here, case_id, forgetful=broken == "grants")
        marks[case_id] = sent, time.monotonic()
        acknowledged.value = number
    seen = [each for _ in range(PROCESSES * THREADS) for each in queue.get(timeout=PATIENCE)]
    for process in readers:
        process.join(PATIENCE)
    return seen, marks, 3


def foreign_case(here: Place) -> UUID:
    """Three entries of the care unit's that the social services can open."""
    world = here.world
    case_id = here.case("soc", "fk")
    for _ in range(3):
        world.do("reko.larkan", contact(case_id, world.unit("soc")))
    return case_id


def withdraw(here: Place, case_id: UUID, *, forgetful: bool) -> None:
    with patch.object(log_module, "granted_anew", lambda *_: None) if forgetful else nullcontext():
        here.world.do("reko.larkan", c.WithdrawConsent(case_id=case_id))


def read_all(
    dsn: str,
    reader: Officer,
    moment: Any,
    cases: list[UUID],
    start: Any,
    ready: Any,
    acknowledged: Any,
    queue: Any,
    keeps_page: bool,
) -> None:
    """One process: threads that share a log, as in a web process."""
    log = open_log(dsn)

    def work() -> None:
        seen: list[Seen] = []
        for number, case_id in enumerate(cases):
            start.wait(PATIENCE)
            page: Reading | None = None
            first, left = True, AFTER
            while left:
                left -= acknowledged.value >= number
                began = time.monotonic()
                if page is None or not keeps_page:
                    page = log.read(case_id, reader, moment)
                seen.append(Seen(case_id, began, opened(page)))
                if first:
                    first = False
                    ready.wait(PATIENCE)
        queue.put(seen)

    threads = [threading.Thread(target=work) for _ in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    log.close()


def opened(reading: Reading) -> int:
    """How many entries of other units' content this reader holds: shown and openable, or by key alone."""
    own = reading.gate.officer.unit_id
    foreign = {
        entry.version
        for entry in reading.case.entries.values()
        if entry.owner_unit != own and entry.category is not Category.STRUCTURE
    }
    shown = {entry.version for entry in reading.entries} & foreign
    for entry in reading.entries:
        if entry.version in shown:
            assert reading.open(getattr(entry.fact, "text", None)), "an entry that is shown opens"
    return len(shown | {version for _, version in reading.ring if version in foreign})


def watched(found: Race, kind: str) -> tuple[int, int, int]:
    """How many readings came before, during and after; AssertionError when one after the acknowledgement opened."""
    seen, marks, all_of_it = found
    before = [each for each in seen if each.began < marks[each.case_id][0]]
    after = [each for each in seen if each.began > marks[each.case_id][1]]
    assert not caught(found), f"{kind}: opened after the acknowledgement"
    assert before, f"{kind}: no reading came before the withdrawal"
    assert {each.opened for each in before} <= {0, all_of_it}
    assert sum(each.opened == all_of_it for each in before) >= len(marks), "the positive control"
    halves = {each.opened for each in seen} - {0, all_of_it}
    assert not halves, f"{kind}: a reading saw half of a withdrawal: {halves}"
    return len(before), len(seen) - len(before) - len(after), len(after)


def caught(found: Race) -> int:
    seen, marks, _ = found
    return sum(each.opened > 0 for each in seen if each.began > marks[each.case_id][1])
