"""The embedded PostgreSQL: starts, keeps, recovers, stops, and lets nobody else in."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from portal.operation.postgres import AlreadyRunning, EmbeddedPostgres
from portal.operation.roles import KEEPER, OWNER, PROJECTOR, ROLES, WEB, create_roles
from tests.conftest import Store, free_port


@pytest.fixture
def home() -> Iterator[Path]:
    path = Path(tempfile.mkdtemp(prefix="portal-", dir="/tmp"))
    yield path
    link = path / "postgres"
    if link.is_symlink():
        shutil.rmtree(link.resolve())
    shutil.rmtree(path)


KEEP_SEVEN = "CREATE SCHEMA s; CREATE TABLE s.t AS SELECT 7 AS x"


def do(dsn: str, statements: str) -> None:
    with psycopg.connect(dsn) as connection:
        connection.execute(statements.encode())


def ask(dsn: str, query: str) -> object:
    with psycopg.connect(dsn) as connection:
        row = connection.execute(query.encode()).fetchone()
        return row[0] if row else None


def test_a_second_start_keeps_the_data_and_takes_less_than_five_seconds(home: Path) -> None:
    with EmbeddedPostgres(home) as pg:
        assert ask(pg.dsn(OWNER), "SHOW fsync") == "on"
        assert str(ask(pg.dsn(OWNER), "SHOW server_version")).startswith("18")
        assert ask(pg.dsn(OWNER), "SELECT lower('ÅÄÖ')") == "åäö"
        do(pg.dsn(OWNER), KEEP_SEVEN)
    started = time.monotonic()
    with EmbeddedPostgres(home) as pg:
        assert time.monotonic() - started < 5
        assert ask(pg.dsn(OWNER), "SELECT x FROM s.t") == 7


def test_what_was_committed_survives_kill_9_and_a_number_that_now_names_somebody_else(home: Path) -> None:
    with EmbeddedPostgres(home) as pg:
        do(pg.dsn(OWNER), KEEP_SEVEN)
        assert pg.process is not None
        os.kill(pg.process.pid, signal.SIGKILL)  # not waited for: it stays a zombie of ours
        while pg.alive():
            pass
        note = pg.data / "postmaster.pid"
        note.write_text("\n".join([str(os.getpid()), *note.read_text().splitlines()[1:]]))
        pg.launch()
        assert ask(pg.dsn(OWNER), "SELECT x FROM s.t") == 7


def test_the_server_ends_when_its_starter_is_killed_and_the_next_start_finds_all(home: Path) -> None:
    script = (
        "import sys, signal; from pathlib import Path; from portal.operation.postgres import EmbeddedPostgres\n"
        "pg = EmbeddedPostgres(Path(sys.argv[1])).__enter__(); print(pg.process.pid, flush=True); signal.pause()"
    )
    starter = subprocess.Popen([sys.executable, "-c", script, str(home)], stdout=subprocess.PIPE, text=True)
    assert starter.stdout is not None
    server = int(starter.stdout.readline())
    with EmbeddedPostgres(home, attach=True) as pg:
        do(pg.dsn(OWNER), KEEP_SEVEN)
        with pytest.raises(AlreadyRunning, match="körs redan"):
            EmbeddedPostgres(home).__enter__()
    with starter:
        starter.kill()
    with EmbeddedPostgres(home) as pg:
        assert pg.process is not None
        assert pg.process.pid != server
        assert ask(pg.dsn(OWNER), "SELECT x FROM s.t") == 7


def test_a_long_path_gets_a_short_socket(home: Path) -> None:
    deep = home / ("d" * 60) / ("e" * 60)
    if os.geteuid() == 0:
        home.chmod(0o711)
        deep.parent.mkdir(mode=0o711)
    with EmbeddedPostgres(deep, durable=False) as pg:
        assert pg.socket_folder != pg.data
        assert pg.socket_folder.stat().st_mode & 0o777 == 0o700
        assert ask(pg.dsn(WEB), "SELECT 1") == 1
    assert not pg.socket_folder.exists()


def test_a_closed_folder_around_the_store_stays_closed(home: Path) -> None:
    closed = home / "closed"
    closed.mkdir(mode=0o700)
    with EmbeddedPostgres(closed / "store", durable=False) as pg:
        assert ask(pg.dsn(WEB), "SELECT 1") == 1
        # Root hands the server to another user, who must not be let into the folder: the data lie elsewhere then.
        assert pg.data.is_relative_to(home) == (os.geteuid() != 0)
    assert closed.stat().st_mode & 0o777 == 0o700
    shutil.rmtree(pg.folder)


def test_no_tcp_unless_asked_for_and_no_login_without_the_password(home: Path) -> None:
    with EmbeddedPostgres(home, durable=False) as pg:
        assert ask(pg.dsn(WEB), "SHOW listen_addresses") == ""
    with EmbeddedPostgres(home, durable=False, port=free_port()) as pg:
        assert ask(pg.dsn(WEB), "SELECT 1") == 1
        for wrong in (f":fel@/portal?host=127.0.0.1&port={pg.port}", pg.admin_dsn.partition("@")[2]):
            dsn = f"postgresql://{WEB}{wrong}" if wrong.startswith(":") else f"postgresql://{WEB}@{wrong}"
            with pytest.raises(psycopg.OperationalError, match="password"):
                psycopg.connect(dsn)


def test_secrets_and_data_are_closed_to_others(home: Path) -> None:
    with EmbeddedPostgres(home, durable=False) as pg:
        assert pg.data.stat().st_mode & 0o077 == 0
        assert home.stat().st_mode & 0o067 == 0
        assert (home / "secrets").stat().st_mode & 0o077 == 0
        assert all(path.stat().st_mode & 0o077 == 0 for path in (home / "secrets").iterdir())


def test_no_login_role_is_more_than_it_should_be(any_store: Store) -> None:
    query = (
        "SELECT bool_or(rolsuper OR rolcreaterole OR rolcreatedb OR rolreplication OR rolbypassrls), count(*)"
        " FROM pg_roles WHERE rolname = ANY(%s)"
    )
    with psycopg.connect(any_store.web) as connection:
        assert connection.execute(query, [list(ROLES)]).fetchone() == (False, 4)
    for dsn, role in zip(
        (any_store.owner, any_store.web, any_store.projector, any_store.keeper),
        (OWNER, WEB, PROJECTOR, KEEPER),
        strict=True,
    ):
        assert ask(dsn, "SELECT current_user::text") == role
    do(any_store.owner, "CREATE SCHEMA allowed")
    for dsn in (any_store.web, any_store.projector, any_store.keeper):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            do(dsn, "CREATE SCHEMA refused")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            do(dsn, "CREATE TABLE public.refused (x int)")


def test_making_the_roles_again_changes_the_passwords_and_nothing_else(home: Path) -> None:
    with EmbeddedPostgres(home, durable=False, port=free_port()) as pg:
        old = pg.dsn(WEB)
        create_roles(pg.admin_dsn, dict.fromkeys(ROLES, "nytt lösenord"))
        with pytest.raises(psycopg.OperationalError, match="password"):
            psycopg.connect(old)
        assert ask(f"postgresql://{WEB}:nytt%20l%C3%B6senord@/portal?host=127.0.0.1&port={pg.port}", "SELECT 1") == 1
