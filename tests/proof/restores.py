"""Four processes append while copies are taken; the database is thrown away, and a copy put back into an empty one.

All that was acknowledged before a copy was begun is in it, every command whole and nothing out of order; what was
purged later is purged again before anybody is served, and nobody is logged in. As controls, a restore that does not
know of the purge brings the keys back, and one flipped byte in a leaf of the copy is found,
though the copy is signed anew.
"""

import re
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from itertools import cycle
from pathlib import Path
from typing import Any, NamedTuple
from uuid import UUID, uuid4

import psycopg

from events import commands as c
from events.act import Act
from events.kinds import InquiryType, Outcome
from orgs.officers import Officer
from portal.backup import archive, copies
from portal.backup.authentic import beside, code_of
from portal.backup.checked import Copy, checked
from portal.backup.making import back_up
from portal.backup.restoring import Known, restore
from portal.operation.database import connected
from portal.operation.ending import purged_now
from portal.operation.opening import keep_clock
from portal.operation.roles import empty_database
from portal.settings import Settings, read_settings
from tests.events.test_purging import REF, administrator
from tests.proof import Figures, size
from tests.proof.stores import MASTER, SPAWN, Place, contact, open_log, place

TITLE = "Säkerhetskopior under skrivning: allt kvitterat finns, inget gallrat kommer tillbaka"
WRITERS = 4
BETWEEN = 40
"""Acknowledgements at least from one copy to the next."""
PATIENCE = 120.0
SCHEMAS = ("log", "vault", "view", "audit", "web", "own", "again")


class Row(NamedTuple):
    command_id: UUID
    stream_id: UUID
    version: int
    topic: str


def run(long: bool) -> Figures:
    taken = size("RESTORES", short=1, usual=10, long=long)
    figures: Counter[str] = Counter()
    for kind in ("embedded", "server"):
        with place(kind) as here, tempfile.TemporaryDirectory() as folder:
            settings = settings_of(here, Path(folder))
            purged = here.case("soc")
            login(here)
            acknowledged = copied_under_load(here, settings, taken)
            order_and_purge(here, settings, purged)
            back_up(settings, copies.own_folder(settings), silent)  # the file beside the copies knows of the purge now
            was = log_of(here)
            assert logged_in(here), "the positive control: somebody was logged in when the copies were made"
            here.world.log.close()
            for copy, known in zip(made(settings), acknowledged, strict=False):
                faults = put_back(here, settings, copy, copies.remembered(copy.file.parent, copy.key))
                assert faults == [], faults
                check(copy, known, was, log_of(here))
                assert held(here, purged) == (0, 0), "what was purged has come back"
                assert logged_in(here) == 0, "a session has come back"
                figures[f"prövade kvitton, {kind}"] += len(known)
                figures[f"återställda kopior, {kind}"] += 1
            first = next(made(settings))
            put_back(here, settings, first, {})
            assert min(held(here, purged)) > 0, "the positive control: nothing else than the file keeps the purge"
            assert put_back(here, settings, flipped(settings, here, first), {}), "a flipped byte is not found"
            figures["avsiktliga fel som märks"] += 2
    return figures


def silent(sentence: str) -> None:
    """Nobody listens."""


def settings_of(here: Place, folder: Path) -> Settings:
    key = folder / "key"
    key.write_text(MASTER.hex())
    settings = read_settings({"PORTAL_HOME": str(folder), "PORTAL_MASTER_KEY_FILE": str(key)})
    keep_clock(here.owner, here.world.moment)
    return connected(replace(settings, now=None), here.pg)


def login(here: Place) -> None:
    with psycopg.connect(here.web) as web:
        web.execute("INSERT INTO web.session (id_hash, user_id) VALUES ('x', gen_random_uuid())")


def copied_under_load(here: Place, settings: Settings, taken: int) -> list[set[UUID]]:
    """What had been acknowledged when each copy was begun."""
    world = here.world
    told, stop = SPAWN.Queue(), SPAWN.Event()
    officer, soc = world.officer("reko.larkan"), world.unit("soc")
    writers = [
        SPAWN.Process(
            target=write, args=(here.web, officer, soc, world.moment, here.case("soc"), told, stop), daemon=True
        )
        for _ in range(WRITERS)
    ]
    for writer in writers:
        writer.start()
    heard: set[UUID] = set()
    known: list[set[UUID]] = []
    for _ in range(taken):
        enough = len(heard) + BETWEEN
        while len(heard) < enough or not told.empty():
            heard.add(told.get(timeout=PATIENCE))
        known.append(set(heard))
        back_up(settings, copies.own_folder(settings), silent)
    stop.set()
    for writer in writers:
        while writer.is_alive():  # it ends when all that it told has been heard
            while not told.empty():
                told.get(timeout=PATIENCE)
            writer.join(0.1)
        assert writer.exitcode == 0
    return known


