"""kill -9 under load: the writing process, PostgreSQL (the postmaster, or one backend), the projector; in turn.

Every acknowledged command is there afterwards, once. Every command whose outcome nobody heard is sent again under the
same id, and is then there once. Keys, grants and leaves agree with the log, and the projections with a rebuild.
"""

import logging
import os
import signal
import threading
import time
from collections import Counter
from contextlib import suppress
from itertools import count, cycle
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any
from uuid import UUID, uuid4

import psycopg

from events.act import Act
from events.refusals import Refused
from events.verifying import verify
from orgs.officers import Officer
from projections.runner import ProjectionFailed, Projector
from projections.runner import run as keep_projecting
from tests.proof import Figures, size
from tests.proof.stores import SPAWN, Place, contact, open_log, place

TITLE = "kill -9 under skrivning: inget kvitterat saknas, inget okänt blir två"
WRITERS = 2
CASES = 12
PROGRESS = 5
"""Acknowledgements from each writer between two kills."""
PATIENCE = 60.0
Task = tuple[UUID, UUID]
"""A command's id and its case."""


class Writer:
    """One writing process, started again when it was killed, with the command whose outcome it never heard."""

    def __init__(self, here: Place, cases: list[UUID]) -> None:
        self.here, self.cases = here, cases
        self.acknowledged: list[UUID] = []
        self.pending: Task | None = None
        self.unknown: list[UUID] = []
        self.start()

    def start(self) -> None:
        self.hearing, saying = SPAWN.Pipe(duplex=False)
        world = self.here.world
        arguments = (
            self.here.web,
            world.officer("reko.larkan"),
            world.unit("soc"),
            world.moment,
            self.cases,
            self.pending,
            saying,
        )
        self.process: BaseProcess = SPAWN.Process(target=write, args=arguments)
        self.process.start()
        saying.close()

    def hear(self) -> None:
        """One word from the process: ``sent`` before a command, ``done`` after its receipt, ``unknown`` in between."""
        word, task = self.hearing.recv()
        match word:
            case "sent":
                self.pending = task
            case "unknown":
                self.unknown.append(task[0])
            case "done":
                self.pending = None
                self.acknowledged.append(task[0])

    def kill(self) -> None:
        self.process.kill()
        self.process.join()
        with suppress(EOFError):
            while True:
                self.hear()
        if self.pending:
            self.unknown.append(self.pending[0])


def run(long: bool) -> Figures:
    logging.getLogger("psycopg.pool").setLevel(logging.CRITICAL)  # tells of each connection that breaks, as it should
    kills = size("KILLS", short=12, usual=120, long=long)
    with place(durable=True) as here:
        cases = [here.case("soc") for _ in range(CASES)]
        writers = [Writer(here, cases) for _ in range(WRITERS)]
        projector = start_projector(here)
        killed: Counter[str] = Counter()
        numbers = count()
        for what, _ in zip(cycle(("writer", "postmaster", "projector", "backend")), range(kills), strict=False):
            progress(writers)
            killed[what] += 1
            match what:
                case "writer":
                    victim = writers[next(numbers) % WRITERS]
                    victim.kill()
                    victim.start()
                case "postmaster":
                    assert here.pg.process is not None
                    here.pg.process.kill()
                    here.pg.process.wait()
                    here.pg.launch()
                case "backend":
                    kill_backend(here)
                case _:
                    projector.kill()
            if what == "projector" or not projector.is_alive():
                projector.join()
                projector = start_projector(here)
        progress(writers)
        for writer in writers:
            writer.kill()
        resolve(here, writers)
        projector.kill()
        projector.join()
        return check(here, writers) | {
            "dödade skrivare": killed["writer"],
            "dödade databaser": killed["postmaster"] + killed["backend"],
            "dödade projektorer": killed["projector"],
        }


