"""The calls of the API, shapes and all, on the real app (contract.md 6)."""

from typing import Any
from uuid import UUID, uuid4

import msgspec
import pytest

from events import commands as c
from events.kinds import ConsentForm, HowObtained, InquiryType
from portal.api.answers import ANSWERS
from tests.house.county import API, NOWHERE, County, Hand
from tests.leave import sick_leave


@pytest.fixture(scope="module")
def case_id(shared: County) -> UUID:
    """larkan, soc and fk are in; af has not made sure of the consent; a sick leave and an open question to soc."""
    case_id = shared.case("soc", "fk", waiting=("af",))
    shared.do("reko.larkan", sick_leave(case_id))
    unit = shared.world.unit("soc")
    shared.do(
        "reko.larkan", c.SendInquiry(case_id=case_id, to_unit=unit, type=InquiryType.GENERAL, text="När börjar det?")
    )
    return case_id


def got(hand: Hand, path: str, shape: str, **more: Any) -> Any:
    """The answer as its documented shape, strictly; and as JSON."""
    answer = hand.get(API + path, **more)
    assert answer.status_code == 200, answer.text
    msgspec.json.decode(answer.content, type=ANSWERS[f"GET {API}{shape}"])
    return answer.json()


def problem(answer: Any, status: int, key: str) -> Any:
    assert answer.headers["content-type"] == "application/problem+json"
    assert (answer.status_code, answer.json()["key"], answer.json()["status"]) == (status, key, status), answer.text
    assert answer.json()["detail"].endswith((".", "?"))
    return answer.json()


def test_me_tells_user_assignments_and_the_active_one(shared: County) -> None:
    me = got(shared.hand("reko.larkan"), "/me", "/me")
    officer = shared.world.officer("reko.larkan")
    assert me["user"] == {"user_id": str(officer.user_id), "name": officer.name}
    [held] = me["assignments"]
    unit = {"id": str(officer.unit_id), "slug": "larkan", "name": "larkan (demo)"}
    assert (
        held
        == me["active"]
        == {
            "assignment_id": str(officer.assignment_id),
            "role": "rehab_coordinator",
            "unit": unit,
        }
    )


def test_another_assignment_is_chosen_openly_and_only_from_ones_own(home: County) -> None:
    home.world.system(
        c.AssignRole(
            issuer="https://idp.example",
            subject="reko.larkan",
            name="reko Demo-larkan",
            role=home.world.officer("reko.larkan").role,
            unit_id=home.world.unit("psyk"),
            valid_from=home.world.moment.date(),
            valid_to=home.world.moment.date(),
            licensed_or_care_staff=True,
        )
    )
    hand = home.hand("reko2.larkan")
    user = home.world.directory.user_of("https://idp.example", "reko.larkan")
    assert user is not None
    held = home.world.directory.assignments_of(user.user_id, home.world.moment.date())
    [other] = [a for a in held if a.unit_id == home.world.unit("psyk")]
    problem(hand.put(f"{API}/me/assignment", {"assignment_id": str(other.assignment_id)}), 404, "not_found_or_denied")
    problem(hand.put(f"{API}/me/assignment", {"assignment_id": str(uuid4())}), 404, "not_found_or_denied")
    assert problem(hand.put(f"{API}/me/assignment", {"assignment_id": "x"}), 422, "malformed")["field"]
    home.sql("UPDATE web.session SET user_id = %s, assignment_id = %s", user.user_id, held[0].assignment_id)
    before = dict(hand.cookies)
    answer = hand.put(f"{API}/me/assignment", {"assignment_id": str(other.assignment_id)})
    assert answer.status_code == 200, answer.text
    assert answer.json()["active"]["unit"]["slug"] == "psyk"
    assert hand.cookies["session"] != before["session"], "a new session id at every switch"
    assert hand.get(f"{API}/me").json()["active"]["unit"]["slug"] == "psyk"
    hand.cookies = before
    problem(hand.get(f"{API}/me"), 401, "login_needed")


