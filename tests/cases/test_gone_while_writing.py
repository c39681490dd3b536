"""A case that is purged while its page is open, and an assignment that ends while its officer writes."""

from datetime import timedelta
from html import unescape
from typing import Any

import pytest

from events import commands as c
from tests.cases.reading import CANARY, case_page, text_of
from tests.house.county import NOWHERE, County

FORMS: dict[str, dict[str, Any]] = {
    "kontakter": {"text": CANARY, "channel": "phone"},
    "egen-beskrivning": {"what_matters": CANARY, "goals": "Arbeta"},
    "fragor": {"text": CANARY},
}


@pytest.mark.parametrize("place", FORMS)
def test_after_a_purge_the_next_step_is_answered_as_if_there_had_been_no_case(home: County, place: str) -> None:
    case_id, hand = home.case("soc"), home.hand("reko.larkan")
    assert case_page(home, "reko.larkan", case_id, f"/{place}/ny").status_code == 200
    assert hand.form(f"/arenden/{case_id}/{place}", FORMS[place]).status_code != 404
    home.do("admin.region-adm", c.PurgeCase(case_id=case_id, decision_ref="RV 2026/118"))
    gone = hand.form(f"/arenden/{case_id}/{place}", FORMS[place])
    never = hand.form(f"/arenden/{NOWHERE}/{place}", FORMS[place])
    assert gone.status_code == 404
    home.world.moment -= timedelta(seconds=2)
    assert gone.text.replace(str(case_id), str(NOWHERE)) == never.text
    assert CANARY in unescape(gone.text) and "Det är inte sparat. Kopiera det" in text_of(gone)
    assert hand.get(f"/arenden/{case_id}").status_code == 404


def test_what_the_portal_had_filled_in_does_not_come_back(home: County) -> None:
    case_id, hand = home.case("soc"), home.hand("reko.larkan")
    typed = {"name": "Amina Testsson", "phone": "070-174 06 41", "_was.name": "Amina Testsson", "text": CANARY}
    home.do("admin.region-adm", c.PurgeCase(case_id=case_id, decision_ref="RV 2026/118"))
    for place in ("kontaktuppgifter", "samtycken", "avslut"):
        answer = hand.form(f"/arenden/{case_id}/{place}", typed)
        assert answer.status_code == 404
        assert "Amina" not in answer.text and CANARY not in unescape(answer.text)


def test_who_could_not_read_the_case_gets_the_same(home: County) -> None:
    """The words are the writer's own, so they tell nothing of whether there is a case."""
    case_id, hand = home.case("soc"), home.hand("handlaggare.fk")
    one = hand.form(f"/arenden/{case_id}/kontakter", FORMS["kontakter"])
    home.world.moment -= timedelta(seconds=1)
    other = hand.form(f"/arenden/{NOWHERE}/kontakter", FORMS["kontakter"])
    assert one.status_code == 404 and CANARY in unescape(one.text)
    assert one.text.replace(str(case_id), str(NOWHERE)) == other.text


def test_an_assignment_that_ends_while_its_officer_writes_refuses_and_gives_the_words_back(home: County) -> None:
    case_id, hand = home.case("soc"), home.hand("reko.larkan")
    assignment = home.world.officer("reko.larkan").assignment_id
    home.world.system(c.EndRole(assignment_id=assignment))
    before = home.events()
    answer = hand.form(f"/arenden/{case_id}/kontakter", FORMS["kontakter"])
    assert answer.status_code == 403
    assert "Ditt uppdrag har upphört, så du kan inte spara här längre." in text_of(answer)
    assert CANARY in unescape(answer.text) and "Testsson" not in answer.text
    assert home.events() == before
    page = hand.get(f"/arenden/{case_id}")
    assert (page.status_code, page.headers["location"]) == (303, "/uppdrag")
    refused = hand.command("log-contact", case_id=str(case_id), channel="phone", purpose="planning")
    assert (refused.status_code, refused.json()["key"]) == (403, "assignment_needed")
