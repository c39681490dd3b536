"""Kill the embedded database under load, again and again: whatever was acknowledged is there afterwards."""

import multiprocessing
import shutil
import tempfile
import time
from multiprocessing.synchronize import Event
from pathlib import Path

import psycopg

from portal.postgres import EmbeddedPostgres
from portal.roles import OWNER
from tests.proof import Figures

TITLE = "Databasen dödas under skrivning: inget kvitterat går förlorat"
WRITERS = 4


def run(long: bool) -> Figures:
    kills = 30 if long else 3
    home = Path(tempfile.mkdtemp(prefix="portal-", dir="/tmp"))
    spawn = multiprocessing.get_context("spawn")
    stop = spawn.Event()
    try:
        with EmbeddedPostgres(home) as pg:
            with psycopg.connect(pg.dsn(OWNER)) as connection:
                connection.execute("CREATE SCHEMA proof")
                connection.execute("CREATE TABLE proof.written (writer int, number int, PRIMARY KEY (writer, number))")
            notes = [home / f"acknowledged-{writer}" for writer in range(WRITERS)]
            writers = [
                spawn.Process(target=write, args=(pg.dsn(OWNER), number, note, stop))
                for number, note in enumerate(notes)
            ]
            for writer in writers:
                writer.start()
            recovered = [kill_and_start(pg, notes) for _ in range(kills)]
            await_progress(notes)
            stop.set()
            for writer in writers:
                writer.join()
            acknowledged = {(n, int(line)) for n, note in enumerate(notes) for line in note.read_text().splitlines()}
            with psycopg.connect(pg.dsn(OWNER)) as connection:
                found = set(connection.execute("SELECT writer, number FROM proof.written").fetchall())
    finally:
        shutil.rmtree(home)
    assert acknowledged
    assert not acknowledged - found, f"lost: {sorted(acknowledged - found)[:5]}"
    return {
        "gånger dödad": kills,
        "kvitterade skrivningar": len(acknowledged),
        "förlorade": len(acknowledged - found),
        "skrivna utan att kvittot hann fram": len(found - acknowledged),
        "längsta återstart (s)": round(max(recovered), 2),
    }


def write(dsn: str, writer: int, note: Path, stop: Event) -> None:
    """Insert numbers and note each that was acknowledged; connect again when the database went away."""
    number = 0
    with note.open("w", buffering=1) as acknowledged:
        while not stop.is_set():
            try:
                with psycopg.connect(dsn, autocommit=True) as connection:
                    while not stop.is_set():
                        number += 1
                        connection.execute("INSERT INTO proof.written VALUES (%s, %s)", [writer, number])
                        acknowledged.write(f"{number}\n")
            except psycopg.OperationalError:
                continue


def kill_and_start(pg: EmbeddedPostgres, notes: list[Path]) -> float:
    """Kill the server while all writers are at work. Gives seconds until it answers again."""
    await_progress(notes)
    assert pg.process is not None
    pg.process.kill()
    pg.process.wait()
    started = time.monotonic()
    pg.launch()
    return time.monotonic() - started


def await_progress(notes: list[Path]) -> None:
    """Until each writer has got ten more acknowledgements."""
    before = [note.stat().st_size if note.exists() else 0 for note in notes]
    give_up = time.monotonic() + 60
    while any(not note.exists() or note.stat().st_size < size + 20 for note, size in zip(notes, before, strict=True)):
        assert time.monotonic() < give_up, "the writers do not get on"
        time.sleep(0.01)
