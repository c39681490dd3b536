"""The gate: nothing but the name, the recorder and the own scope before the unit has made sure."""

from uuid import uuid4

import pytest

from tests.consents.as_a_browser import CANARY, at, field, text_of, waiting
from tests.house.county import County


def test_the_gate_shows_the_name_the_recorder_and_the_own_scope_and_nothing_else(home: County) -> None:
    case_id = waiting(home)
    page = home.hand("handlaggare.soc").get(at(case_id, "kontroll"))
    said = text_of(page)
    assert page.status_code == 200
    assert "Amina Testsson" in said and "reko Demo-larkan, larkan (demo)" in said
    assert "Det här får soc (demo) läsa" in said and "Försörjning" in said
    assert "till och med söndag 23 maj 2027" in said
    assert "checked" not in page.text, "an attestation has no choice made beforehand"
    number = home.world.log.load(case_id).number
    assert not any(hidden in page.text for hidden in (CANARY, "fk (demo)", number, "19840314", "070-174"))


def test_confirming_opens_the_case_and_names_the_officer(home: County) -> None:
    case_id = waiting(home)
    hand = home.hand("handlaggare.soc")
    page = hand.get(at(case_id, "kontroll"))
    fields = {"command_id": field(page, "command_id"), "consent_id": field(page, "consent_id"), "how": "seen_form"}
    answers = [hand.form(at(case_id, "kontroll"), fields) for _ in range(2)]
    assert [(a.status_code, a.headers["location"]) for a in answers] == [(303, f"/arenden/{case_id}")] * 2
    case = home.world.log.load(case_id)
    soc = home.world.unit("soc")
    assert case.consent is not None and soc in case.consent.verified
    assert case.caseworkers[soc] == {home.world.officer("handlaggare.soc").user_id}
    assert [e.topic for e in case.entries.values()].count("consent-verified") == 1
    assert hand.get(f"/arenden/{case_id}").status_code == 200, "the case opens"


@pytest.mark.parametrize("how", ["", "heard_it", "\x00"])
def test_the_gate_stays_shut_without_a_way_of_knowing(home: County, how: str) -> None:
    case_id = waiting(home)
    before = home.events()
    answer = home.hand("handlaggare.soc").form(at(case_id, "kontroll"), {"how": how})
    assert answer.status_code == 422 and "Ärendet är inte öppnat" in text_of(answer)
    assert home.events() == before and CANARY not in answer.text


@pytest.mark.parametrize("place", ["kontroll", "aterkallelse", "begransning", "avslag", "kopior", "frislappande"])
def test_no_page_of_a_consent_tells_a_stranger_that_the_case_exists(home: County, place: str) -> None:
    case_id = home.world.active("soc")
    stranger = home.hand("handlaggare.af")
    answers = [stranger.get(at(case, place)) for case in (case_id, uuid4())]
    assert [a.status_code for a in answers] == [404, 404]
    assert text_of(answers[0]) == text_of(answers[1])
    assert home.hand("reko.larkan").get(at(case_id, place)).status_code in (200, 303, 422)
