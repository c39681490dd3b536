"""The embedded PostgreSQL: a wheel carries the server, this starts and stops it.

Reached through a socket in its own 0700 folder; TCP on loopback only when a port is asked for (tests). The
administrator is let in by the kernel's word on who calls (peer), the four roles by generated passwords in
PORTAL_HOME/secrets. A held lock file says that somebody looks after the server: one found running without is replaced.
"""

import fcntl
import os
import pwd
import secrets
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path
from typing import Self
from urllib.parse import quote

import psycopg

from portal.operation.children import die_with_parent
from portal.operation.postgres_place import PostgresTrouble, account, binaries, folder
from portal.operation.roles import DATABASE, ROLES, complete, create_roles

ADMINISTRATOR = "postgres"
PORT = 5432
SOCKET_PATH_BYTES = 100
PATIENCE = 30.0  # seconds
LAST_LINES = 12
"""Of a server that did not start: the fault is told before what it led to."""
HBA = """local all {admin} peer map=administrator
local all all scram-sha-256
host all all 127.0.0.1/32 scram-sha-256
"""
CONFIGURATION = {
    "unix_socket_permissions": "0700",
    "timezone": "UTC",
    "log_timezone": "UTC",
    # Statements and DETAIL lines carry what people wrote: they stay out of the log file.
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
}
FORGETFUL = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "autovacuum": "off"}


class AlreadyRunning(PostgresTrouble):
    """Somebody else looks after this store."""


