"""What a copy of the store says about itself, asked before anything is touched."""

from pathlib import Path
from typing import NamedTuple

from cryptography.hazmat.primitives.keywrap import InvalidUnwrap

from events import migrations
from events.sealing import StoreKey
from portal.backup.archive import NOT_WHOLE, ArchiveTrouble, read_through, rows
from portal.backup.authentic import refuse_altered
from portal.settings import SettingsRefused


class Copy(NamedTuple):
    file: Path
    events: int
    position: int
    """Of the latest event; 0 when there is none."""
    leaf: bytes
    """Of the latest event, by which a store that has gone on from this very one is known."""
    key: StoreKey


def checked(file: Path, master: bytes) -> Copy:
    """Raises a Swedish sentence for what is no copy of ours, is altered or not whole, is newer than we are, or has
    another key.

    Read to its end, which takes about as long as it once took to write it.
    """
    if not file.is_file():
        raise SettingsRefused(f"Det finns ingen fil {file}.")
    try:
        with file.open("rb"):
            pass
    except OSError:
        raise SettingsRefused(f"Det går inte att läsa filen {file}.") from None
    read_through(file)
    try:
        done = {int(row["version"]): row["checksum"] for row in rows(file, "log", "migration")}
        keys = [_bytes(row["wrapped"]) for row in rows(file, "vault", "store_key")]
    except (KeyError, ValueError):  # tables of somebody else's
        done, keys = {}, []
    if not done or not keys:
        raise ArchiveTrouble(NOT_WHOLE.format(file))
    migrations.missing(done, migrations.known(), "Säkerhetskopian")
    try:
        key = StoreKey.unwrapped(keys[0], master)
    except InvalidUnwrap:
        raise SettingsRefused(
            "Huvudnyckeln hör inte till säkerhetskopian: den som gällde när kopian gjordes behövs."
            " Kontrollera PORTAL_MASTER_KEY_FILE."
        ) from None
    refuse_altered(file, key)
    return _latest(file, key)


def _latest(file: Path, key: StoreKey) -> Copy:
    events, position, leaf = 0, 0, ""
    for row in rows(file, "log", "event"):
        events += 1
        if int(row["position"]) > position:
            position, leaf = int(row["position"]), row["leaf"]
    return Copy(file, events, position, _bytes(leaf), key)


def _bytes(written: str) -> bytes:
    r"""``\\x00ff``, as COPY writes it."""
    return bytes.fromhex(written[3:])
