"""What many tests need: a throw-away PostgreSQL, a fresh copy of the empty store for each test, a browser.

* `store`: embedded, reached through its socket. `any_store`: the same test against that and against a server over TCP.
* `blank_database`: a database without any table, for tests that make them.
* `loaded`: the whole demo county, loaded once and copied for each module (tests/portal/demo_store.py).
"""

import shutil
import socket
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

import psycopg
import pytest
from psycopg import sql
from xdist.scheduler import LoadScopeScheduling

from events.migrations import migrate
from portal.operation.postgres import EmbeddedPostgres
from portal.operation.roles import DATABASE, KEEPER, OWNER, PROJECTOR, WEB

pytest_plugins = ["tests.portal.demo_store"]
NUMBERS = count()
Servers = Callable[[str], EmbeddedPostgres]


@dataclass(frozen=True)
class Store:
    """An empty store with its tables made: one connection string per login role."""

    owner: str
    web: str
    projector: str
    keeper: str
    admin: str  # the superuser, for looking behind the policies


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


class Together(LoadScopeScheduling):  # type: ignore[misc]
    """What stays in one process when `make test` runs in two: a module, and all that share the browsers' demo."""

    def _split_scope(self, nodeid: str) -> str:
        module = nodeid.split("::", 1)[0]
        return "browser" if module.startswith("tests/browser/") else module


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> LoadScopeScheduling:
    return Together(config, log)


@pytest.fixture(scope="session")
def servers() -> Iterator[Servers]:
    """Start `embedded` or `server` when it is first asked for; all stop at the end."""
    running: dict[str, EmbeddedPostgres] = {}
    homes: list[Path] = []

    def start(kind: str) -> EmbeddedPostgres:
        if kind not in running:
            homes.append(Path(tempfile.mkdtemp(prefix="portal-", dir="/tmp")))
            pg = EmbeddedPostgres(homes[-1], durable=False, port=free_port() if kind == "server" else None)
            running[kind] = pg.__enter__()
        return running[kind]

    yield start
    for pg in running.values():
        pg.__exit__()
    for home in homes:
        shutil.rmtree(home)


@contextmanager
def fresh_copy(pg: EmbeddedPostgres, template: str = DATABASE) -> Iterator[Store]:
    """A database of its own, copied from the migrated one and dropped afterwards (about 50 ms)."""
    if template == DATABASE:
        migrate(pg.dsn(OWNER))
    database = f"copy_{next(NUMBERS)}"
    name = sql.Identifier(database)
    with psycopg.connect(pg.admin_dsn, autocommit=True) as admin:
        make = sql.SQL("CREATE DATABASE {} TEMPLATE {} OWNER {} STRATEGY file_copy")
        admin.execute(make.format(name, sql.Identifier(template), sql.Identifier(OWNER)))
    try:
        owner, web, projector, keeper = (pg.dsn(role, database) for role in (OWNER, WEB, PROJECTOR, KEEPER))
        yield Store(owner, web, projector, keeper, admin=pg.admin_dsn.replace("@/postgres?", f"@/{database}?"))
    finally:
        with psycopg.connect(pg.admin_dsn, autocommit=True) as admin:
            admin.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(name))


@pytest.fixture
def store(servers: Servers) -> Iterator[Store]:
    with fresh_copy(servers("embedded")) as fresh:
        yield fresh


@pytest.fixture(params=["embedded", "server"])
def any_store(request: pytest.FixtureRequest, servers: Servers) -> Iterator[Store]:
    with fresh_copy(servers(request.param)) as fresh:
        yield fresh


@pytest.fixture
def blank_database(servers: Servers) -> Iterator[Store]:
    with fresh_copy(servers("embedded"), template="template0") as fresh:
        yield fresh


def chromium() -> dict[str, Any]:
    """How to launch the system's Chromium when there is one, otherwise Playwright's own."""
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    return {"executable_path": found} if found else {}


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    return browser_type_launch_args | chromium()
