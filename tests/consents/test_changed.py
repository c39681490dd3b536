"""What happens to a consent afterwards: withdrawn, narrowed, refused, lapsed, locked."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from events.categories import Category
from events.kinds import Status
from tests.consents.as_a_browser import CANARY, at, field, filled, text_of, waiting
from tests.house.county import County
from tests.world import TODAY


def test_a_withdrawal_told_at_the_gate_closes_the_case_for_all(home: County) -> None:
    case_id = waiting(home)
    hand = home.hand("handlaggare.soc")
    page = hand.get(at(case_id, "aterkallelse"))
    said = text_of(page)
    assert "Samtycket upphör direkt." in said and "Fråga inte varför." in said and CANARY not in page.text
    answer = hand.form(at(case_id, "aterkallelse"), {"consent_id": field(page, "consent_id"), "how_told": "phone"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/arenden")
    assert home.world.log.load(case_id).status(TODAY) is Status.SUSPENDED


def test_a_withdrawal_asks_about_other_cases_of_the_same_person(home: County) -> None:
    case_id = home.world.active("soc")
    alone = text_of(home.hand("handlaggare.soc").get(at(case_id, "aterkallelse")))
    other = home.world.draft("reko.psyk")
    home.world.consent(other, "psyk", "soc", by="reko.psyk")
    home.world.join(other, "handlaggare.soc")
    home.catch_up()
    said = text_of(home.hand("handlaggare.soc").get(at(case_id, "aterkallelse")))
    assert "Er enhet är med i fler ärenden om Amina" in said and home.world.log.load(other).number in said
    assert "fler ärenden" not in alone
    elsewhere = text_of(home.hand("reko.larkan").get(at(case_id, "aterkallelse")))
    assert "fler ärenden" not in elsewhere, "larkan is not party to the other case"


def test_narrowing_takes_away_exactly_what_is_ticked(home: County) -> None:
    case_id = home.world.active("soc", "fk", "af")
    soc, fk = home.world.unit("soc"), home.world.unit("fk")
    hand = home.hand("reko.larkan")
    page = hand.get(at(case_id, "begransning"))
    fields = {"seen": field(page, "seen"), "consent_id": field(page, "consent_id")}
    empty = hand.form(at(case_id, "begransning"), fields)
    assert empty.status_code == 422 and "Du har inte ändrat något." in text_of(empty)
    answer = hand.form(at(case_id, "begransning"), fields | {"remove": [f"{soc}:livelihood", str(fk)]})
    assert answer.status_code == 303
    consent = home.world.log.load(case_id).consent
    assert consent is not None and fk not in consent.units
    assert Category.LIVELIHOOD not in consent.categories_of(soc)
    assert Category.SICK_LEAVE in consent.categories_of(soc)
    late = hand.form(at(case_id, "begransning"), fields | {"remove": [f"{soc}:sick_leave"]})
    assert late.status_code == 409 and f'value="{soc}:sick_leave" checked' in late.text


@pytest.mark.parametrize("remove", ["nothing", "x:y", f"{UUID(int=9)}", f"{UUID(int=9)}:livelihood"])
def test_narrowing_what_is_not_there_is_refused(home: County, remove: str) -> None:
    case_id = home.world.active("soc")
    before = home.events()
    answer = home.hand("reko.larkan").form(at(case_id, "begransning"), {"remove": remove})
    assert answer.status_code == 422 and "Inget har ändrats" in text_of(answer)
    assert home.events() == before


def test_a_no_at_opening_leaves_nobody_to_find(home: County) -> None:
    case_id = home.world.draft()
    hand = home.hand("reko.larkan")
    page = hand.get(at(case_id, "avslag"))
    assert "Namn och personnummer raderas direkt." in text_of(page)
    answer = hand.form(at(case_id, "avslag"), {"seen": field(page, "seen")})
    assert (answer.status_code, answer.headers["location"]) == (303, "/arenden")
    assert hand.get(at(case_id, "avslag")).status_code == 404
    assert home.sql("SELECT count(*) FROM vault.identity WHERE case_id = %s", case_id) == [(0,)]


def test_protected_identity_locks_the_case_for_the_own_unit_too(home: County) -> None:
    case_id = home.world.active("soc")
    hand = home.hand("reko.larkan")
    path = f"/arenden/{case_id}/skyddad-identitet"
    page = hand.get(path)
    assert "Ärendet spärras direkt, för alla." in text_of(page)
    assert hand.form(path, {"seen": field(page, "seen")}).status_code == 303
    assert home.world.log.load(case_id).locked
    assert hand.get(path).status_code == 404


def test_after_a_lapse_the_form_is_as_it_was_and_says_that_the_past_stays_closed(home: County) -> None:
    case_id = home.world.active("soc", valid_to=TODAY + timedelta(days=1))
    home.world.moment += timedelta(days=3)
    page = home.hand("reko.larkan").get(f"/arenden/{case_id}/samtycken")
    said = text_of(page)
    assert page.status_code == 200 and "Samtycket har upphört." in said
    assert "Det som delades innan samtycket upphörde förblir stängt." in said
    shown: Any = home.hand("reko.larkan").form(
        at(case_id, "forhandsvisning"),
        filled(home, case_id, "soc", page=page, earlier=[str(home.world.unit("soc"))]),
    )
    assert "Får läsa det som delats tidigare, när den enhet som skrev det har öppnat det." in text_of(shown)
