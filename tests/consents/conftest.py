from collections.abc import Iterator

import pytest

from events import commands as c
from tests.conftest import Store
from tests.house.county import County, county


@pytest.fixture
def home(store: Store) -> Iterator[County]:
    with county(store) as made:
        yield made


@pytest.fixture
def serving(home: County) -> County:
    """soc serves the municipality of the case, so that the form offers it."""
    home.world.system(c.ChangeUnit(unit_id=home.world.unit("soc"), serves_municipalities=("1983",)))
    return home
