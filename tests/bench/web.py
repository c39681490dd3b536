"""The portal under measurement: a filled store, people logged in, and web processes as `portal serve` starts them."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from uuid import UUID

import psycopg

from events import commands as c
from events.kinds import Channel, ContactPurpose, Livelihood
from events.migrations import migrate
from events.personnummer import demo_number
from events.vault import load_store_key
from orgs.officers import Officer
from portal.login.session import hash_of
from portal.operation.database import connected
from portal.operation.opening import prepare
from portal.operation.postgres import EmbeddedPostgres
from portal.operation.roles import OWNER, WEB
from portal.settings import read_settings
from tests.leave import sick_leave
from tests.world import World, make_world

AT_A_TIME, PARTS = 140, 7
"""Each measurement of commands has cases of its own: so many as an office has in hand, and no longer than cases get."""
ENTRIES = 50
SESSION = "session-of-the-measurement"
WITHIN = 30.0  # seconds until a process must answer
TEXT = "Vi gick igenom läget och vad som behövs härnäst. Hon vill börja med halva dagar när intyget går ut."


@dataclass
class Filled:
    """A store with cases to write in and one to read, and what a web process needs to serve it."""

    environment: dict[str, str]
    parts: list[list[UUID]]
    """Cases to write in, one part for each measurement."""
    page: UUID
    with_unit: UUID
    officer: Officer
    moment: datetime


def fill(pg: EmbeddedPostgres, home: Path) -> Filled:
    migrate(pg.dsn(OWNER))
    environment = {"PORTAL_HOME": str(home), "PORTAL_DATABASE_URL": pg.dsn(WEB), "PORTAL_MODE": "demo"}
    settings = connected(read_settings(environment), pg)
    prepare(settings)
    world = make_world(pg.dsn(WEB), load_store_key(pg.dsn(WEB), settings.master_key()))
    try:
        page = long_case(world)
        cases = [short_case(world, date(1970, 1, 1) + timedelta(days=n)) for n in range(PARTS * AT_A_TIME)]
        parts = [cases[n : n + AT_A_TIME] for n in range(0, len(cases), AT_A_TIME)]
        officer = world.officer("reko.larkan")
        with psycopg.connect(pg.dsn(OWNER)) as connection:
            connection.execute(
                "INSERT INTO web.session (id_hash, user_id, assignment_id) VALUES (%s, %s, %s)",
                (hash_of(SESSION), officer.user_id, officer.assignment_id),
            )
        with psycopg.connect(pg.dsn(OWNER), autocommit=True) as connection:
            connection.execute("ANALYZE")
        prepare(replace(settings, now=world.moment))
        return Filled(environment, parts, page, world.unit("soc"), officer, world.moment)
    finally:
        world.log.close()


def short_case(world: World, born: date) -> UUID:
    case_id = world.draft(number=demo_number(born, 980).digits)
    world.consent(case_id, "larkan", "soc")
    world.join(case_id, "handlaggare.soc")
    return case_id


def long_case(world: World) -> UUID:
    """Fifty entries that the care unit can read, of every common kind, by four parties."""
    case_id = world.active("soc", "fk", "af")
    parties = ("reko.larkan", "handlaggare.soc", "handlaggare.fk", "handlaggare.af")
    leave = sick_leave(case_id)
    world.do("reko.larkan", leave)
    world.do(
        "handlaggare.soc", c.RecordLivelihood(case_id=case_id, source=Livelihood.INCOME_SUPPORT, from_=date(2026, 3, 1))
    )
    world.do("reko.larkan", c.RecordPersonView(case_id=case_id, goals=TEXT, worries=TEXT, confirmed_by_person=True))
    while (more := ENTRIES - len(world.read("reko.larkan", case_id).entries)) > 0:
        subject = parties[more % len(parties)]
        other = "larkan" if subject != "reko.larkan" else "soc"
        world.do(subject, contact(case_id, world.unit(other)))
    return case_id


def contact(case_id: UUID, with_unit: UUID) -> c.LogContact:
    purpose, channel = ContactPurpose.PLANNING, Channel.PHONE
    return c.LogContact(case_id=case_id, with_unit=with_unit, channel=channel, purpose=purpose, text=TEXT)


@dataclass
class Served:
    processes: list[subprocess.Popen[bytes]]
    ports: list[int]

    def memory_mb(self) -> dict[str, float]:
        """Of the largest process: resident, and its proportional share where the kernel tells it."""
        found = [memory_of(process.pid) for process in self.processes]
        return {kind: round(max(each[kind] for each in found) / 1024, 1) for kind in found[0]}


@contextmanager
def served(arguments: Sequence[str], environment: dict[str, str], processes: int, ready: str) -> Iterator[Served]:
    """So many web processes, each on a port of its own; ``{port}`` in the arguments is that port."""
    ports = free_ports(processes)
    running = [
        subprocess.Popen(
            [sys.executable, *(each.replace("{port}", str(port)) for each in arguments)],
            env=os.environ | environment | {"PORT": str(port)},
            stderr=subprocess.DEVNULL,
        )
        for port in ports
    ]
    try:
        for process, port in zip(running, ports, strict=True):
            await_answer(process, f"http://127.0.0.1:{port}{ready}")
        yield Served(running, ports)
    finally:
        for process in running:
            process.terminate()
        for process in running:
            process.wait()


def free_ports(count: int) -> list[int]:
    probes = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [probe.getsockname()[1] for probe in probes]
    for probe in probes:
        probe.close()
    return ports


def await_answer(process: subprocess.Popen[bytes], address: str, headers: Mapping[str, str] | None = None) -> bytes:
    give_up = time.monotonic() + WITHIN
    while True:
        try:
            with urllib.request.urlopen(urllib.request.Request(address, headers=dict(headers or {})), timeout=5) as got:
                body: bytes = got.read()
                return body
        except (urllib.error.URLError, ConnectionError):
            if process.poll() is not None or time.monotonic() > give_up:
                raise RuntimeError(f"{process.args!r} does not answer") from None
        time.sleep(0.05)


def get(path: str, cookies: str) -> bytes:
    return f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: {cookies}\r\n\r\n".encode()


def post(path: str, cookies: str, token: str, body: bytes) -> bytes:
    head = f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: {cookies}\r\nX-CSRFToken: {token}\r\n"
    return f"{head}Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body


def csrf_token(port: int) -> str:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/logga-in") as answer:
        given = [value for name, value in answer.headers.items() if name.lower() == "set-cookie"]
    (token,) = (value.split(";")[0].partition("=")[2] for value in given if value.startswith("csrftoken="))
    return str(token)


def memory_of(pid: int) -> dict[str, int]:
    """In kB."""
    smaps = Path(f"/proc/{pid}/smaps_rollup")
    if not smaps.exists():
        asked = subprocess.run(["ps", "-o", "rss=", "-p", str(pid)], capture_output=True, text=True, check=True)
        return {"RSS": int(asked.stdout)}
    lines = {line.split(":")[0]: line.split()[1] for line in smaps.read_text().splitlines()[1:]}
    return {"RSS": int(lines["Rss"]), "PSS": int(lines["Pss"])}
