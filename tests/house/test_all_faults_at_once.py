"""A form is sent back once: whatever it lacks is said in the first round, beside every other fault."""

from collections.abc import Iterator
from typing import Any

import pytest

from events.decisions import BY_NAME
from portal.forms import FormRefused, decode
from portal.needed import NEEDED
from tests.house.county import County
from tests.house.sound import SOUND

ENVELOPE = {"case_id", "command_id", "seen", "confirmed"}
GIVEN = "_id"
"""How the name of what the path says ends."""
ANOTHER_WAY: dict[str, str] = {
    "document_location_missing": "the consent has a form of its own, which says so at once (portal/consents/asked.py)",
    "assessor_missing": "filled in already, with the physician of the case",
    "responsible_physician_missing": "filled in already, with the physician of the case",
    "purpose_rehab_missing": "of the consent",
    "no_other_authority": "of the consent",
    "information_missing": "of the consent",
}
ON_ANOTHER_ANSWER = {"denial_ground", "licensed_or_care_staff"}
EITHER = {"step_down_reason_none": "step_down_ref", "unit_id": "guest", "next_on": "closed"}
"""Where one of two is needed: the fault stands at the first."""


def flat(body: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """A JSON body as the fields of a form."""
    if isinstance(body, dict):
        for name, value in body.items():
            yield from flat(value, f"{path}.{name}" if path else name)
    elif isinstance(body, list) and any(isinstance(each, dict) for each in body):
        for n, each in enumerate(body):
            yield from flat(each, f"{path}.{n}")
    elif isinstance(body, list):
        yield from ((path, str(each)) for each in body)
    elif body is not None:
        yield path, str(body).lower() if isinstance(body, bool) else str(body)


def fields_of(body: Any) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, value in flat(body):
        found.setdefault(name, []).append(value)
    return found


def blanked(fields: dict[str, list[str]]) -> dict[str, list[str]]:
    """As an untouched form is sent: what is in it is blank, a row has blank fields, a box says no."""
    kept = {name: values for name, values in fields.items() if name in ENVELOPE or name.endswith(GIVEN)}
    return {name: ["false"] if values == ["true"] else [""] for name, values in fields.items()} | kept


@pytest.mark.parametrize("name", sorted(BY_NAME))
def test_what_an_empty_form_lacks_is_said_in_one_round(shared: County, name: str) -> None:
    subject, body, _ = SOUND[name](shared)
    sound, kind = fields_of(body), BY_NAME[name]
    untouched = blanked(sound)
    said = told(kind, untouched)
    wanted = {*said, *(EITHER[field] for field in said if field in EITHER)}
    mended = untouched | {name: values for name, values in sound.items() if any(_at(name, field) for field in wanted)}
    again = told(kind, mended)
    assert again.keys() <= ON_ANOTHER_ANSWER, f"said in the second round: {again}"
    if not said or again:
        return
    answer = shared.hand(subject).send(decode(kind, mended))
    if answer.status_code == 422 and answer.json()["key"] not in ANOTHER_WAY:
        assert answer.json().get("field") in said, f"said in the second round: {answer.json()}"


def told(kind: Any, fields: dict[str, list[str]]) -> dict[str, str]:
    """What is said of a form before anything is decided."""
    try:
        decode(kind, fields)
    except FormRefused as refused:
        return refused.errors
    return {}


def _at(name: str, field: str) -> bool:
    return name == field or name.startswith(f"{field}.") or field.startswith(f"{name}.")


@pytest.mark.parametrize("kind", NEEDED)
def test_what_is_needed_is_said_beside_the_other_faults(kind: Any) -> None:
    for each in NEEDED[kind]:
        field, group = each.field.replace("*", "0"), each.field.partition(".")[0]
        others = {"status": ["denied"], "role": ["rehab_coordinator"], "confirmed": ["nonsense"]}
        if field != group:
            others[f"{group}.what"] = others[f"{group}.display_name"] = ["Något"]
            others[field.rpartition(".")[0] + ".what"] = ["Något"]
        sent = others | {field: [""]}
        with pytest.raises(FormRefused) as refused:
            decode(kind, sent)
        assert field in refused.value.errors and len(refused.value.errors) > 1


def test_a_contact_without_a_unit_and_with_a_wrong_day_is_told_both_at_once(shared: County) -> None:
    case_id = shared.case("soc")
    answer = shared.hand("reko.larkan").form(f"/arenden/{case_id}/kontakter", {"dated": "i går"})
    assert answer.status_code == 422
    for field in ("with_unit", "channel", "purpose", "dated"):
        assert f'id="{field}-fel"' in answer.text, field
