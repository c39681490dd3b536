"""A store with the small world in it, and the command line beside it, for tests of copies."""

import os
import stat
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg
from psycopg import sql

from events import commands as c
from portal.backup import copies
from portal.operation.ending import purged_now
from portal.operation.opening import keep_clock, prepare
from portal.operation.roles import KEEPER, OWNER, PROJECTOR, WEB
from portal.settings import Settings, read_settings
from tests.command_line import portal_in
from tests.conftest import Store
from tests.events.conftest import MASTER, world_on
from tests.events.test_purging import REF, administrator
from tests.world import World

ADDRESS = {"web": "DATABASE", "projector": "PROJECTOR", "keeper": "KEEPER", "owner": "OWNER"}


class Copied:
    def __init__(self, store: Store, folder: Path) -> None:
        self.store, self.home = store, folder / "home"
        key = folder / "key"
        key.write_text(MASTER.hex())
        self.urls = {f"PORTAL_{name}_URL": getattr(store, role) for role, name in ADDRESS.items()}
        self.urls["PORTAL_MASTER_KEY_FILE"] = str(key)
        self.run = portal_in(folder)
        self.settings: Settings = read_settings(self.urls | {"PORTAL_HOME": str(self.home)})
        self.folder = copies.own_folder(self.settings)

    def portal(self, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        return self.run(*arguments, **(self.urls | environment))

    def done(self, *arguments: str, **environment: str) -> str:
        """What it prints; nothing went wrong."""
        done = self.portal(*arguments, **environment)
        assert (done.returncode, done.stderr) == (0, ""), done.stderr
        return done.stdout

    def refused(self, *arguments: str, **environment: str) -> str:
        """The one sentence that it says."""
        done = self.portal(*arguments, **environment)
        assert (done.returncode, done.stderr.count("\n")) == (1, 1), done.stderr
        return done.stderr

    def backed_up(self) -> Path:
        self.done("backup")
        return copies.copies(self.folder)[-1]

    @contextmanager
    def world(self) -> Iterator[World]:
        """Somebody at work; nobody is connected afterwards."""
        made = world_on(self.store)
        try:
            yield made
        finally:
            made.log.close()

    def rows(self, question: str, *values: object) -> list[tuple[Any, ...]]:
        """Asked by the superuser, whom no policy stops."""
        with psycopg.connect(self.store.admin) as admin:
            return admin.execute(question.encode(), values).fetchall()

    def change(self, statement: str, *values: object) -> None:
        with psycopg.connect(self.store.admin) as admin:
            admin.execute(statement.encode(), values)

    def held(self, case_id: UUID) -> int:
        """How many keys and parts of the identity there are of a case."""
        asked = "SELECT (SELECT count(*) FROM vault.key WHERE case_id = %s)"
        asked += " + (SELECT count(*) FROM vault.identity WHERE case_id = %s)"
        return int(self.rows(asked, case_id, case_id)[0][0])

    def order(self, world: World, case_id: UUID) -> None:
        """A purge, under a decision."""
        world.log.execute(c.PurgeCase(case_id=case_id, decision_ref=REF), administrator(world))

    def purge(self, world: World, case_id: UUID) -> None:
        self.order(world, case_id)
        keep_clock(self.store.owner, world.moment)
        assert len(purged_now(self.settings)) == 1

    def may_connect(self) -> bool:
        return bool(self.rows(f"SELECT has_database_privilege('{WEB}', current_database(), 'CONNECT')")[0][0])


def copied_in(store: Store, folder: Path) -> Copied:
    """With the rights that roles.py gives a database; a copy of one has those of any database."""
    made = Copied(store, folder)
    with psycopg.connect(store.admin) as admin:
        name = sql.Identifier(admin.info.dbname)
        admin.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(name))
        for role in (OWNER, WEB, PROJECTOR, KEEPER):
            admin.execute(sql.SQL("GRANT CONNECT ON DATABASE {} TO {}").format(name, sql.Identifier(role)))
    prepare(made.settings)
    return made


def mode_of(path: Path) -> str:
    return oct(stat.S_IMODE(os.stat(path).st_mode))