def write(dsn: str, officer: Officer, soc: UUID, moment: datetime, case_id: UUID, told: Any, stop: Any) -> None:
    """One process: commands of one event and, for a closing that voids a question, of two."""
    log = open_log(dsn, 1)
    directory = log.directory()
    for command in cycle(
        (
            c.SendInquiry(case_id=case_id, to_unit=soc, type=InquiryType.GENERAL, text="När börjar det?"),
            contact(case_id, soc),
            c.CloseCase(case_id=case_id, outcome=Outcome.STUDIES, void_inquiries=True),
            c.ReopenCase(case_id=case_id, reason="Ny sjukskrivning."),
        )
    ):
        if stop.is_set():
            break
        act = Act(officer, moment, directory, uuid4())
        log.execute(command, act)
        told.put(act.command_id)
    log.close()


def order_and_purge(here: Place, settings: Settings, case_id: UUID) -> None:
    here.world.log.execute(c.PurgeCase(case_id=case_id, decision_ref=REF), administrator(here.world))
    assert len(purged_now(settings)) == 1
    assert held(here, case_id) == (0, 0)


def made(settings: Settings) -> Iterator[Copy]:
    """Every copy, as it says what it holds; the oldest first."""
    return (checked(file, MASTER) for file in copies.copies(copies.default_folder(settings)))


def put_back(here: Place, settings: Settings, copy: Copy, known: Known) -> list[str]:
    empty_database(here.pg.admin_dsn)
    return restore(settings, copy, known, silent)


def log_of(here: Place) -> list[Row]:
    with psycopg.connect(here.owner) as owner:
        rows = owner.execute("SELECT command_id, stream_id, version, topic FROM log.event ORDER BY position")
        return [Row(*row) for row in rows]


def logged_in(here: Place) -> int:
    with psycopg.connect(here.owner) as owner:
        return int(owner.execute("SELECT count(*) FROM web.session").fetchall()[0][0])


def held(here: Place, case_id: UUID) -> tuple[int, int]:
    """Keys and parts of the identity."""
    counted = "(SELECT count(*) FROM vault.{} WHERE case_id = %(case)s)"
    with psycopg.connect(here.owner) as owner:
        question = f"SELECT {counted.format('key')}, {counted.format('identity')}".encode()
        keys, parts = owner.execute(question, {"case": case_id}).fetchall()[0]
    return keys, parts


def check(copy: Copy, known: set[UUID], was: list[Row], restored: list[Row]) -> None:
    """The copy is the log's beginning up to the end of a command, and beyond it there are only the purges."""
    assert restored[: copy.events] == was[: copy.events], "something is missing or has changed places"
    assert {row.topic for row in restored[copy.events :]} == {"case-purged"}
    assert was[copy.events - 1].command_id != was[copy.events].command_id, "half a command"
    missing = known - {row.command_id for row in restored}
    assert not missing, f"{len(missing)} acknowledged commands are not there"


def flipped(settings: Settings, here: Place, copy: Copy) -> Copy:
    """The restored store copied once more, uncompressed, with one digit of one leaf changed."""
    file = copy.file.with_name("flipped")
    with psycopg.connect(here.owner) as owner:
        snapshot, leaf = owner.execute(
            "SELECT pg_export_snapshot(), encode(leaf, 'hex') FROM log.event ORDER BY position LIMIT 1 OFFSET 40"
        ).fetchall()[0]
        archive.dump(here.owner, file, snapshot, SCHEMAS, lambda: None, "--compress=none")
    content = file.read_bytes()
    (place_of_it,) = [found.start() for found in re.finditer(leaf.encode(), content)]
    digit = b"1" if content[place_of_it : place_of_it + 1] == b"0" else b"0"
    file.write_bytes(content[:place_of_it] + digit + content[place_of_it + 1 :])
    beside(file).write_text(code_of(file, copy.key))
    return checked(file, MASTER)
