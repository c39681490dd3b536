"""The two apps that commands are hung on, and how each of them begins."""

import os
from pathlib import Path

import cyclopts

from events import migrations
from portal.logs import configure_logs
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
    if migrations.pending(dsn):
        raise SettingsRefused("Datalagret saknar tabeller som den här versionen behöver. Kör portal migrate först.")


def read_file(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        raise SettingsRefused(f"Det går inte att läsa filen {path}.") from None
