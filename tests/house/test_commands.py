"""Every command over the API: one sound call of each, its answer, its repeat, and who may not send it."""

from uuid import UUID, uuid4

import pytest

from events.decisions import BY_NAME
from portal.api.answers.common import Receipt
from tests.house.county import API, NOWHERE, County
from tests.house.sound import SOUND


def test_every_command_has_a_sound_example() -> None:
    assert set(SOUND) == set(BY_NAME)


@pytest.mark.parametrize("name", BY_NAME)
def test_a_command_over_the_api_is_recorded_once_however_often_it_is_sent(shared: County, name: str) -> None:
    subject, body, makes = SOUND[name](shared)
    hand, command_id = shared.hand(subject), str(uuid4())
    before = shared.events()
    first = hand.command(name, **body, command_id=command_id)
    assert first.status_code == 200, first.text
    answer = first.json()
    assert {"receipt", "events", *makes} <= set(answer) <= set(Receipt.__struct_fields__)
    assert all(UUID(answer[made]) for made in makes)
    assert all(set(event) == {"id", "topic"} for event in answer["events"])
    recorded = shared.events()
    assert recorded > before
    again = hand.command(name, **body, command_id=command_id)
    assert (again.status_code, again.json()) == (200, answer)
    assert shared.events() == recorded


@pytest.mark.parametrize("name", [name for name, kind in BY_NAME.items() if "case_id" in kind.__struct_fields__])
def test_a_stranger_and_a_case_that_is_not_there_get_the_same_answer(shared: County, name: str) -> None:
    _, body, _ = SOUND[name](shared)
    before = shared.events()
    for subject in ("handlaggare.soc-sala", "lakare.psyk", "chef.soc-sala", "logg.larkan", "process.medicin"):
        stranger = shared.hand(subject)
        there = stranger.command(name, **body)
        nowhere = stranger.command(name, **(body | {"case_id": str(NOWHERE)}))
        assert there.status_code == nowhere.status_code == 404, (subject, there.text)
        assert there.content == nowhere.content and there.headers == nowhere.headers
    assert shared.events() == before


def test_a_command_that_does_not_exist_is_not_found(shared: County) -> None:
    answer = shared.hand("reko.larkan").command("delete-everything")
    assert (answer.status_code, answer.json()["key"]) == (404, "not_found_or_denied")


def test_a_command_id_of_somebody_else_is_a_conflict(shared: County) -> None:
    _, body, _ = SOUND["record-sgi-status"](shared)
    command_id = str(uuid4())
    assert shared.hand("handlaggare.soc").command("record-sgi-status", **body, command_id=command_id).status_code == 200
    other = shared.hand("reko.larkan").command("record-sgi-status", **body, command_id=command_id)
    assert (other.status_code, other.json()["key"]) == (409, "stale_form")


def test_a_form_that_the_case_has_left_behind_is_a_conflict_and_a_fresh_one_is_not(shared: County) -> None:
    case_id = shared.case("soc")
    hand = shared.hand("reko.larkan")
    seen = hand.get(f"{API}/cases/{case_id}").json()["seen"]
    body = {"case_id": str(case_id), "on": "2026-11-23", "how": "in_person"}
    shared.hand("handlaggare.soc").command("record-sgi-status", case_id=str(case_id), status="zero", as_of="2026-11-23")
    stale = hand.command("note-consent-copy", **body, seen=seen)
    assert (stale.status_code, stale.json()["key"]) == (409, "stale_form")
    assert stale.json()["detail"].startswith("Ärendet har ändrats sedan du öppnade sidan.")
    fresh = hand.get(f"{API}/cases/{case_id}").json()["seen"]
    assert hand.command("note-consent-copy", **body, seen=fresh).status_code == 200


def test_what_a_reader_may_not_see_does_not_make_their_form_stale(shared: County) -> None:
    case_id = shared.case("soc", "fk")
    worker = shared.hand("handlaggare.soc")
    seen = worker.get(f"{API}/cases/{case_id}").json()["seen"]
    shared.hand("reko.larkan").command(
        "document-violence-question", case_id=str(case_id), asked=True, asked_on="2026-11-23"
    )
    body = {"case_id": str(case_id), "status": "zero", "as_of": "2026-11-23", "seen": seen}
    assert worker.command("record-sgi-status", **body).status_code == 200


def test_the_answer_tells_only_of_events_that_the_sender_may_see(shared: County) -> None:
    """A manager names without reading: the command is answered, its event is not shown."""
    case_id = shared.case(waiting=("soc",))
    shared.hand("handlaggare.soc").command("verify-consent", case_id=str(case_id), how="seen_form")
    named = [str(shared.world.officer("handlaggare2.soc").user_id)]
    answer = shared.hand("chef.soc").command("confirm-party", case_id=str(case_id), caseworkers=named)
    assert (answer.status_code, answer.json()["events"]) == (200, [])
    worker = shared.hand("handlaggare2.soc").get(f"{API}/cases/{case_id}").json()
    assert "party-confirmed" in {entry["topic"] for entry in worker["entries"]}
