"""What each unit will read is shown before anything is saved, with and without script."""

import pytest

from events.kinds import ConsentForm, HowObtained
from tests.consents.as_a_browser import filled, text_of
from tests.house.county import County

ORAL = {"form": ConsentForm.ORAL, "how_obtained": HowObtained.PHONE, "document_location": None}


pytestmark = pytest.mark.usefixtures("serving")


def test_the_preview_says_what_each_unit_may_read_and_who_will_not_know(home: County) -> None:
    case_id = home.world.draft()
    fields = filled(home, case_id, "soc", not_shared=["functional_status"])
    fields["offered"].append(str(home.world.unit("fk")))
    before = home.events()
    answer = home.hand("reko.larkan").form(f"/arenden/{case_id}/samtycken/forhandsvisning", fields)
    said = text_of(answer)
    assert answer.status_code == 200
    may, may_not = said.split("Får läsa", 1)[1].split("Får inte läsa", 1)
    assert "Försörjning" in may and "Funktion och aktivitet" not in may
    assert "Funktion och aktivitet" in may_not and "Diagnos" in may_not
    assert "fk (demo) får inte veta att ärendet finns." in said
    assert home.events() == before and "<!doctype html>" in answer.text


def test_a_live_preview_draws_only_what_changes(home: County) -> None:
    case_id = home.world.draft()
    fields = filled(home, case_id, "soc", consent_form="oral")
    path = f"/arenden/{case_id}/samtycken/forhandsvisning"
    answer = home.hand("reko.larkan").form(path, fields, headers={"hx-request": "true"})
    assert "<!doctype html>" not in answer.text
    assert answer.text.count('hx-swap-oob="true"') == 3
    assert "Går inte muntligt" in answer.text


def test_any_unit_can_be_searched_for_and_added_without_script(home: County) -> None:
    case_id = home.world.draft()
    path = f"/arenden/{case_id}/samtycken/forhandsvisning"
    hand = home.hand("reko.larkan")
    found = hand.form(path, filled(home, case_id, "soc", unit_search="soc-sala", do="search"))
    sala = str(home.world.unit("soc-sala"))
    assert f'name="add" value="{sala}"' in found.text
    added = hand.form(path, filled(home, case_id, "soc", unit_search="soc-sala", add=sala))
    assert "Så här ser ärendet ut för soc-sala (demo)" in text_of(added)
    none = hand.form(path, filled(home, case_id, "soc", unit_search="finns inte", do="search"))
    assert "Ingen ny enhet passar." in text_of(none)
    offices = hand.form(path, filled(home, case_id, "soc", unit_search="forbund", do="search"))
    assert 'name="add"' not in offices.text, "a unit that can never be party is not offered"


def test_a_renewal_says_what_it_changes_for_each_unit(home: County) -> None:
    case_id = home.world.active("soc", "fk")
    fields = filled(home, case_id, "soc", "ame", not_shared=["livelihood"])
    answer = home.hand("reko.larkan").form(f"/arenden/{case_id}/samtycken/forhandsvisning", fields)
    said = text_of(answer)
    assert "Kan inte längre läsa: Försörjning." in said
    assert "Behöver försäkra sig om det nya samtycket" in said
    assert "fk (demo) lämnar ärendet." in said
    assert "Är ny i ärendet och får veta att det finns." in said
    assert "fk (demo) får inte veta" not in said, "it knows already"


def test_the_written_form_of_the_same_oral_consent_asks_nobody_to_check_again(home: County) -> None:
    case_id = home.world.active("soc", **ORAL)
    page = home.hand("reko.larkan").get(f"/arenden/{case_id}/samtycken")
    fields = filled(home, case_id, "soc", page=page, period="other", valid_to="2027-05-23")
    path = f"/arenden/{case_id}/samtycken/forhandsvisning"
    said = text_of(home.hand("reko.larkan").form(path, fields))
    assert "Läser samma som förut" in said and "Behöver försäkra sig" not in said
    longer = text_of(home.hand("reko.larkan").form(path, fields | {"period": "12"}))
    assert "Behöver försäkra sig" in longer
