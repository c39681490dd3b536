"""What is done with the store: brought up to date, looked through, purged, and its key changed."""

import sys
from pathlib import Path
from typing import Annotated

import cyclopts
import psycopg

from events import migrations, verifying
from events.vault import rotate_master_key
from portal.cli.common import app, keys, refuse_old_store, settings_for
from portal.operation.database import database
from portal.operation.opening import prepare
from portal.settings import SettingsRefused, read_master_key


@app.command
def migrate() -> None:
    """För datalagret till den form som den här versionen behöver."""
    with database(settings_for("owner")) as settings:
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
    """Kontrollera loggen: löv, versioner, nycklar och rättigheter mot det som har hänt."""
    with database(settings_for("keeper")) as settings:
        refuse_old_store(settings.url("keeper"))
        found = verifying.verify(settings.url("keeper"))
    print(f"Kontrollerat: {found.entries} händelser i {found.cases} ärenden.")
    for fault in found.faults:
        print(fault, file=sys.stderr)
    if found.faults:
        raise SettingsRefused(f"Datalagret stämmer inte med loggen: {len(found.faults)} fel.")


@app.command
def purge() -> None:
    """Gallra det som ska gallras och skriv ut ett intyg: utkast, avslutade ärenden, spärrade och beslutade."""
    from portal.operation.certificate import certificate
    from portal.operation.ending import purged_now

    with database(settings_for("keeper")) as settings:
        refuse_old_store(settings.url("keeper"))
        print(certificate(purged_now(settings)))


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
