"""Stores for the proofs: a server of its own kind, durable when it is to be killed, with the small world in it."""

import multiprocessing
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

import psycopg
from psycopg.conninfo import make_conninfo

from events import commands as c
from events.kinds import Channel, ContactPurpose
from events.log import Log
from events.migrations import migrate
from events.personnummer import Mode, demo_number
from events.vault import load_store_key, make_store_key
from portal.operation.postgres import EmbeddedPostgres
from portal.operation.roles import DATABASE, KEEPER, OWNER, PROJECTOR, WEB
from tests.conftest import Store, free_port
from tests.world import World, make_world

MASTER = bytes(range(32))
SPAWN = multiprocessing.get_context("spawn")
BORN = date(1960, 1, 1)


@dataclass
class Place:
    pg: EmbeddedPostgres
    world: World
    persons: int = 0

    def dsn(self, role: str) -> str:
        return self.pg.dsn(role)

    @property
    def web(self) -> str:
        return self.dsn(WEB)

    @property
    def owner(self) -> str:
        return self.dsn(OWNER)

    @property
    def keeper(self) -> str:
        return self.dsn(KEEPER)

    @property
    def projector(self) -> str:
        return self.dsn(PROJECTOR)

    @property
    def admin(self) -> str:
        """The superuser in the portal's own database, for looking behind the policies."""
        return make_conninfo(self.pg.admin_dsn, dbname=DATABASE)

    def case(self, *slugs: str) -> UUID:
        """An active case of the care unit's, about somebody new, that the others have joined."""
        self.persons += 1
        case_id = self.world.draft(number=demo_number(BORN + timedelta(days=self.persons), 980).digits)
        self.world.consent(case_id, "larkan", *slugs)
        for slug in slugs:
            self.world.join(case_id, f"handlaggare.{slug}")
        return case_id


@contextmanager
def bare_store() -> Iterator[Store]:
    """An embedded store with its tables and nothing in it."""
    home = Path(tempfile.mkdtemp(prefix="portal-", dir="/tmp"))
    try:
        with EmbeddedPostgres(home, durable=False) as pg:
            migrate(pg.dsn(OWNER))
            admin = make_conninfo(pg.admin_dsn, dbname=DATABASE)
            yield Store(pg.dsn(OWNER), pg.dsn(WEB), pg.dsn(PROJECTOR), pg.dsn(KEEPER), admin)
    finally:
        shutil.rmtree(home)


@contextmanager
def place(kind: str = "embedded", *, durable: bool = False) -> Iterator[Place]:
    """``embedded`` is reached through its socket, ``server`` over TCP."""
    home = Path(tempfile.mkdtemp(prefix="portal-", dir="/tmp"))
    try:
        with EmbeddedPostgres(home, durable=durable, port=free_port() if kind == "server" else None) as pg:
            migrate(pg.dsn(OWNER))
            make_store_key(pg.dsn(OWNER), MASTER)
            world = make_world(pg.dsn(WEB), load_store_key(pg.dsn(WEB), MASTER))
            try:
                yield Place(pg, world)
            finally:
                world.log.close()
    finally:
        shutil.rmtree(home)


def open_log(web_dsn: str, pool_size: int = 4) -> Log:
    """A log in a process of its own; tried again while the database is being started."""
    while True:
        with suppress(psycopg.OperationalError):
            return Log(web_dsn, load_store_key(web_dsn, MASTER), Mode.DEMO, pool_size)


def contact(case_id: UUID, with_unit: UUID, text: str = "Vi har talat om nästa steg.") -> c.LogContact:
    purpose = ContactPurpose.PLANNING
    return c.LogContact(case_id=case_id, with_unit=with_unit, channel=Channel.PHONE, purpose=purpose, text=text)
