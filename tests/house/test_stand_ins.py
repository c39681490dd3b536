"""Who has stepped in for a colleague is shown to the unit's manager, as it is promised to who does (domain.md 2.2)."""

from datetime import timedelta
from typing import Any

from tests.cases.reading import text_of
from tests.house.county import API, County
from tests.leave import sick_leave


def seen(home: County, subject: str) -> list[dict[str, Any]]:
    answer = home.hand(subject).get(f"{API}/substitutions")
    assert answer.status_code == 200, answer.text
    return list(answer.json()["substitutions"])


def test_the_manager_sees_who_stepped_in_when_why_and_for_whom(home: County) -> None:
    case_id = home.case("soc")
    home.do("reko.larkan", sick_leave(case_id))
    assert seen(home, "chef.larkan") == []
    assert "gått in för en kollega" not in text_of(home.hand("chef.larkan").get("/"))
    number = home.world.log.load(case_id).number
    hand = home.stand_in("reko2.larkan", case_id, "urgent_contact")
    for _ in range(3):
        assert hand.get(f"/arenden/{case_id}").status_code == 200
    (row,) = seen(home, "chef.larkan")
    assert (row["officer"], row["instead_of"]) == ("reko2 Demo-larkan", "reko Demo-larkan")
    assert (row["reason"], row["role"], row["case_number"]) == ("urgent_contact", "rehab_coordinator", number)
    assert row["time"].startswith("2026-11-23T")
    page = text_of(home.hand("chef.larkan").get("/bemanning"))
    for said in ("reko2 Demo-larkan", "reko Demo-larkan", "Någon behövde kontakt direkt", number, "23 november 2026"):
        assert said in page
    assert "En gång har någon gått in för en kollega de senaste sju dagarna." in text_of(
        home.hand("chef.larkan").get("/")
    )


def test_it_opens_nothing_of_the_case_and_names_no_person(home: County) -> None:
    case_id = home.case("soc")
    home.stand_in("reko2.larkan", case_id).get(f"/arenden/{case_id}")
    chief = home.hand("chef.larkan")
    shown = chief.get("/bemanning").text + chief.get("/").text + chief.get(f"{API}/substitutions").text
    assert "reko2 Demo-larkan" in shown and "Amina" not in shown and "070-174" not in shown
    assert chief.get(f"{API}/cases/{case_id}").status_code == 404
    assert f"/arenden/{case_id}" not in shown


def test_other_managers_and_other_roles_see_nothing_of_it(home: County) -> None:
    case_id = home.case("soc", "psyk")
    home.stand_in("reko2.larkan", case_id).get(f"/arenden/{case_id}")
    assert len(seen(home, "chef.larkan")) == 1, "the positive control"
    for other in ("chef.soc", "chef.psyk", "chef.soc-sala", "chef.fk"):
        assert seen(home, other) == []
        assert "reko2" not in home.hand(other).get("/bemanning").text
    for nobody in ("reko.larkan", "reko2.larkan", "logg.larkan", "process.medicin", "chef.forbund"):
        assert home.hand(nobody).get(f"{API}/substitutions").status_code in (403, 404)


def test_the_named_officers_own_reading_is_not_a_stepping_in(home: County) -> None:
    case_id = home.case("soc")
    assert home.hand("reko.larkan").get(f"/arenden/{case_id}").status_code == 200
    assert seen(home, "chef.larkan") == []


def test_it_is_shown_for_thirty_days_and_said_on_min_dag_for_seven(home: County) -> None:
    case_id = home.case("soc")
    home.stand_in("reko2.larkan", case_id).get(f"/arenden/{case_id}")
    home.world.moment += timedelta(days=8)
    assert len(seen(home, "chef.larkan")) == 1
    assert "gått in för en kollega" not in text_of(home.hand("chef.larkan").get("/"))
    home.world.moment += timedelta(days=23)
    assert seen(home, "chef.larkan") == []


def test_a_case_that_the_unit_no_longer_knows_of_has_no_number_there(home: County) -> None:
    case_id = home.case("soc")
    number = home.world.log.load(case_id).number
    home.stand_in("reko2.larkan", case_id).get(f"/arenden/{case_id}")
    assert number in text_of(home.hand("chef.larkan").get("/bemanning"))
    home.hand("admin.region-adm").command("purge-case", case_id=str(case_id), decision_ref="RV 2026/118")
    (row,) = seen(home, "chef.larkan")
    assert row["case_number"] is None
    assert number not in home.hand("chef.larkan").get("/bemanning").text
