"""Opening a case: what is asked, what is refused, and what nobody is told."""

import re

import pytest

from tests.cases.reading import text_of
from tests.cases.scene import LONG, MIRRORED, NULL, Scene
from tests.world import BENGT

OPENING = {
    "person.personnummer": BENGT,
    "person.name": "Bengt Provman",
    "municipality_code": "1983",
    "initiating_reason": "early_contact",
    "protected_identity_checked": "true",
}


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("person.personnummer", "", "Fyll i"),
        ("person.personnummer", "19840314-9800", ""),
        ("person.personnummer", "20150101-2380", ""),
        ("person.personnummer", NULL, ""),
        ("person.name", "", "Fyll i"),
        ("person.name", LONG, "högst 1000"),
        ("person.name", NULL, "osynliga"),
        ("person.name", MIRRORED, "osynliga"),
        ("person.phone", LONG, "högst 1000"),
        ("person.reach_safely", NULL, "osynliga"),
        ("municipality_code", "", "Fyll i"),
        ("municipality_code", "0000", ""),
        ("initiating_reason", "nyfiken", "Välj"),
        ("protected_identity_checked", "", ""),
        ("protected_identity_checked", "false", ""),
    ],
)
def test_opening_a_case_says_what_is_wrong_at_its_field(scene: Scene, field: str, value: str, says: str) -> None:
    before = scene.home.events()
    answer = scene.home.hand("reko.larkan").form("/arenden/nytt", OPENING | {field: value})
    assert answer.status_code == 422 and scene.home.events() == before
    assert f'id="{field}-fel"' in answer.text and says in text_of(answer)


def test_the_number_that_is_shown_as_an_example_is_taken(scene: Scene) -> None:
    hand = scene.home.hand("reko.larkan")
    (example,) = re.findall(r"till exempel (\d{8}-\d{4})", text_of(hand.get("/arenden/nytt")))
    assert hand.form("/arenden/nytt", OPENING | {"person.personnummer": example}).status_code == 303


def test_opening_a_case_leads_to_its_draft(scene: Scene) -> None:
    answer = scene.home.hand("reko.larkan").form("/arenden/nytt", OPENING)
    assert answer.status_code == 303
    page = scene.home.hand("reko.larkan").get(answer.headers["location"])
    assert "Bengt Provman" in text_of(page) and "Utkast, inväntar samtycke" in text_of(page)
    again = scene.home.hand("reko.larkan").form("/arenden/nytt", OPENING)
    assert again.status_code == 422 and 'id="person.personnummer-fel"' in again.text
    elsewhere = scene.home.hand("handlaggare.fk").form("/arenden/nytt", OPENING)
    assert elsewhere.status_code == 303, "another unit is never told of a case"
