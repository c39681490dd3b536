"""A copy of the store in PostgreSQL's own archive format, made, read and loaded by PostgreSQL's own programs.

Passwords reach them by the environment, never on a command line. What they say is not shown: it may hold data.
"""

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from psycopg import pq

from portal.operation.children import die_with_parent
from portal.operation.postgres_place import Account, binaries

TOLD_EVERY = 5.0  # seconds
LEFT_OUT = ("web.session", "web.kept_input", "web.token_assignment")
"""Whoever was logged in logs in anew, and what was kept for an hour is not kept for as long as a copy is."""
NOT_WHOLE = "Filen {} är inte en säkerhetskopia av portalen, eller så är den inte hel."
# What the owner owns is what a dump holds: all of it goes, also what an older copy knows nothing of.
EMPTIED = """
SET client_min_messages = warning;
DO $$ DECLARE held name; BEGIN
    FOR held IN SELECT nspname FROM pg_namespace WHERE pg_get_userbyid(nspowner) = current_user LOOP
        EXECUTE format('DROP SCHEMA %I CASCADE', held);
    END LOOP;
END $$;
"""


class ArchiveTrouble(Exception):
    """One Swedish sentence about why a copy could not be made, read or loaded."""


def dump(
    owner_dsn: str, target: Path, snapshot: str, schemas: Iterable[str], still_at_it: Callable[[], None], *more: str
) -> None:
    """Writes ``schemas``, which are the store, to ``target`` as the exported ``snapshot`` sees them; as the owner, who
    by policy sees all."""
    options = ["--format=custom", "--enable-row-security", "--no-password", f"--snapshot={snapshot}"]
    options += [f"--schema={schema}" for schema in schemas]
    options += [f"--exclude-table-data={table}" for table in LEFT_OUT] + [f"--file={target}", *more]
    with tempfile.TemporaryFile() as said:
        with _started("pg_dump", options, owner_dsn, stdout=subprocess.DEVNULL, stderr=said) as process:
            while process.poll() is None:
                try:
                    process.wait(TOLD_EVERY)
                except subprocess.TimeoutExpired:
                    still_at_it()
        _refuse_failed("Säkerhetskopian blev inte gjord", "pg_dump", process.returncode, said)


def read_through(file: Path) -> None:
    """Raises ``ArchiveTrouble`` for what is no archive, or not a whole one."""
    with _started("pg_restore", [f"--file={os.devnull}", str(file)]) as process:
        process.wait()
    if process.returncode:
        raise ArchiveTrouble(NOT_WHOLE.format(file))


def rows(file: Path, schema: str, table: str) -> Iterator[dict[str, str]]:
    """The rows of one table in an archive, one at a time: column -> the value as COPY writes it."""
    options = ["--data-only", f"--schema={schema}", f"--table={table}", "--file=-", str(file)]
    columns: list[str] = []
    with _started("pg_restore", options, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        for line in process.stdout:
            if columns and line.rstrip(b"\n") == b"\\.":
                columns = []
            elif columns:
                values = line.decode().rstrip("\n").split("\t")
                yield dict(zip(columns, values, strict=True))
            elif line.startswith(b"COPY "):
                inside = line.decode().partition("(")[2].rpartition(")")[0]
                columns = [name.strip().strip('"') for name in inside.split(",")]
    if process.returncode:
        raise ArchiveTrouble(NOT_WHOLE.format(file))


def load(owner_dsn: str, file: Path, afterwards: str) -> None:
    """Puts the archive in the place of all that the owner owns, then runs ``afterwards``: one transaction.

    Whatever goes wrong leaves the database as it was, so psql is told to commit only when the archive has come to its
    end; `pg_restore --clean` would keep what the archive knows nothing of.
    """
    options = ["--no-psqlrc", "--quiet", "--no-password", "--set=ON_ERROR_STOP=1"]
    with tempfile.TemporaryFile() as said:
        with (
            _started("psql", options, owner_dsn, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=said) as psql,
            _started("pg_restore", ["--no-owner", "--file=-", str(file)], stdout=subprocess.PIPE) as reading,
        ):
            assert psql.stdin is not None and reading.stdout is not None
            try:
                psql.stdin.write(f"BEGIN;\n{EMPTIED}".encode())
                shutil.copyfileobj(reading.stdout, psql.stdin, 1 << 20)
                if whole := reading.wait() == 0:
                    psql.stdin.write(f"{afterwards};\nCOMMIT;\n".encode())
                psql.stdin.close()
            except BrokenPipeError:
                whole = True  # psql has given up, and says why
                with suppress(BrokenPipeError):
                    psql.stdin.close()
            psql.wait()
        _refuse_failed("Säkerhetskopian gick inte att läsa in", "psql", psql.returncode, said)
    if not whole:
        raise ArchiveTrouble(NOT_WHOLE.format(file))


@contextmanager
def _started(
    name: str,
    options: list[str],
    dsn: str = "",
    stdin: int = subprocess.DEVNULL,
    stdout: int = subprocess.DEVNULL,
    stderr: int | IO[bytes] = subprocess.DEVNULL,
) -> Iterator[subprocess.Popen[bytes]]:
    """One of PostgreSQL's programs; it outlives neither the block nor us."""
    program = binaries(Account()) / name
    if not program.is_file():
        raise ArchiveTrouble(f"Programmet {program} saknas. Ange PostgreSQL 18:s program med PORTAL_POSTGRES_BIN.")
    with subprocess.Popen(
        [program, *options],
        stdin=stdin,
        stdout=stdout,
        stderr=stderr,
        env=os.environ | {"LC_ALL": "C"} | _variables(dsn),
        preexec_fn=die_with_parent(signal.SIGTERM),  # noqa: PLW1509 (this process has one thread)
    ) as process:
        try:
            yield process
        except BaseException:
            process.kill()
            raise


def _variables(dsn: str) -> dict[str, str]:
    """The address as the environment says it to libpq."""
    parsed = pq.Conninfo.parse(dsn.encode()) if dsn else []
    return {option.envvar.decode(): option.val.decode() for option in parsed if option.envvar and option.val}


def _refuse_failed(what: str, name: str, code: int, said: IO[bytes]) -> None:
    if code == 0:
        return
    said.seek(0)
    text = said.read()
    why = f"{name} slutade med {code}"
    if b"No space left on device" in text:
        why = "disken är full"
    elif b"connection to server" in text:
        why = "databasen svarar inte"
    elif b"server version mismatch" in text:
        why = "databasservern är nyare än programmen; ange dess egna med PORTAL_POSTGRES_BIN"
    raise ArchiveTrouble(f"{what}: {why}.")
