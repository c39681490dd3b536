"""A follow-up on its way: booked, in the dates to come, held by the one who calls, and then in the timeline."""

from events import commands as c
from events.kinds import FollowUpKind
from tests.cases.reading import case_page, text_of
from tests.house.county import County
from tests.world import TODAY


def test_a_follow_up_is_booked_and_held_by_the_one_who_calls(home: County) -> None:
    case_id = home.case("soc", "fk")
    form = text_of(case_page(home, "reko.larkan", case_id, "/uppfoljningar/ny"))
    assert "Uppföljning av ärendet efter sex månader" in form
    booked = home.hand("reko.larkan").form(
        f"/arenden/{case_id}/uppfoljningar",
        {"on": "2026-12-10", "kind": "plan", "called_by_unit": str(home.world.unit("soc"))},
    )
    assert booked.status_code == 303
    assert "Torsdag 10 december 2026 Uppföljning av planen" in text_of(case_page(home, "handlaggare.fk", case_id))
    assert "Ni kallar." in text_of(case_page(home, "handlaggare.soc", case_id))
    assert "Ni kallar." not in text_of(case_page(home, "reko.larkan", case_id))
    not_theirs = case_page(home, "reko.larkan", case_id, "/uppfoljningar/hallna/ny")
    assert (not_theirs.status_code, not_theirs.headers["location"]) == (303, f"/arenden/{case_id}")
    held = {"on": "2026-11-23", "goals_met": "partly", "person_present": "true", "plan_change_needed": "true"}
    assert case_page(home, "handlaggare.soc", case_id, "/uppfoljningar/hallna/ny").status_code == 200
    wrong = home.hand("handlaggare.soc").form(f"/arenden/{case_id}/uppfoljningar/hallna", held | {"goals_met": ""})
    assert wrong.status_code == 422 and 'id="goals_met-fel"' in wrong.text
    done = home.hand("handlaggare.soc").form(f"/arenden/{case_id}/uppfoljningar/hallna", held)
    assert done.status_code == 303
    said = text_of(case_page(home, "reko.larkan", case_id))
    assert "Uppföljning av planen är gjord" in said and "Personen var med." in said
    assert "Ni kallar." not in text_of(case_page(home, "handlaggare.soc", case_id))


def test_once_the_six_months_are_booked_the_plan_is_proposed(home: County) -> None:
    case_id = home.case("soc")
    whole = FollowUpKind.CASE_SIX_MONTHS
    home.do("reko.larkan", c.ScheduleFollowUp(case_id=case_id, on=TODAY.replace(year=2027, month=5), kind=whole))
    form = case_page(home, "reko.larkan", case_id, "/uppfoljningar/ny").text
    assert 'value="plan" checked' in form and 'value="case_six_months" checked' not in form


def test_an_objection_to_statistics_is_noted_and_seen_by_the_own_unit_alone(home: County) -> None:
    case_id = home.case("soc")
    assert case_page(home, "handlaggare.soc", case_id, "/statistik/ny").status_code == 200
    assert home.hand("handlaggare.soc").form(f"/arenden/{case_id}/statistik", {}).status_code == 303
    noted = "Personen vill inte vara med i statistiken"
    assert text_of(case_page(home, "handlaggare.soc", case_id)).count(noted) == 3  # action, entry, its copy
    assert text_of(case_page(home, "reko.larkan", case_id)).count(noted) == 1  # the action alone
