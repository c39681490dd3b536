"""A consent that cannot be saved: said in Swedish at its field, kept as typed, and nothing stored."""

from html import unescape
from typing import Any
from uuid import UUID

import pytest

from events import commands as c
from events.kinds import Channel, ContactPurpose
from tests.consents.as_a_browser import field, filled, save, text_of
from tests.house.county import County

pytestmark = pytest.mark.usefixtures("serving")


@pytest.mark.parametrize(
    ("change", "at", "says"),
    [
        ({"informed": ""}, "informed", "Gå igenom all information"),
        ({"consent_form": ""}, "consent_form", "Välj om samtycket är skriftligt eller muntligt."),
        ({"consent_form": "maybe"}, "consent_form", "Välj ett av alternativen"),
        ({"document_location": "  "}, "document_location", "Skriv var den påskrivna blanketten finns."),
        ({"document_location": "a" * 1001}, "document_location", "högst 1000 tecken"),
        ({"document_location": "Pärm\x004"}, "document_location", "osynliga styrtecken"),
        ({"document_location": "Pärm \u202e4"}, "document_location", "vänder på ordningen"),
        ({"given_on": ""}, "given_on", "Skriv vilken dag samtycket gavs."),
        ({"given_on": "i går"}, "given_on", "Skriv datumet som år, månad och dag"),
        ({"given_on": "2026-11-24"}, "given_on", "Datumet kan inte ligga i framtiden."),
        ({"given_on": "1899-12-31"}, "given_on", "Kontrollera datumet."),
        ({"how_obtained": ""}, "how_obtained", "Välj hur du fick samtycket."),
        ({"period": ""}, "period", "Välj hur länge samtycket ska gälla."),
        ({"period": "other", "valid_to": ""}, "valid_to", "Välj hur länge samtycket ska gälla."),
        ({"period": "other", "valid_to": "x"}, "valid_to", "Skriv datumet"),
        ({"given_by": ""}, "given_by", "Välj vem som säger ja."),
        ({"period": "other", "valid_to": "2027-11-24"}, "valid_to", "högst 12 månader"),
        ({"period": "other", "valid_to": "2026-11-22"}, "valid_to", "Slutdatumet har redan passerat."),
        ({"given_by": "nobody"}, "given_by", "Välj ett av alternativen"),
        ({"given_by": "guardian", "minor_agrees": "true"}, "given_by", "Personen är myndig"),
        ({"given_by": "legal_representative"}, "representative_basis", "god man eller förvaltare"),
        ({"purposes": ["sip", "espionage"]}, "purposes", "Välj ett av alternativen"),
        ({"purposes": ["sip", "inform_fk"]}, "purposes", "bara delas om personen vill att ni planerar"),
        ({"recipients": ["larkan"]}, "recipients", "Välj bland enheterna i listan."),
        ({"recipients": [str(UUID(int=7))]}, "recipients", "Välj bland enheterna i listan."),
        ({"recipients": []}, "recipients", "Välj minst en enhet från en annan myndighet."),
        ({"interpreter_used": "true", "language": "x" * 1001}, "language", "högst 1000 tecken"),
        ({"coordination": "true", "coordination_services_consented_on": "x"}, None, "Skriv datumet"),
    ],
)
def test_each_fault_is_told_at_its_field_and_nothing_is_stored(
    home: County, change: dict[str, Any], at: str | None, says: str
) -> None:
    case_id = home.world.draft()
    before = home.events()
    answer = save(home, case_id, filled(home, case_id, "soc", **change))
    assert answer.status_code == 422
    assert "Samtycket är inte sparat" in text_of(answer) and says in text_of(answer)
    if at is not None:
        assert f'href="#{at}"' in unescape(answer.text) and f'id="{at}"' in answer.text
    assert home.events() == before
    assert "23 november" in answer.text or "given_on" in change, "what was typed is kept"
    kept = change.get("document_location", "Pärm 4").strip("\x00")
    assert kept[:4] in unescape(answer.text)


