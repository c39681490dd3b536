"""What is done with the store: brought up to date, looked through, purged, and its key changed."""

import sys
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from pathlib import Path
from typing import Annotated

import cyclopts
import psycopg

from events import checkpoints, migrations
from events.calendar import day_of
from events.vault import rotate_master_key
from portal.cli.common import app, keys, read_file, refuse_old_store, settings_for
from portal.operation.closed import refuse_closed
from portal.operation.database import database
from portal.operation.opening import prepare, read_clock
from portal.operation.soundness import checkpoint_key, look_through
from portal.settings import SettingsRefused, read_master_key

NOTE_AT_MOST = 65_536
"""Bytes: a checkpoint has some hundred, and room for the signatures of others."""


@app.command
def migrate() -> None:
    """För datalagret till den form som den här versionen behöver."""
    with database(settings_for("owner")) as settings:
        refuse_closed(settings.url("owner"))
        done = migrations.migrate(settings.url("owner"))
        prepare(settings)
    for migration in done:
        print(f"Kört: {migration.version:04} {migration.name}")
    print("Datalagret är aktuellt.")


@app.command
def rebuild(projection: Annotated[str | None, cyclopts.Parameter()] = None, /) -> None:
    """Bygg om en projektion ur loggen, eller alla.

    Parameters
    ----------
    projection
        Projektionens namn. Utan namn byggs alla om.
    """
    from projections.runner import PROJECTIONS, Projector

    names = [known.name for known in PROJECTIONS]
    if projection is not None and projection not in names:
        raise SettingsRefused(f"Det finns ingen projektion {projection}. De som finns: {', '.join(names)}.")
    with database(settings_for("projector")) as settings:
        refuse_old_store(settings.url("projector"))
        with psycopg.connect(settings.url("projector"), autocommit=True) as connection:
            for name in [projection] if projection else names:
                print(f"{name}: {Projector(connection).rebuild(name)} händelser", flush=True)


@app.command
def verify() -> None:
    """Kontrollera loggen: löv, versioner, nycklar, rättigheter och kontrollpunkter mot det som har hänt."""
    with database(settings_for("keeper")) as settings:
        refuse_old_store(settings.url("keeper"))
        found = look_through(settings)
    print(found.sentence)
    for fault in found.faults:
        print(fault, file=sys.stderr)
    if found.faults:
        raise SettingsRefused(f"Datalagret stämmer inte med loggen: {len(found.faults)} fel.")


@app.command
def checkpoint() -> None:
    """Skriv under loggen som den är nu, och visa kontrollpunkten. Sparad visar den om något har ändrats i efterhand."""
    with database(settings_for("keeper")) as settings:
        refuse_old_store(settings.url("keeper"))
        with psycopg.connect(settings.url("keeper")) as connection:
            moment = read_clock(settings.url("keeper")).moment()
            note = checkpoints.issue(connection, checkpoint_key(settings), moment)
    if note is None:
        raise SettingsRefused("Loggen är tom: det finns inget att skriva under.")
    print(note, end="")


@app.command
def witness(file: Annotated[Path, cyclopts.Parameter(allow_leading_hyphen=True)], /) -> None:
    """Kontrollera loggen mot en kontrollpunkt som någon har sparat. Löven räknas om ur databasen.

    Parameters
    ----------
    file
        Kontrollpunkten, som den hämtades; ett minustecken läser den från standard in.
    """
    raw = sys.stdin.buffer.read(NOTE_AT_MOST) if file == Path("-") else read_file(file, NOTE_AT_MOST)
    note = raw.decode("utf-16" if raw[:2] in (BOM_UTF16_LE, BOM_UTF16_BE) else "utf-8", errors="replace")
    with database(settings_for("keeper")) as settings:
        refuse_old_store(settings.url("keeper"))
        with psycopg.connect(settings.url("keeper")) as connection:
            kept = checkpoints.witness(connection, checkpoint_key(settings), note)
    print(f"Loggens {kept.size} första händelser är de som skrevs under {day_of(kept.issued_at)}.")


@app.command
def purge() -> None:
    """Gallra det som ska gallras och skriv ut ett intyg: utkast, avslutade ärenden, spärrade och beslutade."""
    from portal.backup.making import kept_for
    from portal.operation.certificate import certificate
    from portal.operation.ending import purged_now
    from portal.operation.rewriting import rewritten_now

    with database(settings_for("keeper")) as settings:
        refuse_old_store(settings.url("keeper"))
        done = purged_now(settings)
        clean = rewritten_now(settings.url("keeper")) if done else True
        with psycopg.connect(settings.url("keeper")) as connection:
            print(certificate(done, rewritten=clean, kept_for=kept_for(connection)))


@keys.command
def rotate(new: Path, /) -> None:
    """Byt huvudnyckel. Inget som är sparat behöver krypteras om.

    Parameters
    ----------
    new
        Fil med den nya nyckeln: 64 hexadecimala tecken.
    """
    with database(settings_for("owner")) as settings:
        refuse_old_store(settings.url("owner"))
        held, wanted = settings.master_key(), read_master_key(new)
        if wanted == held:
            raise SettingsRefused(f"Nyckeln i {new} är den som redan gäller.")
        rotate_master_key(settings.url("owner"), held, wanted)
    print(
        f"Huvudnyckeln är bytt. Lägg genast den nya i {settings.master_key_file}: tidsjobbet läser den vid varje varv."
    )
