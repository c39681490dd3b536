"""Looking after child processes, tried with small programs in place of the portal's own."""

import os
import signal
import socket
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from portal.operation.supervisor import Child, Supervisor, run_demo
from portal.settings import SettingsRefused, read_settings
from tests.conftest import free_port

SETTINGS = replace(read_settings({}), urls={"web": "postgresql://portal_web@/x", "owner": "postgresql://o@/x"})


@pytest.fixture
def supervisor() -> Iterator[Supervisor]:
    supervisor = Supervisor(SETTINGS, threading.Event())
    yield supervisor
    supervisor.stop_children()


def until(condition: Callable[[], bool], within: float = 20) -> None:
    give_up = time.monotonic() + within
    while not condition():
        assert time.monotonic() < give_up


def test_a_child_gets_the_address_of_its_own_role_and_no_other(supervisor: Supervisor, tmp_path: Path) -> None:
    out = tmp_path / "out"
    code = f"import os; open({str(out)!r}, 'w').write(repr([k for k in os.environ if k.endswith('_URL')]))"
    child = supervisor.add(Child("Provet", ["-c", code], "web"))
    assert child.process is not None
    child.process.wait()
    assert out.read_text() == "['PORTAL_DATABASE_URL']"


def test_a_killed_child_is_started_again(supervisor: Supervisor, capsys: pytest.CaptureFixture[str]) -> None:
    child = supervisor.add(Child("Webben", ["-c", "import signal; signal.pause()"], None))
    assert child.process is not None
    first = child.process.pid
    os.kill(first, signal.SIGKILL)

    def another_runs() -> bool:
        supervisor.look_after()
        return child.process is not None and child.process.pid != first

    until(another_runs)
    assert "Webben har stannat (-9) och startas om." in capsys.readouterr().err


def test_a_child_that_dies_again_and_again_ends_it_all_with_a_sentence(
    supervisor: Supervisor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("portal.operation.supervisor.FIRST_PAUSE", 0.0)
    supervisor.add(Child("Projektorn", ["-c", "raise SystemExit(3)"], None))

    def looked_after() -> bool:
        supervisor.look_after()
        return False

    with pytest.raises(SettingsRefused, match="Projektorn stannar gång på gång"):
        until(looked_after)


def test_a_child_deaf_to_sigterm_is_stopped_all_the_same(
    supervisor: Supervisor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("portal.operation.supervisor.STOP_WITHIN", 0.2)
    deaf = tmp_path / "deaf"
    code = f"import signal; signal.signal(15, signal.SIG_IGN); open({str(deaf)!r}, 'w'); signal.pause()"
    child = supervisor.add(Child("Provet", ["-c", code], None))
    until(deaf.exists)
    supervisor.stop_children()
    assert child.process is not None
    assert child.process.returncode == -signal.SIGKILL


def test_a_taken_port_is_told_before_anything_starts() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", free_port()))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(SettingsRefused, match=f"Port {port} är upptagen"):
            run_demo(replace(SETTINGS, port=port))
