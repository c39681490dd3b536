"""A store that an earlier version filled comes out of the migrations with the views that a new store has."""

import shutil
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from events.migrations import FOLDER, known, migrate
from projections.runner import PROJECTIONS, Projector
from tests.conftest import Store
from tests.projections.lived import CatchUp, live, rows_of
from tests.world import World

SCHEMAS = ["log", "vault", "view", "own", "web", "audit"]
LATEST = known()[-1].version
Columns = dict[tuple[str, str], list[str]]


@pytest.mark.parametrize("version", [12, 18, LATEST - 4, LATEST - 1])
def test_an_older_store_gets_the_views_of_a_new_one(
    version: int, world: World, catch_up: CatchUp, store: Store, blank_database: Store, tmp_path: Path
) -> None:
    live(world, catch_up)
    for migration in sorted(FOLDER.glob("*.sql"))[:version]:
        shutil.copy(migration, tmp_path)
    migrate(blank_database.owner, tmp_path)
    with psycopg.connect(store.admin) as new, psycopg.connect(blank_database.admin) as old:
        _fill(new, old)
    before = rows_of(store.admin)
    assert [step.version for step in migrate(blank_database.owner)] == list(range(version + 1, LATEST + 1))
    with psycopg.connect(blank_database.projector, autocommit=True) as connection:
        Projector(connection).catch_up()
    after = rows_of(blank_database.admin)
    assert {table for table in before if before[table] != after[table]} == set()


def _fill(new: psycopg.Connection, old: psycopg.Connection) -> None:
    """What both versions have, as far as the older one has room for it; its projector had kept up."""
    old.execute("SET session_replication_role = replica")
    has, had = _columns(new), _columns(old)
    for (schema, table), columns in had.items():
        if (schema, table) in has and table != "migration":
            _copy(new, old, sql.Identifier(schema, table), columns, has[schema, table])
    kept = [p.name for p in PROJECTIONS if all(tuple(place.split(".")) in had for place in p.places)]
    old.execute("DELETE FROM view.position WHERE NOT projection = ANY (%s)", (kept,))


def _copy(
    new: psycopg.Connection, old: psycopg.Connection, table: sql.Identifier, wanted: list[str], known: list[str]
) -> None:
    """Something stands in the columns that are not kept any more, too: an empty list, the only kind there has been."""
    columns = sql.SQL(", ").join(map(sql.Identifier, wanted))
    values = sql.SQL(", ").join(sql.Identifier(name) if name in known else sql.SQL("'{}'::text[]") for name in wanted)
    out = sql.SQL("COPY (SELECT {} FROM {}) TO STDOUT (FORMAT binary)").format(values, table)
    into = sql.SQL("COPY {} ({}) FROM STDIN (FORMAT binary)").format(table, columns)
    with new.cursor() as reader, reader.copy(out) as source, old.cursor() as writer, writer.copy(into) as target:
        for block in source:
            target.write(block)


def _columns(connection: psycopg.Connection) -> Columns:
    found: Columns = {}
    rows = connection.execute(
        "SELECT table_schema, table_name, column_name FROM information_schema.columns JOIN information_schema.tables"
        " USING (table_schema, table_name) WHERE table_schema = ANY (%s) AND table_type = 'BASE TABLE'"
        " AND is_generated = 'NEVER' ORDER BY ordinal_position",
        (SCHEMAS,),
    )
    for schema, table, column in rows:
        found.setdefault((schema, table), []).append(column)
    return found
