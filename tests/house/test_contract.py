"""What others rely on from outside, written down from the agreement with them and not from the code.

The other tests of the API hold each answer against our own description of it; these hold the description to the word.
"""

from typing import Any
from uuid import UUID

import pytest

from events.decisions import BY_NAME
from events.migrations import known
from portal.operation import health
from tests.house.county import API, County
from tests.house.sound import SOUND
from tests.house.sound.agreements import drafted
from tests.house.sound.paths import published
from tests.leave import sick_leave

COMMANDS = """
draft-case note-guardian-consent record-consent note-consent-copy change-contact-details refuse-consent verify-consent
narrow-consent withdraw-consent confirm-party transfer-case-responsibility release-earlier-entries name-contact-person
log-contact retract-entry record-sgi-status record-sick-leave plan-step-down record-livelihood
record-employment-status share-functional-assessment share-diagnosis document-violence-question record-person-view
establish-rehab-plan revise-rehab-plan record-intervention record-fk-coordination send-inquiry answer-inquiry
void-inquiry schedule-follow-up hold-follow-up close-case reopen-case note-protected-identity
note-statistics-objection purge-case plan-team-item propose-sip decline-sip summon-sip answer-sip-invitation
submit-sip-preparation revoke-sip-invitation cancel-sip hold-sip establish-sip-plan confirm-sip-measure
follow-up-sip-plan register-organisation register-unit change-unit assign-role end-role grant-quality-assignment
report-baseline-figure register-funded-intervention publish-association-offer publish-contact-path
confirm-contact-path flag-contact-path register-contact-absence withdraw-contact-path send-deidentified-inquiry
answer-deidentified-inquiry draft-agreement sign-agreement revise-agreement inform-about-agreement
call-agreement-follow-up hold-agreement-follow-up terminate-agreement report-deviation acknowledge-deviation
investigate-deviation answer-deviation escalate-deviation close-deviation reopen-deviation withdraw-deviation
"""
"""By name, in the order of the events."""
MADE = {
    "draft-case": {"case_id"},
    "record-consent": {"consent_id"},
    "send-inquiry": {"inquiry_id"},
    "report-deviation": {"deviation_id", "kind"},
}
"""Ids and kinds that the answer tells of, beside the receipt and the events."""
LISTS = {
    "/units": ("reko.larkan", "units", {"id", "slug", "name", "unit_type", "org_type", "municipality_code"}),
    "/cases": ("reko.larkan", "cases", {"case_id", "number", "status", "person", "waiting_on", "updated_at"}),
    "/contact-paths": ("reko.larkan", "contact_paths", {"unit", "states"}),
    "/agreements": ("reko.larkan", "agreements", {"agreement_id", "municipality_code", "care_scope", "status"}),
    "/deviations": ("reko.larkan", "deviations", {"deviation_id", "kind"}),
    "/tasks": ("reko.larkan", "tasks", {"kind", "case_id", "due_on"}),
}
"""Call -> who asks, the one array, and what each in it has at least."""


@pytest.fixture(scope="module")
def case_id(shared: County) -> UUID:
    case_id = shared.case("soc", waiting=("af",))
    shared.do("reko.larkan", sick_leave(case_id))
    published(shared)
    drafted(shared)
    subject, body, _ = SOUND["report-deviation"](shared)
    assert shared.hand(subject).command("report-deviation", **body).status_code == 200
    shared.catch_up()
    return case_id


def test_every_command_that_was_agreed_on_is_there() -> None:
    agreed = set(COMMANDS.split())
    assert agreed <= set(BY_NAME) and len(agreed) == 81


@pytest.mark.parametrize("name", sorted(MADE))
def test_an_answer_has_a_receipt_its_events_and_the_ids_it_made(home: County, name: str) -> None:
    subject, body, _ = SOUND[name](home)
    answer = home.hand(subject).command(name, **body)
    assert answer.status_code == 200, answer.text
    assert answer.json().keys() == {"receipt", "events"} | MADE[name]
    assert all(event.keys() == {"id", "topic"} for event in answer.json()["events"]) and answer.json()["events"]


@pytest.mark.parametrize("path", sorted(LISTS))
def test_a_list_is_an_object_with_one_named_array_and_a_cursor(shared: County, case_id: UUID, path: str) -> None:
    subject, array, least = LISTS[path]
    said = shared.hand(subject).get(API + path).json()
    assert said.keys() == {array, "next"} and said[array], said
    assert all(least <= each.keys() for each in said[array])


def test_states_and_statuses_are_the_words_agreed_on(shared: County, case_id: UUID) -> None:
    hand = shared.hand("reko.larkan")
    (path, *_) = [p for p in hand.get(f"{API}/contact-paths").json()["contact_paths"] if p["states"] != ["uncovered"]]
    assert set(path["states"]) <= {"fresh", "ageing", "stale", "vulnerable", "uncovered"}
    assert {"id", "slug", "name"} <= path["unit"].keys()
    found = hand.get(f"{API}/agreements").json()["agreements"]
    assert {each["status"] for each in found} <= {"draft", "in_force", "terminated"}
    assert "draft" in {each["status"] for each in found}