def test_units_are_listed_for_every_officer(shared: County) -> None:
    units = got(shared.hand("process.medicin"), "/units", "/units")["units"]
    assert set(units[0]) == {"id", "slug", "name", "unit_type", "org_type", "municipality_code"}
    assert {"larkan", "soc", "fk", "af", "psyk", "ame"} <= {unit["slug"] for unit in units}


def test_the_list_holds_the_officers_own_cases(shared: County, case_id: UUID) -> None:
    [row] = got(shared.hand("handlaggare.fk"), "/cases", "/cases")["cases"]
    assert set(row) == {"case_id", "number", "status", "person", "waiting_on", "updated_at", "reasons"}
    assert (row["case_id"], row["status"], row["person"]) == (str(case_id), "active", {"name": "Amina Testsson"})
    assert got(shared.hand("handlaggare2.fk"), "/cases", "/cases") == {"cases": [], "next": None}
    assert got(shared.hand("handlaggare.af"), "/cases", "/cases")["cases"] == []


def test_waiting_and_changed_are_told_only_from_what_the_reader_may_read(shared: County, case_id: UUID) -> None:
    def row(subject: str) -> Any:
        rows = got(shared.hand(subject), "/cases", "/cases")["cases"]
        return next(row for row in rows if row["case_id"] == str(case_id))

    asked = shared.world.unit("soc")
    assert [unit["id"] for unit in row("reko.larkan")["waiting_on"]] == [str(asked)]
    assert [unit["id"] for unit in row("handlaggare.soc")["waiting_on"]] == [str(asked)]
    assert row("handlaggare.fk")["waiting_on"] == [], "a question between two others"
    assert row("handlaggare.fk")["updated_at"] < row("handlaggare.soc")["updated_at"]
    before = {subject: row(subject) for subject in ("reko.larkan", "handlaggare.soc", "handlaggare.fk")}
    violence = c.DocumentViolenceQuestion(case_id=case_id, asked=True, asked_on=shared.world.moment.date())
    shared.do("reko.larkan", violence)
    assert {subject: row(subject) for subject in before} == before


def test_the_list_is_narrowed_by_status_and_by_number_never_by_personnummer(shared: County, case_id: UUID) -> None:
    hand = shared.hand("handlaggare.fk")
    [row] = got(hand, "/cases", "/cases", params={"status": "active"})["cases"]
    assert got(hand, "/cases", "/cases", params={"status": "closed"})["cases"] == []
    assert got(hand, "/cases", "/cases", params={"q": row["number"].lower()})["cases"] == [row]
    for other in ("19840314-9808", "Amina", "%", "\x00"):
        assert got(hand, "/cases", "/cases", params={"q": other})["cases"] == []
    assert problem(hand.get(f"{API}/cases", params={"status": "nonsense"}), 422, "malformed")["field"] == "status"


def test_search_finds_what_the_unit_may_know_and_nothing_else(home: County) -> None:
    number = home.number()
    case_id = home.world.draft("reko.larkan", number=number)
    home.world.consent(case_id, "larkan", "soc", "af")
    home.world.join(case_id, "handlaggare.soc")
    home.catch_up()

    def found(subject: str, **asked: str) -> Any:
        answer = home.hand(subject).post(f"{API}/search", asked)
        assert answer.status_code == 200, answer.text
        msgspec.json.decode(answer.content, type=ANSWERS[f"POST {API}/search"])
        return answer.json()["cases"]

    [mine] = found("reko.larkan", personnummer=number)
    assert mine["person"] == {"name": "Amina Testsson"} and mine["case_id"] == str(case_id)
    assert found("reko.larkan", number=mine["number"]) == [mine]
    [colleague] = found("reko2.larkan", personnummer=number)
    assert (colleague["way_in"], colleague["person"]) == ("substitute", {"name": None})
    [gate] = found("handlaggare.af", personnummer=number)
    assert gate["way_in"] == "gate"
    for subject in ("handlaggare.soc-sala", "handlaggare.fk", "lakare.psyk"):
        assert found(subject, personnummer=number) == found(subject, personnummer=home.number()) == []
        assert found(subject, number=mine["number"]) == []
    assert problem(home.hand("reko.larkan").post(f"{API}/search", {}), 422, "text_missing")["field"] == "personnummer"
    problem(home.hand("logg.larkan").post(f"{API}/search", {"personnummer": number}), 404, "not_found_or_denied")


