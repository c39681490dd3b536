"""The command line. Whatever goes wrong is one sentence on stderr and an exit code that is not 0, never a traceback."""

import errno
import os
import sys
import threading
from pathlib import Path
from typing import Annotated, Literal

import cyclopts
import psycopg

from events import migrations, verifying
from events.vault import WrongMasterKey, rotate_master_key
from portal.logs import configure_logs, hush_library_warnings, place_of
from portal.operation import roles
from portal.operation.database import database
from portal.operation.opening import prepare
from portal.operation.postgres_place import PostgresTrouble
from portal.operation.spoken import TickFailed
from portal.operation.stopping import set_on_signal
from portal.settings import Part, Settings, SettingsRefused, read_master_key, read_settings, refuse_unsafe
from portal.statistics.refused import ReportRefused

SPOKEN = (SettingsRefused, TickFailed, PostgresTrouble, migrations.StoreMismatch, roles.TooMighty, ReportRefused)

app = cyclopts.App(name="portal", help="Samverkansportalen.", version_flags=[], result_action="return_value")
keys = cyclopts.App(name="keys", help="Nycklarna.", result_action="return_value")
app.command(keys)


def settings_for(part: Part) -> Settings:
    settings = read_settings(os.environ)
    refuse_unsafe(settings, part)
    configure_logs(settings.production)
    return settings


@app.command
def demo() -> None:
    """Kör allt på den här datorn: databas, demoinloggning, projektor och webb, med ett påhittat län."""
    from portal.operation.supervisor import run_demo

    run_demo(settings_for("owner"))


@app.command
def serve(*, host: str = "127.0.0.1") -> None:
    """Kör webben. Flera kan köras samtidigt.

    Parameters
    ----------
    host
        Adressen att lyssna på.
    """
    with database(settings_for("web")) as settings:
        roles.refuse_too_mighty(settings.url("web"))
        refuse_old_store(settings.url("web"))
        from portal.app import create_app
        from portal.operation.web_server import WebServer

        if not WebServer(create_app(settings), host, settings.port).serve_until_stopped():
            sys.exit(1)


@app.command
def project(*, check: bool = False) -> None:
    """Kör projektorn, som håller listor och statistik à jour. Det ska finnas en.

    Parameters
    ----------
    check
        Kontrollera bara att databasen svarar och är aktuell.
    """
    from portal.operation.publishing import publishing_thread
    from projections.runner import run

    stop = stop_on_signal()
    with database(settings_for("projector")) as settings:
        refuse_old_store(settings.url("projector"))
        if not check:
            publishing_thread(settings, stop).start()
            run(settings.url("projector"), stop)


@app.command
def tick(*, every: float | None = None, check: bool = False) -> None:
    """Gör det som tiden för med sig: samtycken som går ut, påminnelser, ärenden som stängs.

    Parameters
    ----------
    every
        Gör det om och om igen med så här många sekunder emellan.
    check
        Kontrollera bara att databasen svarar och är aktuell.
    """
    from portal.operation.tick import run

    stop = stop_on_signal() if every else threading.Event()
    with database(settings_for("keeper")) as settings:
        refuse_old_store(settings.url("keeper"))
        if check:
            return
        if every is None:
            run(settings)
        while every and not stop.is_set():
            try:
                run(settings)
            except (TickFailed, psycopg.OperationalError) as problem:
                print(sentence_for(problem), file=sys.stderr, flush=True)  # it is tried again soon enough
            stop.wait(every)


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


@app.command
def report(
    name: str = "arsredovisning",
    period: str | None = None,
    /,
    *,
    verify: Path | None = None,
    form: Literal["pdf", "xlsx", "csv"] = "pdf",
    county: str = "19",
) -> None:
    """Skriv en rapport ur den senaste utgåvan av statistiken till en fil här, eller kontrollera en sådan fil.

    Parameters
    ----------
    name
        arsredovisning, uppfoljning-finsam, nns-inbjudan eller lansrapport.
    period
        Till exempel 2026 eller 2026H1. Utan period: den senaste som rapporten finns för.
    verify
        En fil som portalen har skrivit. Utgåvan räknas om ur loggen som den var då, och jämförs. Kan ta några minuter.
    form
        Filens form.
    county
        Länets kod.
    """
    from portal.statistics import checking

    if verify:
        verify_report(read_file(verify))
        return
    with database(settings_for("keeper")) as settings:
        refuse_old_store(settings.url("keeper"))
        with psycopg.connect(settings.url("keeper"), autocommit=True) as connection:
            wanted = checking.newest(connection, name, county, period, form)
            content = checking.made(connection, wanted)
    target = Path(f"{wanted.report}-{wanted.county}-{wanted.period}-{wanted.number}.{wanted.form}")
    target.write_bytes(content)
    print(f"Skriven: {target}")


def verify_report(content: bytes) -> None:
    """As the projector, since nobody else may count the log."""
    from portal.statistics.made_again import check_against_log

    with database(settings_for("projector")) as settings:
        refuse_old_store(settings.url("projector"))
        with psycopg.connect(settings.url("projector"), autocommit=True) as connection:
            checked = check_against_log(connection, content)
    print(f"Filen stämmer: {checked.report} {checked.period}, utgåva {checked.number}, räknad om ur loggen.")


def read_file(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        raise SettingsRefused(f"Det går inte att läsa filen {path}.") from None


def stop_on_signal() -> threading.Event:
    stop = threading.Event()
    set_on_signal(stop)
    return stop


def refuse_old_store(dsn: str) -> None:
    if migrations.pending(dsn):
        raise SettingsRefused("Datalagret saknar tabeller som den här versionen behöver. Kör portal migrate först.")


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
        case PermissionError(filename=str(place)):
            return f"Portalen får inte skriva i {place}. Välj en annan mapp med PORTAL_HOME, eller ändra rättigheterna."
        case psycopg.OperationalError():
            return "Databasen svarar inte. Kontrollera att den är igång och att adressen och lösenordet stämmer."
        case _ if isinstance(problem, SPOKEN):
            return str(problem)
        case _:
            return f"Oväntat fel: {type(problem).__name__} i {place_of(problem)}."


def leave(code: int) -> None:
    """End the process, at once when a thread is still at work in it.

    Python would take such a thread apart wherever it stands, and the solver behind the statistics answers that by
    aborting the whole process. What the thread was making is a transaction that now never happened.
    """
    sys.stdout.flush()
    sys.stderr.flush()
    if any(thread.daemon for thread in threading.enumerate()):
        os._exit(code)
    sys.exit(code)


def main() -> None:
    hush_library_warnings()
    code = 0
    try:
        app(exit_on_error=False, print_error=False)
    except KeyboardInterrupt:
        code = 130
    except Exception as problem:  # noqa: BLE001 (the outermost edge: everything becomes a sentence)
        print(sentence_for(problem), file=sys.stderr)
        code = 1
    leave(code)