def write(
    dsn: str,
    officer: Officer,
    with_unit: UUID,
    moment: Any,
    cases: list[UUID],
    unheard: Task | None,
    say: Connection,
) -> None:
    """Sends command after command, first of all the one whose outcome was not heard; never a new one before that."""
    logging.getLogger("psycopg.pool").setLevel(logging.CRITICAL)
    log = open_log(dsn, 1)
    directory = None
    for number in count():
        task = unheard if number == 0 and unheard else (uuid4(), cases[number % len(cases)])
        say.send(("sent", task))
        while True:
            try:
                directory = log.directory(directory)
                log.execute(contact(task[1], with_unit), Act(officer, moment, directory, task[0]))
                break
            except psycopg.OperationalError:
                say.send(("unknown", task))
            except Refused as refused:
                if refused.key != "stale_form":
                    raise
        say.send(("done", task))


def progress(writers: list[Writer]) -> None:
    """Until each writer has had some more commands acknowledged; listens to them all meanwhile."""
    goals = {writer: len(writer.acknowledged) + PROGRESS for writer in writers}
    give_up = time.monotonic() + PATIENCE
    while any(len(writer.acknowledged) < goal for writer, goal in goals.items()):
        assert time.monotonic() < give_up, "the writers do not get on"
        ready = wait([writer.hearing for writer in writers], timeout=PATIENCE)
        for writer in writers:
            if writer.hearing in ready:
                writer.hear()


def kill_backend(here: Place) -> None:
    """One connection's process: PostgreSQL then throws out all others and recovers by itself."""
    with psycopg.connect(here.pg.admin_dsn, autocommit=True) as admin:
        rows = admin.execute(
            "SELECT pid FROM pg_stat_activity WHERE usename = 'portal_web' ORDER BY backend_start DESC"
        ).fetchall()
    for (pid,) in rows[:1]:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


def start_projector(here: Place) -> BaseProcess:
    process = SPAWN.Process(target=project, args=(here.projector,))
    process.start()
    return process


def project(dsn: str) -> None:
    """Until it is killed; a lost connection it survives, as under its supervisor."""
    while True:
        try:
            keep_projecting(dsn, threading.Event())
        except psycopg.OperationalError:
            continue
        except ProjectionFailed as failed:
            if not isinstance(failed.__cause__, psycopg.OperationalError):
                raise


def resolve(here: Place, writers: list[Writer]) -> None:
    """What was on its way at the last kill is sent once more under its id, twice even: the answer is the same."""
    world = here.world
    for writer in writers:
        if writer.pending:
            command_id, case_id = writer.pending
            command = contact(case_id, world.unit("soc"))
            act = Act(world.officer("reko.larkan"), world.moment, world.directory, command_id)
            first, second = world.log.execute(command, act), world.log.execute(command, act)
            assert [e.event_id for e in first.entries] == [e.event_id for e in second.entries]
            writer.acknowledged.append(command_id)


def check(here: Place, writers: list[Writer]) -> dict[str, int | float | str]:
    acknowledged = [command for writer in writers for command in writer.acknowledged]
    unknown = {command for writer in writers for command in writer.unknown}
    with psycopg.connect(here.projector, autocommit=True) as connection:
        rows = connection.execute("SELECT command_id, count(*) FROM log.event GROUP BY command_id").fetchall()
        found: dict[UUID, int] = dict(rows)
        assert all(found.get(command) == 1 for command in acknowledged), "an acknowledged command is not there once"
        assert unknown <= set(acknowledged), "an outcome was never found out"
        projector = Projector(connection)
        projector.catch_up()
        kept = entries_of(connection)
        for projection in projector.projections:
            projector.rebuild(projection.name)
        assert kept == entries_of(connection), "the projection is not what a rebuild makes"
    verified = verify(here.keeper)
    assert verified.faults == [], verified.faults
    return {
        "kvitterade kommandon": len(acknowledged),
        "saknade": 0,
        "okända utfall som fick sitt svar": len(unknown),
        "händelser som stämmer med nycklar och rättigheter": verified.entries,
    }


def entries_of(connection: Any) -> list[Any]:
    rows: list[Any] = connection.execute("SELECT * FROM view.case_entry ORDER BY position").fetchall()
    return rows
