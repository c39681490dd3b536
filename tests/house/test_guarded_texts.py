"""No text of any command reaches the log past the guard of domain.md 4.2: somebody else's number, a word to answer for.

The fields are read from the command Structs, so that a later command is tried as soon as it exists.
"""

from collections.abc import Iterator
from copy import deepcopy
from types import UnionType
from typing import Any, Union, get_args, get_origin

import msgspec
import pytest

from events.decisions import BY_NAME
from tests.house.county import County
from tests.house.sound import SOUND

Path = tuple[str | int, ...]
SOMEBODY_ELSE = "Ring hans syster 19681102-9810"
ASKED_ABOUT = "Maken slår henne, våld hemma"

ANY_NUMBER = {
    "draft-case.person.personnummer": "the person's own number, which goes to the vault and never to an event",
    "assign-role.subject": "what the identity provider calls an officer; in some of them a personnummer",
}
NOT_FREE_TEXT = {
    "draft-case.person.name": "the person's name",
    "change-contact-details.name": "the person's name",
    "note-guardian-consent.guardian": "a guardian's name",
    "record-consent.guardian_consents.guardian": "a guardian's name",
    "name-contact-person.name": "an officer's name",
    "name-contact-person.role": "an officer's title",
    "record-sick-leave.physician_name": "an officer's name",
    "share-functional-assessment.assessed_by": "an officer's name",
    "establish-rehab-plan.responsible_physician": "an officer's name",
    "revise-rehab-plan.responsible_physician": "an officer's name",
    "assign-role.name": "an officer's name",
    "assign-role.subject": "what the identity provider calls an officer",
    "assign-role.issuer": "the address of an identity provider",
    "register-organisation.name": "an organisation's name",
    "register-organisation.org_number": "an organisation's number",
    "register-unit.name": "a unit's name",
    "register-unit.slug": "a unit's short name",
    "change-unit.name": "a unit's name",
    "publish-contact-path.primary.display_name": "an officer's name",
    "publish-contact-path.primary.role": "an officer's title",
    "publish-contact-path.primary.secure_address": "an office's address",
    "publish-contact-path.backup.display_name": "an officer's name",
    "publish-contact-path.backup.role": "an officer's title",
    "publish-contact-path.backup.secure_address": "an office's address",
    "publish-contact-path.escalation.display_name": "an officer's name",
    "publish-contact-path.escalation.role": "an officer's title",
    "publish-contact-path.escalation.secure_address": "an office's address",
    "publish-association-offer.contact": "staff of the association and how to reach them",
    "grant-quality-assignment.registry_number": "a number in a register",
    "purge-case.decision_ref": "a number in a register",
    "draft-case.person.phone": "a phone number",
    "change-contact-details.phone": "a phone number",
    "name-contact-person.phone": "a phone number",
}
"""Names and numbers: a name may be Domar, so no word of them is asked about."""
SHORT_LISTS = {"municipality_code", "serves_municipalities", "municipalities", "month", "county_code"}
"""Codes: anything else is unknown, whoever wrote it."""


def fields_of(kind: Any, body: Any, path: Path = ()) -> Iterator[Path]:
    """Where a text can stand; in a list at its first place, which is made where the sound example has none."""
    kind = bare(kind)
    if kind is str:
        yield path
    elif get_origin(kind) in (tuple, frozenset, list):
        if bare(get_args(kind)[0]) is str or body:
            yield from fields_of(get_args(kind)[0], body[0] if body else None, (*path, 0))
    elif isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        for member in msgspec.structs.fields(kind):
            inner = body.get(member.encode_name) if isinstance(body, dict) else None
            if (*path, member.encode_name) == ("seen",) or (path and body is None):
                continue
            yield from fields_of(member.type, inner, (*path, member.encode_name))


def bare(kind: Any) -> Any:
    members = [member for member in get_args(kind) if member is not type(None)]
    return members[0] if get_origin(kind) in (Union, UnionType) and len(members) == 1 else kind


def put(body: dict[str, Any], path: Path, value: str) -> dict[str, Any]:
    wrong: Any = deepcopy(body)
    place = wrong
    for n, step in enumerate(path[:-1]):
        if isinstance(place, dict):
            place = place.setdefault(step, [] if isinstance(path[n + 1], int) else {})
        else:
            place = place[step]
    if isinstance(place, list):
        place[:1] = [value]
    else:
        place[path[-1]] = value
    return wrong  # type: ignore[no-any-return]


