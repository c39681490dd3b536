"""Statements that travel together: what fails in any of them is raised, leaves nothing, and shows nothing."""

from collections.abc import Iterator

import psycopg
import pytest

from events.log_recorder import Pool, open_pool
from events.transaction import pipelined
from tests.conftest import Store
from tests.world import World

NOTED = "SELECT count(*) FROM audit.access"


@pytest.fixture
def pool(store: Store) -> Iterator[Pool]:
    with open_pool(store.owner, 1) as opened:
        with opened.connection() as connection:
            connection.execute("CREATE TABLE public.noted (what text)")
        yield opened


def noted(pool: Pool) -> list[str]:
    with pool.connection() as connection:
        assert connection.info.transaction_status is psycopg.pq.TransactionStatus.IDLE
        return [row[0] for row in connection.execute("SELECT what FROM public.noted")]


def note(connection: psycopg.Connection[tuple[str]], what: str) -> None:
    connection.execute("INSERT INTO public.noted VALUES (%s)", (what,))


def test_what_is_left_without_trouble_is_committed_and_seen_from_one_moment(pool: Pool, store: Store) -> None:
    with pool.connection() as connection, pipelined(connection):
        note(connection, "ett")
        assert connection.execute("SELECT count(*) FROM public.noted").fetchone() == (1,)
        with psycopg.connect(store.owner, autocommit=True) as other:
            note(other, "från någon annan")
        assert connection.execute("SELECT count(*) FROM public.noted").fetchone() == (1,)
    assert sorted(noted(pool)) == ["ett", "från någon annan"]


def test_the_last_statement_fails_and_nothing_is_left(pool: Pool) -> None:
    def fail_at_the_end() -> None:
        with pool.connection() as connection, pipelined(connection):
            note(connection, "ett")
            connection.execute("INSERT INTO log.event (position) VALUES (NULL)")

    with pytest.raises(psycopg.errors.NotNullViolation):
        fail_at_the_end()
    assert noted(pool) == []


def test_what_is_raised_inside_is_raised_outside_and_nothing_is_left(pool: Pool) -> None:
    def change_ones_mind() -> None:
        with pool.connection() as connection, pipelined(connection):
            note(connection, "ett")
            raise LookupError

    with pytest.raises(LookupError):
        change_ones_mind()
    assert noted(pool) == []


def test_no_case_is_shown_when_its_reading_cannot_be_noted(world: World, store: Store) -> None:
    case_id = world.active("soc")
    with psycopg.connect(store.admin, autocommit=True) as admin:
        before = admin.execute(NOTED).fetchone()
        admin.execute("REVOKE INSERT ON audit.access FROM portal_web")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            world.read("handlaggare.soc", case_id)
        assert admin.execute(NOTED).fetchone() == before
        admin.execute("GRANT INSERT ON audit.access TO portal_web")
    assert world.read("handlaggare.soc", case_id).entries
