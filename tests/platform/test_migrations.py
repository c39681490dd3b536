"""The runner of migrations, with files of its own."""

import re
import threading
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest

from events.migrations import StoreMismatch, known, migrate, pending
from tests.conftest import Store


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "0001_first.sql").write_text("CREATE TABLE log.first (x integer); INSERT INTO log.first VALUES (1);")
    (tmp_path / "0002_second.sql").write_text("ALTER TABLE log.first ADD COLUMN y text DEFAULT 'å 100 %';")
    return tmp_path


def rows(dsn: str, query: str) -> list[tuple[object, ...]]:
    with psycopg.connect(dsn) as connection:
        return connection.execute(query.encode()).fetchall()


def test_missing_migrations_run_once_and_in_order(blank_database: Store, folder: Path) -> None:
    assert [step.version for step in pending(blank_database.web, folder)] == [1, 2]
    assert [step.name for step in migrate(blank_database.owner, folder)] == ["first", "second"]
    assert migrate(blank_database.owner, folder) == []
    assert pending(blank_database.web, folder) == []
    assert rows(blank_database.owner, "SELECT x, y FROM log.first") == [(1, "å 100 %")]
    assert rows(blank_database.web, "SELECT version FROM log.migration ORDER BY 1") == [(1,), (2,)]


def test_a_store_newer_than_the_code_is_refused_with_one_sentence(blank_database: Store, folder: Path) -> None:
    migrate(blank_database.owner, folder)
    (folder / "0002_second.sql").unlink()
    for ask, dsn in ((migrate, blank_database.owner), (pending, blank_database.web)):
        with pytest.raises(StoreMismatch, match=r"^Datalagret är nyare \(2\) än .* portalen \(1\)\."):
            ask(dsn, folder)


def test_a_migration_changed_after_it_ran_is_refused(blank_database: Store, folder: Path) -> None:
    migrate(blank_database.owner, folder)
    (folder / "0001_first.sql").write_text("CREATE TABLE log.first (x bigint);")
    with pytest.raises(StoreMismatch, match=r"Migrering 0001 \(first\) har ändrats"):
        migrate(blank_database.owner, folder)


def test_a_failing_migration_leaves_nothing_of_itself_and_all_of_those_before(
    blank_database: Store, folder: Path
) -> None:
    (folder / "0003_third.sql").write_text("CREATE TABLE log.third (x integer); SELECT 1/0;")
    with pytest.raises(psycopg.errors.DivisionByZero):
        migrate(blank_database.owner, folder)
    assert rows(blank_database.owner, "SELECT max(version), to_regclass('log.third')::text FROM log.migration") == [
        (2, None)
    ]


def test_two_starting_at_once_run_each_migration_once(blank_database: Store, folder: Path) -> None:
    ran: list[int] = []
    threads = [
        threading.Thread(target=lambda: ran.extend(step.version for step in migrate(blank_database.owner, folder)))
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(ran) == [1, 2]


def test_nobody_but_the_owner_migrates(blank_database: Store, folder: Path) -> None:
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        migrate(blank_database.web, folder)


def test_two_migrations_with_one_number_are_a_mistake(folder: Path) -> None:
    (folder / "0002_again.sql").write_text("SELECT 1")
    with pytest.raises(ValueError, match="share a number"):
        known(folder)


def test_the_portals_own_migrations_are_numbered_without_gaps() -> None:
    assert [step.version for step in known()] == list(range(1, len(known()) + 1))


EMPTIES = re.compile(r"^\s*(?:DELETE FROM|UPDATE) (?!view\.position\b)\w+\.\w+[^\n]*;", re.MULTILINE)
KNOWN_TO_TAKE_NOTHING = {28}
"""And done over by 31."""


def test_what_is_to_be_filled_anew_is_truncated_for_a_delete_by_the_owner_takes_nothing(store: Store) -> None:
    """The owner has no row policy of its own, and every table of rows about somebody has row security forced."""
    by_row = {each.version for each in known() if EMPTIES.search(_without_functions(each.sql))}
    assert by_row == KNOWN_TO_TAKE_NOTHING
    with psycopg.connect(store.projector, autocommit=True) as projector:
        projector.execute(
            "INSERT INTO view.contact_path (path_id, unit_id, path) VALUES (%s, %s, '{}')", (uuid4(),) * 2
        )
    with psycopg.connect(store.owner, autocommit=True) as owner:
        assert owner.execute("DELETE FROM view.contact_path").rowcount == 0
        owner.execute("TRUNCATE view.contact_path")
    with psycopg.connect(store.projector, autocommit=True) as projector:
        assert projector.execute("SELECT count(*) FROM view.contact_path").fetchone() == (0,)


def _without_functions(sql: str) -> str:
    """What runs as the migration does; the bodies of functions run as whoever calls them."""
    return re.sub(r"\$\$.*?\$\$", "", sql, flags=re.DOTALL)
