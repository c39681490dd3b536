"""Försäkringskassan's liaison officer over HTTP: structural work, never a case (domain.md 2.3)."""

from html import unescape
from typing import Any

import msgspec
import pytest

from events.commands.deviations import ReportDeviation
from tests.house.county import API, County, Hand
from tests.house.sound.agreements import in_force_today
from tests.house.sound.deviations import deviation_report, reported
from tests.house.sound.paths import published, way_in

ABOUT_FK, ABOUT_SOC = "Kanariefågeln satt i telefonkö.", "Sparven fick inget svar."


@pytest.fixture
def liaison(home: County) -> Hand:
    return home.hand("samverkan.fk")


def page(hand: Hand, path: str) -> str:
    answer = hand.get(path)
    assert answer.status_code == 200, (path, answer.status_code)
    return unescape(answer.text)


def test_she_sees_ways_in_routines_and_statistics(home: County, liaison: Hand) -> None:
    published(home)
    agreement_id = in_force_today(home)
    assert (
        "Siv Demoström" in page(liaison, "/kontaktvagar")
        and "Siv Demoström" in liaison.get(f"{API}/contact-paths").text
    )
    assert str(agreement_id) in page(liaison, "/rutiner") and page(liaison, f"/rutiner/{agreement_id}")
    assert str(agreement_id) in liaison.get(f"{API}/agreements").text
    assert page(liaison, "/statistik")


def test_she_publishes_confirms_and_covers_the_way_in_of_her_own_unit(home: County, liaison: Hand) -> None:
    tasks = {task["kind"] for task in liaison.get(f"{API}/tasks").json()["tasks"]}
    assert "publish_contact_path" in tasks and "Skriv in er kontaktväg" in page(liaison, "/kontaktvagar")
    assert liaison.command("publish-contact-path", **way_in()).status_code == 200
    assert "Ändra er kontaktväg" in page(liaison, "/kontaktvagar")
    assert page(liaison, "/kontaktvagar/er-kontaktvag") and page(liaison, "/kontaktvagar/franvaro")
    assert liaison.form("/kontaktvagar/bekraftelse", {"confirmed_on": "2026-11-23"}).status_code == 303
    assert liaison.command("withdraw-contact-path", reason="Vi flyttar.").json()["key"] == "role_not_allowed"
    assert liaison.get("/kontaktvagar/tillbakadragande").status_code == 404


def test_she_reads_the_deviations_that_concern_her_agency_and_no_other(home: County, liaison: Hand) -> None:
    other = reported(home, description=ABOUT_SOC)
    body = deviation_report(home, about_unit=str(home.world.unit("fk")), description=ABOUT_FK)
    own = home.do("reko.larkan", msgspec.convert(body, ReportDeviation)).entries[0].stream_id
    assert ABOUT_FK in page(liaison, f"/avvikelser/{own}") and liaison.get(f"/avvikelser/{other}").status_code == 404
    for place in ("/avvikelser?visa=alla", "/avvikelser/fil", f"{API}/deviations", "/avvikelser/monster"):
        said = unescape(liaison.get(place).text)
        assert ABOUT_SOC not in said and str(other) not in said
    for place in ("/avvikelser/fil", f"{API}/deviations"):
        assert ABOUT_FK in unescape(liaison.get(place).text)
    answer = liaison.command("answer-deviation", deviation_id=str(own), measure="Ja.", feedback_text="Tack.")
    assert answer.json()["key"] == "about_unit_answers"


def test_no_case_is_there_for_her_not_even_one_that_her_unit_is_party_to(home: County, liaison: Hand) -> None:
    case_id = home.case("fk", "soc")
    number = home.world.log.load(case_id).number
    nowhere: Any = liaison.get("/arenden/00000000-0000-0000-0000-000000000404")
    for place in (f"/arenden/{case_id}", f"/arenden/{case_id}/samtycken", f"/arenden/{case_id}/ersattare", "/arenden"):
        assert liaison.get(place).status_code == 404
    assert liaison.get(f"/arenden/{case_id}").text == nowhere.text
    for call in (f"/cases/{case_id}", "/cases", "/events", f"/cases/{case_id}/access-log"):
        assert liaison.get(f"{API}{call}").status_code == 404
    assert liaison.post(f"{API}/search", {"number": number}).status_code == 404
    for place in ("/", "/uppgifter", "/kontaktvagar", "/avvikelser", "/rutiner", f"{API}/tasks"):
        said = page(liaison, place)
        assert number not in said and str(case_id) not in said and "Testsson" not in said
        assert 'href="/arenden"' not in said and 'id="sok"' not in said
    control = home.hand("handlaggare.fk")
    assert control.get(f"/arenden/{case_id}").status_code == 200 and "Testsson" in page(control, "/arenden")
