"""Beside a consent: guardians, copies for the person, and earlier entries released by their owner."""

from datetime import date
from uuid import uuid4

from events import commands as c
from events.kinds import ConsentForm, HowObtained, Livelihood
from tests.consents.as_a_browser import at, filled, save, text_of
from tests.house.county import County

MAJA = "20091002-9920"


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


def test_what_is_shared_while_a_unit_is_left_out_can_be_released_when_it_is_back(home: County) -> None:
    case_id = home.world.active("soc", "fk")
    back = (*map(home.world.recipient, ("larkan", "soc")), home.world.recipient("fk", includes_earlier=True))
    form = {"to_unit": str(home.world.unit("fk")), "categories": ["", "livelihood"]}
    hand = home.hand("handlaggare.soc")
    for month in (8, 9):
        home.world.consent(case_id, "larkan", "soc")
        home.world.join(case_id, "handlaggare.soc")
        first, last = date(2026, month, 1), date(2026, month, 28)
        support = c.RecordLivelihood(case_id=case_id, source=Livelihood.INCOME_SUPPORT, from_=first, to=last)
        home.world.do("handlaggare.soc", support)
        home.world.consent(case_id, recipients=back)
        home.world.join(case_id, "handlaggare.soc")
        home.world.join(case_id, "handlaggare.fk")
        assert "Försörjning" in text_of(hand.get(at(case_id, "frislappande")))
        assert hand.form(at(case_id, "frislappande"), form).status_code == 303
        assert "Försörjning" not in text_of(hand.get(at(case_id, "frislappande")))
    told = [e for e in home.world.read("handlaggare.fk", case_id).entries if e.topic == "livelihood-recorded"]
    assert len(told) == 2


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


def test_one_guardian_of_two_does_not_open_the_case_and_one_with_sole_custody_does(home: County) -> None:
    one = {"guardian_consents.0.guardian": "Maria Provek", "guardian_consents.0.given_on": "2026-11-20"}
    one |= {"guardian_consents.0.form": "oral", "given_by": "guardian", "minor_agrees": "true"}
    case_id = home.world.draft(number=MAJA)
    page = home.hand("reko.larkan").get(f"/arenden/{case_id}/samtycken")
    assert "Hur många vårdnadshavare har" in text_of(page) and '<option value="2" selected>Två' in page.text
    unsaid = save(home, case_id, filled(home, case_id, "soc", **one))
    assert unsaid.status_code == 422 and "Välj hur många vårdnadshavare personen har." in text_of(unsaid)
    fields = filled(home, case_id, "soc", **one)
    half = save(home, case_id, fields | {"guardians_in_all": "2"})
    assert half.status_code == 422 and "Vårdnadshavarnas samtycke saknas." in text_of(half)
    assert home.world.log.load(case_id).consent is None
    assert save(home, case_id, fields | {"guardians_in_all": "1"}).status_code == 303
    assert home.world.log.load(case_id).consent is not None


def test_there_are_rows_for_as_many_guardians_as_there_may_be(home: County) -> None:
    case_id = home.world.draft(number=MAJA)
    fields = filled(home, case_id, "soc", given_by="guardian", minor_agrees="true", guardians_in_all="4")
    for n, name in enumerate(("Maria", "Per", "Olle", "Eva")):
        row = {"guardian": f"{name} Provek", "given_on": "2026-11-20", "form": "oral"}
        fields |= {f"guardian_consents.{n}.{part}": said for part, said in row.items()}
    few = {name: value for name, value in fields.items() if not name.startswith("guardian_consents.3.")}
    assert save(home, case_id, few).status_code == 422
    assert save(home, case_id, fields).status_code == 303


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
