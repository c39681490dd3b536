"""What to tell the person at the keyboard when something went wrong."""

import errno

import cyclopts
import psycopg

from events import migrations
from events.checkpoints import LogAltered
from events.signed_note import NotOurs
from events.vault import WrongMasterKey
from portal.backup.archive import ArchiveTrouble
from portal.logs import place_of
from portal.operation import roles
from portal.operation.closed import UNFINISHED, StoreClosed
from portal.operation.county_file import FileRefused
from portal.operation.postgres_place import PostgresTrouble
from portal.operation.spoken import TickFailed
from portal.settings import SettingsRefused
from portal.statistics.refused import ReportRefused

SPOKEN = (
    *(SettingsRefused, TickFailed, PostgresTrouble, migrations.StoreMismatch, roles.TooMighty, ReportRefused),
    *(NotOurs, LogAltered, ArchiveTrouble, StoreClosed, FileRefused),
)


def sentence_for(problem: Exception) -> str:
    """What to tell the person at the keyboard. Texts of unknown errors may hold data and are not shown."""
    match problem:
        case cyclopts.UnknownCommandError():
            return "Det kommandot finns inte. Skriv portal --help för att se dem som finns."
        case cyclopts.CycloptsError():
            return (
                "Kommandot har ett värde som inte går att tolka. Skriv --help efter kommandot för att se vad det tar."
            )
        case WrongMasterKey():
            return "Huvudnyckeln hör inte till det här datalagret. Kontrollera PORTAL_MASTER_KEY_FILE."
        case psycopg.errors.DiskFull() | OSError(errno=errno.ENOSPC):
            return "Disken är full. Frigör utrymme och starta igen. Det som var sparat finns kvar."
        case PermissionError(filename=str(place)) | OSError(errno=errno.EROFS, filename=str(place)):
            return f"Portalen får inte skriva i {place}. Välj en annan mapp med PORTAL_HOME, eller ändra rättigheterna."
        case psycopg.OperationalError() if "CONNECT" in str(problem):
            return UNFINISHED
        case psycopg.OperationalError():
            return "Databasen svarar inte. Kontrollera att den är igång och att adressen och lösenordet stämmer."
        case _ if isinstance(problem, SPOKEN):
            return str(problem)
        case _:
            return f"Oväntat fel: {type(problem).__name__} i {place_of(problem)}."
