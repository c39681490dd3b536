"""The parts of the portal that run: all in one, or one by one on a server."""

import sys
import threading

import psycopg

from portal.cli.common import app, refuse_old_store, settings_for
from portal.cli.sentences import sentence_for
from portal.operation import roles
from portal.operation.database import database
from portal.operation.spoken import TickFailed
from portal.operation.stopping import set_on_signal


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


def stop_on_signal() -> threading.Event:
    stop = threading.Event()
    set_on_signal(stop)
    return stop
