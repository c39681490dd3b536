"""Saved views: one's own, and those that are shared within the unit."""

from typing import Any
from uuid import uuid4

import pytest

from portal.desk import view_store
from tests.house.county import County, Hand
from tests.house.desk import text_of


def save(hand: Hand, name: str, filters: str = "part=fk", shared: bool = False) -> Any:
    fields = {"name": name, "filters": filters, "shared": "true" if shared else "false"}
    return hand.form("/arenden/urval", fields)


def test_a_saved_view_comes_back_as_its_filters(home: County) -> None:
    home.case("soc", "fk")
    reko = home.hand("reko.larkan")
    done = save(reko, "  Med   Försäkringskassan ")
    assert (done.status_code, done.headers["location"]) == (303, "/arenden?part=fk")
    assert "Med Försäkringskassan (1)" in text_of(reko.get("/arenden"))
    assert "Part: Försäkringskassan" in text_of(reko.get("/arenden/urval"))


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("", "Ge urvalet ett namn."),
        ("   ", "Ge urvalet ett namn."),
        ("x" * 41, "högst 40 tecken"),
        ("x" * 5000, "högst 1000 tecken"),
        ("Ring 070-174 06 41", "Ta bort telefonnumret"),
        ("19840314-9808", "Ta bort personnumret"),
        ("a@b.example", "Ta bort e-postadressen"),
        ("F32.1", "diagnoskod"),
        ("Frågor om Testsson", "Skriv inte namnet på en person"),
        ("bo\x00b", "styrtecken"),
    ],
)
def test_a_name_that_is_empty_too_long_or_about_a_person_is_refused(home: County, name: str, said: str) -> None:
    home.case("soc")
    reko = home.hand("reko.larkan")
    refused = save(reko, name)
    assert refused.status_code == 422
    assert said in text_of(refused)
    assert "Inga egna urval än" in text_of(reko.get("/arenden/urval"))


def test_a_name_is_taken_once_whatever_its_letters(home: County) -> None:
    reko = home.hand("reko.larkan")
    save(reko, "Återbesök")
    refused = save(reko, "ÅTERBESÖK")
    assert refused.status_code == 422
    assert "Du har redan ett urval med det namnet" in text_of(refused)
    assert save(home.hand("reko2.larkan"), "Återbesök").status_code == 303


def test_there_is_an_end_to_how_many_one_may_have(home: County) -> None:
    reko = home.hand("reko.larkan")
    for n in range(view_store.MOST):
        assert save(reko, f"Urval nummer {'abcdefghijklmnopqrstuvwxyz'[n]}").status_code == 303
    assert "Ta bort ett först" in text_of(save(reko, "Ett till"))


def test_a_view_is_shared_within_the_unit_and_nowhere_else(home: County) -> None:
    reko, colleague = home.hand("reko.larkan"), home.hand("reko2.larkan")
    save(reko, "Egen lista")
    save(reko, "Hela enheten", shared=True)
    assert "Hela enheten" in text_of(colleague.get("/arenden/urval"))
    assert "Egen lista" not in text_of(colleague.get("/arenden/urval"))
    for stranger in ("handlaggare.soc", "reko.psyk"):
        assert "Hela enheten" not in text_of(home.hand(stranger).get("/arenden/urval"))


@pytest.mark.parametrize("doing", ["delning", "borttagning"])
def test_somebody_elses_view_is_answered_like_one_that_is_not_there(home: County, doing: str) -> None:
    save(home.hand("reko.larkan"), "Hela enheten", shared=True)
    [[view_id]] = home.sql("SELECT view_id FROM web.saved_view")
    for subject in ("reko2.larkan", "handlaggare.soc"):
        hand = home.hand(subject)
        foreign, nothing = (hand.form(f"/arenden/urval/{each}/{doing}", {}) for each in (view_id, uuid4()))
        assert foreign.status_code == nothing.status_code == 404
        assert foreign.content == nothing.content
    assert home.sql("SELECT shared FROM web.saved_view") == [(True,)]
    assert home.hand("reko.larkan").form(f"/arenden/urval/{view_id}/{doing}", {}).status_code == 303
    assert home.sql("SELECT shared FROM web.saved_view") in ([], [(False,)])


def test_a_saved_view_with_a_filter_that_has_gone_still_opens_and_says_so(home: County) -> None:
    home.case("soc")
    reko = home.hand("reko.larkan")
    save(reko, "Gammalt urval")
    home.sql("UPDATE web.saved_view SET filters = 'part=fk&lan=19&grad=33'")
    assert "Sjukskrivningsgrad (finns inte längre)" in text_of(reko.get("/arenden/urval"))
    assert reko.get("/arenden").status_code == 200
