"""Rutiner over HTTP: everybody sees where there is a signed routine; those who may, write, sign and follow up."""

from datetime import timedelta
from html import unescape
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from tests.house.cast import READERS
from tests.house.county import API, County, Hand
from tests.house.sound.agreements import drafted, in_force_today
from tests.house.sound.paths import published


def page(hand: Hand, path: str = "/rutiner") -> str:
    answer = hand.get(path)
    assert answer.status_code == 200, answer.text
    return unescape(answer.text)


def listed(hand: Hand, agreement_id: Any) -> Any:
    rows = hand.get(f"{API}/agreements").json()["agreements"]
    return next(row for row in rows if row["agreement_id"] == str(agreement_id))


@pytest.mark.parametrize("subject", sorted({subject for subject in READERS.values() if subject}))
def test_every_role_sees_what_is_signed(shared: County, subject: str) -> None:
    agreement_id = in_force_today(shared)
    hand = shared.hand(subject)
    assert listed(hand, agreement_id)["status"] == "in_force"
    said = page(hand, f"/rutiner/{agreement_id}")
    assert "Rutin för Köping, primärvård" in said and "chef Demo-soc, 16 november 2026" in said


def test_a_routine_is_drafted_and_signed_in_forms_until_it_holds(home: County) -> None:
    parties = [str(home.world.unit(slug)) for slug in ("larkan", "soc")]
    fields = {"municipality_code": "1983", "care_scope": "primary_care", "parties": parties}
    place = home.hand("process.medicin").form("/rutiner/ny", fields).headers["location"]
    agreement_id = place.rpartition("/")[2]
    assert "0 av 2 har skrivit under" in page(home.hand("reko.larkan"))
    for chief, status in (("chef.larkan", "draft"), ("chef.soc", "in_force")):
        hand = home.hand(chief)
        assert "Skriv under rutinen" in page(hand, place)
        assert hand.form(f"{place}/underskrift", {"signed_on": "2026-11-23"}).status_code == 303
        assert listed(hand, agreement_id)["status"] == status
        assert "Skriv under rutinen" not in page(hand, place)


def test_a_draft_without_income_support_says_so_and_keeps_what_was_chosen(home: County) -> None:
    larkan = str(home.world.unit("larkan"))
    fields = {"municipality_code": "1983", "care_scope": "both", "parties": [larkan]}
    answer = home.hand("process.medicin").form("/rutiner/ny", fields)
    assert answer.status_code == 422 and "minst ett försörjningsstöd" in answer.text
    assert f'value="{larkan}" checked' in answer.text


def test_only_those_who_may_are_offered_anything(home: County) -> None:
    place = f"/rutiner/{in_force_today(home)}"
    assert "Kalla till uppföljning" in page(home.hand("chef.soc"), place)
    assert "Kalla till uppföljning" not in page(home.hand("chef.larkan"), place)
    assert "Säg upp rutinen" in page(home.hand("chef.larkan"), place)
    for other in ("reko.larkan", "chef.forbund", "admin.region-adm", "chef.fk"):
        assert "Det här kan du göra" not in page(home.hand(other), place)


def test_the_care_side_cannot_call_the_follow_up_even_by_its_address(home: County) -> None:
    place = f"/rutiner/{in_force_today(home)}/kallelse"
    answer = home.hand("chef.larkan").form(place, {"at": "2027-05-20"})
    assert answer.status_code == 422 and "kommunens enhetschef" in answer.text
    chief = home.hand("chef.soc")
    assert chief.form(place, {"at": "2027-05-20"}).status_code == 303
    assert "Kalla till uppföljning" not in page(chief, place.removesuffix("/kallelse"))
    home.world.moment += timedelta(days=179)
    assert "Kalla till uppföljning" in page(chief, place.removesuffix("/kallelse"))  # nobody held it


def test_a_revision_leaves_the_old_version_in_force(home: County) -> None:
    agreement_id = in_force_today(home)
    chief = home.hand("chef.soc")
    assert chief.form(f"/rutiner/{agreement_id}/andring", {"changes": "Kontakt före dag 14."}).status_code == 303
    said = page(chief, f"/rutiner/{agreement_id}")
    assert "Version 1, i kraft" in said and "Version 2" in said and "Kontakt före dag 14." in said
    assert listed(chief, agreement_id)["status"] == "in_force"


def test_a_terminated_routine_covers_nothing_from_its_day_and_everything_before(home: County) -> None:
    agreement_id = in_force_today(home)
    chief = home.hand("chef.soc")
    assert chief.form(f"/rutiner/{agreement_id}/uppsagning", {"on": "2026-12-01"}).status_code == 303
    assert listed(chief, agreement_id)["status"] == "in_force"
    assert ">Uppsagd<" not in page(chief, "/rutiner?dag=2026-11-30")
    assert "Uppsagd från 1 december 2026" in page(chief, "/rutiner?dag=2026-12-01")
    assert "Så här blir det 1 december 2026" in page(chief, "/rutiner?dag=2026-12-01")
    assert "Så här var det 1 maj 2026" in page(chief, "/rutiner?dag=2026-05-01")


def test_a_routine_that_is_not_there_and_a_thing_that_cannot_be_done_are_not_found(home: County) -> None:
    hand = home.hand("chef.soc")
    assert hand.get(f"/rutiner/{home.world.unit('soc')}").status_code == 404
    assert hand.get(f"/rutiner/{drafted(home)}/nonsens").status_code == 404
    assert hand.get("/rutiner?dag=i+går").status_code == 200


def test_the_routine_is_a_tagged_pdf_with_its_signatures_and_ways_in(home: County) -> None:
    agreement_id = in_force_today(home)
    published(home)
    answer = home.hand("handlaggare.fk").get(f"/rutiner/{agreement_id}/pdf")
    assert answer.headers["content-type"] == "application/pdf"
    pdf = PdfReader(BytesIO(answer.content))
    text = " ".join(" ".join(page.extract_text() for page in pdf.pages).split())
    for said in (
        "Rutin för Köping",
        "chef Demo-soc",
        "Kontakt före dag 30.",
        "arbetsträning",
        "Siv Demoström",
        "i kraft",
    ):
        assert said in text, text
    root: Any = pdf.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] and root["/Lang"] == "sv"


def test_a_party_sees_its_own_duties_first_and_others_none(home: County) -> None:
    agreement_id = in_force_today(home)
    assert "Tar första kontakten." in home.hand("reko.larkan").get(f"/rutiner/{agreement_id}").text
    for subject, part in (("reko.larkan", True), ("chef.soc", True), ("handlaggare.fk", False)):
        assert ("Det här gäller för er" in home.hand(subject).get(f"/rutiner/{agreement_id}").text) is part


def test_a_reminder_stands_on_the_task_of_those_who_have_not_signed_and_of_nobody_else(home: County) -> None:
    place = f"/rutiner/{drafted(home)}"
    assert "Har kvar att skriva under." in page(home.hand("chef.soc"), f"{place}/paminnelse")
    assert "Påmind" not in page(home.hand("chef.larkan"), "/uppgifter")
    assert home.hand("chef.soc").form(f"{place}/paminnelse", {}).status_code == 303
    assert "Påmind 23 november 2026." in page(home.hand("chef.larkan"), "/uppgifter")
    assert "Påmind" not in page(home.hand("chef.soc"), "/uppgifter")
    assert "Påmind 23 november 2026." in page(home.hand("chef.soc"), place)
    again = home.hand("chef.soc").form(f"{place}/paminnelse", {})
    assert again.status_code == 422 and "De är redan påminda i dag." in unescape(again.text)
