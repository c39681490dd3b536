from collections.abc import Callable, Iterator

import psycopg
import pytest

from projections.runner import Projector
from tests.conftest import Store
from tests.events.conftest import world_on
from tests.world import World


@pytest.fixture
def world(store: Store) -> Iterator[World]:
    made = world_on(store)
    yield made
    made.log.close()


@pytest.fixture
def catch_up(store: Store) -> Iterator[Callable[[], int]]:
    with psycopg.connect(store.projector, autocommit=True) as connection:
        yield Projector(connection).catch_up
