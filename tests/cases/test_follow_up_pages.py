"""A follow-up on its way: booked, in the dates to come, held by the one who calls, and then in the timeline."""

from datetime import date, timedelta

from events import commands as c
from events.kinds import FollowUpKind, Outcome
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


PROPOSED = "Uppföljning av ärendet efter sex månader Förslag, inte bokat. soc (demo) kallar."


def test_the_follow_up_of_the_case_stands_among_the_dates_to_come_from_the_first_day(home: County) -> None:
    case_id = home.case("soc", "fk")
    for subject in ("reko.larkan", "handlaggare.soc", "handlaggare.fk"):
        assert f"Söndag 23 maj 2027 {PROPOSED}" in text_of(case_page(home, subject, case_id))
    on, whole = date(2027, 5, 20), FollowUpKind.CASE_SIX_MONTHS
    home.do("reko.larkan", c.ScheduleFollowUp(case_id=case_id, on=on, kind=whole))
    page = text_of(case_page(home, "handlaggare.soc", case_id))
    assert "Förslag, inte bokat" not in page and "Torsdag 20 maj 2027 Uppföljning av ärendet efter sex månader" in page


def test_nothing_is_proposed_in_a_case_that_rests_or_is_closed(home: County) -> None:
    resting, closed = home.case("soc"), home.case("soc")
    home.do("reko.larkan", c.WithdrawConsent(case_id=resting))
    home.do("reko.larkan", c.CloseCase(case_id=closed, outcome=Outcome.OTHER))
    for case_id in (resting, closed):
        assert "Förslag, inte bokat" not in text_of(case_page(home, "reko.larkan", case_id))


def test_the_day_tells_a_unit_that_was_let_in_later_of_no_consent_before_its_own(home: County) -> None:
    case_id = home.case("soc")
    home.world.moment += timedelta(days=40)
    home.world.consent(case_id, "larkan", "soc", "fk")
    home.world.join(case_id, "handlaggare.fk")
    later = text_of(case_page(home, "handlaggare.fk", case_id))
    assert "23 maj 2027" not in later
    assert f"Fredag 2 juli 2027 {PROPOSED}" in later
    assert f"Söndag 23 maj 2027 {PROPOSED}" in text_of(case_page(home, "reko.larkan", case_id))
    form = case_page(home, "handlaggare.fk", case_id, "/uppfoljningar/ny").text
    assert "2027-07-02" in form and "2027-05-23" not in form


def test_an_objection_to_statistics_is_noted_and_seen_by_the_own_unit_alone(home: County) -> None:
    case_id = home.case("soc")
    assert case_page(home, "handlaggare.soc", case_id, "/statistik/ny").status_code == 200
    assert home.hand("handlaggare.soc").form(f"/arenden/{case_id}/statistik", {}).status_code == 303
    noted = "Personen vill inte vara med i statistiken"
    assert text_of(case_page(home, "handlaggare.soc", case_id)).count(noted) == 3  # action, entry, its copy
    assert text_of(case_page(home, "reko.larkan", case_id)).count(noted) == 1  # the action alone
