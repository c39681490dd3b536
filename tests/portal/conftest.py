"""The small house of the shell tests, one per test."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.portal.house import House, house


@pytest.fixture
def home(store: Any) -> Iterator[House]:
    with house(store) as made:
        yield made
