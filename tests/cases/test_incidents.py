"""An entry about the wrong person is an incident of the unit that shared it, with 72 hours to assess it."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from events import commands as c
from events.kinds import RetractionReason
from tests.cases.reading import CANARY, text_of
from tests.house.county import County
from tests.leave import sick_leave


def taken_back(home: County, reason: str = "wrong_person") -> UUID:
    case_id = home.case("soc")
    view = home.do("reko.larkan", c.RecordPersonView(case_id=case_id, goals=CANARY, confirmed_by_person=True))
    event_id = view.entries[0].event_id
    home.do("reko.larkan", c.RetractEntry(case_id=case_id, event_id=event_id, reason=RetractionReason(reason)))
    return case_id


def register(home: County, subject: str) -> Any:
    return home.hand(subject).get("/incidenter")


def incident_of(home: County) -> UUID:
    found: UUID = home.sql("SELECT incident_id FROM view.incident")[0][0]
    return found


def test_the_unit_that_shared_it_and_nobody_else_sees_that_there_is_one(home: County) -> None:
    case_id = taken_back(home)
    number = home.world.log.load(case_id).number
    for subject in ("reko.larkan", "chef.larkan"):
        said = text_of(register(home, subject))
        assert f"Ärende {number}" in said and "senast" in said and "26 november 2026" in said
    colleague = home.hand("reko2.larkan")
    for page in ("/incidenter", "/uppgifter", "/"):
        assert number not in colleague.get(page).text
    assert "26 november 2026" in text_of(register(home, "reko2.larkan"))
    for subject in ("handlaggare.soc", "chef.soc", "reko.psyk", "handlaggare.fk"):
        assert number not in register(home, subject).text
        assert "Inga incidenter" in text_of(register(home, subject))


def test_what_was_shared_is_not_said(home: County) -> None:
    taken_back(home)
    said = register(home, "chef.larkan").text
    assert CANARY not in said and "beskrivning" not in said and "Testsson" not in said


def test_other_reasons_are_no_incident(home: County) -> None:
    taken_back(home, "wrong_fact")
    assert "Inga incidenter" in text_of(register(home, "chef.larkan"))


def test_the_manager_assesses_it_once_with_a_registry_number(home: County) -> None:
    taken_back(home)
    place, chief = f"/incidenter/{incident_of(home)}", home.hand("chef.larkan")
    nothing = chief.form(place, {})
    assert nothing.status_code == 422
    assert 'id="finding-fel"' in nothing.text and 'id="registry_number-fel"' in nothing.text
    wrong = chief.form(place, {"finding": "reported", "registry_number": "19840314-9808"})
    assert wrong.status_code == 422 and "Skriv bara diarienumret" in text_of(wrong)
    fields = {"finding": "reported", "registry_number": "RV 2026/331"}
    for subject in ("reko.larkan", "chef.soc"):
        assert home.hand(subject).form(place, fields).status_code == 404
    assert chief.form(place, fields).status_code == 303
    said = text_of(register(home, "reko.larkan"))
    assert "Anmäld till Integritetsskyddsmyndigheten" in said and "RV 2026/331" in said
    assert chief.form(place, fields).status_code == 404


def test_after_seventy_two_hours_it_says_that_the_time_is_up(home: County) -> None:
    taken_back(home)
    assert "Ska bedömas" in text_of(register(home, "chef.larkan"))
    home.world.moment += timedelta(hours=72)
    assert "Tiden har gått ut" in text_of(register(home, "chef.larkan"))


def test_the_incident_stays_when_the_case_is_purged(home: County) -> None:
    case_id = taken_back(home)
    home.do("admin.region-adm", c.PurgeCase(case_id=case_id, decision_ref="RV 2026/118"))
    assert "Ska bedömas" in text_of(register(home, "chef.larkan"))


def test_a_rebuilt_register_is_the_same(home: County) -> None:
    taken_back(home)
    home.do("reko.larkan", sick_leave(home.case("soc")))
    before = home.sql("SELECT * FROM view.incident")
    home.projector.rebuild("incidents")
    assert home.sql("SELECT * FROM view.incident") == before


def test_it_is_a_task_for_the_unit_until_it_has_been_assessed(home: County) -> None:
    taken_back(home)
    for subject in ("reko2.larkan", "chef.larkan"):
        told = [each for each in home.hand(subject).get("/api/v1/tasks").json()["tasks"] if "Incident" in each["what"]]
        assert [each["due_on"] for each in told] == ["2026-11-26"]
        assert "Incident" in text_of(home.hand(subject).get("/"))
    assert "Incident i ärende" in text_of(home.hand("chef.larkan").get("/"))
    assert "Incident" not in text_of(home.hand("chef.soc").get("/"))
    fields = {"finding": "not_needed", "registry_number": "RV 2026/331"}
    assert home.hand("chef.larkan").form(f"/incidenter/{incident_of(home)}", fields).status_code == 303
    assert "Incident i ärende" not in text_of(home.hand("chef.larkan").get("/"))


def test_a_question_about_violence_taken_back_is_none_for_it_would_tell_that_it_was_there(home: County) -> None:
    case_id = home.case("soc")
    asked = c.DocumentViolenceQuestion(case_id=case_id, asked=True, asked_on=home.world.moment.date())
    event_id = home.do("reko.larkan", asked).entries[0].event_id
    wrong = c.RetractEntry(case_id=case_id, event_id=event_id, reason=RetractionReason.WRONG_PERSON)
    home.do("reko.larkan", wrong)
    number = home.world.log.load(case_id).number
    for subject in ("reko.larkan", "chef.larkan", "logg.larkan"):
        assert number not in register(home, subject).text, subject
    beside = home.world.log.load(taken_back(home)).number
    assert beside in register(home, "chef.larkan").text, "the positive control"