def test_a_case_is_what_the_gate_lets_the_reader_see(shared: County, case_id: UUID) -> None:
    mine = got(shared.hand("reko.larkan"), f"/cases/{case_id}", "/cases/{case_id}")
    theirs = got(shared.hand("handlaggare.fk"), f"/cases/{case_id}", "/cases/{case_id}")
    assert mine["person"]["personnummer"] == theirs["person"]["personnummer"]
    topics = {entry["topic"] for entry in theirs["entries"]}
    assert "sick-leave-recorded" in topics and "inquiry-sent" not in topics
    assert {entry["event_id"] for entry in theirs["entries"]} < {entry["event_id"] for entry in mine["entries"]}
    [leave] = [entry for entry in theirs["entries"] if entry["topic"] == "sick-leave-recorded"]
    assert set(leave) == {
        *("event_id", "topic", "category", "owner_unit", "dated", "recorded_at", "recipients", "data"),
    }
    assert leave["data"]["rows"] == [{"from": "2026-11-23", "to": "2026-12-31", "degree": 100}]
    assert leave["data"]["physician_name"] == "Lena Läkare"
    [asked] = [entry for entry in mine["entries"] if entry["topic"] == "inquiry-sent"]
    assert asked["data"]["text"] == "När börjar det?" and asked["recipients"] == [str(shared.world.unit("soc"))]
    assert "version" not in str(mine) and "position" not in str(mine)
    assert {party["slug"] for party in theirs["parties"]} == {"larkan", "soc", "fk", "af"}
    assert theirs["consent"]["verified"] and "sick_leave" in theirs["consent"]["scope"]


@pytest.mark.parametrize("subject", ["handlaggare.af", "handlaggare2.af", "chef.af"])
def test_a_unit_that_has_not_made_sure_meets_the_gate_alone(shared: County, case_id: UUID, subject: str) -> None:
    hand = shared.hand(subject)
    answer = got(hand, f"/cases/{case_id}", "/cases/{case_id}")
    assert set(answer) == {"case_id", "person", "consent_id", "gate"}
    assert answer["person"] == {"name": "Amina Testsson"}
    assert set(answer["gate"]) == {"recorded_by", "scope"}
    assert answer["gate"]["recorded_by"]["unit"] == "larkan (demo)"
    assert "identity_contact" in answer["gate"]["scope"] and "diagnosis" not in answer["gate"]["scope"]
    problem(hand.get(f"{API}/cases/{case_id}/access-log"), 404, "not_found_or_denied")


@pytest.mark.parametrize("path", ["", "/access-log"])
@pytest.mark.parametrize("subject", ["handlaggare.soc-sala", "lakare.larkan", "reko2.larkan", "chef.larkan"])
def test_a_case_not_for_this_reader_is_no_case(shared: County, case_id: UUID, subject: str, path: str) -> None:
    hand = shared.hand(subject)
    hidden, missing = (hand.get(f"{API}/cases/{each}{path}") for each in (case_id, NOWHERE))
    problem(hidden, 404, "not_found_or_denied")
    assert hidden.content == missing.content and hidden.headers == missing.headers


