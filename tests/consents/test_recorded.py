"""The consent form as people meet it: what it starts with, what it records, and who meets it at all."""

from uuid import uuid4

import pytest

from events.categories import Category
from tests.consents.as_a_browser import filled, save, text_of
from tests.house.county import County

pytestmark = pytest.mark.usefixtures("serving")


def test_the_form_starts_with_the_information_and_chooses_nobody_for_the_person(home: County) -> None:
    case_id = home.world.draft()
    page = home.hand("reko.larkan").get(f"/arenden/{case_id}/samtycken")
    said = text_of(page)
    assert page.status_code == 200
    assert said.index("Får vi prata med varandra om dig?") < said.index("Vilka får ta del av uppgifterna?")
    assert "Jag har berättat allt det här och Amina har förstått" in said
    assert "Så här ser ärendet ut för soc (demo)" not in said
    assert f'value="{home.world.unit("soc")}"' in page.text, "the unit that serves the municipality is offered"
    assert f'value="{home.world.unit("soc")}" checked' not in page.text
    assert "fk (demo)" not in said, "a unit from elsewhere is found by searching"


def test_a_saved_consent_opens_the_case_exactly_as_ticked(home: County) -> None:
    case_id = home.world.draft()
    soc = home.world.unit("soc")
    fields = filled(home, case_id, "soc")
    fields["may"] = [v for v in fields["may"] if v != f"{soc}:sick_leave"]
    answer = save(home, case_id, fields)
    assert answer.status_code == 303, text_of(answer)
    consent = home.world.log.load(case_id).consent
    assert consent is not None
    assert Category.SICK_LEAVE not in consent.categories_of(soc)
    assert Category.LIVELIHOOD in consent.categories_of(soc)
    assert consent.fact.valid_to.isoformat() == "2027-05-23"
    paper = home.hand("reko.larkan").get(answer.headers["location"])
    assert "Samtycket är sparat" in text_of(paper) and "Ditt samtycke" in text_of(paper)


def test_sending_the_same_form_twice_records_it_once(home: County) -> None:
    case_id = home.world.draft()
    fields = filled(home, case_id, "soc")
    first, second = save(home, case_id, fields), save(home, case_id, fields)
    assert (first.status_code, first.headers["location"]) == (second.status_code, second.headers["location"])
    assert len(home.world.log.load(case_id).consents) == 1


def test_what_the_person_does_not_want_is_kept_from_all_other_units(home: County) -> None:
    case_id = home.world.draft()
    answer = save(home, case_id, filled(home, case_id, "soc", not_shared=["livelihood"]))
    assert answer.status_code == 303
    consent = home.world.log.load(case_id).consent
    assert consent is not None
    assert Category.LIVELIHOOD not in consent.categories_of(home.world.unit("soc"))
    assert Category.LIVELIHOOD in consent.categories_of(home.world.unit("larkan"))


def test_a_case_of_others_is_as_if_it_did_not_exist(home: County) -> None:
    case_id = home.world.draft()
    own = home.hand("reko.larkan").get(f"/arenden/{case_id}/samtycken")
    other = home.hand("handlaggare.soc").get(f"/arenden/{case_id}/samtycken")
    nothing = home.hand("handlaggare.soc").get(f"/arenden/{uuid4()}/samtycken")
    assert own.status_code == 200 and "Amina" in own.text
    assert other.status_code == nothing.status_code == 404
    assert "Amina" not in other.text and text_of(other) == text_of(nothing)


def test_a_unit_at_the_gate_is_sent_there(home: County) -> None:
    case_id = home.world.draft()
    home.world.consent(case_id, "larkan", "soc")
    answer = home.hand("handlaggare.soc").get(f"/arenden/{case_id}/samtycken")
    assert (answer.status_code, answer.headers["location"]) == (303, f"/arenden/{case_id}/samtycken/kontroll")
