"""Bad input, one fault at a time, in every field of every command: a Swedish sentence at the field, nothing stored.

The faults are made from the command Structs, so that a later command is tried too as soon as it exists.
"""

from collections.abc import Iterator
from copy import deepcopy
from datetime import date, datetime
from enum import StrEnum
from types import UnionType
from typing import Any, NamedTuple, Union, get_args, get_origin
from uuid import UUID

import msgspec
import pytest

from events.decisions import BY_NAME
from events.personnummer import Mode
from tests.house.county import API, NOWHERE, County
from tests.house.sound import SOUND

Path = tuple[str | int, ...]
ABSENT = object()
NOT_TRIED = {"command_id", "seen", "confirmed"}
"""Of the envelope: any id may be sent, any token may be stale; ``confirmed`` is tried for shape below."""

AHEAD = {
    *("record-consent.valid_to", "send-inquiry.due_on", "record-sick-leave.rows.from", "record-sick-leave.rows.to"),
    *("plan-step-down.steps.from", "record-livelihood.from", "record-livelihood.to", "assign-role.valid_from"),
    *("assign-role.valid_to", "end-role.ended_on"),
    *(
        "establish-rehab-plan.activities.from",
        "establish-rehab-plan.activities.to",
        "establish-rehab-plan.follow_up_on",
    ),
    "schedule-follow-up.on",
    *("record-employment-status.from", "record-employment-status.to"),
    *("record-intervention.from", "record-intervention.to"),
    *("revise-rehab-plan.activities.from", "revise-rehab-plan.activities.to", "revise-rehab-plan.follow_up_on"),
    *("assign-role.valid_to", "end-role.ended_on", "register-contact-absence.from", "register-contact-absence.to"),
    *("establish-sip-plan.follow_up_on", "establish-sip-plan.measures.from", "establish-sip-plan.measures.to"),
    "follow-up-sip-plan.next_on",
    *("grant-quality-assignment.valid_from", "grant-quality-assignment.valid_to"),
    "end-quality-assignment.ended_on",
    *("publish-association-offer.last_day", "register-funded-intervention.first_day"),
    "register-funded-intervention.last_day",
    *("call-agreement-follow-up.at", "terminate-agreement.on", "answer-deviation.measure_due"),
}
"""Dates that may lie ahead: plans, periods, due dates."""

NO_FAULT = {
    ("another unit", "record-consent.recipients.unit_id"),  # the person may allow any unit
    ("unknown id", "register-unit.authority_id"),  # an authority is an id and nothing more
    ("another unit", "register-unit.authority_id"),
    ("another unit", "report-deviation.about_unit"),  # any unit of the county can be written about
    ("another case", "register-unit.authority_id"),
    ("a user", "register-unit.authority_id"),
    ("unknown id", "plan-team-item.meeting_id"),  # drawn by the sender: it joins items and opens nothing
    ("another unit", "plan-team-item.meeting_id"),
    ("another case", "plan-team-item.meeting_id"),
    ("a user", "plan-team-item.meeting_id"),
}
TEXT_TOO = "a" * 1001
TEXTS = {"too long": TEXT_TOO, "null byte": "Hej\x00 du", "right-to-left override": "Hej \u202edu"}
WRONG: dict[type, tuple[Any, ...]] = {
    str: (5, ["x"], {"x": 1}, True),
    UUID: (5, "x", "", ["x"], True, "00000000-0000-0000-0000-00000000000g"),
    date: (5, "i går", "2026-13-45", "23/11/2026", "2026-11-23T09:00", True, "2026-02-30"),
    datetime: (5, "i går", "2026-11-23", "2026-11-25T25:00:00+01:00", "2020-01-02T13:00:00+01:00", True),
    bool: ("ja", 5, "true", None),
    int: ("x", 1.5, "2", True, 10**30, -1),
}


class Fault(NamedTuple):
    what: str
    path: Path
    value: Any

    @property
    def field(self) -> str:
        return ".".join(str(step) for step in self.path if isinstance(step, str))


def faults(name: str, county: County, body: dict[str, Any]) -> Iterator[Fault]:
    yield Fault("unknown field", ("own_unit",), str(county.world.unit("larkan")))
    yield Fault("a version", ("version",), 3)
    yield from _of_struct(name, BY_NAME[name], (), county, body)


def _of_struct(name: str, kind: type[Any], path: Path, county: County, body: Any) -> Iterator[Fault]:
    for member in msgspec.structs.fields(kind):
        if not path and member.name in NOT_TRIED:
            continue
        here = (*path, member.encode_name)
        if member.required:
            yield Fault("missing", here, ABSENT)
            yield Fault("null", here, None)
        inner = body.get(member.encode_name) if isinstance(body, dict) else None
        yield from _of_value(name, _bare(member.type), here, county, inner)


