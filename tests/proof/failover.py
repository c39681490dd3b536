"""The database's machine is lost under load, and the one that follows it takes over: nothing acknowledged is missing.

A standby confirms every commit before it is acknowledged (``synchronous_standby_names``). The portal knows both servers
by one address and asks for the one that may be written to. What nobody heard the outcome of is sent again under its id.
"""

import logging
import os
import secrets
import shutil
import subprocess
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg import sql
from psycopg.conninfo import make_conninfo

from events.migrations import migrate
from events.vault import load_store_key, make_store_key
from portal.operation.postgres import EmbeddedPostgres
from portal.operation.postgres_place import binaries, folder
from portal.operation.roles import OWNER, WEB
from tests.conftest import free_port
from tests.proof import Figures, size
from tests.proof.kills import CASES, WRITERS, Writer, check, progress, resolve
from tests.proof.stores import MASTER, Place
from tests.world import make_world

TITLE = "Databasens server går förlorad under skrivning och en följare tar över: inget kvitterat saknas"
FOLLOWER = "follower"
PATIENCE = 60.0


@dataclass
class Pair(Place):
    """``pg`` is the server that is lost; one address names both."""

    standby: EmbeddedPostgres | None = None

    def dsn(self, role: str) -> str:
        assert self.standby is not None
        return both(self.pg, self.standby, role)


def run(long: bool) -> Figures:
    logging.getLogger("psycopg.pool").setLevel(logging.CRITICAL)  # tells of each connection that breaks, as it should
    told: Counter[str] = Counter()
    for _ in range(size("FAILOVERS", short=1, usual=10, long=long)):
        with pair() as here:
            assert here.standby is not None
            writers = [Writer(here, [here.case("soc") for _ in range(CASES)]) for _ in range(WRITERS)]
            progress(writers)
            before = sum(len(writer.acknowledged) for writer in writers)
            assert here.pg.process is not None
            here.pg.process.kill()
            here.pg.process.wait()
            promote(here.standby)
            progress(writers)
            for writer in writers:
                writer.kill()
            resolve(here, writers)
            told.update({key: int(value) for key, value in check(here, writers).items()})
            told.update({"byten av server": 1, "varav kvitterade före bytet": before})
    unconfirmed = lost_unconfirmed()
    assert unconfirmed, "the positive control: a follower that nobody waits for would do"
    return told | {"skulle saknas efter en följare som ingen väntar på": unconfirmed}


def lost_unconfirmed() -> int:
    """How many acknowledged commands a server does not have that takes over without having been asked to confirm."""
    with pair() as here:
        assert here.standby is not None and here.pg.process is not None
        writer = Writer(here, [here.case("soc")])
        with psycopg.connect(here.pg.admin_dsn, autocommit=True) as admin:
            admin.execute("ALTER SYSTEM RESET synchronous_standby_names")
            admin.execute("SELECT pg_reload_conf()")
            admin.execute(sql.SQL("ALTER ROLE {} NOLOGIN").format(sql.Identifier(FOLLOWER)))
            admin.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_replication")
        progress([writer])
        progress([writer])
        writer.kill()
        here.pg.process.kill()
        here.pg.process.wait()
        promote(here.standby)
        with psycopg.connect(here.projector) as connection:
            rows = connection.execute("SELECT command_id FROM log.event").fetchall()
    return len(set(writer.acknowledged) - {command for (command,) in rows})


def both(first: EmbeddedPostgres, second: EmbeddedPostgres, role: str) -> str:
    """Whichever of the two may be written to."""
    ports = f"{first.port},{second.port}"
    return make_conninfo(
        first.dsn(role), host="127.0.0.1,127.0.0.1", port=ports, target_session_attrs="read-write", connect_timeout=2
    )


@contextmanager
def pair() -> Iterator[Pair]:
    homes = [Path(tempfile.mkdtemp(prefix="portal-", dir="/tmp")) for _ in range(2)]
    try:
        with EmbeddedPostgres(homes[0], port=free_port()) as primary:
            copied(primary, homes[1])
            with EmbeddedPostgres(homes[1], port=free_port()) as standby:
                confirmed_by(primary)
                owner, web = both(primary, standby, OWNER), both(primary, standby, WEB)
                migrate(owner)
                make_store_key(owner, MASTER)
                world = make_world(web, load_store_key(web, MASTER))
                try:
                    yield Pair(primary, world, standby=standby)
                finally:
                    world.log.close()
    finally:
        for home in homes:
            shutil.rmtree(home)


def copied(primary: EmbeddedPostgres, home: Path) -> None:
    """A base copy of the server, in the place where another looks for its data, set to follow the first."""
    password = secrets.token_urlsafe(16)
    with psycopg.connect(primary.admin_dsn, autocommit=True) as admin:
        made = sql.SQL("CREATE ROLE {} LOGIN REPLICATION PASSWORD {}")
        admin.execute(made.format(sql.Identifier(FOLLOWER), sql.Literal(password)))
        with (primary.data / "pg_hba.conf").open("a") as rules:
            rules.write(f"host replication {FOLLOWER} 127.0.0.1/32 scram-sha-256\n")
        admin.execute("SELECT pg_reload_conf()")
    shutil.copytree(primary.home / "secrets", home / "secrets")
    data = folder(home, primary.account) / "data"
    address = make_conninfo(host="127.0.0.1", port=primary.port, user=FOLLOWER, password=password)
    copy = [str(binaries(primary.account) / "pg_basebackup"), f"--pgdata={data}", f"--dbname={address}"]
    copy += ["--write-recovery-conf", "--checkpoint=fast"]
    subprocess.run(copy, check=True, stderr=subprocess.DEVNULL, timeout=PATIENCE)
    for path in (data, *data.rglob("*")):
        if primary.account.uid is not None and primary.account.gid is not None:
            os.chown(path, primary.account.uid, primary.account.gid, follow_symlinks=False)


def confirmed_by(primary: EmbeddedPostgres) -> None:
    """From now on no commit is acknowledged before the follower has it on its disk."""
    with psycopg.connect(primary.admin_dsn, autocommit=True) as admin:
        admin.execute("ALTER SYSTEM SET synchronous_standby_names = '*'")
        admin.execute("SELECT pg_reload_conf()")
        give_up = time.monotonic() + PATIENCE
        while admin.execute("SELECT 1 FROM pg_stat_replication WHERE sync_state = 'sync'").fetchone() is None:
            assert time.monotonic() < give_up, "nobody follows"
            time.sleep(0.05)


def promote(standby: EmbeddedPostgres) -> None:
    with psycopg.connect(standby.admin_dsn, autocommit=True) as admin:
        assert admin.execute("SELECT pg_promote()").fetchone() == (True,)
