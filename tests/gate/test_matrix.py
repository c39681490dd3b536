"""The gate as a table: every officer and unit × every state of consent × every category, at both ends of the period."""

from collections.abc import Iterator

import psycopg
import pytest

from events.categories import Category
from tests.conftest import Servers, fresh_copy
from tests.events.conftest import world_on
from tests.gate.comparison import Comparison, moments_of
from tests.gate.states import STATES
from tests.world import NOW


@pytest.fixture(scope="module")
def asked(servers: Servers) -> Iterator[Comparison]:
    with fresh_copy(servers("embedded")) as store, psycopg.connect(store.web, autocommit=True) as web:
        world = world_on(store)
        yield Comparison(world, web)
        world.log.close()


@pytest.mark.parametrize("state", STATES)
def test_the_database_the_gate_and_the_expectation_agree(asked: Comparison, state: str) -> None:
    world = asked.world
    world.moment, asked.wrong = NOW, []
    case_id = STATES[state](world)
    before = asked.compared
    for moment in moments_of(world, case_id):
        asked.case(case_id, moment, state)
    assert asked.wrong == []
    assert asked.compared > before + 100


def test_every_category_is_read_by_somebody_beside_its_owner_except_the_violence_question(asked: Comparison) -> None:
    """The positive control of the table above, which runs first."""
    world = asked.world
    world.moment = NOW
    asked.readable.clear()
    asked.case(STATES["everything_ticked"](world), world.moment, "control")
    soc, larkan = world.unit("soc"), world.unit("larkan")
    assert {category for category, unit, own in asked.readable if unit == soc and not own} == set(Category) - {
        Category.VIOLENCE_QUESTION
    }
    assert (Category.VIOLENCE_QUESTION, larkan, True) in asked.readable


def test_a_page_shows_what_the_gate_lets_through_and_nothing_else(asked: Comparison) -> None:
    """`Log.read` itself, for everybody in every state."""
    asked.wrong, pages = [], 0
    for state, make in STATES.items():
        asked.world.moment = NOW
        case_id = make(asked.world)
        for officer in asked.officers:
            pages += asked.page(case_id, officer, asked.world.moment, state)
    assert asked.wrong == []
    assert pages > 100
