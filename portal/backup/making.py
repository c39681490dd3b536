"""A copy of the whole store, taken while it is in use."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

import psycopg
from psycopg import IsolationLevel

from events.purged import decided
from events.vault import load_store_key
from portal.backup import archive, copies
from portal.backup.authentic import beside, code_of
from portal.settings import Settings, SettingsRefused

KEEP_DAYS = "backup_keep_days"
"""In ``web.setting``: how long a copy stays, for the certificate of a purge."""
AT_MOST = 3650
_HIDDEN = """
SELECT count(*) FROM pg_class c WHERE c.relrowsecurity AND NOT EXISTS (
    SELECT FROM pg_policy p WHERE p.polrelid = c.oid AND p.polname = 'back_up')
"""
_OURS = "SELECT nspname FROM pg_namespace WHERE pg_get_userbyid(nspowner) = current_user"
Say = Callable[[str], None]


class Made(NamedTuple):
    copy: Path
    size: int
    """Bytes."""
    events: int


def back_up(settings: Settings, folder: Path, say: Say) -> Made:
    """One consistent snapshot, by the owner's login.

    What must stay purged is written down before the copy has its name, so that no copy is without it. Raises
    ``SettingsRefused`` when the dump would leave rows out, which it would do without a word.
    """
    owner = settings.url("owner")
    key = load_store_key(owner, settings.master_key())
    with copies.held(folder), psycopg.connect(owner) as connection:
        connection.isolation_level = IsolationLevel.REPEATABLE_READ
        if connection.execute(_HIDDEN).fetchall() != [(0,)]:
            raise SettingsRefused("Datalagret går inte att säkerhetskopiera helt. Kör portal migrate först.")
        snapshot, events = connection.execute("SELECT pg_export_snapshot(), count(*) FROM log.event").fetchall()[0]
        schemas = [row[0] for row in connection.execute(_OURS).fetchall()]
        copies.remember(folder, decided(connection).values(), key)
        copy = copies.free_name(folder, datetime.now(UTC))
        with copies.written(copy) as half:
            archive.dump(owner, half, snapshot, schemas, lambda: say(f"Hittills: {megabytes(half.stat().st_size)}."))
            archive.read_through(half)
            with copies.written(beside(copy)) as code:
                code.write_text(code_of(half, key))
        return Made(copy, copy.stat().st_size, events)


def thin_out(settings: Settings, folder: Path, keep_days: int) -> list[Path]:
    """Takes away what is older than that, and lets the certificates know. To be called after a copy has been made."""
    with psycopg.connect(settings.url("owner")) as connection:
        connection.execute(
            "INSERT INTO web.setting (name, value) VALUES (%s, %s)"
            " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            (KEEP_DAYS, str(keep_days)),
        )
    with copies.held(folder):
        return copies.remove_older(folder, datetime.now(UTC) - timedelta(days=keep_days))


def kept_for(connection: psycopg.Connection[tuple[str]]) -> timedelta | None:
    """How long the portal's own copies stay; ``None`` when it has not made any."""
    row = connection.execute("SELECT value FROM web.setting WHERE name = %s", (KEEP_DAYS,)).fetchone()
    return timedelta(days=int(row[0])) if row else None


def refuse_absurd(keep_days: int) -> None:
    if not 1 <= keep_days <= AT_MOST:
        raise SettingsRefused(f"--keep-days ska vara mellan 1 och {AT_MOST} dagar, inte {keep_days}.")


def megabytes(size: int) -> str:
    return f"{size / 1e6:.1f} MB".replace(".", ",")
