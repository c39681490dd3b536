"""Bring a store's tables up to what this code expects: forward only, one file after the other.

Files are `events/migrations/NNNN_name.sql`, each run once, whole, in its own transaction, as the owner. What has been
run stands in `log.migration` with a checksum: a file changed afterwards, or a store made by newer code, is refused.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import LiteralString

import psycopg
from psycopg.rows import TupleRow

FOLDER = Path(__file__).with_suffix("")
LOCK = 0x5617_0001  # any number nobody else uses for an advisory lock in this database
NOTEBOOK: LiteralString = """
CREATE SCHEMA IF NOT EXISTS log;
CREATE TABLE IF NOT EXISTS log.migration (
    version integer PRIMARY KEY,
    name text NOT NULL,
    checksum text NOT NULL,
    at timestamptz NOT NULL DEFAULT clock_timestamp()
);
GRANT USAGE ON SCHEMA log TO portal_web, portal_projector, portal_keeper;
GRANT SELECT ON log.migration TO portal_web, portal_projector, portal_keeper;
"""


class StoreMismatch(Exception):
    """One Swedish sentence: this store and this code do not belong together."""


@dataclass(frozen=True, slots=True)
class Migration:
    version: int
    name: str
    sql: str

    @property
    def checksum(self) -> str:
        return hashlib.sha256(self.sql.encode()).hexdigest()


def known(folder: Path = FOLDER) -> list[Migration]:
    """All migrations of this code, in order. Two files with one number are a mistake of ours: ValueError."""
    found = []
    for path in sorted(folder.glob("*.sql")):
        number, _, name = path.stem.partition("_")
        found.append(Migration(int(number), name, path.read_text(encoding="utf-8")))
    if len({migration.version for migration in found}) != len(found):
        raise ValueError(f"two migrations share a number in {folder}")
    return found


def migrate(owner_dsn: str, folder: Path = FOLDER) -> list[Migration]:
    """Run what is missing and return it. Only one process at a time gets through; StoreMismatch changes nothing."""
    with psycopg.connect(owner_dsn, autocommit=True) as connection:
        connection.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        if not _has_notebook(connection):
            with connection.transaction():
                connection.execute(NOTEBOOK)
        steps = _missing(connection, known(folder))
        for migration in steps:
            with connection.transaction():
                connection.execute(migration.sql.encode())
                connection.execute(
                    "INSERT INTO log.migration (version, name, checksum) VALUES (%s, %s, %s)",
                    [migration.version, migration.name, migration.checksum],
                )
    return steps


def pending(dsn: str, folder: Path = FOLDER) -> list[Migration]:
    """What `migrate` would run, asked by any of the login roles. StoreMismatch as there."""
    with psycopg.connect(dsn, autocommit=True) as connection:
        return _missing(connection, known(folder)) if _has_notebook(connection) else known(folder)


def log_is_empty(dsn: str) -> bool:
    """Has nothing been written to this migrated store yet?"""
    with psycopg.connect(dsn) as connection:
        return connection.execute("SELECT FROM log.event LIMIT 1").fetchone() is None


def _has_notebook(connection: psycopg.Connection[TupleRow]) -> bool:
    row = connection.execute("SELECT to_regclass('log.migration') IS NOT NULL").fetchone()
    return bool(row and row[0])


def _missing(connection: psycopg.Connection[TupleRow], files: list[Migration]) -> list[Migration]:
    return missing(dict(connection.execute("SELECT version, checksum FROM log.migration").fetchall()), files)


def missing(done: Mapping[int, str], files: list[Migration], what: str = "Datalagret") -> list[Migration]:
    """``done``: version -> checksum, as ``what`` says. StoreMismatch when that and the files do not go together."""
    newest = max((migration.version for migration in files), default=0)
    if done and max(done) > newest:
        raise StoreMismatch(
            f"{what} är nyare ({max(done)}) än den här versionen av portalen ({newest}). Starta en nyare version."
        )
    for migration in files:
        if migration.version in done and done[migration.version] != migration.checksum:
            raise StoreMismatch(
                f"Migrering {migration.version:04} ({migration.name}) har ändrats efter att den kördes."
                " Återställ filen och lägg ändringen i en ny migrering."
            )
    return [migration for migration in files if migration.version not in done]