def test_every_fault_of_shape_is_told_at_once(home: County) -> None:
    case_id = home.world.draft()
    answer = save(
        home, case_id, filled(home, case_id, "soc", consent_form="", how_obtained="", informed="", document_location="")
    )
    assert all(f'href="#{at}"' in unescape(answer.text) for at in ("informed", "consent_form", "how_obtained"))


def test_diagnosis_asks_for_a_written_consent(home: County) -> None:
    case_id = home.world.draft()
    fields = filled(home, case_id, "soc")
    fields["may"].append(f"{home.world.unit('soc')}:diagnosis")
    answer = save(home, case_id, fields | {"consent_form": "oral", "how_obtained": "phone"})
    assert answer.status_code == 422
    assert "bara delas om samtycket är skriftligt" in text_of(answer)
    assert "Går inte muntligt" in text_of(answer)
    assert save(home, case_id, fields).status_code == 303


def test_a_category_that_cannot_be_ticked_for_a_unit_is_refused(home: County) -> None:
    case_id = home.world.draft()
    fields = filled(home, case_id, "af")
    fields["may"].append(f"{home.world.unit('af')}:diagnosis")
    answer = save(home, case_id, fields)
    assert answer.status_code == 422 and "Samtycket omfattar inte Diagnos för af (demo)." in text_of(answer)
    fields["may"][-1] = f"{home.world.unit('af')}:violence_question"
    assert save(home, case_id, fields).status_code == 422


def test_a_unit_added_without_looking_is_shown_before_it_is_saved(home: County) -> None:
    case_id = home.world.draft()
    fields = filled(home, case_id, "soc")
    fields["recipients"].append(str(home.world.unit("ame")))
    answer = save(home, case_id, fields)
    assert answer.status_code == 422 and "Tabellen har fyllts på" in text_of(answer)
    assert home.world.log.load(case_id).consent is None
    assert "Så här ser ärendet ut för ame (demo)" in text_of(answer)


def test_a_form_from_before_a_change_is_stale_and_keeps_what_was_typed(home: County) -> None:
    case_id = home.world.active("soc")
    fields = filled(home, case_id, "soc", document_location="Pärm 9")
    talk = c.LogContact(
        case_id=case_id,
        with_unit=home.world.unit("larkan"),
        channel=Channel.PHONE,
        purpose=ContactPurpose.PLANNING,
    )
    home.world.do("handlaggare.soc", talk)
    answer = save(home, case_id, fields)
    assert answer.status_code == 409
    assert "Ärendet har ändrats sedan du öppnade sidan. Det du skrev finns kvar." in text_of(answer)
    assert 'value="Pärm 9"' in answer.text
    again = {"seen": field(answer, "seen"), "supersedes": field(answer, "supersedes")}
    assert save(home, case_id, fields | again).status_code == 303


def test_a_word_to_answer_for_is_asked_about_and_the_consent_saved_when_it_is_stood_by(home: County) -> None:
    case_id = home.world.draft()
    fields = filled(home, case_id, "soc", document_location="Hos maken, pärm 4")
    asked = save(home, case_id, fields)
    assert asked.status_code == 422 and "Texten handlar om ”make”" in text_of(asked)
    assert 'name="freetext_warning"' in asked.text and "Hos maken, pärm 4" in unescape(asked.text)
    assert home.world.log.load(case_id).consent is None
    assert save(home, case_id, fields | {"freetext_warning": "true"}).status_code == 303
    assert home.world.log.load(case_id).consent is not None


def test_a_page_without_such_a_word_asks_nothing(home: County) -> None:
    case_id = home.world.draft()
    assert 'name="freetext_warning"' not in home.hand("reko.larkan").get(f"/arenden/{case_id}/samtycken").text
    number = filled(home, case_id, "soc", document_location="Akten 19681102-9810", freetext_warning="true")
    refused = save(home, case_id, number)
    assert refused.status_code == 422 and "Ta bort personnumret" in text_of(refused)