class EmbeddedPostgres:
    """`with EmbeddedPostgres(home) as pg: pg.dsn("portal_web")`.

    durable=False gives up safety on power loss for speed (throw-away stores); attach=True uses the server that another
    process runs on the same home, when there is one, and leaves it running.
    """

    def __init__(self, home: Path, durable: bool = True, port: int | None = None, attach: bool = False) -> None:
        self.home, self.port = home.absolute(), port
        self._durable, self._attach = durable, attach
        self._open = ExitStack()
        self.process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        with self._open:
            self.account = account()
            self.folder = folder(self.home, self.account)
            self.data = self.folder / "data"
            if self._lock():
                self._create()
                self._passwords = {role: self._secret(role) for role in ROLES}
                self._start()
            else:
                self._passwords = {role: self._secret(role) for role in ROLES}
                self._await_other()
            self._open = self._open.pop_all()
        return self

    def __exit__(self, *_: object) -> None:
        self._open.close()

    def dsn(self, role: str, database: str = DATABASE) -> str:
        """Connection string of one of the four roles."""
        host = "127.0.0.1" if self.port else quote(str(self.socket_folder), safe="")
        return f"postgresql://{role}:{self._passwords[role]}@/{database}?host={host}&port={self.port or PORT}"

    @property
    def admin_dsn(self) -> str:
        host = quote(str(self.socket_folder), safe="")
        return f"postgresql://{ADMINISTRATOR}@/postgres?host={host}&port={self.port or PORT}"

    def alive(self) -> bool:
        return self.process is None or self.process.poll() is None

    def _lock(self) -> bool:
        handle = self._open.enter_context((self.home / "lock").open("a"))
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if not self._attach:
                raise AlreadyRunning(f"Portalen körs redan med data i {self.home}.") from None
            return False
        return True

    def _secret(self, role: str) -> str:
        path = self.home / "secrets" / role
        path.parent.mkdir(mode=0o700, exist_ok=True)
        if not path.exists():
            with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
                file.write(secrets.token_urlsafe(32))
        return path.read_text()

    def _create(self) -> None:
        if self.data.exists():
            found = (self.data / "PG_VERSION").read_text().strip()
            if found != "18":
                raise PostgresTrouble(f"{self.data} hör till PostgreSQL {found}, men portalen använder version 18.")
            return
        place = Path(tempfile.mkdtemp(dir=self.folder))
        self.account.give(place)
        command = [str(binaries(self.account) / "initdb"), "-D", str(place), f"--username={ADMINISTRATOR}"]
        command += ["--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        command += ["--auth-local=peer", "--auth-host=scram-sha-256", *([] if self._durable else ["--no-sync"])]
        done = subprocess.run(command, check=False, capture_output=True, text=True, **self.account.options)
        if done.returncode:
            raise PostgresTrouble(_why("Databasen kunde inte skapas", done.stderr))
        (place / "pg_hba.conf").write_text(HBA.format(admin=ADMINISTRATOR))
        (place / "pg_ident.conf").write_text(f"administrator {_own_name()} {ADMINISTRATOR}\n")
        place.rename(self.data)

    def _start(self) -> None:
        self.socket_folder = self.data
        if len(os.fsencode(self.data / f".s.PGSQL.{self.port or PORT}")) >= SOCKET_PATH_BYTES:
            self.socket_folder = Path(self._open.enter_context(tempfile.TemporaryDirectory(prefix="pg-", dir="/tmp")))
            self.account.give(self.socket_folder)
        settings = CONFIGURATION | ({} if self._durable else FORGETFUL)
        settings |= {"unix_socket_directories": str(self.socket_folder), "port": str(self.port or PORT)}
        settings["listen_addresses"] = "127.0.0.1" if self.port else ""
        self._command = [str(binaries(self.account) / "postgres"), "-D", str(self.data)]
        for name, value in settings.items():
            self._command += ["-c", f"{name}={value}"]
        self._open.callback(self._stop)
        self.launch()
        if not complete(self.admin_dsn):
            create_roles(self.admin_dsn, self._passwords)

    def ended(self) -> PostgresTrouble:
        """Why, as its log tells it: for whoever found it gone in the middle of something."""
        return PostgresTrouble(_why("Databasen har stannat", self._log()))

    def _log(self) -> str:
        return (self.home / "postgres.log").read_text(errors="replace").strip()

    def launch(self) -> None:
        """Start the server process (again): after a kill the supervisor calls this, addresses stay the same."""
        self._retire_orphan()
        with (self.home / "postgres.log").open("ab") as log:
            self.process = subprocess.Popen(
                self._command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                preexec_fn=die_with_parent(signal.SIGINT),  # noqa: PLW1509 (before any thread is started)
                **self.account.options,
            )
        self._await_own()

    def _await_own(self) -> None:
        assert self.process is not None
        give_up = time.monotonic() + PATIENCE
        while True:
            try:
                return psycopg.connect(self.admin_dsn, connect_timeout=2).close()
            except psycopg.OperationalError as trouble:
                if self.process.poll() is not None or time.monotonic() > give_up:
                    raise PostgresTrouble(_why("Databasen startade inte", self._log() or str(trouble))) from None
            time.sleep(0.02)

    def _await_other(self) -> None:
        """Take address from the server that another process looks after."""
        give_up = time.monotonic() + PATIENCE
        while time.monotonic() < give_up:
            if noted := self._noted():
                _, port, self.socket_folder, listens = noted
                self.port = port if listens else None
                try:
                    return psycopg.connect(self.dsn(ROLES[0]), connect_timeout=2).close()
                except psycopg.OperationalError:
                    pass  # still starting
            time.sleep(0.05)
        raise PostgresTrouble(f"En annan process håller {self.home}, men dess databas svarar inte.")

    def _noted(self) -> tuple[int, int, Path, bool] | None:
        """(process id, port, socket folder, listens on TCP) that a server left in its data folder."""
        try:
            lines = (self.data / "postmaster.pid").read_text().splitlines()
        except FileNotFoundError:
            return None
        return (int(lines[0]), int(lines[3]), Path(lines[4]), bool(lines[5].strip())) if len(lines) > 5 else None

    def _retire_orphan(self) -> None:
        """After a kill: end a server left over, and clear a note whose number now names a zombie or somebody else."""
        give_up = time.monotonic() + PATIENCE
        while (noted := self._noted()) and _is_server(noted[0]):
            if time.monotonic() > give_up:
                raise PostgresTrouble(f"En kvarlämnad databasprocess ({noted[0]}) går inte att stoppa.")
            os.kill(noted[0], signal.SIGINT)
            time.sleep(0.05)
        (self.data / "postmaster.pid").unlink(missing_ok=True)

    def _stop(self) -> None:
        assert self.process is not None
        for number in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
            self.process.send_signal(number)
            try:
                self.process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                continue
            return


def _is_server(number: int) -> bool:
    """Is this process a living PostgreSQL (no zombie, no other program under a used number)?"""
    if sys.platform == "linux":
        try:
            name, _, rest = Path(f"/proc/{number}/stat").read_text().rpartition(")")
        except FileNotFoundError:
            return False
        return name.endswith("(postgres") and not rest.strip().startswith("Z")
    asked = subprocess.run(["ps", "-o", "stat=,comm=", "-p", str(number)], check=False, capture_output=True, text=True)
    state, _, name = asked.stdout.strip().partition(" ")
    return name.strip().endswith("postgres") and not state.startswith("Z")


def _own_name() -> str:
    return pwd.getpwuid(os.geteuid()).pw_name


def _why(what: str, said: str) -> str:
    """One sentence of what the server said last; the commonest fault in our own words."""
    lines = said.strip().splitlines()[-LAST_LINES:] or ["ingen orsak är antecknad."]
    full = any("No space left on device" in line for line in lines)
    return f"{what}: disken är full. Frigör utrymme och starta igen." if full else f"{what}: {lines[-1]}"
