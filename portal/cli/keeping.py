"""A store is copied, and put back from a copy."""

import sys
from pathlib import Path
from typing import Annotated

import cyclopts

from events.vault import load_store_key
from portal.backup import copies
from portal.cli.common import app, refuse_old_store, settings_for
from portal.operation.database import database
from portal.operation.postgres import AlreadyRunning
from portal.settings import SettingsRefused

OPEN_ANYWAY = "Återställ en annan kopia, eller öppna det ändå med portal restore --open."


@app.command
def backup(folder: Annotated[Path | None, cyclopts.Parameter(name="MAPP")] = None, /, *, keep_days: int = 30) -> None:
    """Säkerhetskopiera hela datalagret medan det används, och ta bort gamla kopior.

    Parameters
    ----------
    folder
        Mappen att lägga kopian i; annars backups i PORTAL_HOME.
    keep_days
        Så många dagar sparas portalens kopior. Den nyaste tas aldrig bort.
    """
    from portal.backup.making import back_up, megabytes, refuse_absurd, thin_out

    refuse_absurd(keep_days)
    with database(settings_for("owner")) as settings:
        refuse_old_store(settings.url("owner"))
        place = folder.absolute() if folder else copies.own_folder(settings)
        made = back_up(settings, place, say)
        gone = thin_out(settings, place, keep_days)
    print(f"Säkerhetskopia: {made.copy}, {megabytes(made.size)}, {made.events} händelser.")
    for each in gone:
        print(f"Borttagen, äldre än {keep_days} dagar: {each.name}")


@app.command
def restore(
    file: Annotated[Path | None, cyclopts.Parameter(name="FIL")] = None,
    /,
    *,
    replace: bool = False,
    without_copy: bool = False,
    open_: Annotated[bool, cyclopts.Parameter(name="--open")] = False,
) -> None:
    """Återställ datalagret från en säkerhetskopia. Det öppnas när gallringar är gjorda om och loggen är kontrollerad.

    Parameters
    ----------
    file
        Säkerhetskopian; annars den nyaste i backups i PORTAL_HOME.
    replace
        Ersätt det som finns, som säkerhetskopieras först.
    without_copy
        Tillsammans med --replace: säkerhetskopiera inte det som ersätts, för att det inte går.
    open_
        Läs inte in någon kopia, utan öppna det som en återställning lämnade stängt, även om kontrollen finner fel.
    """
    from portal.backup.checked import checked
    from portal.backup.restoring import open_anyway
    from portal.backup.restoring import restore as put_back

    settings = settings_for("owner")
    if open_ and (file or replace):
        raise SettingsRefused("Ange antingen en kopia att läsa in eller --open.")
    if without_copy and not replace:
        raise SettingsRefused("--without-copy används bara tillsammans med --replace.")
    if not settings.master_key_file.is_file():
        raise SettingsRefused(f"Lägg huvudnyckeln som hör till kopian i {settings.master_key_file}.")
    if not settings.embedded:
        settings.url("keeper")  # by which it purges: asked for before anything is done
    place = copies.default_folder(settings)
    chosen = None if open_ else file.absolute() if file else newest(place)
    copy = checked(chosen, settings.master_key()) if chosen else None
    try:
        with database(settings, alone=True) as connected:
            key = copy.key if copy else load_store_key(connected.url("owner"), settings.master_key())
            known = copies.remembered(place, key) | (copies.remembered(chosen.parent, key) if chosen else {})
            if copy:
                faults = put_back(connected, copy, known, say, replace=replace, keep=not without_copy)
            else:
                faults = open_anyway(connected, known, say)
    except AlreadyRunning:
        raise SettingsRefused(f"Portalen är igång med data i {settings.home}. Stoppa den först.") from None
    for fault in faults:
        print(fault, file=sys.stderr)
    if faults and copy:
        raise SettingsRefused(f"Kontrollen fann {len(faults)} fel. Datalagret är inte öppnat. {OPEN_ANYWAY}")
    if faults:
        raise SettingsRefused(f"Datalagret är öppnat, fast kontrollen fann {len(faults)} fel.")
    print("Datalagret är återställt och öppet. Kör sist portal witness med den senaste kontrollpunkt någon har sparat.")


def newest(folder: Path) -> Path:
    if found := copies.copies(folder):
        return found[-1]
    raise SettingsRefused(f"Det finns ingen säkerhetskopia i {folder}. Ange vilken fil det är.")


def say(sentence: str) -> None:
    print(sentence, flush=True)