def test_the_access_log_tells_unit_role_time_and_substitute(home: County) -> None:
    case_id = home.case("soc", "fk")
    home.hand("handlaggare.soc").get(f"{API}/cases/{case_id}")
    home.stand_in("reko2.larkan", case_id).get(f"{API}/cases/{case_id}")
    home.hand("handlaggare.soc-sala").get(f"{API}/cases/{case_id}")
    readers = got(home.hand("handlaggare.fk"), f"/cases/{case_id}/access-log", "/cases/{case_id}/access-log")["readers"]
    assert set(readers[0]) == {"unit", "role", "time", "substitute"}
    told = {(row["unit"]["slug"], row["role"], row["substitute"]) for row in readers}
    assert told >= {("soc", "social_worker", False), ("larkan", "rehab_coordinator", True)}
    assert "soc-sala" not in {slug for slug, _, _ in told}, "who was denied has read nothing"


def test_a_substitute_gives_a_reason_and_then_reads_until_logout(home: County) -> None:
    case_id = home.case("soc")
    hand = home.hand("reko2.larkan")
    problem(hand.get(f"{API}/cases/{case_id}"), 404, "not_found_or_denied")
    wrong = hand.post(f"{API}/cases/{case_id}/substitution", {"reason": "curiosity"})
    assert problem(wrong, 422, "malformed")["field"] == "reason"
    answer = hand.post(f"{API}/cases/{case_id}/substitution", {"reason": "absence"})
    assert answer.status_code == 200 and answer.json()["case_id"] == str(case_id)
    assert hand.get(f"{API}/cases/{case_id}").json()["person"]["name"] == "Amina Testsson"
    for subject in ("lakare.larkan", "handlaggare.soc-sala", "chef.larkan"):
        other = home.hand(subject)
        refused = other.post(f"{API}/cases/{case_id}/substitution", {"reason": "absence"})
        nowhere = other.post(f"{API}/cases/{NOWHERE}/substitution", {"reason": "absence"})
        problem(refused, 404, "not_found_or_denied")
        assert refused.content == nowhere.content
    hand.form("/logga-ut")
    problem(hand.get(f"{API}/cases/{case_id}"), 401, "login_needed")
    problem(home.hand("reko2.larkan").get(f"{API}/cases/{case_id}"), 404, "not_found_or_denied")


def test_tasks_are_those_of_the_start_page(shared: County, case_id: UUID) -> None:
    def kinds(subject: str) -> set[str]:
        tasks = got(shared.hand(subject), "/tasks", "/tasks")["tasks"]
        return {task["kind"] for task in tasks if task["case_id"] == str(case_id)}

    assert kinds("handlaggare.soc") == {"answer_inquiry"}
    assert kinds("handlaggare2.af") == kinds("chef.af") == {"verify_consent"}
    assert "consent_copy" in kinds("reko.larkan")
    for subject in ("logg.fk", "process.medicin", "chef.forbund", "admin.region-adm", "handlaggare.soc-sala"):
        assert kinds(subject) == set()


def test_a_log_reviewer_of_a_unit_at_the_gate_is_told_of_no_person(home: County) -> None:
    home.case(waiting=("fk",))
    assert "Amina" in home.hand("chef.fk").get(f"{API}/tasks").text
    assert got(home.hand("logg.fk"), "/tasks", "/tasks") == {"tasks": [], "next": None}


def test_without_a_session_there_is_nothing(shared: County, case_id: UUID) -> None:
    nobody = shared.hand(None)
    for path in ("/me", "/units", "/cases", f"/cases/{case_id}", "/events", "/tasks"):
        problem(nobody.get(API + path), 401, "login_needed")
    problem(nobody.command("note-protected-identity", case_id=str(case_id)), 401, "login_needed")


def test_a_renewal_that_must_be_verified_anew_closes_the_feed_too(home: County) -> None:
    case_id = home.case("soc", "fk")
    home.do("reko.larkan", sick_leave(case_id))
    hand = home.hand("handlaggare.fk")
    assert "sick-leave-recorded" in hand.get(f"{API}/events").text
    home.world.consent(case_id, "larkan", "soc", "fk", form=ConsentForm.ORAL, how_obtained=HowObtained.PHONE)
    home.catch_up()
    assert "gate" in hand.get(f"{API}/cases/{case_id}").json()
    assert got(hand, "/events", "/events") == {"events": [], "next": None}
