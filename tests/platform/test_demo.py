"""`portal demo` from outside: it starts, survives kills, stops cleanly, and starts again with all its data."""

import os
import pty
import re
import shutil
import signal
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import psycopg
import pytest

from portal.operation.postgres import EmbeddedPostgres
from portal.operation.roles import PROJECTOR, WEB
from tests.conftest import free_port
from tests.platform.running_demo import COMMAND, Demo, settings


@pytest.fixture(scope="module")
def home() -> Iterator[Path]:
    path = Path(tempfile.mkdtemp(prefix="portal-", dir="/tmp"))
    yield path
    shutil.rmtree(path)


def entries(home: Path) -> int:
    with EmbeddedPostgres(home, attach=True) as pg, psycopg.connect(pg.dsn(WEB)) as connection:
        row = connection.execute("SELECT count(*) FROM log.event").fetchone()
        return int(row[0]) if row else 0


def behind(home: Path) -> int:
    """How many positions the lists lag behind the log."""
    with EmbeddedPostgres(home, attach=True) as pg, psycopg.connect(pg.dsn(PROJECTOR)) as connection:
        row = connection.execute("SELECT (SELECT max(position) FROM log.event) - min(position) FROM view.position")
        return int((row.fetchone() or (-1,))[0])


def test_in_a_terminal_a_start_shows_its_bar_and_can_be_broken_off(home: Path) -> None:
    """The next test starts on what this one leaves behind, and must find the whole county all the same."""
    ours, terminal = pty.openpty()
    process = subprocess.Popen(
        COMMAND,
        env=settings(home, free_port()),
        stdout=subprocess.DEVNULL,
        stderr=terminal,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509 (in the background it is ignored)
    )
    os.close(terminal)
    seen, patience = "", threading.Timer(120, process.kill)  # to fail, rather than to wait for ever
    patience.start()
    try:
        while not re.search(r"\b[5-9] ?%|\b\d\d ?%", seen):
            seen += os.read(ours, 4096).decode(errors="replace")
        process.send_signal(signal.SIGINT)
        with suppress(OSError):  # so ends a terminal that nobody writes to any more
            while more := os.read(ours, 4096):
                seen += more.decode(errors="replace")
    finally:
        process.terminate()
        code = process.wait(60)
        patience.cancel()
        os.close(ours)
    assert code == 130
    assert "Läser in det påhittade länet" in seen and "━" in seen
    assert "Starten är avbruten." in seen and "Traceback" not in seen
    assert entries(home) > 0 and (home / "demo-loading").exists()


def test_the_demo_starts_survives_kills_stops_and_starts_again(home: Path) -> None:
    demo = Demo(home, free_port())
    try:
        said = demo.told()
        assert behind(home) == 0
        assert demo.address in said
        assert "reko.larkan" in said
        lines = re.findall(r"^Läser in det påhittade länet: (\d+) %$", said, re.MULTILINE)
        assert lines == [str(tenth) for tenth in range(10, 101, 10)], "plain lines where there is no terminal"
        assert not (home / "demo-loading").exists()
        assert demo.answers()
        before = entries(home)
        assert before > 0
        children = demo.children()
        assert set(children) >= {"portal serve", "portal project", "demo_provider", "bin/postgres"}
        web = Path(f"/proc/{children['portal serve']}/task")
        assert {len(os.sched_getaffinity(int(task.name))) for task in web.iterdir()} == {1}, "each thread on one core"
        for victim in ("portal serve", "bin/postgres", "portal project"):
            killed = demo.child(victim)
            os.kill(killed, signal.SIGKILL)
            assert demo.child(victim, other_than=killed)
            assert demo.answers(), victim
    finally:
        code = demo.end(signal.SIGTERM)
    assert code == 0
    assert all(not Path(f"/proc/{number}").exists() for number in children.values())

    again = Demo(home, free_port())
    try:
        again.told()
        assert entries(home) == before
    finally:
        assert again.end(signal.SIGINT) == 0
