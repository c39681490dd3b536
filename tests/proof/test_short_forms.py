"""Each proof in its short form."""

import pytest

from tests.proof import scenarios


@pytest.mark.parametrize("name", scenarios())
def test_the_short_form_holds(name: str) -> None:
    assert scenarios()[name].run(long=False)
