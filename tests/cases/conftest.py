from collections.abc import Iterator

import pytest

from tests.cases.scene import Scene
from tests.conftest import Servers, Store, fresh_copy
from tests.house.county import County, county


@pytest.fixture
def home(store: Store) -> Iterator[County]:
    """A county of its own for each test."""
    with county(store) as made:
        yield made


@pytest.fixture(scope="module")
def scene(servers: Servers) -> Iterator[Scene]:
    with fresh_copy(servers("embedded")) as store, county(store) as home:
        yield Scene(home)