def named(command: str, path: Path) -> str:
    return ".".join([command, *(step for step in path if isinstance(step, str))])


@pytest.mark.parametrize("name", BY_NAME)
def test_no_text_of_a_command_takes_the_number_of_somebody_else(shared: County, name: str) -> None:
    subject, body, _ = SOUND[name](shared)
    before, taken = shared.events(), []
    for path in fields_of(BY_NAME[name], body):
        if named(name, path) in ANY_NUMBER:
            continue
        answer = shared.hand(subject).command(name, **put(body, path, SOMEBODY_ELSE))
        if answer.status_code != 422 or "19681102" in answer.text:
            taken.append(f"{named(name, path)}: {answer.status_code} {answer.text[:200]}")
    assert taken == [], "\n".join(taken)
    assert shared.events() == before
    assert shared.hand(subject).command(name, **body).status_code == 200, "the same body without the number is taken"


@pytest.mark.parametrize("name", BY_NAME)
def test_no_free_text_of_a_command_is_taken_before_its_words_are_stood_by(shared: County, name: str) -> None:
    subject, body, _ = SOUND[name](shared)
    body = {field: value for field, value in body.items() if field != "confirmed"}
    before, taken = shared.events(), []
    for path in fields_of(BY_NAME[name], body):
        if named(name, path) in ANY_NUMBER | NOT_FREE_TEXT or path[-1] in SHORT_LISTS or path[0] in SHORT_LISTS:
            continue
        answer = shared.hand(subject).command(name, **put(body, path, ASKED_ABOUT))
        if answer.status_code != 422:
            taken.append(f"{named(name, path)}: {answer.status_code} {answer.text[:200]}")
    assert taken == [], "\n".join(taken)
    assert shared.events() == before


def test_every_exception_is_a_field_that_exists(shared: County) -> None:
    there = {
        named(name, path)
        for name, kind in BY_NAME.items()
        if any(each.startswith(f"{name}.") for each in ANY_NUMBER | NOT_FREE_TEXT)
        for path in fields_of(kind, SOUND[name](shared).body)
    }
    assert (ANY_NUMBER | NOT_FREE_TEXT).keys() - {"record-consent.guardian_consents.guardian"} <= there


def test_a_text_that_is_stood_by_is_taken_and_a_number_is_not(shared: County) -> None:
    """The positive control: it is the guard that refused, not the shape of the call."""
    case_id = shared.case("soc")
    hand = shared.hand("reko.larkan")
    details = {"case_id": str(case_id), "reach_safely": "Ring inte när sambon är hemma."}
    refused = hand.command("change-contact-details", **details)
    assert (refused.json()["key"], refused.json()["field"]) == ("freetext_warning", "reach_safely")
    assert hand.command("change-contact-details", **details, confirmed=["freetext_warning"]).status_code == 200
    shared.catch_up()
    reader = shared.hand("handlaggare.soc").get(f"/api/v1/cases/{case_id}")
    assert reader.json()["person"]["reach_safely"] == details["reach_safely"]
    details["reach_safely"] = SOMEBODY_ELSE
    number = hand.command("change-contact-details", **details, confirmed=["freetext_warning"])
    assert (number.status_code, number.json()["key"]) == (422, "freetext_blocked")


@pytest.mark.parametrize("phone", ["070-174 06 05", "070 174 06 05", "0701740605", "+46701740605", "021-17 40 60"])
def test_a_number_to_call_is_no_personnummer_where_one_belongs(shared: County, phone: str) -> None:
    case_id = shared.case("soc")
    hand = shared.hand("reko.larkan")
    details = {"phone": phone, "reach_safely": f"Ring {phone} efter tolv."}
    assert hand.command("change-contact-details", case_id=str(case_id), **details).status_code == 200
    contact = {"name": "Karin Kontakt", "role": "handläggare", "phone": phone}
    assert (
        shared.hand("handlaggare.soc").command("name-contact-person", case_id=str(case_id), **contact).status_code
        == 200
    )


@pytest.mark.parametrize("number", ["070114-1234", "20070114-1234", "19681102-9810", "6811029810"])
def test_a_personnummer_is_no_phone_number(shared: County, number: str) -> None:
    case_id = shared.case("soc")
    for field in ("phone", "reach_safely"):
        answer = shared.hand("reko.larkan").command("change-contact-details", case_id=str(case_id), **{field: number})
        assert (answer.status_code, answer.json()["field"]) == (422, field)