def _of_value(name: str, kind: Any, here: Path, county: County, body: Any) -> Iterator[Fault]:
    origin = get_origin(kind)
    if origin in (tuple, frozenset, list):
        no_lists: tuple[Any, ...] = ("x", 5, {"x": 1}, [[]], ["\x00"], [None])
        yield from (Fault("not a list", here, wrong) for wrong in no_lists)
        member = get_args(kind)[0]
        if body:
            yield from _of_value(name, member, (*here, 0), county, body[0])
    elif isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        yield from (Fault("not an object", here, wrong) for wrong in ("x", 5, ["x"]))
        if body is not None:
            yield from _of_struct(name, kind, here, county, body)
    elif isinstance(kind, type) and issubclass(kind, StrEnum):
        yield from (Fault("not on the list", here, wrong) for wrong in ("nonsense", "", 5, ["x"], TEXT_TOO, "\x00"))
    else:
        yield from (Fault("wrong type", here, wrong) for wrong in WRONG[kind] if wrong is not None)
        if kind is str:
            yield from (Fault(what, here, value) for what, value in TEXTS.items())
        if kind is UUID:
            yield from _ids(here, county)
        if kind is date:
            yield from _days(name, here)


def _ids(here: Path, county: County) -> Iterator[Fault]:
    """Unknown ids, and ids of something else: another unit, another case, a user."""
    yield Fault("unknown id", here, str(NOWHERE))
    for what, strange in {
        "another unit": county.world.unit("soc-sala"),
        "another case": county.foreign_case,
        "a user": county.world.officer("handlaggare.soc-sala").user_id,
    }.items():
        yield Fault(what, here, str(strange))


def _days(name: str, here: Path) -> Iterator[Fault]:
    field = ".".join([name, *(step for step in here if isinstance(step, str))])
    yield Fault("before 1900", here, "1899-12-31")
    yield Fault("beyond all", here, "9999-12-31")
    if field not in AHEAD:
        yield Fault("in the future", here, "2026-11-24")


def _bare(kind: Any) -> Any:
    members = [member for member in get_args(kind) if member is not type(None)]
    return members[0] if get_origin(kind) in (Union, UnionType) and len(members) == 1 else kind


def put(body: dict[str, Any], fault: Fault) -> dict[str, Any]:
    wrong: Any = deepcopy(body)
    place = wrong
    for step in fault.path[:-1]:
        place = place[step]
    last = fault.path[-1]
    if fault.value is ABSENT:
        place.pop(last, None)
    else:
        place[last] = fault.value
    return wrong  # type: ignore[no-any-return]


@pytest.mark.parametrize("name", BY_NAME)
def test_one_fault_in_any_field_is_said_at_the_field_and_stores_nothing(shared: County, name: str) -> None:
    subject, body, _ = SOUND[name](shared)
    hand = shared.hand(subject)
    all_faults = list(faults(name, shared, body))
    before, accepted, silent, tried = shared.events(), [], [], 0
    for fault in all_faults:
        wrong, tried = put(body, fault), tried + 1
        if wrong == body or (fault.what, f"{name}.{fault.field}") in NO_FAULT:
            continue
        answer = hand.command(name, **wrong)
        said = f"{fault.what} in {fault.field} ({str(fault.value)[:40]!r}): {answer.status_code} {answer.text[:300]}"
        if answer.status_code not in (404, 409, 422):
            accepted.append(said)
            if answer.status_code == 200:
                _, body, _ = SOUND[name](shared)
                before = shared.events()
        elif answer.status_code == 422 and not _named(answer.json(), fault):
            silent.append(said)
    assert accepted == [], "\n".join(accepted)
    assert silent == [], "\n".join(silent)
    assert shared.events() == before and tried > 5
    assert hand.command(name, **body).status_code == 200, "the same body without the fault is taken"


def _named(problem: dict[str, Any], fault: Fault) -> bool:
    """The field of the answer is the faulty one, or the whole that it is part of; the sentence is Swedish."""
    if problem["key"] == "role_not_allowed":  # of another organisation: it is the sender that is wrong
        return fault.what == "another unit"
    field = str(problem.get("field", ""))
    named = ".".join(step for step in field.split(".") if not step.isdigit() and step)
    return bool(named) and (fault.field.startswith(named) or named.startswith(fault.field)) and bool(problem["detail"])


