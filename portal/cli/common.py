"""The two apps that commands are hung on, and how each of them begins."""

import os
from pathlib import Path

import cyclopts

from events import migrations
from portal.logs import configure_logs
from portal.operation.closed import refuse_closed
from portal.settings import Part, Settings, SettingsRefused, read_settings, refuse_unsafe

app = cyclopts.App(name="portal", help="Samverkansportalen.", version_flags=[], result_action="return_value")
keys = cyclopts.App(name="keys", help="Nycklarna.", result_action="return_value")
app.command(keys)


def settings_for(part: Part) -> Settings:
    settings = read_settings(os.environ)
    refuse_unsafe(settings, part)
    configure_logs(settings.production)
    return settings


def refuse_old_store(dsn: str) -> None:
    """And one that a restore has not come to its end in: nothing in it is to be relied on yet."""
    refuse_closed(dsn)
    if migrations.pending(dsn):
        raise SettingsRefused("Datalagret saknar tabeller som den här versionen behöver. Kör portal migrate först.")


def read_file(path: Path, at_most: int = -1) -> bytes:
    """Its first ``at_most`` bytes; all of them unless that is said."""
    try:
        with path.open("rb") as file:
            return file.read(at_most)
    except OSError:
        raise SettingsRefused(f"Det går inte att läsa filen {path}.") from None
