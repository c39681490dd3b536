"""Following up the own unit: its own entries, never others' and never the question about violence; all of it logged."""

from datetime import date
from html import unescape
from typing import Any
from uuid import UUID

from events import commands as c
from tests.cases.reading import CANARY, case_page, text_of
from tests.house.county import API, County

NUMBER = "RV 2026/118"
PLACE = "/kvalitetsuppfoljning"


def granted(home: County, subject: str = "reko2.larkan", by: str = "chef.larkan") -> UUID:
    grant = c.GrantQualityAssignment(
        assignee=home.world.officer(subject).user_id,
        purpose="Följa upp planerna",
        registry_number=NUMBER,
        valid_to=date(2027, 5, 1),
    )
    made = home.do(by, grant).entries[0].fact
    home.world.directory = home.world.log.directory()
    return UUID(str(getattr(made, "quality_assignment_id")))  # noqa: B009 - of whichever fact it is


def with_entries(home: County) -> UUID:
    case_id = home.case("soc")
    for subject, words in (("reko.larkan", "Eget mål"), ("handlaggare.soc", CANARY)):
        home.do(subject, c.RecordPersonView(case_id=case_id, goals=words, confirmed_by_person=True))
    home.do("reko.larkan", c.DocumentViolenceQuestion(case_id=case_id, asked=True, asked_on=date(2026, 11, 20)))
    return case_id


def rows_of(home: County, case_id: UUID) -> list[Any]:
    return home.sql(
        "SELECT what, registry_number, quality_assignment_id FROM audit.access WHERE case_id = %s ORDER BY id", case_id
    )


def test_the_own_entries_are_read_and_each_reading_carries_the_registry_number(home: County) -> None:
    case_id = with_entries(home)
    assert home.hand("reko2.larkan").get(PLACE).status_code == 404
    assignment_id = granted(home)
    hand = home.hand("reko2.larkan")
    number = home.world.log.load(case_id).number
    listed = text_of(hand.get(PLACE))
    assert number in listed and NUMBER in listed and "Testsson" not in listed
    shown = hand.get(f"{PLACE}/{case_id}")
    said = unescape(shown.text)
    assert "Eget mål" in said and CANARY not in said and "våld" not in said.lower() and "Rätta" not in said
    assert rows_of(home, case_id)[-1] == ("quality", NUMBER, assignment_id)


def test_the_managers_read_so_too_and_nobody_elsewhere(home: County) -> None:
    case_id = with_entries(home)
    granted(home, "chef.larkan")
    assert "Eget mål" in unescape(home.hand("chef.larkan").get(f"{PLACE}/{case_id}").text)
    granted(home, "chef.psyk", by="chef.psyk")
    for subject in ("chef.psyk", "reko2.larkan", "chef.soc"):
        assert home.hand(subject).get(f"{PLACE}/{case_id}").status_code == 404
        assert home.hand(subject).get(f"{API}/cases/{case_id}").status_code == 404


def test_over_the_api_it_is_the_same(home: County) -> None:
    case_id = with_entries(home)
    granted(home)
    body = home.hand("reko2.larkan").get(f"{API}/cases/{case_id}").json()
    owners = {entry["owner_unit"] for entry in body["entries"]}
    assert owners == {str(home.world.unit("larkan"))}
    assert "violence-question-documented" not in {entry["topic"] for entry in body["entries"]}
    assert body["consent"] is None and body["parties"] == []
    assert rows_of(home, case_id)[-1][1] == NUMBER
    named = home.hand("reko.larkan").get(f"{API}/cases/{case_id}").json()
    assert len({entry["owner_unit"] for entry in named["entries"]}) == 2
    assert rows_of(home, case_id)[-1][1] is None


def test_nothing_is_written_under_it_and_the_case_page_stays_closed(home: County) -> None:
    case_id = with_entries(home)
    granted(home)
    hand = home.hand("reko2.larkan")
    contact = c.NameContactPerson(case_id=case_id, name="A", role="B", phone="070-174 06 11")
    assert hand.send(contact).status_code == 404
    assert "Eget mål" not in unescape(hand.get(f"/arenden/{case_id}").text)
    assert hand.get(f"/arenden/{case_id}/utdrag").status_code == 404


def test_a_colleague_who_steps_in_reads_as_a_substitute_and_the_log_says_which(home: County) -> None:
    case_id = with_entries(home)
    granted(home)
    hand = home.stand_in("reko2.larkan", case_id)
    assert CANARY in unescape(hand.get(f"/arenden/{case_id}").text)
    assert rows_of(home, case_id)[-1][1] is None


def test_the_reviewer_and_the_person_see_the_registry_number(home: County) -> None:
    case_id = with_entries(home)
    granted(home)
    assert home.hand("reko2.larkan").get(f"{PLACE}/{case_id}").status_code == 200
    review = text_of(home.hand("logg.larkan").get("/logg"))
    assert "Följde upp kvaliteten" in review and f"Diarienummer {NUMBER}" in review
    extract = text_of(case_page(home, "handlaggare.soc", case_id, "/utdrag"))
    assert f"för att följa upp kvaliteten, diarienummer {NUMBER}" in extract
    readers = home.hand("handlaggare.soc").get(f"{API}/cases/{case_id}/access-log").json()["readers"]
    assert [each["registry_number"] for each in readers if "registry_number" in each] == [NUMBER]


def test_ended_it_is_over_with_the_next_page(home: County) -> None:
    case_id = with_entries(home)
    assignment_id = granted(home)
    home.do("chef.larkan", c.EndQualityAssignment(quality_assignment_id=assignment_id))
    for place in (PLACE, f"{PLACE}/{case_id}", f"{API}/cases/{case_id}"):
        assert home.hand("reko2.larkan").get(place).status_code == 404
