"""A unit that has left a case, or stands at its gate again, is told of no other: not by readers, forms or lists."""

from uuid import UUID

import pytest

from events import commands as c
from events.facts import Removal
from events.kinds import Livelihood
from tests.cases.reading import text_of
from tests.house.county import County

NEW, FORM = "psyk (demo)", {"text": ""}
FORMS = ["kontakter", "fragor", "egen-beskrivning", "kontaktpersoner", "forsorjning", "avslut"]


@pytest.fixture
def left(home: County) -> UUID:
    """soc has own entries and is then left out; psyk comes in afterwards and reads."""
    case_id = home.case("soc", "fk")
    source = c.RecordLivelihood(case_id=case_id, source=Livelihood.INCOME_SUPPORT, from_=home.world.moment.date())
    home.do("handlaggare.soc", source)
    home.do("reko.larkan", c.NarrowConsent(case_id=case_id, removed=(Removal(home.world.unit("soc")),)))
    home.world.consent(case_id, "larkan", "fk", "psyk")
    home.world.join(case_id, "reko.psyk")
    home.catch_up()
    assert home.hand("reko.psyk").get(f"/arenden/{case_id}").status_code == 200
    return case_id


def test_a_unit_that_has_left_sees_only_its_own_among_those_who_have_read(home: County, left: UUID) -> None:
    assert NEW in text_of(home.hand("reko.larkan").get(f"/arenden/{left}/utdrag")), "who takes part sees all"
    assert NEW not in text_of(home.hand("handlaggare.soc").get(f"/arenden/{left}/utdrag"))
    readers = home.hand("handlaggare.soc").get(f"/api/v1/cases/{left}/access-log").json()["readers"]
    assert {row["unit"]["slug"] for row in readers} == {"soc"}


def test_a_unit_that_has_left_cannot_ask_who_would_read(home: County, left: UUID) -> None:
    asked = f"/arenden/{left}/lasare?kategori=planning&falt=text&recipients={home.world.unit('psyk')}"
    assert NEW in text_of(home.hand("reko.larkan").get(asked))
    assert NEW not in text_of(home.hand("handlaggare.soc").get(asked))


@pytest.mark.parametrize("form", FORMS)
def test_a_refused_form_names_no_unit_to_one_that_has_left(home: County, left: UUID, form: str) -> None:
    refused = home.hand("handlaggare.soc").form(f"/arenden/{left}/{form}", FORM)
    assert refused.status_code == 422
    assert NEW not in text_of(refused)


def test_a_form_sent_from_the_gate_leads_to_the_gate(home: County) -> None:
    case_id = home.case("soc")
    home.world.consent(case_id, "larkan", "soc", "psyk")
    home.catch_up()
    sent = home.hand("handlaggare.soc").form(f"/arenden/{case_id}/kontakter", FORM)
    assert (sent.status_code, sent.headers["location"]) == (303, f"/arenden/{case_id}/samtycken/kontroll")


def test_the_list_says_no_more_than_the_gate(home: County) -> None:
    case_id = home.case("soc")
    assert "larkan (demo)" in text_of(home.hand("handlaggare.soc").get("/arenden")), "while it may read"
    home.world.consent(case_id, "larkan", "soc", "psyk")
    home.catch_up()
    row = text_of(home.hand("handlaggare.soc").get("/arenden"))
    assert home.world.log.load(case_id).number in row
    assert NEW not in row
    assert "Köping" not in row.partition("Dina ärenden")[2]


def test_the_list_names_no_other_unit_while_the_case_rests(home: County) -> None:
    case_id = home.case("soc", "psyk")
    assert NEW in text_of(home.hand("handlaggare.soc").get("/arenden"))
    home.do("reko.larkan", c.WithdrawConsent(case_id=case_id))
    assert NEW not in text_of(home.hand("handlaggare.soc").get("/arenden"))
