"""Four processes append at once, also to the same cases, while a follower reads the log as the projector does.

Nothing is lost, nothing comes out of order, and the follower, who only ever asks for what came after, misses nothing.
The same follower misses rows of a table whose numbers are not drawn under a lock: that is what the lock is for.
"""

import threading
from typing import Any, NamedTuple
from uuid import UUID, uuid4

import psycopg

from events.act import Act
from events.refusals import Refused
from events.verifying import verify
from orgs.officers import Officer
from tests.proof import Figures, size
from tests.proof.stores import SPAWN, Place, contact, open_log, place

TITLE = "Fyra som skriver samtidigt: inget saknas, inget byter plats"
WRITERS = 4
SHARED_CASES = 2
PATIENCE = 120.0


class Written(NamedTuple):
    command_id: UUID
    case_id: UUID


def run(long: bool) -> Figures:
    each = size("APPENDS", short=75, usual=1500, long=long)
    figures: dict[str, int | float | str] = {}
    for kind in ("embedded", "server"):
        with place(kind) as here:
            written, conflicts = write_together(here, each)
            figures |= {f"kvitterade, {kind}": written, f"konflikter som gjordes om, {kind}": conflicts}
            missed = careless_follower(here)
            assert missed, "the follower does not see what an unlocked sequence loses"
            figures[f"rader som en följare missar utan lås, {kind}"] = missed
    return figures


def write_together(here: Place, each: int) -> tuple[int, int]:
    world = here.world
    shared = [here.case("soc") for _ in range(SHARED_CASES)]
    queue, start = SPAWN.Queue(), SPAWN.Barrier(WRITERS)
    officer, soc, moment = world.officer("reko.larkan"), world.unit("soc"), world.moment
    writers = [
        SPAWN.Process(
            target=write, args=(here.web, officer, soc, moment, [*shared, here.case("soc")], each, start, queue)
        )
        for _ in range(WRITERS)
    ]
    first, done = head(here.projector), threading.Event()
    follower = Follower(here.projector, "log.event", first)
    following = threading.Thread(target=follower.until, args=(done,))
    following.start()
    for writer in writers:
        writer.start()
    results = [queue.get(timeout=PATIENCE) for _ in writers]
    for writer in writers:
        writer.join(PATIENCE)
    done.set()
    following.join(PATIENCE)
    follower.connection.close()
    check(here, first, [written for written, _ in results], follower.found)
    return sum(len(written) for written, _ in results), sum(conflicts for _, conflicts in results)


def write(
    dsn: str, officer: Officer, with_unit: UUID, moment: Any, cases: list[UUID], each: int, start: Any, queue: Any
) -> None:
    """One process. A conflict that lasts is sent again under the same id, as a browser would."""
    log = open_log(dsn, 1)
    directory, written, conflicts = log.directory(), [], 0
    start.wait(PATIENCE)
    for number in range(each):
        case_id = cases[number % len(cases)]
        act = Act(officer, moment, directory, uuid4())
        while True:
            try:
                log.execute(contact(case_id, with_unit), act)
                break
            except Refused as refused:
                if refused.key != "stale_form":
                    raise
                conflicts += 1
        written.append(Written(act.command_id, case_id))
    log.close()
    queue.put((written, conflicts))


class Follower:
    """Asks for what came after the latest position it has seen, as the projector does."""

    def __init__(self, dsn: str, table: str, after: int) -> None:
        self.connection = psycopg.connect(dsn, autocommit=True)
        self.question = f"SELECT position FROM {table} WHERE position > %s ORDER BY position".encode()
        self.after, self.found = after, list[int]()

    def poll(self) -> None:
        rows = [position for (position,) in self.connection.execute(self.question, (self.after,))]
        self.found += rows
        self.after = rows[-1] if rows else self.after

    def until(self, done: threading.Event) -> None:
        while not done.is_set():
            self.poll()
        self.poll()


def head(dsn: str) -> int:
    with psycopg.connect(dsn) as connection:
        return int(connection.execute("SELECT max(position) FROM log.event").fetchall()[0][0])


def check(here: Place, first: int, results: list[list[Written]], followed: list[int]) -> None:
    with psycopg.connect(here.projector) as connection:
        rows = connection.execute(
            "SELECT position, command_id FROM log.event WHERE position > %s ORDER BY position",
            (first,),
        ).fetchall()
    assert followed == [row[0] for row in rows], "the follower missed something"
    place_of = {row[1]: row[0] for row in rows}
    commands = [each.command_id for written in results for each in written]
    assert sorted(place_of) == sorted(commands), "not each command exactly once"
    assert len(rows) == len(commands)
    for written in results:
        own = [place_of[each.command_id] for each in written]
        assert own == sorted(own), "a writer's own commands changed places"
    found = verify(here.keeper)
    assert found.faults == [], found.faults


def careless_follower(here: Place) -> int:
    """How many rows the same follower misses where a position is drawn without a lock that is held to the commit."""
    with psycopg.connect(here.owner, autocommit=True) as owner:
        owner.execute("CREATE TABLE view.careless (position bigserial PRIMARY KEY)")
        owner.execute("GRANT SELECT ON view.careless TO portal_projector")
    follower = Follower(here.projector, "view.careless", 0)
    with psycopg.connect(here.owner) as early, psycopg.connect(here.owner) as late, follower.connection:
        for _ in range(10):
            early.execute("INSERT INTO view.careless DEFAULT VALUES")
            late.execute("INSERT INTO view.careless DEFAULT VALUES")
            late.commit()
            follower.poll()
            early.commit()
            follower.poll()
    return 20 - len(follower.found)
