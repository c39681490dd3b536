"""The faults that the journeys of a case meet, each sent as its form sends it: refused in words, and nothing is stored.

The purge while a page is open and the assignment that ends have their own file (``test_gone_while_writing``), two who
change the plan at once stand with the plan (``test_plan_page``).
"""

from html import unescape
from typing import Any

import pytest

from tests.cases.reading import text_of
from tests.cases.scene import Scene
from tests.house.county import County

TWO_ROWS = {
    "rows.0.from": "2026-11-23",
    "rows.0.to": "2026-12-31",
    "rows.0.degree": "100",
    "rows.1.from": "2026-12-31",
    "rows.1.to": "2027-01-31",
    "rows.1.degree": "50",
}
RISING = {
    "steps.0.from": "2027-01-04",
    "steps.0.degree": "25",
    "steps.1.from": "2027-02-01",
    "steps.1.degree": "50",
}
FAULTS: list[tuple[str, dict[str, Any], str, str]] = [
    ("sjukskrivningar", TWO_ROWS, "rows", "Perioderna överlappar varandra."),
    ("nedtrappningar", RISING, "steps", "Varje steg ska vara senare och lägre än det förra."),
    *(
        ("planer", {field: ""}, field, f"Planen saknar {what}. Alla sex delarna ska finnas med.")
        for field, what in (
            ("occupation_description", "arbetsbeskrivning"),
            ("overall_goal", "mål"),
            ("follow_up_on", "datum för uppföljning"),
            ("collaboration_needs", "behov av samarbete"),
        )
    ),
    (
        "planer",
        {f"activities.0.{part}": "" for part in ("kind", "who", "from", "to")},
        "activities",
        "Planen saknar aktiviteter med tid.",
    ),
    ("planer", {"step_down_reason_none": ""}, "step_down_reason_none", "Planen saknar nedtrappning."),
    (
        "funktion",
        {"limitations.0.because_of": "sensory"},
        "limitations.0.because_of",
        "Varje svårighet ska bero på minst en funktion som är nedsatt i bedömningen.",
    ),
    ("samordning", {"status": "granted"}, "status", "Försäkringskassan"),
    ("insatser", {"from": "2026-11-20", "to": "2026-11-19"}, "to", "Slutdatumet är före startdatumet."),
    ("avslut", {"void_inquiries": ""}, "void_inquiries", "Det finns obesvarade frågor."),
]


@pytest.mark.parametrize(("form", "wrong", "field", "sentence"), FAULTS, ids=[f"{f[0]}-{f[2]}" for f in FAULTS])
def test_the_fault_is_named_at_its_field_and_nothing_is_stored(
    scene: Scene, form: str, wrong: dict[str, Any], field: str, sentence: str
) -> None:
    before = scene.home.events()
    answer = scene.send(form, scene.valid(form) | wrong)
    assert answer.status_code == 422 and scene.home.events() == before
    assert f'id="{field}-fel"' in answer.text, text_of(answer)
    assert sentence in text_of(answer)
    for name, value in wrong.items():
        if value and not field.startswith(("status", "limitations")):
            assert f'value="{value}"' in unescape(answer.text), f"{name} is kept"


def test_every_item_that_a_plan_lacks_is_named_in_one_round(scene: Scene) -> None:
    fields = dict.fromkeys(scene.valid("planer"), "") | {"established_on": "2026-11-20"}
    said = text_of(scene.send("planer", fields))
    for what in ("arbetsbeskrivning", "mål", "aktiviteter med tid", "nedtrappning", "datum för uppföljning"):
        assert f"Planen saknar {what}." in said
    assert "Planen saknar behov av samarbete." in said and "Gör planen tillsammans med personen" in said


def test_the_same_forms_without_their_faults_are_taken(home: County) -> None:
    """The positive control: it is the fault that stops them. Closing comes last, for nothing can be shared after it."""
    scene = Scene(home)
    for form in dict.fromkeys(form for form, *_ in FAULTS):
        assert scene.send(form, scene.valid(form)).status_code == 303, form


def test_a_case_is_not_handed_to_a_unit_outside_the_consent(scene: Scene) -> None:
    before = scene.home.events()
    fields = {"kind": "lead", "reason": "moved", "to_unit": scene.unit("af")}
    answer = scene.send("ansvar", fields)
    assert answer.status_code == 422 and scene.home.events() == before
    assert 'id="to_unit-fel"' in answer.text and "är inte med i samtycket" in text_of(answer)