@pytest.mark.parametrize("name", BY_NAME)
def test_half_a_character_is_refused_before_it_is_anything(shared: County, name: str) -> None:
    answer = shared.hand("reko.larkan").post(f"{API}/commands/{name}", b'{"text": "\\ud800"}')
    assert (answer.status_code, answer.json()["key"]) == (422, "malformed")


WORDS = "Hej \U0001f642 \U0001f468\u200d\U0001f469\u200d\U0001f467 och שלום, مرحبا"
"""Emoji, one of them joined of three people, and languages that run from right to left."""

TEXT_FIELDS = {
    "record-person-view": ("what_matters", "goals", "strengths", "worries"),
    "send-inquiry": ("text",),
    "answer-inquiry": ("text",),
    "log-contact": ("text",),
    "reopen-case": ("reason",),
    "plan-step-down": ("condition_text",),
    "share-functional-assessment": ("assessed_by", "resources_text", "adaptation_advice_text"),
    "establish-rehab-plan": ("occupation_description", "overall_goal", "responsible_physician"),
    "revise-rehab-plan": ("step_down_reason_none", "reason"),
    "record-intervention": ("kind",),
    "record-employment-status": ("programme",),
    "share-diagnosis": ("text",),
    "note-guardian-consent": ("guardian",),
    "name-contact-person": ("name", "role"),
    "change-contact-details": ("name", "reach_safely"),
}


@pytest.mark.parametrize("name", TEXT_FIELDS)
def test_emoji_and_other_scripts_are_text_like_any_other(shared: County, name: str) -> None:
    subject, body, _ = SOUND[name](shared)
    hand = shared.hand(subject)
    answer = hand.command(name, **(body | dict.fromkeys(TEXT_FIELDS[name], WORDS)))
    assert answer.status_code == 200, answer.text
    shown = hand.get(f"{API}/cases/{body['case_id']}").text
    assert WORDS in shown


@pytest.mark.parametrize("field", ["seen", "command_id", "confirmed"])
def test_the_envelope_of_a_command_is_judged_too(shared: County, field: str) -> None:
    subject, body, _ = SOUND["record-sgi-status"](shared)
    before = shared.events()
    for wrong in (5, {"x": 1}, "x\x00", ["nonsense"], "a" * 2000, [["late_entry"]]):
        answer = shared.hand(subject).command("record-sgi-status", **(body | {field: wrong}))
        assert answer.status_code in (409, 422), answer.text
    assert shared.events() == before


NOT_COMMANDS = (
    b"",
    b"[]",
    b"5",
    b"null",
    b"{",
    b'"x"',
    b"\xff\xfe",
    b"[" * 60_000,
    b'{"case_id": ' * 9_000,
    b"a=b&c=d",
)


@pytest.mark.parametrize("name", BY_NAME)
def test_what_is_no_command_at_all_is_malformed(shared: County, name: str) -> None:
    hand, before = shared.hand("reko.larkan"), shared.events()
    for body in NOT_COMMANDS:
        answer = hand.post(f"{API}/commands/{name}", body)
        assert (answer.status_code, answer.json()["key"]) in {(422, "malformed"), (404, "not_found_or_denied")}
    too_large = hand.post(f"{API}/commands/{name}", b'{"text": "' + b"a" * 1_100_000 + b'"}')
    assert too_large.status_code == 413
    assert shared.events() == before


REAL = ("19121212-1212", "19811218-9876")  # published as examples; right check digits, not of the demo set


@pytest.mark.parametrize("number", REAL)
def test_real_numbers_are_refused_in_the_demo(shared: County, number: str) -> None:
    _, body, _ = SOUND["draft-case"](shared)
    body["person"]["personnummer"] = number
    before = shared.events()
    answer = shared.hand("reko.larkan").command("draft-case", **body)
    assert (answer.status_code, answer.json()["field"]) == (422, "person.personnummer")
    assert answer.json()["key"] == "demo_number" and number not in answer.text
    assert shared.events() == before


def test_demo_numbers_are_refused_in_production(home: County) -> None:
    _, body, _ = SOUND["draft-case"](home)
    home.world.log.edge.mode = home.world.log.mode = Mode.PRODUCTION
    before = home.events()
    answer = home.hand("reko.larkan").command("draft-case", **body)
    assert (answer.status_code, answer.json()["field"]) == (422, "person.personnummer")
    assert home.events() == before
    body["person"]["personnummer"] = "19811218-9876"
    assert home.hand("reko.larkan").command("draft-case", **body).status_code == 200
