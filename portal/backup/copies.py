"""The folder of copies: their names, how long they stay, and the file beside them that says what must stay purged."""

import fcntl
import os
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Self
from uuid import UUID

import msgspec

from events.purged import Purge, together
from events.sealing import StoreKey
from portal.backup.authentic import beside, code_for
from portal.settings import Settings, SettingsRefused

REGISTER = "gallrade.json"
STAMP = "portal-%Y%m%dT%H%M%SZ.dump"
NAME = re.compile(r"portal-\d{8}T\d{6}Z\.dump")
HALF = ".half"


def default_folder(settings: Settings) -> Path:
    return settings.home / "backups"


def own_folder(settings: Settings) -> Path:
    """The same, made if it is not there."""
    place = default_folder(settings)
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    return place


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """One at a time; clears away what a killed one left half done."""
    if not folder.is_dir():
        raise SettingsRefused(f"Mappen {folder} finns inte.")
    with os.fdopen(os.open(folder / ".lock", os.O_WRONLY | os.O_CREAT, 0o600), "w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise SettingsRefused(f"En säkerhetskopia görs redan i {folder}.") from None
        for left in folder.glob(f".*{HALF}"):
            left.unlink()
        yield


def free_name(folder: Path, now: datetime) -> Path:
    """``now`` in UTC; the next free second."""
    while (path := folder / now.strftime(STAMP)).exists():
        now += timedelta(seconds=1)
    return path


@contextmanager
def written(path: Path) -> Iterator[Path]:
    """A file to write to, for us alone to read; it gets its name when all of it is on the disk, or is taken away."""
    half = path.with_name(f".{path.name}{HALF}")
    try:
        os.close(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        yield half
        _to_disk(half)
        half.rename(path)
        _to_disk(path.parent)
    finally:
        half.unlink(missing_ok=True)


def made_at(copy: Path) -> datetime | None:
    """``None`` for a file that is none of ours, or whose name is no time."""
    if not NAME.fullmatch(copy.name) or not copy.is_file():
        return None
    try:
        return datetime.strptime(copy.name, STAMP).replace(tzinfo=UTC)
    except ValueError:
        return None


def copies(folder: Path) -> list[Path]:
    """Ours, the oldest first."""
    return sorted(each for each in folder.glob("portal-*.dump") if made_at(each))


def remove_older(folder: Path, than: datetime) -> list[Path]:
    """Takes away the copies made before, but never the newest, and gives what it took away."""
    old = [each for each in copies(folder)[:-1] if (at := made_at(each)) and at < than]
    for each in old:
        each.unlink()
        beside(each).unlink(missing_ok=True)
    return old


class Register(msgspec.Struct, frozen=True):
    purged: list[Purge]
    mac: str
    """The code of the list, so that nobody else adds to it or takes from it."""

    @classmethod
    def of(cls, purged: list[Purge], key: StoreKey) -> Self:
        return cls(purged, code_for(msgspec.json.encode(purged), key))


def remembered(folder: Path, key: StoreKey) -> dict[UUID, Purge]:
    """What the file beside the copies says; nothing when there is none."""
    path = folder / REGISTER
    try:
        register = msgspec.json.decode(path.read_bytes(), type=Register)
    except FileNotFoundError:
        return {}
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
        raise SettingsRefused(
            f"Det går inte att läsa {path}, som säger vad som ska förbli gallrat. Lägg dit en som är hel."
        ) from None
    if register != Register.of(register.purged, key):
        raise SettingsRefused(f"Filen {path} är ändrad sedan portalen skrev den, eller hör till ett annat datalager.")
    return together(register.purged)


def remember(folder: Path, purges: Iterable[Purge], key: StoreKey) -> None:
    """Adds them to what the file says. In the lock of ``held``."""
    said = together(purges, remembered(folder, key).values())
    register = Register.of([said[case_id] for case_id in sorted(said)], key)
    with written(folder / REGISTER) as half:
        half.write_bytes(msgspec.json.format(msgspec.json.encode(register), indent=1))


def _to_disk(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
