from collections.abc import Iterator

import pytest

from events.sealing import StoreKey
from events.vault import load_store_key, make_store_key
from tests.conftest import Store
from tests.events.told import told_world
from tests.world import World, make_world

MASTER = bytes(range(32))


def world_on(store: Store) -> World:
    make_store_key(store.owner, MASTER)
    key: StoreKey = load_store_key(store.web, MASTER)
    return make_world(store.web, key)


@pytest.fixture
def world(store: Store) -> Iterator[World]:
    made = world_on(store)
    yield made
    made.log.close()


@pytest.fixture
def any_world(any_store: Store) -> Iterator[World]:
    made = world_on(any_store)
    yield made
    made.log.close()


@pytest.fixture
def told() -> World:
    return told_world()
