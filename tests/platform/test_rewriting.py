"""What was deleted is gone from the files when the tables have been written anew, and it is told when it is not."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import psycopg
import pytest

from portal.operation import rewriting
from portal.operation.opening import keep_clock
from portal.operation.rewriting import rewrite_nightly, rewritten, rewritten_now
from portal.settings import Settings, read_settings
from tests.conftest import Store
from tests.events.conftest import world_on
from tests.world import World


@pytest.fixture
def world(store: Store) -> Iterator[World]:
    world = world_on(store)
    yield world
    world.log.close()


@pytest.fixture
def settings(store: Store) -> Settings:
    return replace(read_settings({}), urls={"keeper": store.keeper})


def test_once_a_night(store: Store, world: World, settings: Settings) -> None:
    keep_clock(store.owner, world.moment)
    assert [rewrite_nightly(settings) for _ in range(2)] == [1, 0]
    keep_clock(store.owner, world.moment + timedelta(days=1))
    assert [rewrite_nightly(settings) for _ in range(2)] == [1, 0]


def test_whoever_reads_the_table_is_not_in_the_way_for_long(
    store: Store, world: World, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rewriting, "PATIENCE", "10ms")
    keep_clock(store.owner, world.moment)
    with psycopg.connect(store.keeper) as reader:
        reader.execute("SELECT count(*) FROM vault.key")
        assert rewrite_nightly(settings) == 0
    assert rewrite_nightly(settings) == 1


def test_while_somebody_still_sees_the_row_it_is_not_called_gone(store: Store, world: World) -> None:
    case_id = world.draft()
    with psycopg.connect(store.admin) as reader, psycopg.connect(store.admin, autocommit=True) as admin:
        reader.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        reader.execute("SELECT FROM log.event")
        admin.execute("DELETE FROM vault.key WHERE case_id = %s", (case_id,))
        assert not rewritten(store.keeper)
        reader.rollback()
        assert rewritten(store.keeper)


def test_what_is_left_for_a_certificate_is_taken_again_the_same_day(
    store: Store, world: World, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rewriting, "PATIENCE", "10ms")
    keep_clock(store.owner, world.moment)
    assert rewrite_nightly(settings) == 1
    with psycopg.connect(store.keeper) as reader:
        reader.execute("SELECT count(*) FROM vault.key")
        assert not rewritten_now(store.keeper)
    assert [rewrite_nightly(settings) for _ in range(2)] == [1, 0]
    monkeypatch.setattr(rewriting, "TABLES", (("vault", "no_such_table"),))
    assert not rewritten_now(store.keeper)


def test_nothing_of_it_is_sampled(store: Store, world: World) -> None:
    world.active("soc")
    with psycopg.connect(store.admin, autocommit=True) as admin:
        admin.execute("ANALYZE")
        sampled = admin.execute(
            "SELECT tablename, attname FROM pg_stats WHERE schemaname = 'vault'"
            " AND tablename IN ('key', 'identity') ORDER BY 1, 2"
        ).fetchall()
    assert ("key", "case_id") in sampled, "the positive control"
    assert not {("key", "wrapped"), ("identity", "box"), ("identity", "blind")} & set(sampled)


def test_the_tables_are_read_as_before(store: Store, world: World) -> None:
    case_id = world.active("soc")
    before = [entry.event_id for entry in world.read("handlaggare.soc", case_id).entries]
    assert rewritten(store.keeper)
    assert [entry.event_id for entry in world.read("handlaggare.soc", case_id).entries] == before != []
