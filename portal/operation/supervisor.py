"""`portal demo`: everything as child processes of one, started in order, started again when one dies, stopped in order.

The children have sessions of their own, so that Ctrl-C reaches this process alone; they are told by the kernel if it
dies. Each gets only the database address of its own role.
"""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field

from events.migrations import log_is_empty, migrate
from portal.operation.children import die_with_parent
from portal.operation.closed import refuse_closed
from portal.operation.database import connected
from portal.operation.opening import LOADING, prepare
from portal.operation.postgres import EmbeddedPostgres
from portal.operation.roles import empty_database
from portal.operation.stopping import set_on_signal
from portal.settings import URL_OF, Part, Settings, SettingsRefused, read_settings

READY_WITHIN = 60.0  # seconds
STOP_WITHIN = 10.0
TICK_EVERY = "120"
CALM = 60.0  # seconds without a death, after which a child's earlier deaths are forgotten
DEATHS_ALLOWED = 5
FIRST_PAUSE = 0.1  # seconds, three times as long at each further death


@dataclass
class Child:
    name: str  # Swedish, for messages
    arguments: Sequence[str]
    part: Part | None
    process: subprocess.Popen[bytes] | None = None
    deaths: int = 0
    start_at: float = field(default_factory=time.monotonic)

    def start(self, settings: Settings) -> None:
        environment = {name: value for name, value in os.environ.items() if name not in URL_OF.values()}
        if self.part:
            environment[URL_OF[self.part]] = settings.url(self.part)
        self.process = subprocess.Popen(
            [sys.executable, *self.arguments],
            env=environment,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            preexec_fn=die_with_parent(signal.SIGTERM),  # noqa: PLW1509 (this process has one thread)
        )
        self.start_at = time.monotonic()

    def stop(self) -> None:
        if self.process is None or self.process.poll() is not None:
            return
        self.process.terminate()
        try:
            self.process.wait(STOP_WITHIN)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


class Supervisor:
    def __init__(self, settings: Settings, stop: threading.Event) -> None:
        self.settings, self.stop = settings, stop
        self.pg: EmbeddedPostgres | None = None
        self.children: list[Child] = []

    def run(self) -> None:
        with ExitStack() as everything:
            if self.settings.embedded:
                self.pg = everything.enter_context(EmbeddedPostgres(self.settings.home))
                self.settings = connected(self.settings, self.pg)
            self._fill_store()
            set_on_signal(self.stop)
            everything.callback(self.stop_children)
            quiet = "from portal.logs import hush_library_warnings; hush_library_warnings()"
            provider = f"{quiet}; from portal.login.demo_provider import run; run({self.settings.port + 1})"
            if self.settings.issuers_file is None:
                self.add(Child("Demoinloggningen", ["-c", provider], None))
            self.add(Child("Webben", ["-m", "portal", "serve"], "web"))
            self.add(Child("Projektorn", ["-m", "portal", "project"], "projector"))
            self.add(Child("Tidsjobbet", ["-m", "portal", "tick", "--every", TICK_EVERY], "keeper"))
            self._await_ready()
            if not self.stop.is_set():
                self._tell()
            while not self.stop.wait(0.2):
                self.look_after()

    def _fill_store(self) -> None:
        """Migrations, and the demo county when nothing has been written; a loading that was cut short is begun anew."""
        self.settings.home.mkdir(mode=0o700, parents=True, exist_ok=True)
        refuse_closed(self.settings.url("owner"))
        loading = self.settings.home / LOADING
        if self.pg and loading.exists():
            empty_database(self.pg.admin_dsn)
        migrate(self.settings.url("owner"))
        prepare(self.settings)
        if log_is_empty(self.settings.url("web")):
            loading.touch()
            try:
                load_when_empty(self.settings)
            except Exception:
                if self.pg and not self.pg.alive():
                    raise self.pg.ended() from None
                raise
        loading.unlink(missing_ok=True)

    def add(self, child: Child) -> Child:
        self.children.append(child)
        child.start(self.settings)
        return child

    def look_after(self) -> None:
        """Start again what has died, soon the first time and later after longer; too often ends it all."""
        now = time.monotonic()
        if self.pg and not self.pg.alive():
            _say("Databasen har stannat och startas om.")
            self.pg.launch()
        for child in self.children:
            if child.process is None:
                if now >= child.start_at:
                    child.start(self.settings)
            elif child.process.poll() is not None:
                child.deaths = 1 if now - child.start_at > CALM else child.deaths + 1
                if child.deaths > DEATHS_ALLOWED:
                    raise SettingsRefused(f"{child.name} stannar gång på gång. Läs meddelandena ovan.")
                _say(f"{child.name} har stannat ({child.process.returncode}) och startas om.")
                child.process, child.start_at = None, now + FIRST_PAUSE * 3 ** (child.deaths - 1)

    def _await_ready(self) -> None:
        give_up = time.monotonic() + READY_WITHIN
        while not self.stop.wait(0.05):
            self.look_after()
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{self.settings.port}/readyz", timeout=2) as answer:
                    if answer.status == 200:
                        return
            except (urllib.error.URLError, TimeoutError, ConnectionError):
                pass  # not yet
            if time.monotonic() > give_up:
                raise SettingsRefused(f"Portalen svarade inte inom {READY_WITHIN:.0f} sekunder.")

    def _tell(self) -> None:
        print(
            f"\nPortalen är igång: {self.settings.base_url}\n"
            "Logga in genom att välja en demoanvändare, till exempel reko.larkan (rehabkoordinator på Lärkan)\n"
            "eller handlaggare.soc-skinnskatteberg (socialsekreterare). Inget lösenord behövs.\n"
            "Avsluta med Ctrl-C. Allt som du har gjort finns kvar till nästa gång.\n",
            flush=True,
        )

    def stop_children(self) -> None:
        for child in reversed(self.children):
            child.stop()


def load_when_empty(settings: Settings) -> None:
    """The demo county and its lists, unless something has been written already."""
    from portal.demo import load
    from projections.runner import catch_up

    if log_is_empty(settings.url("web")):
        load(settings)
        _say("Ordnar listorna.")
        catch_up(settings.url("projector"))


def load_trial() -> None:
    """For the trial profile of compose.yaml."""
    load_when_empty(read_settings(os.environ))


def run_demo(settings: Settings) -> None:
    """Until SIGINT or SIGTERM. SettingsRefused when it cannot start or cannot keep running."""
    if settings.production:
        raise SettingsRefused("portal demo är inte till för produktion. Starta portal serve och portal project.")
    for port in (settings.port, settings.port + 1):
        _refuse_taken(port)
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # until all is up, as Ctrl-C: break off
    try:
        Supervisor(settings, threading.Event()).run()
    except KeyboardInterrupt:
        _say("Starten är avbruten. Nästa start börjar om där det behövs.")
        raise
    _say("Portalen är avslutad.")


def _refuse_taken(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            raise SettingsRefused(
                f"Port {port} är upptagen. Välj en annan, till exempel make demo PORT=9000."
            ) from None


def _say(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)
