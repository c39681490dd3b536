"""Ways in and routines are for every officer, of any unit, and for nobody who does not act in an assignment."""

from collections.abc import Callable

import psycopg
import pytest

from events.commands.agreements import DraftAgreement
from events.commands.paths import PublishContactPath, WithdrawContactPath
from events.facts.paths import CareScope
from projections import agreements, contact_paths
from projections.view import seen_by
from tests.conftest import Store
from tests.events.test_paths import SIV
from tests.world import World

TABLES = ("contact_path", "agreement")


@pytest.fixture
def filled(world: World, catch_up: Callable[[], int]) -> World:
    parties = (world.unit("larkan"), world.unit("soc"))
    world.do("chef.soc", PublishContactPath(primary=SIV))
    world.do(
        "chef.soc",
        DraftAgreement(municipality_code="1983", care_scope=CareScope.PRIMARY_CARE, parties=parties),
    )
    catch_up()
    return world


@pytest.mark.parametrize("table", TABLES)
def test_without_an_officer_no_row_is_seen(filled: World, store: Store, table: str) -> None:
    with psycopg.connect(store.web, autocommit=True) as connection:
        assert connection.execute(f"SELECT count(*) FROM view.{table}").fetchone() == (0,)
    with psycopg.connect(store.projector, autocommit=True) as connection:
        assert connection.execute(f"SELECT count(*) FROM view.{table}").fetchone() == (1,)


@pytest.mark.parametrize("table", TABLES)
def test_the_web_cannot_write_them(filled: World, store: Store, table: str) -> None:
    with (
        psycopg.connect(store.web, autocommit=True) as connection,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        connection.execute(f"DELETE FROM view.{table}")


@pytest.mark.parametrize("slug", ["larkan", "soc-sala", "fk"])
def test_every_unit_sees_every_row(filled: World, slug: str) -> None:
    with seen_by(filled.log.pool, filled.unit(slug), filled.moment) as connection:
        assert set(contact_paths.of_units(connection, [filled.unit("soc")])) == {filled.unit("soc")}
        assert [each.municipality_code for each in agreements.every(connection)] == ["1983"]


def test_a_withdrawn_way_in_is_gone_from_the_list(filled: World, catch_up: Callable[[], int]) -> None:
    filled.do("chef.soc", WithdrawContactPath(reason="Vi byter växel."))
    catch_up()
    with seen_by(filled.log.pool, filled.unit("larkan"), filled.moment) as connection:
        assert contact_paths.of_units(connection, [filled.unit("soc")]) == {}
