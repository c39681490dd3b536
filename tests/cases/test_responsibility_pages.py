"""Handing a case over, as people do it: only to a unit of the consent, and everybody sees who took over."""

from datetime import timedelta

from tests.cases.reading import case_page, text_of
from tests.house.county import County


def test_the_responsibility_is_handed_over_and_the_parties_read_who_took_over(home: County) -> None:
    case_id = home.case("soc", "psyk")
    form = case_page(home, "reko.larkan", case_id, "/ansvar/ny")
    assert "Er enhet läser det som andra delar till och med 23 december" in text_of(form)
    assert str(home.world.unit("fk")) not in form.text
    hand, place = home.hand("reko.larkan"), f"/arenden/{case_id}/ansvar"
    fields = {"kind": "medical", "reason": "specialist_care", "to_unit": str(home.world.unit("psyk"))}
    told = {"_was.municipality_code": "1983", "municipality_code": "1980"}
    outside = hand.form(place, fields | {"to_unit": str(home.world.unit("fk"))})
    assert outside.status_code == 422 and 'id="to_unit-fel"' in outside.text
    wrong = hand.form(place, fields | {"to_unit": str(home.world.unit("soc-sala")), "kind": "lead"})
    assert "soc-sala (demo) är inte med i samtycket." in text_of(wrong)
    assert hand.form(place, fields | told).status_code == 303
    said = text_of(case_page(home, "handlaggare.soc", case_id))
    assert "Det medicinska ansvaret är överlämnat" in said
    assert "Från larkan (demo) till psyk (demo)." in said and "Räknas i Västerås från och med då." in said
    assert home.world.log.load(case_id).municipality_code == "1980"


def test_after_thirty_days_the_old_unit_is_no_longer_among_the_parties(home: County) -> None:
    case_id = home.case("soc", "psyk")
    fields = {"kind": "lead", "reason": "moved", "to_unit": str(home.world.unit("soc"))}
    assert home.hand("reko.larkan").form(f"/arenden/{case_id}/ansvar", fields).status_code == 303
    assert "Håller ihop ärendet" in text_of(case_page(home, "reko.psyk", case_id))
    assert "larkan (demo)" in text_of(case_page(home, "reko.psyk", case_id)).partition("Lämna över")[0]
    number = home.world.log.load(case_id).number
    assert number in text_of(home.hand("reko.larkan").get("/arenden"))
    home.world.moment += timedelta(days=31)
    assert number not in text_of(home.hand("reko.larkan").get("/arenden"))
    page = case_page(home, "reko.larkan", case_id)
    assert page.status_code == 200
    assert "Er enhet deltar inte längre" in text_of(page) and "Håller ihop ärendet" not in text_of(page)
    assert number in text_of(home.hand("handlaggare.soc").get("/arenden"))


def test_who_holds_no_responsibility_is_not_offered_to_hand_it_over(home: County) -> None:
    case_id = home.case("soc")
    assert "Lämna över ansvaret" in text_of(case_page(home, "reko.larkan", case_id))
    assert "Lämna över ansvaret" not in text_of(case_page(home, "handlaggare.soc", case_id))
    sent_on = case_page(home, "handlaggare.soc", case_id, "/ansvar/ny")
    assert (sent_on.status_code, sent_on.headers["location"]) == (303, f"/arenden/{case_id}")
