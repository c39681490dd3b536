"""The consent form as people meet it: filled in, looked at before saving, refused in Swedish at the field."""

import re
from collections.abc import Iterator
from html import unescape
from typing import Any
from uuid import UUID, uuid4

import pytest

from events import commands as c
from events.categories import ALWAYS, Category, Purpose, default_ticks
from events.kinds import Channel, ConsentForm, ContactPurpose, HowObtained
from tests.conftest import Store
from tests.house.county import County, county

ORAL = {"form": ConsentForm.ORAL, "how_obtained": HowObtained.PHONE, "document_location": None}


@pytest.fixture
def home(store: Store) -> Iterator[County]:
    with county(store) as made:
        made.world.system(
            c.ChangeUnit(unit_id=made.world.unit("soc"), serves_municipalities=("1983",)),
        )
        yield made


def text_of(answer: Any) -> str:
    """What a person reads: without tags and soft hyphens, one space between words."""
    bare = re.sub(r"<(script|style).*?</\1>|<[^>]+>", " ", answer.text, flags=re.S)
    return re.sub(r"\s+", " ", unescape(bare).replace("\u00ad", "")).strip()


def field(answer: Any, name: str) -> str:
    found = re.search(rf'name="{re.escape(name)}" value="([^"]*)"', answer.text)
    assert found is not None, name
    return unescape(found.group(1))


def filled(home: County, case_id: UUID, *slugs: str, page: Any = None, **more: Any) -> dict[str, Any]:
    """The form as a browser would send it when everything usual is ticked for these units."""
    page = page or home.hand("reko.larkan").get(f"/arenden/{case_id}/samtycken")
    purposes = [Purpose.REHAB_PLANNING, Purpose.SIP, Purpose.INFORM_FK]
    units = [home.world.directory.by_slug[slug] for slug in ("larkan", *slugs)]
    fields: dict[str, Any] = {
        "command_id": field(page, "command_id"),
        "seen": field(page, "seen"),
        "supersedes": field(page, "supersedes"),
        "informed": "true",
        "purposes": [str(p) for p in purposes],
        "drawn_purposes": ["contact", *(str(p) for p in purposes)],
        "recipients": [str(u.unit_id) for u in units[1:]],
        "offered": [str(u.unit_id) for u in units],
        "columns": [str(u.unit_id) for u in units],
        "may": [
            f"{u.unit_id}:{category}"
            for u in units
            if u.party
            for category in default_ticks(u.party, purposes) - ALWAYS
        ],
        "period": "6",
        "consent_form": "written",
        "document_location": "Pärm 4",
        "given_on": "2026-11-23",
        "how_obtained": "signed_form",
        "given_by": "person",
    }
    return fields | more


def save(home: County, case_id: UUID, fields: dict[str, Any], by: str = "reko.larkan") -> Any:
    return home.hand(by).form(f"/arenden/{case_id}/samtycken", fields)


def test_the_form_starts_with_the_information_and_the_usual_selection(home: County) -> None:
    case_id = home.world.draft()
    page = home.hand("reko.larkan").get(f"/arenden/{case_id}/samtycken")
    said = text_of(page)
    assert page.status_code == 200
    assert said.index("Får vi prata med varandra om dig?") < said.index("Vilka får ta del av uppgifterna?")
    assert "Jag har berättat allt det här och Amina har förstått" in said
    assert "Så här ser ärendet ut för soc (demo) till och med 23 maj 2027" in said
    assert f'value="{home.world.unit("soc")}" checked' in page.text, "the unit that serves the municipality"
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
    assert "Läser resten som förut" in said and "Behöver försäkra sig" not in said
    longer = text_of(home.hand("reko.larkan").form(path, fields | {"period": "12"}))
    assert "Behöver försäkra sig" in longer


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