def test_me_has_a_user_assignments_and_the_active_one(shared: County) -> None:
    me = shared.hand("reko.larkan").get(f"{API}/me").json()
    assert me.keys() == {"user", "assignments", "active"} and me["user"].keys() == {"user_id", "name"}
    for held in [*me["assignments"], me["active"]]:
        assert held.keys() == {"assignment_id", "role", "unit"} and held["unit"].keys() == {"id", "slug", "name"}


def test_a_case_is_told_as_agreed_inside_and_at_the_gate(shared: County, case_id: UUID) -> None:
    inside = shared.hand("reko.larkan").get(f"{API}/cases/{case_id}").json()
    assert {"case_id", "number", "status", "person", "consent", "parties", "entries"} <= inside.keys()
    entry = {"event_id", "topic", "category", "owner_unit", "dated", "recorded_at", "data"}
    assert inside["entries"] and all(entry <= each.keys() for each in inside["entries"])
    gate = shared.hand("handlaggare.af").get(f"{API}/cases/{case_id}").json()
    assert gate.keys() == {"case_id", "person", "consent_id", "gate"}
    assert gate["person"].keys() == {"name"} and gate["gate"].keys() == {"recorded_by", "scope"}


def test_who_has_read_is_told_by_unit_role_and_time(shared: County, case_id: UUID) -> None:
    shared.hand("handlaggare.soc").get(f"{API}/cases/{case_id}")
    said = shared.hand("reko.larkan").get(f"{API}/cases/{case_id}/access-log").json()
    (array,) = [value for name, value in said.items() if name != "next"]
    assert array and all({"unit", "role", "substitute"} <= each.keys() for each in array), array


def test_search_is_posted_by_number_or_personnummer_and_answers_cases(shared: County, case_id: UUID) -> None:
    number = shared.world.log.load(case_id).number
    hand = shared.hand("reko.larkan")
    found = hand.post(f"{API}/search", {"number": number}).json()
    assert found.keys() == {"cases"} and [each["case_id"] for each in found["cases"]] == [str(case_id)]
    strange, nothing = (
        shared.hand(who).post(f"{API}/search", {"number": sought})
        for who, sought in (("handlaggare.soc-sala", number), ("reko.larkan", "2222-2222"))
    )
    assert strange.json() == nothing.json() == {"cases": []}


def test_events_come_as_cloud_events_with_an_opaque_cursor(shared: County, case_id: UUID) -> None:
    answer = shared.hand("reko.larkan").get(f"{API}/events?limit=3").json()
    (array,) = [value for name, value in answer.items() if name != "next"]
    assert len(array) == 3 and isinstance(answer["next"], str) and not answer["next"].isdigit()
    assert all({"specversion", "id", "source", "type"} <= each.keys() for each in array)
    assert {each["specversion"] for each in array} == {"1.0"}


def test_statistics_say_what_they_are_before_there_is_an_edition_too(shared: County) -> None:
    said = shared.hand("reko.larkan").get(f"{API}/statistics/I05").json()
    assert {"definition", "coverage_note", "rows", "extracted_at", "edition"} <= said.keys()


@pytest.mark.parametrize(
    ("subject", "name", "more", "status", "key"),
    [
        ("reko.larkan", "verify-consent", {"how": "seen_form"}, 422, "already_verified"),
        ("handlaggare.soc-sala", "verify-consent", {"how": "seen_form"}, 404, "not_found_or_denied"),
        ("reko.larkan", "note-statistics-objection", {"seen": "old"}, 409, "stale_form"),
        ("reko.larkan", "verify-consent", {"how": "guessed"}, 422, "malformed"),
    ],
)
def test_a_refusal_is_a_problem_with_its_key_and_a_swedish_sentence(
    shared: County, case_id: UUID, subject: str, name: str, more: dict[str, Any], status: int, key: str
) -> None:
    answer = shared.hand(subject).command(name, case_id=str(case_id), **more)
    assert answer.headers["content-type"] == "application/problem+json"
    assert (answer.status_code, answer.json()["key"]) == (status, key), answer.text
    assert answer.json()["detail"][:1].isupper() and answer.json()["detail"].endswith((".", "?"))


def test_ready_means_database_migrations_and_how_far_the_projector_is(
    home: County, monkeypatch: pytest.MonkeyPatch
) -> None:
    hand = home.hand(None)
    home.catch_up()
    assert hand.get("/healthz").text == "ok"
    ready = hand.get("/readyz")
    assert (ready.status_code, ready.json()["migrations_current"], ready.json()["projector_lag"]) == (200, True, 0)
    home.world.draft()
    assert hand.get("/readyz").json()["projector_lag"] == 1
    newer = [*known(), *known()[:1]]
    monkeypatch.setattr(health, "known", lambda: newer)
    behind = hand.get("/readyz")
    assert (behind.status_code, behind.json()["migrations_current"]) == (503, False)
