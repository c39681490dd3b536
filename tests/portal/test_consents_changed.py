"""The gate, and what happens to a consent afterwards: withdrawn, narrowed, refused, copied, released, locked."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from events import commands as c
from events.categories import Category
from events.kinds import Channel, ConsentForm, ContactPurpose, HowObtained, Livelihood, Status
from tests.conftest import Store
from tests.house.county import County, county
from tests.portal.test_consents import field, filled, save, text_of
from tests.world import TODAY

CANARY = "Kanariefågel i köksfönstret"
MAJA = "20091002-9920"


@pytest.fixture
def home(store: Store) -> Iterator[County]:
    with county(store) as made:
        yield made


def at(case_id: UUID, place: str) -> str:
    return f"/arenden/{case_id}/samtycken/{place}"


def waiting(home: County) -> UUID:
    """A case that larkan has written in and that soc has not made sure of."""
    case_id = home.world.draft()
    home.world.consent(case_id, "larkan", "soc", "fk")
    talk = c.LogContact(
        case_id=case_id,
        with_unit=home.world.unit("soc"),
        channel=Channel.PHONE,
        purpose=ContactPurpose.PLANNING,
        text=CANARY,
    )
    home.world.do("reko.larkan", talk)
    return case_id


def test_the_gate_shows_the_name_the_recorder_and_the_own_scope_and_nothing_else(home: County) -> None:
    case_id = waiting(home)
    page = home.hand("handlaggare.soc").get(at(case_id, "kontroll"))
    said = text_of(page)
    assert page.status_code == 200
    assert "Amina Testsson" in said and "reko Demo-larkan, larkan (demo)" in said
    assert "Det här får soc (demo) läsa" in said and "Försörjning" in said
    assert "till och med söndag 23 maj 2027" in said
    assert "checked" not in page.text, "an attestation has no choice made beforehand"
    number = home.world.log.load(case_id).number
    assert not any(hidden in page.text for hidden in (CANARY, "fk (demo)", number, "19840314", "070-174"))


def test_confirming_opens_the_case_and_names_the_officer(home: County) -> None:
    case_id = waiting(home)
    hand = home.hand("handlaggare.soc")
    page = hand.get(at(case_id, "kontroll"))
    fields = {"command_id": field(page, "command_id"), "consent_id": field(page, "consent_id"), "how": "seen_form"}
    answers = [hand.form(at(case_id, "kontroll"), fields) for _ in range(2)]
    assert [(a.status_code, a.headers["location"]) for a in answers] == [(303, f"/arenden/{case_id}")] * 2
    case = home.world.log.load(case_id)
    soc = home.world.unit("soc")
    assert case.consent is not None and soc in case.consent.verified
    assert case.caseworkers[soc] == {home.world.officer("handlaggare.soc").user_id}
    assert [e.topic for e in case.entries.values()].count("consent-verified") == 1
    assert hand.get(f"/arenden/{case_id}").status_code == 200, "the case opens"


@pytest.mark.parametrize("how", ["", "heard_it", "\x00"])
def test_the_gate_stays_shut_without_a_way_of_knowing(home: County, how: str) -> None:
    case_id = waiting(home)
    before = home.events()
    answer = home.hand("handlaggare.soc").form(at(case_id, "kontroll"), {"how": how})
    assert answer.status_code == 422 and "Ärendet är inte öppnat" in text_of(answer)
    assert home.events() == before and CANARY not in answer.text


@pytest.mark.parametrize("place", ["kontroll", "aterkallelse", "begransning", "avslag", "kopior", "frislappande"])
def test_no_page_of_a_consent_tells_a_stranger_that_the_case_exists(home: County, place: str) -> None:
    case_id = home.world.active("soc")
    stranger = home.hand("handlaggare.af")
    answers = [stranger.get(at(case, place)) for case in (case_id, uuid4())]
    assert [a.status_code for a in answers] == [404, 404]
    assert text_of(answers[0]) == text_of(answers[1])
    assert home.hand("reko.larkan").get(at(case_id, place)).status_code in (200, 303, 422)


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


def test_the_copy_for_the_person_says_who_reads_what_until_when_and_how_to_stop(home: County) -> None:
    case_id = home.world.active("soc", "fk", form=ConsentForm.ORAL, how_obtained=HowObtained.PHONE)
    consent = home.world.log.load(case_id).consent
    assert consent is not None
    page = home.hand("reko.larkan").get(at(case_id, f"{consent.fact.consent_id}/kopia"))
    said = text_of(page)
    for words in ("Ditt samtycke", "Amina Testsson", "söndag 23 maj 2027", "Planera din rehabilitering"):
        assert words in said
    assert "Du behöver inte säga varför." in said and "vilka som har läst" in said
    assert "våld" not in said and "Huvudmeny" not in page.text and "Min dag" not in said
    row = said.split("Diagnos", 1)[1].split("Sjukskrivnings- och", 1)[0]
    assert row.split() == ["nej", "nej", "nej"], "one answer per unit"
    assert home.hand("reko.larkan").get(at(case_id, f"{uuid4()}/kopia")).status_code == 404


def test_a_copy_given_is_noted_and_not_before_the_consent(home: County) -> None:
    case_id = home.world.active("soc")
    hand = home.hand("reko.larkan")
    early = hand.form(at(case_id, "kopior"), {"on": "2026-11-22", "how": "in_person"})
    assert early.status_code == 422 and "Datumet är före samtycket." in text_of(early)
    assert hand.form(at(case_id, "kopior"), {"on": "2026-11-23", "how": "in_person"}).status_code == 303
    consent = home.world.log.load(case_id).consent
    assert consent is not None and consent.copy_given


def test_an_owner_releases_what_it_shared_before_a_unit_came_in(home: County) -> None:
    case_id = home.world.active("soc")
    own = c.RecordLivelihood(case_id=case_id, source=Livelihood.INCOME_SUPPORT, from_=date(2026, 9, 1))
    home.world.do("handlaggare.soc", own)
    fk = home.world.unit("fk")
    recipients = (*map(home.world.recipient, ("larkan", "soc")), home.world.recipient("fk", includes_earlier=True))
    home.world.consent(case_id, recipients=recipients)
    home.world.join(case_id, "handlaggare.soc")
    home.world.join(case_id, "handlaggare.fk")
    before = home.world.read("handlaggare.fk", case_id)
    assert "livelihood-recorded" not in {e.topic for e in before.entries}
    hand = home.hand("handlaggare.soc")
    page = hand.get(at(case_id, "frislappande"))
    assert "fk (demo) får läsa" in text_of(page) and "Försörjning" in text_of(page)
    nothing = hand.form(at(case_id, "frislappande"), {"to_unit": str(fk), "categories": ""})
    assert nothing.status_code == 422
    answer = hand.form(at(case_id, "frislappande"), {"to_unit": str(fk), "categories": ["", "livelihood"]})
    assert answer.status_code == 303
    assert "livelihood-recorded" in {e.topic for e in home.world.read("handlaggare.fk", case_id).entries}


def test_a_minor_needs_every_guardian_and_their_own_yes(home: County) -> None:
    case_id = home.world.draft(number=MAJA)
    hand = home.hand("reko.larkan")
    fault = hand.form(at(case_id, "vardnadshavare"), {"given_on": "2026-11-24", "form": "oral"})
    assert fault.status_code == 422 and "Fyll i det här fältet." in text_of(fault)
    one = {"guardian": "Maria Provek", "given_on": "2026-11-20", "form": "oral", "guardians_in_all": "2"}
    assert hand.form(at(case_id, "vardnadshavare"), one).status_code == 303
    page = hand.get(f"/arenden/{case_id}/samtycken")
    assert "är under 18 år" in text_of(page) and "Maria Provek, 20 november 2026" in text_of(page)
    fields = filled(home, case_id, "soc", page=page, given_by="guardian", minor_agrees="true")
    missing = save(home, case_id, fields)
    assert missing.status_code == 422 and "Vårdnadshavarnas samtycke saknas." in text_of(missing)
    second = {f"guardian_consents.0.{k}": v for k, v in one.items() if k != "guardians_in_all"}
    second["guardian_consents.0.guardian"] = "Per Provek"
    assert save(home, case_id, fields | second | {"minor_agrees": ""}).status_code == 422
    assert save(home, case_id, fields | second).status_code == 303
    consent = home.world.log.load(case_id).consent
    assert consent is not None and consent.fact.valid_to == date(2027, 5, 23)


def test_a_mature_minor_decides_alone(home: County) -> None:
    case_id = home.world.draft(number=MAJA)
    assert save(home, case_id, filled(home, case_id, "soc", given_by="mature")).status_code == 303
    consent = home.world.log.load(case_id).consent
    assert consent is not None
    assert consent.fact.maturity_assessed_by == home.world.officer("reko.larkan").user_id


def test_a_guardians_consent_never_reaches_the_day_of_full_age(home: County) -> None:
    case_id = home.world.draft(number=MAJA)
    page = home.hand("reko.larkan").get(f"/arenden/{case_id}/samtycken")
    assert "till och med 1 oktober 2027, längsta tiden" in text_of(page)


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
    assert "Får läsa det som delats tidigare, när den enhet som skrev det har släppt det." in text_of(shown)
