from collections.abc import Iterator

import pytest

from tests.conftest import Servers, Store, fresh_copy
from tests.house.county import County, county


@pytest.fixture
def home(store: Store) -> Iterator[County]:
    """A county of its own, for tests that change it."""
    with county(store) as made:
        yield made


@pytest.fixture(scope="module")
def shared(servers: Servers) -> Iterator[County]:
    """One county for a whole module, for tests that leave it as it was."""
    with fresh_copy(servers("embedded")) as store, county(store) as made:
        yield made
